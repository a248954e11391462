"""How the patient was at a timepoint, on a page of its own: before a conservative treatment, and at every follow-up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from registry.date_rules import Days
from registry.dated import days_of
from registry.diagnoses import is_of_neck
from registry.fields import PartialDateField
from registry.forms.background import BACK, NECK, BackgroundFields, columns_of
from registry.forms.dated import DatedForm
from registry.forms.episodes import DiagnosisField, diagnoses_offered
from registry.models import Background, Episode, Timepoint
from registry.partial_date import PartialDate


class BackgroundForm(BackgroundFields, DatedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    diagnosis = DiagnosisField()
    observed_on = PartialDateField(label=_("Observed on"), required=True)

    def __init__(
        self,
        data: Any = None,
        *,
        episode: Episode,
        timepoint: str,
        standing: Background | None,
        on: date,
        draft: Mapping[str, Any] | None = None,
    ) -> None:
        seen_on = PartialDate(standing.observed_on if standing else on)
        start = {"version": episode.version, "diagnosis": episode.diagnosis, "observed_on": seen_on}
        self.opened = start | columns_of(standing)
        super().__init__(data, initial={**self.opened, **(draft or {})})
        self.episode, self.timepoint, self.on = episode, timepoint, on
        if timepoint == Timepoint.BASELINE:
            self.fields["diagnosis"].choices = [("", _("Not recorded")), *diagnoses_offered(episode.kind)]
            self.neck_first = is_of_neck(episode.diagnosis)
        else:  # how long it had hurt, and what for, is told once
            for name in ("diagnosis", *BACK, *NECK):
                del self.fields[name]

    def days(self) -> Iterator[Days]:
        seen_on = self.cleaned_data.get("observed_on")
        yield days_of(self.episode.patient, self.episode, on=self.on, observed=seen_on)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not self.tells_something and not self.cleaned_data.get("diagnosis"):
            raise ValidationError(_("Nothing is answered yet."))
        return cleaned
