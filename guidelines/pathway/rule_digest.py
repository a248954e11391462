"""One rule, one digest: it changes when anything a reviewer reads changes, and with nothing else."""

from __future__ import annotations

import hashlib
import json

from guidelines.pathway.controversies import cards_beside
from guidelines.pathway.readings.archive import whole
from guidelines.pathway.readings.closure import criteria_of, limits_of
from guidelines.pathway.readings.kept import kept
from guidelines.pathway.recommendations import Action
from guidelines.pathway.rulebook import CURRENT
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.statements import STATEMENTS


def rule_digest(action: Action, rules: RuleSet = CURRENT) -> str:
    """Of the action's tree and texts, the thresholds it compares with, and what its statements and controversies say."""
    limits = dict.fromkeys(name for _fact, name in limits_of(criteria_of(action)))
    rule = whole(action, *(rules.thresholds.named(name) for name in limits))
    evidence = [[number, *STATEMENTS[number]] for number in action.statements]
    read = json.dumps([rule, evidence, _both_sides(action)], sort_keys=True)
    return hashlib.sha256(read.encode()).hexdigest()


@kept
def digests(rules: RuleSet) -> dict[str, str]:
    """Action to the digest of its rule in this rule set; worked out once."""
    return {action.code: rule_digest(action, rules) for action in rules.actions}


def _both_sides(action: Action) -> list[str]:
    """What a reader of the controversies beside the action reads: their words and their results."""
    cards = cards_beside(action.code)
    asked = (text for card in cards for text in (card.question, card.why_they_differ, card.what_we_do))
    sides = (side for card in cards for side in card.positions)
    return [*asked, *(text for side in sides for text in (side.says, side.population, side.result))]
