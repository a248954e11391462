"""Denis: how far towards the midline a fracture of the sacrum reaches; nearer the canal, more often nerves are hurt."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType

from registry.instruments.bands import Band, Bands
from registry.instruments.clinical import FREE, choice
from registry.instruments.direction import Direction
from registry.instruments.instrument import Instrument, NotScorable, Options, Reference, Scale, Score
from registry.instruments.responses import Answers
from registry.instruments.translate import _, say

RULE = "denis-highest-zone"
ZONES = (
    _("I: the ala, lateral to the foramina"),
    _("II: through the foramina, not the canal"),
    _("III: the central canal, H and U patterns included"),
)
BANDS = Bands(
    tuple(Band(f"zone_{number}", name, number) for number, name in enumerate(ZONES, 1)),
    rounds=False,
    source="Denis 1988, Clin Orthop 227:67-81",
)


def score_zone(answers: Answers, _options: Options) -> Score | NotScorable:
    """Zone 1 to 3, the highest that is involved."""
    [zone] = answers.values
    if zone is None:
        return NotScorable(say(_("The zone is not recorded.")), 0, RULE)
    return Score(float(zone), 1, RULE, band=BANDS.code_of(Fraction(zone)))


DENIS = Instrument(
    code="denis",
    title=_("Denis zone"),
    version="1988",
    items=(choice("zone", _("Highest zone involved"), *ZONES, first=1),),
    scale=Scale(1, 3, _("zone of 3"), Direction.HIGHER_IS_WORSE, decimals=0),
    scoring=score_zone,
    missing_rule=_("The zone is what was recorded."),
    bands=BANDS,
    mcid=None,
    caution=_(
        "Nerves were hurt in about 6, 28 and 57 % of zones I, II and III (Denis 1988); in a later CT series in 3.5 to 21.6 % (Khan 2017)."
    ),
    facts=MappingProxyType({"zone": "sacral_denis_zone"}),
    in_own_words=True,
    reference=Reference("Denis 1988, Clin Orthop 227:67-81", FREE),
)
