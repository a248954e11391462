"""A value close to a cut, drawn on its scale: where it lies, where the cuts lie, and both in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from guidelines.pathway.facts import FACTS
from guidelines.pathway.functional_borderline import MARGINS
from guidelines.pathway.functional_rules import CONSIDERATIONS, STEPS
from guidelines.pathway.readings.closure import limits_of
from guidelines.pathway.thresholds import Threshold, Thresholds
from guidelines.presentation.values import label, number_words, value_words

WIDTH, EDGE = 320.0, 28.0  # of the drawing; what is kept free at its ends for the numbers
COMPARED = limits_of(row.when for row in (*STEPS, *CONSIDERATIONS))


@dataclass(frozen=True)
class Cut:
    """One cut: where it is drawn, its number, what it means, where it comes from, and whether the value is near it."""

    x: float
    number: str
    label: str
    source: str
    near: bool


@dataclass(frozen=True)
class Scale:
    """`low_x` to `high_x` is the value with its margin to either side."""

    fact: str
    label: str
    value: str
    x: float
    low_x: float
    high_x: float
    cuts: tuple[Cut, ...]
    sentence: str


def scale_of(fact: str, value: float, thresholds: Thresholds) -> Scale:
    """A borderline value among the cuts its fact is compared with."""
    cuts = sorted(cuts_of(fact, thresholds), key=lambda cut: cut.value)
    margin = MARGINS[fact]
    low, high = value - margin, value + margin
    ends = min(low, *(cut.value for cut in cuts)), max(high, *(cut.value for cut in cuts))

    def x(number: float) -> float:
        return round(EDGE + (WIDTH - 2 * EDGE) * (number - ends[0]) / (ends[1] - ends[0]), 1)

    drawn = tuple(_drawn(cut, x(cut.value), near=low <= cut.value <= high) for cut in cuts)
    shown = value_words(fact, value)
    return Scale(
        fact, label(fact), shown, x(value), x(low), x(high), drawn, _sentence(fact, shown, margin, drawn)
    )


def cuts_of(fact: str, thresholds: Thresholds) -> list[Threshold]:
    """The cuts the functional category compares a fact with."""
    return [thresholds.named(name) for compared, name in COMPARED if compared == fact]


def _drawn(cut: Threshold, x: float, *, near: bool) -> Cut:
    return Cut(x, number_words(cut.value), _(cut.label), _(cut.source), near)


def _sentence(fact: str, shown: str, margin: float, cuts: tuple[Cut, ...]) -> str:
    near = ", ".join(f"{cut.label} {cut.number}" for cut in cuts if cut.near)
    words = {
        "fact": label(fact),
        "value": shown,
        "margin": value_words(fact, margin) if FACTS[fact].unit else number_words(margin),
        "cuts": near,
    }
    return _("%(fact)s is %(value)s: %(margin)s more or less changes the category (%(cuts)s).") % words
