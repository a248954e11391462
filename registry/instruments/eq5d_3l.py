"""EQ-5D-3L: five dimensions of health, three levels each; the index depends on the value set and carries its name."""

from __future__ import annotations

from registry.instruments.direction import Direction
from registry.instruments.instrument import Instrument, Mcid, NotScorable, Options, Reference, Scale, Score
from registry.instruments.responses import Answers, Item
from registry.instruments.translate import _, say
from registry.instruments.value_sets import VALUE_SETS

RULE = "eq5d-3l-additive"
LEVELS = (1, 2, 3)


def dimension(code: str, name: str) -> Item:
    return Item(code, name, LEVELS[0], LEVELS[-1], labelled=LEVELS)


def score_index(answers: Answers, options: Options) -> Score | NotScorable:
    """Index of the state in the chosen value set: 1 full health, 0 dead; no index while a dimension is blank."""
    value_set = options.value_set
    if value_set is None:
        raise AssertionError("Instrument.score asks for the value set first")
    if answers.blank:
        reason = say(_("{blank} of 5 dimensions are blank; the index needs all five."), blank=answers.blank)
        return NotScorable(reason, len(answers.given), RULE, value_set.code)
    state = "".join(map(str, answers.given))
    index = float(value_set.index(state))
    return Score(index, len(answers.given), RULE, value_set=value_set.code, state=state)


EQ5D_3L = Instrument(
    code="eq5d_3l",
    title=_("EQ-5D-3L"),
    version="3L",
    items=(
        dimension("mobility", _("Mobility")),
        dimension("self_care", _("Self-care")),
        dimension("usual_activities", _("Usual activities")),
        dimension("pain_discomfort", _("Pain or discomfort")),
        dimension("anxiety_depression", _("Anxiety or depression")),
    ),
    scale=Scale(
        float(min(value_set.index("33333") for value_set in VALUE_SETS.values())),
        1,
        _("index, 1 is full health"),
        Direction.HIGHER_IS_BETTER,
        decimals=3,
    ),
    scoring=score_index,
    missing_rule=_("All five dimensions must be answered; nothing stands in for a blank one."),
    value_sets=VALUE_SETS,
    mcid=Mcid(
        0.12,
        _("index points"),
        source="DaneSpine annual report 2022",
        surname="DaneSpine",
        note=_(
            "The report does not name its value set, and the size of one step depends on the set. Others give 0.10 (Swespine, Parai 2020) and 0.173 (BMC Musculoskelet Disord 2013;14:148)."
        ),
    ),
    reference=Reference(
        "EuroQol Group; each value set has its own source",
        _(
            "Wording, layout, EQ VAS and trademark belong to the EuroQol Research Foundation; use needs registration with it. Only short names of the dimensions, level numbers and published coefficients are shipped; a department loads the wording it is licensed to use."
        ),
    ),
)
