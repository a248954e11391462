"""A birth date as a patient types it on a phone: day, month and year, each in a field of its own."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import pgettext, pgettext_lazy


class BirthDateForm(forms.Form):
    """After is_valid(), `given` is the date."""

    day = forms.IntegerField(label=pgettext_lazy("questionnaire", "Day"), min_value=1, max_value=31)
    month = forms.IntegerField(label=pgettext_lazy("questionnaire", "Month"), min_value=1, max_value=12)
    year = forms.IntegerField(label=pgettext_lazy("questionnaire", "Year"), min_value=1900, max_value=2100)

    def clean(self) -> dict[str, int]:
        if self.errors or self._date() is None:
            raise forms.ValidationError(
                pgettext(
                    "questionnaire",
                    "Write your birth date as numbers: day, month and the year with four digits.",
                )
            )
        return self.cleaned_data

    @property
    def given(self) -> date | None:
        return self._date()

    def _date(self) -> date | None:
        try:
            return date(*(self.cleaned_data[name] for name in ("year", "month", "day")))
        except (KeyError, ValueError):
            return None
