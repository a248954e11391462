"""VAS 0-100 for pain, one instrument a site or situation. A 0-10 number is another instrument: see nrs.py."""

from __future__ import annotations

from functools import partial

from registry.instruments.bands import Band, Bands
from registry.instruments.direction import Direction
from registry.instruments.instrument import Instrument, Mcid, Reference, Scale
from registry.instruments.responses import Item
from registry.instruments.single import MISSING_RULE, score_single
from registry.instruments.translate import _

# No official bands exist: these are offered, never part of a score.
PAIN_BANDS = Bands(
    (
        Band("none", _("No pain"), 0),
        Band("mild", _("Mild pain"), 5),
        Band("moderate", _("Moderate pain"), 45),
        Band("severe", _("Severe pain"), 75),
    ),
    rounds=True,
    source="Jensen, Chen & Brugger 2003, J Pain 4:407, doi:10.1016/S1526-5900(03)00716-8",
)
MCID = Mcid(
    15,
    _("points on 0-100"),
    source="Ostelo 2008, Spine 33:90-94, doi:10.1097/BRS.0b013e31815e3a10",
    surname="Ostelo 2008",
    note=_("Published values reach from 5 to 37 of 100, and a fall of 30 % is used too."),
)
REFERENCE = Reference(
    "Ostelo 2008, Spine 33:90-94, doi:10.1097/BRS.0b013e31815e3a10",
    _("A plain line from 0 to 100 with words of our own at its ends: free to use. It is not the EQ VAS."),
)


def vas(code: str, title: str) -> Instrument:
    """A visual analogue scale: 0 is no pain, 100 the worst pain imaginable."""
    return Instrument(
        code=code,
        title=title,
        version="0-100",
        items=(Item("pain", title, 0, 100, labelled=(0, 100)),),
        scale=Scale(0, 100, _("points of 100"), Direction.HIGHER_IS_WORSE, decimals=0),
        scoring=partial(score_single, "vas-single"),
        missing_rule=MISSING_RULE,
        optional_bands=PAIN_BANDS,
        mcid=MCID,
        in_own_words=True,
        reference=REFERENCE,
    )


VAS = (
    vas("vas_back", _("Back pain (VAS)")),
    vas("vas_leg", _("Leg pain (VAS)")),
    vas("vas_neck", _("Neck pain (VAS)")),
    vas("vas_arm", _("Arm pain (VAS)")),
    vas("vas_rest", _("Pain at rest (VAS)")),
    vas("vas_activity", _("Pain on activity (VAS)")),
)
