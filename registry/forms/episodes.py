"""Opening an episode and recording a procedure within one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.date_rules import Days
from registry.dated import days_of
from registry.fields import PartialDateField
from registry.forms.dated import DatedForm
from registry.models import Episode, Patient, Procedure

# No kind stands chosen: a default would be recorded by whoever forgets to look.
EPISODE_KINDS = [("", _("Choose")), *Episode.Kind.choices]
PROCEDURE_KINDS = [("", _("Choose")), *Procedure.Kind.choices]


class EpisodeForm(DatedForm):
    kind = forms.ChoiceField(label=_("What for"), choices=EPISODE_KINDS)
    onset_on = PartialDateField(
        label=_("Day of the fracture or onset"),
        help_text=_("The month is enough where the day is not known."),
        month_allowed=True,
        required=True,
    )

    def __init__(self, data: Any = None, *, patient: Patient, on: date) -> None:
        super().__init__(data)
        self.patient, self.on = patient, on

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
