"""EQ-5D-3L value sets: published coefficients, read once from value_sets/*.csv, each file with its source.

Decimal throughout: 0.414 is stored and shown as 0.414, not as 0.41400000000000003.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from importlib.resources import files
from types import MappingProxyType

from registry.instruments.translate import _

DIMENSIONS = ("MO", "SC", "UA", "PD", "AD")
TERMS = frozenset(
    {"full_health", "any_level_2_or_3", "any_level_3"}
    | {f"{dimension}{level}" for dimension in DIMENSIONS for level in (2, 3)}
)
SOURCE_MARK = "# source: "

TITLES = {
    "dk_tto": _("Denmark, time trade-off"),
    "dk_vas": _("Denmark, visual analogue scale"),
    "se_tto": _("Sweden, experience-based time trade-off"),
    "uk_tto": _("United Kingdom, time trade-off"),
    "uk_vas": _("United Kingdom, visual analogue scale"),
    "eu_vas": _("Europe, visual analogue scale"),
    "nl_tto": _("Netherlands, time trade-off"),
}


@dataclass(frozen=True)
class ValueSet:
    """What each health state is worth to a population: 1 is full health, 0 dead, below 0 worse than dead."""

    code: str
    title: str
    source: str
    terms: Mapping[str, Decimal] = field(repr=False)
    exceptions: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))

    def index(self, state: str) -> Decimal:
        """The index of a state written as five levels, such as "21232"."""
        if state in self.exceptions:
            return self.exceptions[state]
        decrements = sum(self.terms[f"{name}{level}"] for name, level in worse_than_none(state))
        return self.terms["full_health"] - self._constants(state) - decrements

    def _constants(self, state: str) -> Decimal:
        constants = Decimal(0)
        if set(state) != {"1"}:
            constants += self.terms["any_level_2_or_3"]
        if "3" in state:
            constants += self.terms["any_level_3"]
        return constants


def worse_than_none(state: str) -> list[tuple[str, str]]:
    """The dimensions of a state with some problem, each with its level."""
    return [(name, level) for name, level in zip(DIMENSIONS, state, strict=True) if level != "1"]


def read(code: str) -> ValueSet:
    """The value set shipped as value_sets/<code>.csv; ValueError where a term is missing, unknown or given twice."""
    text = (files("registry.instruments") / "value_sets" / f"{code}.csv").read_text("utf-8")
    source, *table = text.splitlines()
    if not source.startswith(SOURCE_MARK):
        raise ValueError(f"value_sets/{code}.csv must begin with a line {SOURCE_MARK!r} and its source.")
    rows = [(row["term"], Decimal(row["value"])) for row in csv.DictReader(table)]
    if sorted(term for term, _value in rows) != sorted(TERMS):
        raise ValueError(f"value_sets/{code}.csv must give each of {', '.join(sorted(TERMS))} once.")
    return ValueSet(code, TITLES[code], source.removeprefix(SOURCE_MARK), MappingProxyType(dict(rows)))


def _shipped() -> dict[str, ValueSet]:
    """The value sets in the order of TITLES, and the other reading of the Swedish one.

    Implementations differ on state 11111 in Sweden: the published model's constant 0.9694, or 1. The model is the
    default, as in the Swedish 5L set of the same group; the other reading has its own name, so that neither is silent.
    """
    value_sets = {code: read(code) for code in TITLES}
    value_sets["se_tto_11111_is_1"] = replace(
        value_sets["se_tto"],
        code="se_tto_11111_is_1",
        title=_("Sweden, experience-based time trade-off, state 11111 counted as 1"),
        exceptions=MappingProxyType({"11111": Decimal(1)}),
    )
    return value_sets


VALUE_SETS: Mapping[str, ValueSet] = MappingProxyType(_shipped())
