"""The controls of a report: what can be picked, in the reader's language, with what is picked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from registry.follow_up import WAVES
from registry.models import Department
from registry.report_page.asked import FIRST_YEAR, PROCEDURES, Asked, measures
from registry.report_page.named import (
    SCENARIOS,
    diagnosis_words,
    measure_words,
    procedure_words,
    threshold_words,
    wave_words,
)


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    selected: bool


@dataclass(frozen=True)
class Control:
    """A select of the form; one with a single option is not drawn."""

    name: str
    label: str
    options: tuple[Option, ...]

    @property
    def is_drawn(self) -> bool:
        return len(self.options) > 1


def controls(
    asked: Asked, units: Sequence[Department], diagnoses: Mapping[str, int], *, without: Collection[str] = ()
) -> list[Control]:
    """`diagnoses` are those of the unit, with how many episodes."""
    years = [str(year) for year in range(asked.on.year, FIRST_YEAR - 1, -1)]
    found = [
        _control("unit", _("Unit"), asked.unit.code, [(unit.code, unit.name) for unit in units]),
        _control("diagnosis", _("Diagnosis"), asked.diagnosis, _diagnoses(diagnoses)),
        _control("procedure", _("Procedure"), asked.procedure, _named(("", *PROCEDURES), procedure_words)),
        _control(
            "from",
            _("First year"),
            str(asked.first or ""),
            [("", _("First")), *zip(years, years, strict=True)],
        ),
        _control(
            "to", _("Last year"), str(asked.last or ""), [("", _("Latest")), *zip(years, years, strict=True)]
        ),
        _control("measure", _("Instrument"), asked.measure.key, _measures()),
        _control("wave", _("Wave"), asked.wave, _named((wave.code for wave in WAVES), wave_words)),
        _control(
            "threshold", _("Threshold"), asked.threshold.code if asked.threshold else "", _thresholds(asked)
        ),
        _control("silent", _("Those who did not answer"), asked.scenario.value, list(SCENARIOS.items())),
    ]
    return [control for control in found if control.is_drawn and control.name not in without]


def _diagnoses(diagnoses: Mapping[str, int]) -> list[tuple[str, str]]:
    return [(code, f"{diagnosis_words(code)} ({count})") for code, count in diagnoses.items()]


def _named(codes: Iterable[str], words: Any) -> list[tuple[str, str]]:
    return [(code, words(code)) for code in codes]


def _measures() -> list[tuple[str, str]]:
    return [(one.key, measure_words(one)) for one in measures()]


def _thresholds(asked: Asked) -> list[tuple[str, str]]:
    return [(one.code, threshold_words(one, asked.measure)) for one in asked.measure.thresholds]


def _control(name: str, label: str, chosen: str, choices: Iterable[tuple[Any, Any]]) -> Control:
    options = (Option(str(value), str(said), str(value) == chosen) for value, said in choices)
    return Control(name, label, tuple(options))
