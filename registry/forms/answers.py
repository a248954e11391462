"""Responses to one instrument, or to several of one number on one page (the VAS), as a form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from registry.actions import Answered, Opened
from registry.actions.assessments import default_value_set
from registry.fields import MeasureField, PartialDateField, SegmentsField, VasField
from registry.instruments import INSTRUMENTS, Instrument, Item
from registry.instruments.clinical import YES_NO
from registry.instruments.wording import ItemWording
from registry.models import Assessment, Department
from registry.partial_date import PartialDate

# What is asked on one page. The pain scales are one page, because they are one question about several places.
PAGES: dict[str, tuple[str, ...]] = {
    "odi": ("odi",),
    "ndi": ("ndi",),
    "eq5d_3l": ("eq5d_3l",),
    "vas": ("vas_back", "vas_leg", "vas_neck", "vas_arm", "vas_rest", "vas_activity"),
    "eq5d_5l": ("eq5d_5l", "eq_vas"),
    "sf36": ("sf36",),
    "rand36": ("rand36",),
    "srs22r": ("srs22r",),
    "tokuhashi_revised": ("tokuhashi_revised",),
    "tokuhashi_1990": ("tokuhashi_1990",),
    "lenke": ("lenke",),
    "genant": ("genant",),
    "of_score": ("of_score",),
}
PAGE_OF = {instrument: page for page, instruments in PAGES.items() for instrument in instruments}
CLINICAL_PAGES = ("tokuhashi_revised", "tokuhashi_1990", "lenke", "genant", "of_score")  # a clinician answers
Wordings = Mapping[str, ItemWording]
OPENED = re.compile(r"(\w+):(\d+):(\d+)", re.ASCII)


class AnswersForm(forms.Form):
    """After is_valid(), `answered` holds what is to be stored and `opened` what each of them started from."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    observed_on = PartialDateField(label=_("Answered on"), required=True)

    def __init__(
        self,
        data: Any = None,
        *,
        instruments: Iterable[Instrument],
        standing: Mapping[str, Assessment],
        department: Department,
        on: date,
        wording: Wordings | None = None,
        draft: Mapping[str, Any] | None = None,
    ) -> None:
        self.instruments, self.standing, self.on = tuple(instruments), standing, on
        self.value_sets = next((each for each in self.instruments if each.value_sets), None)
        super().__init__(data, initial=self._initial(department) | dict(draft or {}))
        if self.value_sets:
            self.fields["value_set"] = _value_set_field(self.value_sets)
        for instrument, item in self.asked():
            self.fields[field_name(instrument, item)] = _item_field(instrument, item, wording)

    def asked(self) -> Iterator[tuple[Instrument, Item]]:
        return ((instrument, item) for instrument in self.instruments for item in instrument.items)

    @property
    def items_asked(self) -> list[forms.BoundField]:
        return [self[field_name(instrument, item)] for instrument, item in self.asked()]

    def _initial(self, department: Department) -> dict[str, Any]:
        first = next(iter(self.standing.values()), None)
        return {
            "version": versions_as_text(self.standing),
            "observed_on": PartialDate(first.observed_on if first else self.on),
            "value_set": self._value_set(department),
            **{
                field_name(instrument, item): self.standing[instrument.code].responses.get(item.code)
                for instrument, item in self.asked()
                if instrument.code in self.standing
            },
        }

    def _value_set(self, department: Department) -> str:
        """The one that stands, else the country's."""
        indexed = self.value_sets.code if self.value_sets else ""
        stands = self.standing.get(indexed)
        return stands.value_set if stands else default_value_set(indexed, department)

    def clean_observed_on(self) -> PartialDate:
        answered_on = self.cleaned_data["observed_on"]
        if answered_on.day > self.on:
            raise ValidationError(_("That day is still to come. Give the day the questions were answered."))
        return answered_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not self.answered:
            raise ValidationError(_("Nothing is answered yet."))
        return cleaned

    @property
    def answered(self) -> list[Answered]:
        """What has an answer, or stands already: clearing every answer of it is a correction too."""
        found = [self._answered(instrument) for instrument in self.instruments]
        opened = self.opened
        return [one for one in found if one.instrument in opened or any(_given(one))]

    def _answered(self, instrument: Instrument) -> Answered:
        responses = {
            item.code: self.cleaned_data.get(field_name(instrument, item)) for item in instrument.items
        }
        value_set = self.cleaned_data.get("value_set") if instrument.value_sets else None
        return Answered(instrument.code, responses, value_set)

    @property
    def opened(self) -> dict[str, Opened]:
        """Instrument to the assessment that was opened; one that was not answered yet is absent."""
        return opened_in(self.cleaned_data.get("version", ""))


def field_name(instrument: Instrument, item: Item) -> str:
    """The name of an item's field, the same whichever page it stands on."""
    return f"{instrument.code}-{item.code}"


def versions_as_text(standing: Mapping[str, Assessment]) -> str:
    """Which assessments a form was opened on, and at which version; read by opened_in."""
    return " ".join(f"{code}:{found.pk}:{found.version}" for code, found in sorted(standing.items()))


def opened_in(text: str) -> dict[str, Opened]:
    found = (OPENED.fullmatch(part) for part in text.split())
    return {match[1]: Opened(int(match[2]), int(match[3])) for match in found if match}


def _given(answered: Answered) -> Iterator[bool]:
    return (value is not None for value in answered.responses.values())


def _value_set_field(instrument: Instrument) -> SegmentsField:
    choices = [(each.code, f"{_(each.title)} ({each.code})") for each in instrument.value_sets.values()]
    return SegmentsField(
        choices=choices,
        label=_("Value set of the index"),
        required=True,
        widget=forms.Select(choices=choices, attrs={"class": "form-select"}),
    )


def _item_field(instrument: Instrument, item: Item, wording: Wordings | None) -> forms.Field:
    named = {"label": _(item.name)}
    if instrument.code.startswith("vas_"):
        return VasField(label=_(instrument.title))
    if len(item.labelled) < len(item.allowed):
        unit = _(item.unit) if item.unit else ""
        return MeasureField(low=item.lowest, high=item.highest, whole=not item.measured, unit=unit, **named)
    words = wording[item.code] if wording else None
    field = SegmentsField(
        choices=[(level, _level(item, level, words)) for level in item.allowed],
        **({"label": words.text} if words else named),
    )
    field.widget.attrs["data-number-keys"] = True
    return field


def _level(item: Item, level: int, wording: ItemWording | None) -> str:
    if item.levels:  # its number is what it counts, or is called
        words = _(item.levels[level - item.lowest])
        return words if item.levels == YES_NO else f"{words} ({level})"
    return f"{level}. {wording.levels[level]}" if wording else str(level)


def instruments_of(page: str) -> tuple[Instrument, ...]:
    return tuple(INSTRUMENTS[code] for code in PAGES[page])
