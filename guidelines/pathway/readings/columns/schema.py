"""The frame of facts: one column a fact, a row a patient, a null where nothing is recorded.

The types follow from the catalogue of facts. A set is a mask: bit n stands for the n-th value the fact may hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

import polars as pl

from guidelines.pathway.facts import FACTS, Fact, Kind
from guidelines.pathway.patient_facts import EXCLUSIVE

_TYPES: dict[Kind, pl.DataType] = {
    Kind.DATE: pl.Date(),
    Kind.INT: pl.Int16(),
    Kind.FLOAT: pl.Float64(),  # as the verdict reading compares: a narrower number would fall on the wrong side
    Kind.BOOL: pl.Boolean(),
    Kind.SET: pl.UInt8(),
}


class FrameError(ValueError):
    """A frame that is refused: `column` is the one at fault, `message` says what was found and what is allowed."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column
        self.message = message


def _type_of(fact: Fact) -> pl.DataType:
    if fact.kind in _TYPES:
        return _TYPES[fact.kind]
    words = [str(value) for value in fact.values]
    return pl.Enum(words) if words == list(fact.values) else pl.Int8()  # the Denis zone is a number


SCHEMA: dict[str, pl.DataType] = {name: _type_of(fact) for name, fact in FACTS.items()}


def mask(fact: str, members: Iterable[object]) -> int:
    """The members of a set as bits."""
    values = FACTS[fact].values
    return sum(1 << values.index(member) for member in members)


def frame_of(records: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Facts as PatientFacts holds them, by name, as the frame that `checked` takes; a fact left out is a null."""
    rows = list(records)
    return pl.DataFrame(
        {name: [_held(fact, row.get(name)) for row in rows] for name, fact in FACTS.items()},
        schema=SCHEMA,
    )


def _held(fact: Fact, value: Any) -> Any:
    return mask(fact.name, value) if fact.kind is Kind.SET and value is not None else value


def checked(frame: pl.DataFrame) -> pl.DataFrame:
    """The facts in contract order, as strictly as PatientFacts takes them. Raises FrameError for the first that do not
    fit, NaN included: Polars takes it for more than any number."""
    _check_names(frame)
    for name, wanted in SCHEMA.items():
        if frame.schema[name] != wanted:
            raise FrameError(name, f"{name}: found a column of {frame.schema[name]}; cast it to {wanted}.")
    _check_values(frame)
    _check_exclusive(frame)
    return frame.select(list(SCHEMA))


def _check_names(frame: pl.DataFrame) -> None:
    for name in frame.columns:
        if name not in SCHEMA:
            near = get_close_matches(name, SCHEMA, n=1, cutoff=0.6)
            hint = f"did you mean {near[0]}? " if near else ""
            raise FrameError(name, f"{name}: found a column that is not a fact; {hint}Rename it or drop it.")
    for name, wanted in SCHEMA.items():
        if name not in frame.columns:
            raise FrameError(
                name, f"{name}: found no such column; add one of {wanted}, null where not recorded."
            )


def _check_values(frame: pl.DataFrame) -> None:
    outside = {name: _outside(fact) for name, fact in FACTS.items()}
    counts = frame.select(expression.sum().alias(name) for name, expression in outside.items()).row(
        0, named=True
    )
    for name, count in counts.items():
        if count:
            row = frame.select(outside[name].arg_max()).item()
            found = "nothing" if frame[name][row] is None else repr(frame[name][row])
            raise FrameError(
                name,
                f"{name}: found {found} in row {row} ({count} rows in all); allowed: {FACTS[name].allowed}.",
            )


def _outside(fact: Fact) -> pl.Expr:
    """Where a column holds what the fact may not."""
    column = pl.col(fact.name)
    if fact.kind is Kind.SET:
        inside = column < 1 << len(fact.values)
    elif isinstance(SCHEMA[fact.name], pl.Int8):
        inside = column.is_in(fact.values)
    elif fact.low is not None and fact.high is not None:
        inside = column.is_between(fact.low, fact.high)
    else:
        inside = pl.lit(True) | column.is_null()
    return ~inside.fill_null(not fact.required) | (column.is_null() if fact.required else pl.lit(False))


def _check_exclusive(frame: pl.DataFrame) -> None:
    for stated, excluded, allowed in EXCLUSIVE:
        held = pl.col(excluded) if SCHEMA[excluded] == pl.Boolean() else pl.col(excluded).is_not_null()
        both = frame.select((pl.col(stated) & held).fill_null(False)).to_series()
        if both.any():
            row, count = both.arg_max(), both.sum()
            raise FrameError(
                stated,
                f"{stated} with {excluded}: found both in row {row} ({count} rows in all); allowed: {allowed}.",
            )


def records_of(frame: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows of a frame of facts as PatientFacts holds them, sets as sets."""
    for row in frame.iter_rows(named=True):
        yield {name: _read(FACTS[name], value) for name, value in row.items()}


def _read(fact: Fact, value: Any) -> Any:
    if fact.kind is not Kind.SET or value is None:
        return value
    return frozenset(member for place, member in enumerate(fact.values) if value >> place & 1)
