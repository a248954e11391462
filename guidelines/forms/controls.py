"""The control a fact is answered with: one kind of field for each kind of fact."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from guidelines.pathway.fact import VALUE_LABELS
from guidelines.pathway.facts import Fact, Kind
from registry.fields import MeasureField, SegmentsField, TickSetField, TriStateField, VasField

_ = gettext_lazy

MOST_LETTERS = 30  # answers with more than this are a list to choose from: side by side they would wrap


def score_field(named: dict[str, Any]) -> VasField:
    field = VasField(**named)
    field.widget.shown["label"] = field.label  # the slider is named after its question
    return field


def fact_field(fact: Fact, named: dict[str, Any]) -> forms.Field:
    match fact.kind:
        case Kind.BOOL:
            return TriStateField(**named)
        case Kind.SET:
            return TickSetField(choices=_choices(fact), **named)
        case Kind.INT | Kind.FLOAT:
            shown = {"unit": gettext_lazy(fact.unit) if fact.unit else "", "low": fact.low, "high": fact.high}
            return MeasureField(whole=fact.kind is Kind.INT, **shown, **named)
        case _:
            return _one_of(fact, named)


def _one_of(fact: Fact, named: dict[str, Any]) -> forms.Field:
    choices = _choices(fact)
    if sum(len(VALUE_LABELS[value]) for value in fact.values) <= MOST_LETTERS:
        return SegmentsField(choices=choices, **named)
    listed = forms.Select(choices=[("", _("Not recorded")), *choices], attrs={"class": "form-select"})
    return SegmentsField(choices=choices, widget=listed, **named)


def _choices(fact: Fact) -> list[tuple[Any, Any]]:
    return [(value, gettext_lazy(VALUE_LABELS[value])) for value in fact.values]
