"""Genant: the grade of a vertebral fracture by the height that is lost. The measured per cent is kept, the grade derived."""

from __future__ import annotations

from fractions import Fraction

from registry.instruments.bands import Band, Bands
from registry.instruments.clinical import FREE, choice
from registry.instruments.direction import Direction
from registry.instruments.instrument import Instrument, NotScorable, Options, Reference, Scale, Score
from registry.instruments.responses import Answers, Item
from registry.instruments.translate import _, say

RULE = "genant-height-loss"
MILD_FROM, MILD_TO, MODERATE_TO = 20, 25, 40  # per cent; 25 is still mild and 40 still moderate
BANDS = Bands(
    (
        Band("none", _("No fracture: below 20 %"), 0),
        Band("mild", _("Mild: 20 to 25 %"), 1),
        Band("moderate", _("Moderate: above 25 to 40 %"), 2),
        Band("severe", _("Severe: above 40 %"), 3),
    ),
    rounds=False,
    source="Genant 1993, J Bone Miner Res 8:1137-1148",
)


def score_grade(answers: Answers, _options: Options) -> Score | NotScorable:
    """Grade 0 to 3, higher is worse."""
    loss, answered = answers.values[0], len(answers.given)
    if loss is None:
        return NotScorable(say(_("The loss of height is not recorded.")), answered, RULE)
    grade = (loss >= MILD_FROM) + (loss > MILD_TO) + (loss > MODERATE_TO)
    return Score(float(grade), answered, RULE, band=BANDS.code_of(Fraction(grade)))


GENANT = Instrument(
    code="genant",
    title=_("Genant grade"),
    version="1993",
    items=(
        Item("height_loss", _("Loss of vertebral height"), 0, 100, labelled=(), measured=True, unit=_("%")),
        choice("shape", _("Shape"), _("Wedge"), _("Biconcave"), _("Crush"), first=1),
    ),
    scale=Scale(0, 3, _("grade of 3"), Direction.HIGHER_IS_WORSE, decimals=0),
    scoring=score_grade,
    missing_rule=_("The grade follows from the measured loss of height; the shape may be blank."),
    bands=BANDS,
    mcid=None,
    caution=_(
        "The paper prints 20-25, 25-40 and above 40 %: exactly 25 is taken as mild and exactly 40 as moderate. Of several fractures the worst is graded."
    ),
    in_own_words=True,
    reference=Reference("Genant 1993, J Bone Miner Res 8:1137-1148, doi:10.1002/jbmr.5650080915", FREE),
)
