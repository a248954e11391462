"""What the last run of the proofs found, kept in a file beside the rules, with the digest of the rules it was about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guidelines.pathway.readings.archive import as_data
from guidelines.pathway.readings.kept import kept
from guidelines.pathway.readings.proof.examples import Example
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.thresholds import ORDER

if TYPE_CHECKING:
    from guidelines.pathway.readings.proof.proving import Proof  # imports z3, which nothing served has

PATH = Path(__file__).resolve().parents[2] / "proved.json"

# What a rule says about itself. None of it decides anything, so a reworded rule stays proved.
WORDS = frozenset(
    [
        "version",
        "released_on",
        "changes",
        "title",
        "label",
        "because",
        "note",
        "meaning",
        "source",
        "own_part",
        "cites",
        "statements",
        "certainty",
        "strength",
        "stage",
        "controversy",
        "before_signing",
        "design_choice",
        "folded",
        "unit",
        "valid_from",
        "message",
        "warnings",
        "review_by",
    ]
)


@dataclass(frozen=True)
class Outcome:
    """What came of one claim: whether it holds, after how many questions, and who shows that it does not."""

    holds: bool
    questions: int
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True)
class Record:
    ruleset: str
    digest: str
    proved_on: date
    outcomes: Mapping[str, Outcome]

    def is_of(self, rules: RuleSet) -> bool:
        """Whether it was these very rules that were proved."""
        return self.digest == digest_of(rules)


@kept
def digest_of(rules: RuleSet) -> str:
    """A name for everything that decides: the trees, their order, and the thresholds with bounds and order."""
    logic = json.dumps([_without_words(as_data(rules)), ORDER], sort_keys=True)
    return sha256(logic.encode()).hexdigest()


def _without_words(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _without_words(value) for key, value in data.items() if key not in WORDS}
    return [_without_words(member) for member in data] if isinstance(data, list) else data


@cache
def last_record() -> Record | None:
    """The kept record; None before the first run. Raises ValueError for a file that is no record."""
    if not PATH.exists():
        return None
    data = json.loads(PATH.read_text("utf-8"))
    return Record(
        ruleset=data["ruleset"],
        digest=data["digest"],
        proved_on=date.fromisoformat(data["proved_on"]),
        outcomes={claim: _outcome(found) for claim, found in data["claims"].items()},
    )


def _outcome(found: Mapping[str, Any]) -> Outcome:
    examples = tuple(Example(each["facts"], each["thresholds"]) for each in found["examples"])
    return Outcome(found["holds"], found["questions"], examples)


def outcome_of(proof: Proof) -> Outcome:
    """What is kept of a proof: of what refutes a claim the first patients alone."""
    examples = proof.refutations[0].examples if proof.refutations else ()
    return Outcome(proof.holds, proof.questions, examples)


def text_of(rules: RuleSet, proofs: Iterable[Proof], on: date) -> str:
    """What is written to the file."""
    claims = {proof.claim.id: _as_data(outcome_of(proof)) for proof in proofs}
    found = {
        "ruleset": rules.version,
        "digest": digest_of(rules),
        "proved_on": on.isoformat(),
        "claims": claims,
    }
    return json.dumps(found, indent=1) + "\n"


def _as_data(outcome: Outcome) -> dict[str, Any]:
    examples = [{"facts": dict(each.facts), "thresholds": dict(each.thresholds)} for each in outcome.examples]
    return {"holds": outcome.holds, "questions": outcome.questions, "examples": examples}
