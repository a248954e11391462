"""Asking about the data of a patient, and answering."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.models import DataQuery

ANYTHING = ("", _("Something else"))
OUTCOMES = [choice for choice in DataQuery.Outcome.choices if choice[0] != DataQuery.Outcome.DATA]


class AskForm(forms.Form):
    """`subjects` are the values of the patient that may be asked about, as "<episode>:<subject>" with words."""

    about = forms.ChoiceField(
        label=_("About"), required=False, help_text=_("The query closes by itself when this value changes.")
    )
    question = forms.CharField(
        label=_("Question"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"})
    )
    task = forms.ChoiceField(label=_("Whose task"), choices=DataQuery.Task.choices)

    def __init__(self, data: Any = None, *, subjects: Iterable[tuple[str, Any]]) -> None:
        super().__init__(data)
        self.fields["about"].choices = [ANYTHING, *subjects]

    @property
    def subject(self) -> tuple[int | None, str]:
        """The id of the episode and the subject; None and "" for something else."""
        episode, _colon, subject = self.cleaned_data["about"].partition(":")
        return (int(episode) if episode else None), subject


class AnswerForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(max_length=500)


class CloseForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(choices=OUTCOMES)
