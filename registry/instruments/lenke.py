"""Lenke: which curves of an adolescent idiopathic scoliosis are structural, with a lumbar and a sagittal modifier."""

from __future__ import annotations

from fractions import Fraction

from registry.instruments.bands import Band, Bands
from registry.instruments.clinical import FREE, choice
from registry.instruments.direction import Direction
from registry.instruments.instrument import Instrument, NotScorable, Options, Reference, Scale, Score
from registry.instruments.responses import Answers
from registry.instruments.translate import _, say

RULE = "lenke-type"
TYPES = (
    _("Main thoracic"),
    _("Double thoracic"),
    _("Double major"),
    _("Triple major"),
    _("Thoracolumbar or lumbar"),
    _("Thoracolumbar or lumbar with main thoracic"),
)
CODES = (
    "main_thoracic",
    "double_thoracic",
    "double_major",
    "triple_major",
    "lumbar",
    "lumbar_and_thoracic",
)
BANDS = Bands(
    tuple(Band(code, name, number) for number, (code, name) in enumerate(zip(CODES, TYPES, strict=True), 1)),
    rounds=False,
    source="Lenke 2001, J Bone Joint Surg Am 83:1169-1181",
)


def score_type(answers: Answers, _options: Options) -> Score | NotScorable:
    """The type; it is a name, and nothing is computed with it. The modifiers are kept with it as answers."""
    curve, answered = answers.values[0], len(answers.given)
    if curve is None:
        return NotScorable(say(_("The type of the curve is not recorded.")), answered, RULE)
    return Score(float(curve), answered, RULE, band=BANDS.code_of(Fraction(curve)))


LENKE = Instrument(
    code="lenke",
    title=_("Lenke type"),
    version="2001",
    items=(
        choice("curve", _("Curve type"), *TYPES, first=1),
        choice(
            "lumbar",
            _("Lumbar modifier: where the centre line from the sacrum runs"),
            _("A: between the pedicles"),
            _("B: touches the apical vertebra"),
            _("C: beside the apical vertebra"),
        ),
        choice(
            "sagittal",
            _("Sagittal modifier: thoracic kyphosis, T5 to T12"),
            _("−: less than 10°"),
            _("N: 10° to 40°"),
            _("+: more than 40°"),
        ),
    ),
    scale=Scale(1, 6, _("type of 6"), Direction.NEITHER, decimals=0),
    scoring=score_type,
    missing_rule=_("The type is what was recorded; a modifier may be blank."),
    bands=BANDS,
    mcid=None,
    in_own_words=True,
    reference=Reference("Lenke 2001, J Bone Joint Surg Am 83:1169-1181", FREE),
)
