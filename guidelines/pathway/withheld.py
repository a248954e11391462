"""An answer without the actions that are switched off (docs/adr/0017-a-rule-switched-off.md).

Whole actions are left out, never a case of one: the rules are read whole, and what they hold stays held. What an
action advises is taken away; what it warns of is not.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from guidelines.pathway.alarms import ALARM_FACTS
from guidelines.pathway.answer import Answer, RedFlags
from guidelines.pathway.engine import ready
from guidelines.pathway.recommendations import Verdict
from guidelines.pathway.rulebook import CURRENT
from guidelines.pathway.ruleset import RuleSet

WARNS = frozenset({Verdict.URGENT, Verdict.CONTRAINDICATED, Verdict.NOT_CLEARED, Verdict.AVOID})


def without(answer: Answer, off: Collection[str], rules: RuleSet = CURRENT) -> Answer:
    """The answer less the findings of these actions. An alarm that is present stays so, and its facts are noted."""
    if not off:
        return answer
    kept = tuple(finding for finding in answer.findings if finding.code not in off)
    return replace(answer, findings=kept, red_flags=_noted(answer.red_flags, off, rules))


def warning(answer: Answer, code: str) -> Verdict | None:
    """What this action warns of in this patient; None where it advises something or does not apply."""
    found = next((finding for finding in answer.findings if finding.code == code), None)
    return found.verdict if found and found.verdict in WARNS else None


def _noted(flags: RedFlags, off: Collection[str], rules: RuleSet) -> RedFlags:
    """The alarm facts that no action speaks for any longer stand beside those that raised none."""
    raised_by = ready(rules).raised_by
    answered_no = {*flags.open, *flags.cleared}
    unspoken = [fact for fact in ALARM_FACTS if raised_by.get(fact) in off and fact not in answered_no]
    return replace(flags, noted=tuple(dict.fromkeys((*flags.noted, *unspoken))))
