"""EQ-5D-3L: five dimensions of health, three levels each; the index depends on the value set and carries its name."""

from __future__ import annotations

from functools import partial

from registry.instruments.direction import Direction
from registry.instruments.eq5d import LICENCE, MISSING_RULE, dimensions, score_index
from registry.instruments.instrument import Instrument, Mcid, Reference, Scale
from registry.instruments.translate import _
from registry.instruments.value_sets import VALUE_SETS

EQ5D_3L = Instrument(
    code="eq5d_3l",
    title=_("EQ-5D-3L"),
    version="3L",
    items=dimensions(3),
    scale=Scale(
        float(min(value_set.index("33333") for value_set in VALUE_SETS.values())),
        1,
        _("index, 1 is full health"),
        Direction.HIGHER_IS_BETTER,
        decimals=3,
    ),
    scoring=partial(score_index, "eq5d-3l"),
    missing_rule=MISSING_RULE,
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
    reference=Reference("EuroQol Group; each value set has its own source", LICENCE),
)
