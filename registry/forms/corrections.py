"""Correcting an episode, and removing what was recorded by mistake."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.date_rules import Days
from registry.dated import days_of
from registry.forms.episodes import EpisodeForm
from registry.models import Episode
from registry.partial_date import PartialDate


class EpisodeCorrectForm(EpisodeForm):
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, episode: Episode, on: date) -> None:
        super().__init__(data, patient=episode.patient, on=on)
        self.episode = episode
        self.initial = {
            "version": episode.version,
            "kind": episode.kind,
            "diagnosis": episode.diagnosis,
            "onset_on": PartialDate(episode.onset_on, episode.onset_precision),
            "site": episode.site_id,
        }

    def days(self) -> Iterator[Days]:
        onset = self.cleaned_data.get("onset_on")
        yield days_of(self.patient, on=self.on, onset=onset)
        for day in self.episode.procedures.values_list("performed_on", flat=True):
            yield days_of(self.patient, on=self.on, onset=onset, performed=day)


class RemoveForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why it should not be here"),
        min_length=5,
        max_length=200,
        help_text=_("It stays in the patient's history."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
