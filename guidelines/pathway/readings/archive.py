"""A rule set as plain JSON values and back, so that an older version can be opened, evaluated and compared.

Each node is an object with its kind under "is" and whatever of its fields differs from the default. A named criterion is
written out once, under "named", and pointed at by its code everywhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, fields
from datetime import date
from enum import StrEnum
from typing import Any as Anything

from guidelines.pathway import criteria as nodes
from guidelines.pathway.functional_constraints import Constraint
from guidelines.pathway.functional_rules import Category, Consideration, Status, Step
from guidelines.pathway.recommendations import Action, Case, Certainty, Needed, Stage, Strength, Verdict
from guidelines.pathway.ruleset import FunctionalRules, RuleSet
from guidelines.pathway.thresholds import Threshold, Thresholds
from guidelines.pathway.warnings import Mismatch

Data = dict[str, Anything]

KINDS: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        nodes.Compare, nodes.OneOf, nodes.Meets, nodes.SetIs, nodes.Recorded, nodes.All, nodes.Any, nodes.Not,
        nodes.BlankCountsAs, nodes.Named, nodes.Limit, Needed, Case, Action, Step, Consideration, Constraint,
        Mismatch, Threshold, Thresholds, FunctionalRules, RuleSet,
    )
}  # fmt: skip
CHOICES: dict[str, Callable[[str], StrEnum]] = {
    kind.__name__: kind for kind in (nodes.Operator, Verdict, Certainty, Strength, Stage, Status, Category)
}


class ArchiveError(ValueError):
    """A stored rule set that cannot be read; the message says what was found and what to do."""


def as_data(rules: RuleSet) -> Data:
    """The rule set as JSON values. Raises ArchiveError for a part this module does not know how to write."""
    writer = _Writer()
    written = writer.written(rules)
    return {**written, "named": dict(sorted(writer.named.items()))}


def outline(*values: Anything) -> Anything:
    """The values with the named criteria in them only pointed at: what they say themselves, not what the names mean."""
    return _Writer().written(values)


def whole(*values: Anything) -> Data:
    """The values, and beside them what every named criterion in them means."""
    writer = _Writer()
    return {"values": writer.written(values), "named": dict(sorted(writer.named.items()))}


def from_data(data: Data) -> RuleSet:
    """The rule set that was written. Raises ArchiveError, or RuleError where a rule no longer fits facts or thresholds."""
    named = data.get("named", {})
    found = _Reader(named).read({key: value for key, value in data.items() if key != "named"})
    if not isinstance(found, RuleSet):
        raise ArchiveError(f"found a {type(found).__name__}; a stored rule set is an object of kind RuleSet.")
    return found


class _Writer:
    """Writes values and gathers the named criteria on the way."""

    def __init__(self) -> None:
        self.named: Data = {}

    def written(self, value: Anything) -> Anything:
        match value:
            case nodes.Named():
                return self._named(value)
            case StrEnum():
                return {"is": type(value).__name__, "value": value.value}
            case date():
                return {"is": "date", "value": value.isoformat()}
            case tuple():
                return [self.written(member) for member in value]
            case frozenset():
                return {"is": "set", "value": sorted(value, key=str)}
            case None | bool() | int() | float() | str():
                return value
        if type(value).__name__ in KINDS:
            return self._object(value)
        raise ArchiveError(
            f"found a {type(value).__name__} in the rules; add it to KINDS in guidelines/pathway/readings/archive.py."
        )

    def _named(self, criterion: nodes.Named) -> Data:
        if criterion.code not in self.named:
            self.named[criterion.code] = {}  # its place is taken before its parts are written
            self.named[criterion.code] = self._object(criterion)
        return {"is": "see", "value": criterion.code}

    def _object(self, value: Anything) -> Data:
        kept = {
            field.name: getattr(value, field.name) for field in _own(value) if not _is_default(field, value)
        }
        return {
            "is": type(value).__name__,
            **{name: self.written(member) for name, member in kept.items()},
        }


class _Reader:
    """Reads values; a named criterion is one object wherever it is pointed at."""

    def __init__(self, named: Data) -> None:
        self.named = named
        self.read_already: dict[str, nodes.Criterion] = {}

    def read(self, data: Anything) -> Anything:
        if isinstance(data, list):
            return tuple(self.read(member) for member in data)
        if not isinstance(data, dict):
            return data
        kind = data.get("is")
        if kind == "see":
            return self._see(data["value"])
        if kind == "date":
            return date.fromisoformat(data["value"])
        if kind == "set":
            return frozenset(data["value"])
        if kind in CHOICES:
            return CHOICES[kind](data["value"])
        return self._object(kind, {name: value for name, value in data.items() if name != "is"})

    def _see(self, code: str) -> nodes.Criterion:
        if code not in self.named:
            raise ArchiveError(
                f"found a reference to {code}; the stored rule set names {', '.join(self.named)}."
            )
        if code not in self.read_already:
            self.read_already[code] = self.read(self.named[code])
        return self.read_already[code]

    def _object(self, kind: Anything, values: Data) -> Anything:
        if kind not in KINDS:
            raise ArchiveError(f"found the kind {kind!r}; known kinds: {', '.join((*KINDS, *CHOICES))}.")
        allowed = {field.name for field in _own(KINDS[kind])}
        unknown = [name for name in values if name not in allowed]
        if unknown:
            raise ArchiveError(f"{kind}: found {', '.join(unknown)}; it holds {', '.join(sorted(allowed))}.")
        return KINDS[kind](**{name: self.read(value) for name, value in values.items()})


def _own(value: Anything) -> Iterable[Field[Anything]]:
    """The fields a value is made from; those it works out itself are left out."""
    return [field for field in fields(value) if field.init]


def _is_default(field: Field[Anything], value: Anything) -> bool:
    return field.default is not MISSING and getattr(value, field.name) == field.default
