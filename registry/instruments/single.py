"""An instrument of one number, which is its own score (VAS, NRS)."""

from __future__ import annotations

from registry.instruments.instrument import NotScorable, Options, Score
from registry.instruments.responses import Answers
from registry.instruments.translate import _, say

MISSING_RULE = _("A blank is not scorable: nothing stands in for one number.")


def score_single(rule: str, answers: Answers, _options: Options) -> Score | NotScorable:
    """The number itself."""
    if not answers.given:
        return NotScorable(say(_("The number is not recorded.")), 0, rule)
    return Score(float(answers.given[0]), 1, rule)
