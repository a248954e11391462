"""EQ-5D-5L: five dimensions of health, five levels each. Where asked, valued by a three-level set: the crosswalk."""

from __future__ import annotations

from functools import partial

from registry.instruments.direction import Direction
from registry.instruments.eq5d import LICENCE, MISSING_RULE, dimensions, score_index
from registry.instruments.five_level_sets import VALUE_SETS_5L
from registry.instruments.instrument import Instrument, Mcid, Reference, Scale
from registry.instruments.translate import _

EQ5D_5L = Instrument(
    code="eq5d_5l",
    title=_("EQ-5D-5L"),
    version="5L",
    items=dimensions(5),
    scale=Scale(
        float(min(value_set.index("55555") for value_set in VALUE_SETS_5L.values())),
        1,
        _("index, 1 is full health"),
        Direction.HIGHER_IS_BETTER,
        decimals=3,
    ),
    scoring=partial(score_index, "eq5d-5l"),
    missing_rule=MISSING_RULE,
    value_sets=VALUE_SETS_5L,
    mcid=Mcid(
        0.12,
        _("index points"),
        source="DaneSpine annual report 2022 (for three levels)",
        surname="DaneSpine",
        note=_("The report gives it for EQ-5D-3L; no threshold of our sources is for five levels."),
    ),
    reference=Reference("EuroQol Group; each value set has its own source", LICENCE),
)
