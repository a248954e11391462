"""What a report is asked for, as its address says it. The address holds no patient: it can be sent to anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, lru_cache
from typing import Any
from urllib.parse import urlencode

from registry.follow_up import WAVES
from registry.instruments import INSTRUMENTS
from registry.models import Department, Procedure
from registry.reports.silence import Scenario
from registry.statistics import CONSERVATIVE, Measure, Question, Threshold, measure
from registry.statistics.measure import DOMAINS

FIRST_YEAR = 2009
PROCEDURES = (*Procedure.Kind.values, CONSERVATIVE)


@cache
def measures() -> tuple[Measure, ...]:
    """Every number that reports are made of, in the order of the instruments."""
    found = []
    for code, instrument in INSTRUMENTS.items():
        for value_set in instrument.value_sets or [""]:
            found += [measure(code, domain, value_set) for domain in ("", *DOMAINS.get(code, ()))]
    return tuple(found)


@dataclass(frozen=True)
class Asked:
    """`procedure` "" is all; years None are all. `threshold` is None where the measure has none."""

    unit: Department
    diagnosis: str
    procedure: str
    first: int | None
    last: int | None
    measure: Measure
    wave: str
    threshold: Threshold | None
    scenario: Scenario
    on: date

    def of_unit(self, **changes: Any) -> Question:
        return replace(self.of_country(), department=self.unit.pk, **changes)

    def of_country(self, **changes: Any) -> Question:
        asked = Question(
            instrument=self.measure.instrument,
            domain=self.measure.domain,
            value_set=self.measure.value_set,
            wave=self.wave,
            diagnoses=(self.diagnosis,),
            procedures=(self.procedure,) if self.procedure else (),
            first_year=self.first,
            last_year=self.last,
            country=self.unit.country,
            on=self.on,
        )
        return replace(asked, **changes)

    def address(self, **changes: str) -> str:
        """The query string that asks the same, with some of it changed."""
        changed = {name: _said(name, value) if value else "" for name, value in changes.items()}
        return "?" + "&".join(filter(None, {**self._parts, **changed}.values()))

    @cached_property
    def _parts(self) -> dict[str, str]:
        """Each parameter as an address has it: a page has a hundred addresses that differ in one or two of them."""
        said = {
            "unit": self.unit.code,
            "diagnosis": self.diagnosis,
            "procedure": self.procedure,
            "from": str(self.first or ""),
            "to": str(self.last or ""),
            "measure": self.measure.key,
            "wave": self.wave,
            "threshold": self.threshold.code if self.threshold else "",
            "silent": self.scenario.value,
        }
        return {name: _said(name, value) for name, value in said.items() if value}


@lru_cache(maxsize=1024)
def _said(name: str, value: str) -> str:
    return urlencode({name: value})


def asked_of(
    given: Mapping[str, str], units: Sequence[Department], diagnoses: Sequence[str], on: date
) -> Asked:
    """What the address asks; what it leaves out, or what is not offered, is asked as it usually is.

    `units` are those the user may ask about, `diagnoses` those of the unit, the most frequent first.
    """
    chosen = _offered(given, "diagnosis", diagnoses, diagnoses[0] if diagnoses else "")
    measured = {one.key: one for one in measures()}
    key = _offered(given, "measure", measured, _usual_measure(chosen, unit_of(given, units).country))
    first, last = _year(given, "from", on), _year(given, "to", on)
    if first and last and first > last:
        first, last = last, first
    return Asked(
        unit=unit_of(given, units),
        diagnosis=chosen,
        procedure=_offered(given, "procedure", PROCEDURES, ""),
        first=first,
        last=last,
        measure=measured[key],
        wave=_offered(given, "wave", [wave.code for wave in WAVES], "w6" if chosen == "metastasis" else "y1"),
        threshold=_threshold(given, measured[key]),
        scenario=Scenario(_offered(given, "silent", list(Scenario), Scenario.OBSERVED)),
        on=on,
    )


def unit_of(given: Mapping[str, str], units: Sequence[Department]) -> Department:
    return {unit.code: unit for unit in units}.get(given.get("unit", ""), units[0])


def _offered(given: Mapping[str, str], name: str, offered: Any, otherwise: str) -> str:
    found = given.get(name, "")
    return found if found in offered else otherwise


def _usual_measure(diagnosis: str, country: str) -> str:
    """NDI of the neck, ODI of the back; of a metastasis or an infection the index of health the registry reports."""
    if diagnosis.startswith("cervical"):
        return "ndi"
    if diagnosis in ("metastasis", "spondylodiscitis", "infection_other"):
        return f"eq5d_3l:{country.lower()}_tto"
    return "odi"


def _year(given: Mapping[str, str], name: str, on: date) -> int | None:
    found = given.get(name, "")
    return int(found) if found.isdecimal() and FIRST_YEAR <= int(found) <= on.year else None


def _threshold(given: Mapping[str, str], of: Measure) -> Threshold | None:
    by_code = {threshold.code: threshold for threshold in of.thresholds}
    return by_code.get(given.get("threshold", ""), of.thresholds[0] if of.thresholds else None)
