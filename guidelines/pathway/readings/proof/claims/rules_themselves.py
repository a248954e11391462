"""Claims about the rules as a whole: none is dead, and no threshold breaks what holds."""

from __future__ import annotations

from collections.abc import Iterator

from guidelines.pathway.readings.proof.claim import Check, Claim, Reached
from guidelines.pathway.readings.proof.places import places
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.translate import _


def _each_place(rules: RuleSet) -> Iterator[Check]:
    for place in places(rules):
        yield Reached(place)


def _what_others_check(rules: RuleSet) -> Iterator[Check]:
    """None of its own: every check is made with the thresholds free, and this claim answers for that."""
    yield from ()


NO_DEAD_RULE = Claim(
    id="no-dead-rule",
    statement=_(
        "No rule is dead: each verdict case of each action, and each row of the functional table, is reached by some patient in its order."
    ),
    why=_("A case that is never reached is advice somebody meant to give and nobody gets."),
    checks=_each_place,
)
ANY_THRESHOLD = Claim(
    id="any-threshold",
    statement=_(
        "No thresholds within their bounds and in their order break any of these claims, or leave a case that nobody reaches."
    ),
    why=_("A department may set its own numbers, and must not be able to set them into harm."),
    checks=_what_others_check,
)
