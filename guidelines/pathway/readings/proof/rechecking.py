"""Every patient a proof finds is asked about again, of the engine: a wrong formula cannot hide behind a right one."""

from __future__ import annotations

from guidelines.pathway.answer import Answer
from guidelines.pathway.engine import evaluate
from guidelines.pathway.readings.proof.claim import Alike, Check, Never, NeverBoth, Reached
from guidelines.pathway.readings.proof.examples import Example
from guidelines.pathway.readings.verdict import status
from guidelines.pathway.ruleset import RuleSet


def answered(example: Example, rules: RuleSet) -> Answer:
    """The engine's own answer for the example under these rules."""
    return evaluate(example.patient, example.judged_by, rules=rules)


def shows(check: Check, examples: tuple[Example, ...], rules: RuleSet) -> bool:
    """Whether the engine, too, says that these patients break the check (or, of a place, that one comes there)."""
    match check, examples:
        case Reached(place=place), (example,):
            return place.reached_by(example.patient, example.judged_by)
        case Never(said=said, while_met=while_met), (example,):
            answer = answered(example, rules)
            met = status(while_met, example.patient, example.judged_by) is True
            return met and all(each.stands_in(answer) for each in said)
        case NeverBoth(first=first, second=second), (one, other):
            both = first.stands_in(answered(one, rules)) and second.stands_in(answered(other, rules))
            return both and _are_alike(check, one, other)
    return False


def _are_alike(check: NeverBoth, one: Example, other: Example) -> bool:
    if check.alike is Alike.AGREES:
        return all(getattr(one.patient, fact) == getattr(other.patient, fact) for fact in check.facts)
    kept = all(other.facts.get(name) == value for name, value in one.facts.items())
    return kept and one.thresholds == other.thresholds
