"""The controls of a report: what can be picked, in the reader's language, with what is picked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language
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

LANGUAGES = 8  # whose words are kept: most choices are the same on every page
LONGEST_SAID = 40  # characters of what an address asks, said back


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

    def offers(self, value: str) -> bool:
        return not value or any(option.value == value for option in self.options)

    @property
    def shown(self) -> str:
        return next((option.label for option in self.options if option.selected), "")


def drawn(offered: Iterable[Control], *, without: Collection[str] = ()) -> list[Control]:
    return [control for control in offered if control.is_drawn and control.name not in without]


def not_offered(given: Mapping[str, str], asked: Asked, offered: Iterable[Control]) -> list[str]:
    """A sentence for each part of the address that cannot be shown: what was found, and what is shown instead."""
    said = [
        _not_offered(control, given[control.name])
        for control in offered
        if control.shown
        and not control.offers(given.get(control.name, ""))
        # another instrument is chosen with the threshold of the one before still in the form
        and not (control.name == "threshold" and given["threshold"] in _EVERY_THRESHOLD)
    ]
    first, last = given.get("from", ""), given.get("to", "")
    if asked.first and asked.last and (first, last) == (str(asked.last), str(asked.first)) and first != last:
        text = _("The first year, %(from)s, is later than the last, %(to)s: shown is %(to)s to %(from)s.")
        said.append(text % {"from": first, "to": last})
    return said


_EVERY_THRESHOLD = {threshold.code for one in measures() for threshold in one.thresholds}


def _not_offered(control: Control, found: str) -> str:
    text = _(
        "%(label)s: “%(found)s” is not offered. Shown is “%(shown)s”; choose one of those that are offered."
    )
    found = found if len(found) <= LONGEST_SAID else f"{found[:LONGEST_SAID]}…"
    return text % {"label": control.label, "found": found, "shown": control.shown}


def controls(asked: Asked, units: Sequence[Department], diagnoses: Mapping[str, int]) -> list[Control]:
    """Every part of an address; `diagnoses` are those of the unit, with how many episodes."""
    language, years = get_language() or "", [str(year) for year in range(asked.on.year, FIRST_YEAR - 1, -1)]
    return [
        _control("unit", _("Unit"), asked.unit.code, [(unit.code, unit.name) for unit in units]),
        _control("diagnosis", _("Diagnosis"), asked.diagnosis, _diagnoses(diagnoses)),
        _control("procedure", _("Procedure"), asked.procedure, _procedures(language)),
        _control(
            "from",
            _("First year"),
            str(asked.first or ""),
            [("", _("Any")), *zip(years, years, strict=True)],
        ),
        _control(
            "to",
            _("Last year"),
            str(asked.last or ""),
            [("", _("Any")), *zip(years, years, strict=True)],
        ),
        _control("measure", _("Instrument"), asked.measure.key, _measures(language)),
        _control("wave", _("Wave"), asked.wave, _waves(language)),
        _control(
            "threshold", _("Threshold"), asked.threshold.code if asked.threshold else "", _thresholds(asked)
        ),
        _control("silent", _("Those who did not answer"), asked.scenario.value, list(SCENARIOS.items())),
    ]


def _diagnoses(diagnoses: Mapping[str, int]) -> list[tuple[str, str]]:
    return [(code, f"{diagnosis_words(code)} ({count})") for code, count in diagnoses.items()]


@lru_cache(LANGUAGES)
def _procedures(_language: str) -> list[tuple[str, str]]:
    return [(code, procedure_words(code)) for code in ("", *PROCEDURES)]


@lru_cache(LANGUAGES)
def _waves(_language: str) -> list[tuple[str, str]]:
    return [(wave.code, wave_words(wave.code)) for wave in WAVES]


@lru_cache(LANGUAGES)
def _measures(_language: str) -> list[tuple[str, str]]:
    return [(one.key, measure_words(one)) for one in measures()]


def _thresholds(asked: Asked) -> list[tuple[str, str]]:
    return [(one.code, threshold_words(one, asked.measure)) for one in asked.measure.thresholds]


def _control(name: str, label: str, chosen: str, choices: Iterable[tuple[Any, Any]]) -> Control:
    options = (Option(str(value), str(said), str(value) == chosen) for value, said in choices)
    return Control(name, label, tuple(options))
