"""One scoring request as JSON text, and its answer as JSON can write it. No database, no clock."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from registry.instruments import Instrument, InvalidOption, InvalidResponse, NotScorable, Score

KEYS = ("items", "value_set", "min_answered")


class InvalidRequest(ValueError):
    """A request that cannot be read at all; no single item is at fault."""


@dataclass(frozen=True)
class ScoreRequest:
    """Responses in the order of the questionnaire, and what was chosen about the scoring."""

    items: list[Any]
    value_set: str | None = None
    min_answered: int | None = None


def answer(instrument: Instrument, text: str) -> dict[str, Any]:
    """`score` (EQ-5D: `index` and `state`) with its surname; or `not_scorable` and why; or `error` and where."""
    try:
        request = read_request(text)
        result = instrument.score(
            instrument.in_order(request.items),
            value_set=request.value_set,
            min_answered=request.min_answered,
        )
    except InvalidResponse as refused:
        return error(refused.item, str(refused))
    except (InvalidRequest, InvalidOption) as refused:
        return error(None, str(refused))
    return not_scorable(result) if isinstance(result, NotScorable) else scored(result)


def scored(result: Score) -> dict[str, Any]:
    """The score unrounded; an index is called index and is never without its state and its value set."""
    common = {"answered": result.answered, "band": result.band, "rule": result.rule, **_domains(result)}
    if result.state is None:
        return {"score": result.value, **common}
    return {"index": result.value, "state": result.state, **common, "value_set": result.value_set}


def not_scorable(result: NotScorable) -> dict[str, Any]:
    return {"not_scorable": str(result.reason), **_domains(result)}


def _domains(result: Score | NotScorable) -> dict[str, Any]:
    """The scores of an instrument that has several; null where one cannot be scored."""
    return {"domains": dict(result.domains)} if result.domains else {}


def error(item: str | None, message: str) -> dict[str, Any]:
    return {"error": {"item": item, "message": message}}


def read_request(text: str) -> ScoreRequest:
    """The request in one JSON object. Raises InvalidRequest for anything that is not exactly its form."""
    found = read_object(text)
    unknown = [key for key in found if key not in KEYS]
    if unknown:
        raise InvalidRequest(f"Unknown key {unknown[0][:40]!r}; the keys are {', '.join(KEYS)}.")
    if not isinstance(found.get("items"), list):
        raise InvalidRequest('Give "items" as a list, one value an item, with null for a blank.')
    if not isinstance(found.get("value_set"), str | None):
        raise InvalidRequest('Give "value_set" as text, such as "dk_tto".')
    return ScoreRequest(**found)


def read_object(text: str) -> Mapping[str, Any]:
    """One JSON object, each key once; else InvalidRequest."""
    try:
        found = json.loads(text, object_pairs_hook=once_each)
    except InvalidRequest:
        raise
    except (ValueError, RecursionError) as refused:
        raise InvalidRequest(f"This is not JSON: {str(refused)[:100]}. Give one JSON object.") from None
    if not isinstance(found, dict):
        raise InvalidRequest(f'Found {type(found).__name__}; give one JSON object, such as {{"items": [0]}}.')
    return found


def once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The pairs as a dict; a key given twice has no one meaning, so it is refused."""
    given = dict(pairs)
    if len(given) < len(pairs):
        keys = [key for key, _value in pairs]
        repeated = next(key for key in keys if keys.count(key) > 1)
        raise InvalidRequest(f"The key {repeated[:40]!r} is given more than once; give it once.")
    return given
