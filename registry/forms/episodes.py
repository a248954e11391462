"""Opening an episode."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.date_rules import Days
from registry.dated import days_of
from registry.diagnoses import DIAGNOSES, REGIONS
from registry.fields import PartialDateField
from registry.forms.dated import DatedForm
from registry.models import Episode, Patient, Site

# No kind stands chosen: a default would be recorded by whoever forgets to look.
EPISODE_KINDS = [("", _("Choose")), *Episode.Kind.choices]


class SiteField(forms.ModelChoiceField):
    """Where, among the sites of some departments; blank is not recorded."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Site"), queryset=Site.objects.none(), required=False, empty_label=_("Not recorded")
        )


class OnsetField(PartialDateField):
    """The day an episode began; a month where no more is known."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Day of the fracture or onset"),
            help_text=_("The month is enough where the day is not known."),
            month_allowed=True,
            required=True,
        )


class DiagnosisField(forms.ChoiceField):
    """One of the catalogue, by chapter; blank is not recorded. Which kind of episode it makes is held by the episode."""

    def __init__(self) -> None:
        choices = [("", _("Not recorded")), *diagnoses_offered()]
        super().__init__(label=_("Diagnosis"), required=False, choices=choices)


def diagnoses_offered(kind: str = "") -> list[Any]:
    """The diagnoses by chapter; of one kind of episode where it is given."""
    chapters = [
        (
            words,
            [
                (one.code, _(one.title))
                for one in DIAGNOSES.values()
                if one.region is region and kind in ("", one.kind)
            ],
        )
        for region, words in REGIONS.items()
    ]
    return [(_(words), listed) for words, listed in chapters if listed]


def offer_sites(form: forms.Form, departments: Iterable[int]) -> None:
    """Fills the form's `site`; a form of departments without sites does not ask for one."""
    sites = Site.objects.filter(department__in=list(departments))
    if sites.exists():
        form.fields["site"].queryset = sites
    else:
        del form.fields["site"]


class EpisodeForm(DatedForm):
    kind = forms.ChoiceField(label=_("What for"), choices=EPISODE_KINDS)
    diagnosis = DiagnosisField()
    onset_on = OnsetField()
    site = SiteField()

    def __init__(self, data: Any = None, *, patient: Patient, on: date) -> None:
        super().__init__(data)
        self.patient, self.on = patient, on
        offer_sites(self, [patient.department_id])

    def days(self) -> Iterator[Days]:
        yield days_of(self.patient, on=self.on, onset=self.cleaned_data.get("onset_on"))
