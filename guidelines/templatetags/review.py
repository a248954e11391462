"""Words of the review desk."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from guidelines.models import IncidentStep
from guidelines.presentation import incidents

register = template.Library()


@register.filter
def about_words(code: str) -> str:
    """What a report is about."""
    return incidents.about_words(code)


@register.filter
def report_state(latest: str | None) -> str:
    """The state of a report from its latest step; a report without one is new."""
    return str(IncidentStep.State(latest).label) if latest else _("New")
