"""A patient for each place in the rules, kept in a file: asked again whenever the application starts.

`manage.py prove_guidelines --witnesses` writes them; each has only what matters recorded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from guidelines.pathway.facts import FactError
from guidelines.pathway.readings.proof.examples import Example
from guidelines.pathway.readings.proof.places import Place, places
from guidelines.pathway.ruleset import RuleSet

PATH = Path(__file__).resolve().parents[2] / "witnesses.json"


@dataclass(frozen=True)
class Dead:
    """A place without a witness who comes there, and what was found instead."""

    place: Place
    found: str


@cache
def witnesses() -> Mapping[str, Example]:
    """The kept witnesses by the code of their place; none where there is no file. Raises ValueError for
    a file that holds something else."""
    if not PATH.exists():
        return {}
    kept = json.loads(PATH.read_text("utf-8"))
    if not isinstance(kept, dict) or not all(isinstance(facts, dict) for facts in kept.values()):
        raise ValueError("found something other than facts by the code of a case")
    return {code: Example(facts) for code, facts in kept.items()}


def text_of(found: Mapping[str, Example]) -> str:
    """What is written to the file: a line a witness, so that a changed one is seen as one."""
    lines = (f" {json.dumps(code)}: {json.dumps(example.facts)}" for code, example in found.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def without_witness(rules: RuleSet, kept: Mapping[str, Example]) -> tuple[Dead, ...]:
    """Every place of the rules whose witness is missing, is refused or does not come there any more."""
    asked = ((place, _wrong_with(kept.get(place.code), place, rules)) for place in places(rules))
    return tuple(Dead(place, wrong) for place, wrong in asked if wrong)


def _wrong_with(witness: Example | None, place: Place, rules: RuleSet) -> str:
    if witness is None:
        return "no witness is kept for it"
    try:
        reached = place.reached_by(witness.patient, rules.thresholds)
    except FactError as refused:
        return f"its witness is refused ({refused.message})"
    return "" if reached else "the patient kept for it gets another verdict"
