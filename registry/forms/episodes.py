"""Opening an episode and recording a procedure within one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.date_rules import Days
from registry.dated import days_of
from registry.fields import PartialDateField
from registry.forms.dated import DatedForm
from registry.models import Episode, Patient, Procedure, Site

# No kind stands chosen: a default would be recorded by whoever forgets to look.
EPISODE_KINDS = [("", _("Choose")), *Episode.Kind.choices]
PROCEDURE_KINDS = [("", _("Choose")), *Procedure.Kind.choices]


class SiteField(forms.ModelChoiceField):
    """Where, among the sites of some departments; blank is not recorded."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Site"), queryset=Site.objects.none(), required=False, empty_label=_("Not recorded")
        )


def offer_sites(form: forms.Form, departments: Iterable[int]) -> None:
    """Fills the form's `site`; a form of departments without sites does not ask for one."""
    sites = Site.objects.filter(department__in=list(departments))
    if sites.exists():
        form.fields["site"].queryset = sites
    else:
        del form.fields["site"]


class EpisodeForm(DatedForm):
    kind = forms.ChoiceField(label=_("What for"), choices=EPISODE_KINDS)
    onset_on = PartialDateField(
        label=_("Day of the fracture or onset"),
        help_text=_("The month is enough where the day is not known."),
        month_allowed=True,
        required=True,
    )
    site = SiteField()

    def __init__(self, data: Any = None, *, patient: Patient, on: date) -> None:
        super().__init__(data)
        self.patient, self.on = patient, on
        offer_sites(self, [patient.department_id])

    def days(self) -> Iterator[Days]:
        yield days_of(self.patient, on=self.on, onset=self.cleaned_data.get("onset_on"))


class ProcedureForm(DatedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Procedure"), choices=PROCEDURE_KINDS)
    performed_on = PartialDateField(label=_("Performed on"), required=True)

    def __init__(self, data: Any = None, *, episode: Episode, on: date) -> None:
        super().__init__(data, initial={"version": episode.version})
        self.episode, self.on = episode, on

    def days(self) -> Iterator[Days]:
        performed_on = self.cleaned_data.get("performed_on")
        yield days_of(self.episode.patient, self.episode, on=self.on, performed=performed_on)
