"""EQ VAS: the patient's own mark for health today, 0 to 100. It is part of EQ-5D and no scale of pain."""

from __future__ import annotations

from functools import partial

from registry.instruments.direction import Direction
from registry.instruments.eq5d import LICENCE
from registry.instruments.instrument import Instrument, Mcid, Reference, Scale
from registry.instruments.responses import Item
from registry.instruments.single import MISSING_RULE, score_single
from registry.instruments.translate import _

EQ_VAS = Instrument(
    code="eq_vas",
    title=_("EQ VAS"),
    version="0-100",
    items=(
        Item("health", _("Health today"), 0, 100, labelled=(0, 100), direction=Direction.HIGHER_IS_BETTER),
    ),
    scale=Scale(0, 100, _("points of 100"), Direction.HIGHER_IS_BETTER, decimals=0),
    scoring=partial(score_single, "eq-vas-single"),
    missing_rule=MISSING_RULE,
    mcid=Mcid(
        10,
        _("points on 0-100"),
        source="[D]",
        surname=_("our own choice"),
        note=_("None of our sources gives a threshold for the EQ VAS."),
    ),
    reference=Reference("EuroQol Group", LICENCE),
)
