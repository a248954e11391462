"""The door through which facts come in: the catalogue FACTS, and strict reading of JSON with one clear message."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from guidelines.pathway.fact import Fact, Kind, describe
from guidelines.pathway.patient_facts import PatientFacts

__all__ = ["FACTS", "Fact", "FactError", "Kind", "PatientFacts", "facts_from_json", "facts_from_mapping"]

# Every fact in contract order, described once: by the fields of PatientFacts.
FACTS: dict[str, Fact] = {name: describe(name, field) for name, field in PatientFacts.model_fields.items()}

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
SETS = tuple(name for name, fact in FACTS.items() if fact.kind is Kind.SET)


class FactError(ValueError):
    """Facts that are refused: `fact` names the one at fault (None when it is the whole), `message` says the rest."""

    def __init__(self, fact: str | None, message: str) -> None:
        super().__init__(message)
        self.fact = fact
        self.message = message


class _JsonObject(dict[str, Any]):
    """A JSON object that remembers the first key it was given twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        counts = Counter(key for key, _value in pairs)
        self.repeated = next((key for key, count in counts.items() if count > 1), None)


def facts_from_json(text: str) -> PatientFacts:
    """The facts in one JSON object. Raises FactError for anything that is not exactly the contract's form."""
    try:
        found = json.loads(text, object_pairs_hook=_JsonObject)
    except (ValueError, RecursionError) as error:
        raise FactError(
            None, f"not JSON: found {_one_line(error)}; allowed: one JSON object of facts."
        ) from None
    if not isinstance(found, _JsonObject):
        raise FactError(None, f"not an object: found {_found(found)}; allowed: one JSON object of facts.")
    if found.repeated is not None:
        raise FactError(
            found.repeated,
            f"{_one_line(found.repeated)}: found the key more than once; allowed: each fact once.",
        )
    return facts_from_mapping(found)


def facts_from_mapping(given: Mapping[str, Any]) -> PatientFacts:
    """The facts in a mapping of JSON values (a date as text, a set as a list). Raises FactError."""
    for name in given:
        if name not in FACTS:
            raise _unknown(name)
    values = dict(given)
    _read_date(values)
    for name in SETS:
        if values.get(name) is not None:
            values[name] = _read_set(FACTS[name], values[name])
    try:
        return PatientFacts(**values)
    except ValidationError as error:
        raise _refused(error.errors(include_url=False)[0]) from None


def _read_date(values: dict[str, Any]) -> None:
    """The text of the index date as a date, in place; anything else is left for the model to refuse."""
    given = values.get("index_date")
    if not isinstance(given, str):
        return
    try:
        values["index_date"] = date.fromisoformat(given if ISO_DATE.fullmatch(given) else "")
    except ValueError:
        raise _not_allowed(FACTS["index_date"], given) from None


def _read_set(fact: Fact, given: Any) -> frozenset[Any]:
    if isinstance(given, (set, frozenset)):
        return frozenset(given)
    if not isinstance(given, (list, tuple)) or any(member not in fact.values for member in given):
        raise _not_allowed(fact, given)
    if len(set(given)) != len(given):
        raise _not_allowed(fact, given)
    return frozenset(given)


def _refused(detail: ErrorDetails) -> FactError:
    if detail["type"] == "contradiction":
        return FactError(detail["ctx"]["first"], detail["msg"])
    name = str(detail["loc"][0])
    if detail["type"] == "missing" or detail["input"] is None:
        return FactError(name, f"{name}: found nothing; allowed: {FACTS[name].allowed}; it is required.")
    return _not_allowed(FACTS[name], detail["input"])


def _not_allowed(fact: Fact, found: Any) -> FactError:
    return FactError(fact.name, f"{fact.name}: found {_found(found)}; allowed: {fact.allowed}.")


def _unknown(name: object) -> FactError:
    """A name that is no fact, with the nearest one that is."""
    near = get_close_matches(str(name), FACTS, n=1, cutoff=0.6)
    hint = f"did you mean {near[0]}? " if near else ""
    shown = _one_line(name)
    return FactError(
        str(name),
        f"{shown}: found a name that is not a fact; {hint}allowed: the {len(FACTS)} facts of the contract.",
    )


def _found(value: object) -> str:
    """The value as JSON where it can be, and its JSON type where that is the point; never more than one line."""
    if isinstance(value, str):
        return f"the text {_one_line(json.dumps(value, ensure_ascii=False))}"
    try:
        return _one_line(json.dumps(value))
    except RecursionError:
        return "something nested very deep"
    except (TypeError, ValueError):
        return _one_line(repr(value))


def _one_line(value: object) -> str:
    words = " ".join(str(value).split())
    return words if len(words) <= 120 else f"{words[:117]}..."
