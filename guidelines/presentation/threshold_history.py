"""The thresholds a rule compares with: the value in force, and every value there was before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from guidelines.models import ThresholdOverride
from guidelines.pathway.readings.closure import criteria_of, limits_of
from guidelines.pathway.recommendations import Action
from guidelines.pathway.thresholds import DEFAULT, Threshold
from guidelines.presentation.values import day_words, number_words
from guidelines.threshold_selectors import own_thresholds


@dataclass(frozen=True)
class ValueFrom:
    """A value from a day on: whose it is ("" for everybody), where it comes from, and whether it is in force."""

    department: str
    value: str
    valid_from: str
    source: str
    in_force: bool


@dataclass(frozen=True)
class ThresholdHistory:
    """One threshold: what everybody has, and what the reader's departments set themselves, the latest first."""

    name: str
    label: str
    bounds: str
    design_choice: bool
    values: tuple[ValueFrom, ...]


def threshold_history(action: Action, departments: Sequence[int], on: date) -> list[ThresholdHistory]:
    """Every threshold the action's rule compares with, in the order it reads them. One query, none without thresholds."""
    names = list(dict.fromkeys(name for _fact, name in limits_of(criteria_of(action))))
    own = own_thresholds(departments, names) if names else []
    return [_history(DEFAULT.named(name), [row for row in own if row.name == name], on) for name in names]


def _history(threshold: Threshold, own: list[ThresholdOverride], on: date) -> ThresholdHistory:
    bounds = _("%(low)s to %(high)s") % {
        "low": number_words(threshold.low),
        "high": with_unit(threshold, threshold.high),
    }
    everybody = ValueFrom(
        "",
        with_unit(threshold, threshold.value),
        day_words(threshold.valid_from),
        _(threshold.source),
        in_force=True,
    )
    return ThresholdHistory(
        threshold.name,
        _(threshold.label),
        bounds,
        threshold.design_choice,
        (*_own_values(threshold, own, on), everybody),
    )


def _own_values(threshold: Threshold, own: list[ThresholdOverride], on: date) -> list[ValueFrom]:
    """A department's latest value that has begun is the one in force there."""
    current = {row.department_id: row for row in reversed(own) if row.valid_from <= on}
    return [
        ValueFrom(
            row.department.name,
            with_unit(threshold, row.value),
            day_words(row.valid_from),
            row.source,
            in_force=current.get(row.department_id) is row,
        )
        for row in own
    ]


def with_unit(threshold: Threshold, value: float) -> str:
    if threshold.unit == "0-100":
        return _("%(number)s of 100") % {"number": number_words(value)}
    return f"{number_words(value)} {_(threshold.unit)}".strip()
