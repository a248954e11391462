"""Who checked an action against its sources, when, and by when it is to be read again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from guidelines.pathway.recommendations import Action
from guidelines.pathway.sources import SOURCES
from guidelines.presentation.values import day_words


@dataclass(frozen=True)
class Checked:
    """One source of the action as it was last checked."""

    source_id: str
    title: str
    statements: str
    by: str
    on: str
    review_by: str
    overdue: bool


def checks_of(action: Action, on: date) -> list[Checked]:
    """A line for each source the action cites."""
    return [
        Checked(
            cited.source,
            _(SOURCES[cited.source].title),
            ", ".join(cited.statements),
            cited.checked_by,
            day_words(cited.checked_on),
            day_words(cited.review_by),
            cited.is_overdue(on),
        )
        for cited in action.cites
    ]
