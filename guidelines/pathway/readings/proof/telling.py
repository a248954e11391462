"""What came of a proof, for a person and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from guidelines.pathway.criteria import ALWAYS
from guidelines.pathway.readings.proof.claim import Check, Never, Reached
from guidelines.pathway.readings.proof.examples import Example
from guidelines.pathway.readings.proof.proving import Proof, Refutation
from guidelines.pathway.readings.proof.rechecking import answered
from guidelines.pathway.readings.words import in_words
from guidelines.pathway.recommendations import VERDICT_LABELS
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.translate import _

Say = Callable[[str], str]
SHOWN = 3  # refutations of one claim; the JSON has all


def outcome_in_words(proof: Proof, say: Say = str) -> str:
    if proof.claim.is_wish:
        words = _("WISH HOLDS NOW: make it a claim") if proof.holds else _("known not to hold ({doubt})")
        return say(words).format(doubt=proof.claim.doubt)
    return say(_("proved")) if proof.holds else say(_("FAILED"))


def refutations_in_words(proof: Proof, rules: RuleSet, say: Say = str) -> Iterator[str]:
    """The first few, each over several lines, and how many more there are."""
    for refutation in proof.refutations[:SHOWN]:
        yield from _refutation(refutation, rules, say)
    if len(proof.refutations) > SHOWN:
        yield say(_("… and {count} more (--json has all)")).format(count=len(proof.refutations) - SHOWN)


def _refutation(refutation: Refutation, rules: RuleSet, say: Say) -> Iterator[str]:
    check = refutation.check
    if isinstance(check, Reached):
        yield say(_("Nobody reaches {place}")).format(place=check.place.code)
        yield from (f"  {name} = {value:g}" for name, value in refutation.limits.items())
    if isinstance(check, Never) and check.while_met != ALWAYS:
        yield say(_("Although: {rule}")).format(rule=in_words(check.while_met, rules.thresholds, say))
    for number, example in enumerate(refutation.examples, 1):
        yield say(_("Patient {number}")).format(number=number) + f": {json.dumps(example.facts)}"
        yield from (f"  {line}" for line in example.in_words(say))
        yield say(_("The answer says")) + ": " + "; ".join(_answer(check, example, rules, say))


def _answer(check: Check, example: Example, rules: RuleSet, say: Say) -> Iterator[str]:
    """What the engine says of whatever the check is about."""
    answer = answered(example, rules)
    urgent = (finding.code for finding in answer.findings if finding.action.is_urgent)
    for code in dict.fromkeys((*urgent, *check.actions)):
        finding = answer.actions.get(code)
        yield f"{code}: {say(VERDICT_LABELS[finding.verdict]) if finding else say(_('absent'))}"
    if not check.actions:
        category = answer.functional_category
        yield f"{category.status}, {category.category}, {', '.join(category.constraints)}"


def as_data(proof: Proof, rules: RuleSet, seconds: float) -> dict[str, Any]:
    return {
        "id": proof.claim.id,
        "statement": proof.claim.statement,
        "actions": list(proof.claim.actions(rules)),
        "holds": proof.holds,
        "as_expected": proof.as_expected,
        "doubt": proof.claim.doubt or None,
        "questions": proof.questions,
        "seconds": round(seconds, 3),
        "refuted_by": [_refutation_data(refutation, rules) for refutation in proof.refutations],
    }


def _refutation_data(refutation: Refutation, rules: RuleSet) -> dict[str, Any]:
    check = refutation.check
    return {
        "place": check.place.code if isinstance(check, Reached) else None,
        "thresholds": dict(refutation.limits),
        "patients": [
            {
                "facts": dict(example.facts),
                "thresholds": dict(example.thresholds),
                "words": list(example.in_words()),
                "answer": list(_answer(check, example, rules, str)),
            }
            for example in refutation.examples
        ],
    }
