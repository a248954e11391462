"""EQ-5D-5L states valued by a three-level value set: the crosswalk, where a country has no set of its own for five levels.

A five-level answer is each of the three levels with some probability: level 1 is 1, level 3 is 2 and level 5 is 3;
level 2 lies between 1 and 2, level 4 between 2 and 3. The index is the mean of the three-level indices over these.
The tables that EuroQol printed come from rounded inputs: 300 of 6250 of their indices differ from this by up to
0.0006. No Swedish crosswalk has been published, so there is none.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from importlib.resources import files
from itertools import product
from math import prod

from registry.instruments.value_sets import DIMENSIONS, SOURCE_MARK, ValueSet

Chances = Mapping[int, Decimal]  # three-level answer to its probability
ONE = Decimal(1)
DECIMALS = 6  # as many as the probabilities have


@dataclass(frozen=True)
class Crosswalk(ValueSet):
    """A three-level value set read for five levels. `terms` stay empty: the terms are those of `onto`."""

    onto: ValueSet | None = None
    chances: Mapping[tuple[str, str], Chances] = field(default_factory=dict, repr=False)

    def index(self, state: str) -> Decimal:
        """The index of a state of five levels, to six decimals."""
        if self.onto is None:
            raise AssertionError("A crosswalk is made by `crosswalk`")
        each = [self.chances[pair] for pair in zip(DIMENSIONS, state, strict=True)]
        expected = sum(
            prod((chance[level] for chance, level in zip(each, levels, strict=True)), start=ONE)
            * self.onto.index("".join(map(str, levels)))
            for levels in product(*each)
        )
        return round(Decimal(expected), DECIMALS).normalize()


def crosswalk(code: str, title: str, onto: ValueSet) -> Crosswalk:
    """The crosswalk to the three-level value set `onto`."""
    source, chances = _read()
    return Crosswalk(
        code,
        title,
        f"{source}; onto {onto.source}",
        {},
        levels=5,
        method="crosswalk",
        onto=onto,
        chances=chances,
    )


def _read() -> tuple[str, Mapping[tuple[str, str], Chances]]:
    """The source, and for each dimension and five-level answer the three-level answers it may be."""
    text = (files("registry.instruments") / "value_sets" / "crosswalk.csv").read_text("utf-8")
    source, *table = text.splitlines()
    rows = list(csv.DictReader(table))
    if not source.startswith(SOURCE_MARK) or [row["dimension"] for row in rows] != list(DIMENSIONS):
        raise ValueError(
            f"value_sets/crosswalk.csv must give its source and {', '.join(DIMENSIONS)} in order."
        )
    found = {(row["dimension"], level): chances for row in rows for level, chances in _chances(row).items()}
    return source.removeprefix(SOURCE_MARK), found


def _chances(row: Mapping[str, str]) -> dict[str, Chances]:
    stays, goes = Decimal(row["stays_at_1_of_level_2"]), Decimal(row["goes_to_3_of_level_4"])
    return {
        "1": {1: ONE},
        "2": {1: stays, 2: ONE - stays},
        "3": {2: ONE},
        "4": {2: ONE - goes, 3: goes},
        "5": {3: ONE},
    }
