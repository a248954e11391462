"""NRS 0-10 for pain: said as a number, never multiplied into a VAS."""

from __future__ import annotations

from functools import partial

from registry.instruments.direction import Direction
from registry.instruments.instrument import Instrument, Mcid, Reference, Scale
from registry.instruments.responses import Item
from registry.instruments.single import MISSING_RULE, score_single
from registry.instruments.translate import _

NRS_PAIN = Instrument(
    code="nrs_pain",
    title=_("Pain (NRS)"),
    version="0-10",
    items=(Item("pain", _("Pain (NRS)"), 0, 10, labelled=(0, 10)),),
    scale=Scale(0, 10, _("points of 10"), Direction.HIGHER_IS_WORSE, decimals=0),
    scoring=partial(score_single, "nrs-single"),
    missing_rule=MISSING_RULE,
    mcid=Mcid(
        2,
        _("points on 0-10"),
        source="Ostelo 2008, Spine 33:90-94, doi:10.1097/BRS.0b013e31815e3a10",
        surname="Ostelo 2008",
        note=_("Swespine gives 2.7 for the back and 3.2 for the leg (Parai 2020)."),
    ),
    in_own_words=True,
    reference=Reference(
        "Ostelo 2008, Spine 33:90-94, doi:10.1097/BRS.0b013e31815e3a10",
        _("A number from 0 to 10 with words of our own at its ends: free to use."),
    ),
)
