"""What EQ-5D-3L and EQ-5D-5L share: five dimensions in order, and the index of a state in a value set."""

from __future__ import annotations

from registry.instruments.instrument import NotScorable, Options, Score
from registry.instruments.responses import Answers, Item
from registry.instruments.translate import _, say

MISSING_RULE = _("All five dimensions must be answered; nothing stands in for a blank one.")
LICENCE = _(
    "Wording, layout, EQ VAS and trademark belong to the EuroQol Research Foundation; use needs registration with it. Only short names of the dimensions, level numbers and published coefficients are shipped; a department loads the wording it is licensed to use."
)


def dimensions(levels: int) -> tuple[Item, ...]:
    """The five items, each answered with a level from 1, no problem, to the worst."""
    named = (
        ("mobility", _("Mobility")),
        ("self_care", _("Self-care")),
        ("usual_activities", _("Usual activities")),
        ("pain_discomfort", _("Pain or discomfort")),
        ("anxiety_depression", _("Anxiety or depression")),
    )
    return tuple(Item(code, name, 1, levels, labelled=tuple(range(1, levels + 1))) for code, name in named)


def score_index(questionnaire: str, answers: Answers, options: Options) -> Score | NotScorable:
    """Index of the state in the chosen value set: 1 full health, 0 dead; no index while a dimension is blank."""
    value_set = options.value_set
    if value_set is None:
        raise AssertionError("Instrument.score asks for the value set first")
    rule = f"{questionnaire}-{value_set.method}"
    if answers.blank:
        reason = say(_("{blank} of 5 dimensions are blank; the index needs all five."), blank=answers.blank)
        return NotScorable(reason, len(answers.given), rule, value_set.code)
    state = "".join(map(str, answers.given))
    return Score(
        float(value_set.index(state)), len(answers.given), rule, value_set=value_set.code, state=state
    )
