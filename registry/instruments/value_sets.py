"""EQ-5D value sets, of three levels and of five (all of those: five_level_sets.py): published coefficients, read once from value_sets/*.csv, each file with its source.

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
THREE_LEVELS = ("any_level_2_or_3", "any_level_3")
FIVE_LEVELS = ("", "any_level_5")  # no five-level set has a constant for any problem at all
SOURCE_MARK = "# source: "

TITLES_3L = {
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
    """What each health state is worth to a population: 1 is full health, 0 dead, below 0 worse than dead.

    `constants` name the terms taken off once, for any problem at all and for any at the worst level `levels`.
    """

    code: str
    title: str
    source: str
    terms: Mapping[str, Decimal] = field(repr=False)
    constants: tuple[str, str] = THREE_LEVELS
    levels: int = 3
    method: str = "additive"  # names the scoring rule
    exceptions: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))

    def index(self, state: str) -> Decimal:
        """The index of a state written as five levels, such as "21232"."""
        if state in self.exceptions:
            return self.exceptions[state]
        decrements = sum(self.terms[f"{name}{level}"] for name, level in worse_than_none(state))
        return self.terms["full_health"] - self._constants(state) - decrements

    def _constants(self, state: str) -> Decimal:
        any_problem, any_worst = self.constants
        found = Decimal(0)
        if any_problem and set(state) != {"1"}:
            found += self.terms[any_problem]
        if str(self.levels) in state:
            found += self.terms[any_worst]
        return found

    @property
    def states(self) -> tuple[str, ...]:
        """No problem, a middle and the worst in every dimension: what a value set is known by."""
        return tuple(str(level) * len(DIMENSIONS) for level in (1, (self.levels + 1) // 2, self.levels))


def worse_than_none(state: str) -> list[tuple[str, str]]:
    """The dimensions of a state with some problem, each with its level."""
    return [(name, level) for name, level in zip(DIMENSIONS, state, strict=True) if level != "1"]


def read(code: str, title: str, constants: tuple[str, str] = THREE_LEVELS, levels: int = 3) -> ValueSet:
    """The value set shipped as value_sets/<code>.csv; ValueError where a term is missing, unknown or given twice."""
    wanted = terms_of(constants, levels)
    text = (files("registry.instruments") / "value_sets" / f"{code}.csv").read_text("utf-8")
    source, *table = text.splitlines()
    if not source.startswith(SOURCE_MARK):
        raise ValueError(f"value_sets/{code}.csv must begin with a line {SOURCE_MARK!r} and its source.")
    rows = [(row["term"], Decimal(row["value"])) for row in csv.DictReader(table)]
    if sorted(term for term, _value in rows) != sorted(wanted):
        raise ValueError(f"value_sets/{code}.csv must give each of {', '.join(sorted(wanted))} once.")
    terms = MappingProxyType(dict(rows))
    return ValueSet(code, title, source.removeprefix(SOURCE_MARK), terms, constants, levels)


def terms_of(constants: tuple[str, str], levels: int) -> set[str]:
    """The terms a value set is made of."""
    decrements = {f"{dimension}{level}" for dimension in DIMENSIONS for level in range(2, levels + 1)}
    return {"full_health", *filter(None, constants)} | decrements


def _three_levels() -> dict[str, ValueSet]:
    """The value sets in the order of TITLES_3L, and the other reading of the Swedish one.

    Implementations differ on state 11111 in Sweden: the published model's constant 0.9694, or 1. The model is the
    default, as in the Swedish 5L set of the same group; the other reading has its own name, so that neither is silent.
    """
    value_sets = {code: read(code, title) for code, title in TITLES_3L.items()}
    value_sets["se_tto_11111_is_1"] = replace(
        value_sets["se_tto"],
        code="se_tto_11111_is_1",
        title=_("Sweden, experience-based time trade-off, state 11111 counted as 1"),
        exceptions=MappingProxyType({"11111": Decimal(1)}),
    )
    return value_sets


VALUE_SETS: Mapping[str, ValueSet] = MappingProxyType(_three_levels())
