"""Tokuhashi: how long somebody with spinal metastases may live. Two scores, kept apart: 0-12 of 1990 and 0-15 of 2005.

The bands that the DaneSpine report prints are those of 1990; on the revised total they would promise too much.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from registry.instruments.bands import Band, Bands
from registry.instruments.clinical import EVERY_ITEM, FREE, choice, incomplete
from registry.instruments.direction import Direction
from registry.instruments.instrument import Instrument, NotScorable, Options, Reference, Scale, Score
from registry.instruments.responses import Answers, Item
from registry.instruments.translate import _

GENERAL = choice(
    "general",
    _("General condition (Karnofsky performance status)"),
    _("Poor: 10-40"),
    _("Moderate: 50-70"),
    _("Good: 80-100"),
    better=True,
)
EXTRASPINAL = choice(
    "extraspinal",
    _("Bone metastases outside the spine"),
    _("3 foci or more"),
    _("1 or 2 foci"),
    _("None"),
    better=True,
)
VERTEBRAL = choice(
    "vertebral",
    _("Vertebral bodies with metastases"),
    _("3 bodies or more"),
    _("2 bodies"),
    _("1 body"),
    better=True,
)
ORGANS = choice(
    "organs",
    _("Metastases in major organs"),
    _("Cannot be removed"),
    _("Can be removed"),
    _("None"),
    better=True,
)
PRIMARY_REVISED = choice(
    "primary",
    _("Primary tumour"),
    _("Lung, osteosarcoma, stomach, bladder, oesophagus, pancreas"),
    _("Liver, gallbladder, not identified"),
    _("Other"),
    _("Kidney, uterus"),
    _("Rectum"),
    _("Thyroid, breast, prostate, carcinoid"),
    better=True,
)
PRIMARY_1990 = choice(
    "primary",
    _("Primary tumour"),
    _("Lung, stomach"),
    _("Kidney, liver, uterus, other, not identified"),
    _("Thyroid, prostate, breast, rectum"),
    better=True,
)
PALSY = choice(
    "palsy",
    _("Palsy (Frankel grade)"),
    _("Complete: A, B"),
    _("Incomplete: C, D"),
    _("None: E"),
    better=True,
)
CAUTION = _(
    "Prognosis as seen when the score was made: treatment has improved, and the score now underestimates survival (Carrwik 2020). Shown as history, never as a reason by itself."
)
REVISED_BANDS = Bands(
    (
        Band("under_6_months", _("Less than 6 months"), 0),
        Band("from_6_months", _("6 months or more"), 9),
        Band("from_1_year", _("1 year or more"), 12),
    ),
    rounds=False,
    source="Tokuhashi 2005, Spine 30:2186-2191",
)
ORIGINAL_BANDS = Bands(
    (
        Band("to_3_months", _("At most 3 months"), 0),
        Band("to_12_months", _("At most 12 months"), 6),
        Band("from_12_months", _("12 months or more"), 9),
    ),
    rounds=False,
    source="Tokuhashi 1990, Spine 15:1110-1113; printed in the DaneSpine annual report 2022",
)


def score_sum(rule: str, bands: Bands, answers: Answers, _options: Options) -> Score | NotScorable:
    """The sum of the six items; higher is a better prognosis."""
    if answers.blank:
        return incomplete(rule, answers)
    total = sum(answers.given)
    return Score(float(total), len(answers.given), rule, band=bands.code_of(Fraction(total)))


def _tokuhashi(code: str, title: str, version: str, primary: Item, bands: Bands, citation: str) -> Instrument:
    items = (GENERAL, EXTRASPINAL, VERTEBRAL, ORGANS, primary, PALSY)
    highest = sum(item.highest for item in items)
    return Instrument(
        code=code,
        title=title,
        version=version,
        items=items,
        scale=Scale(0, highest, _("points"), Direction.HIGHER_IS_BETTER, decimals=0),
        scoring=partial(score_sum, f"{code}-sum", bands),
        missing_rule=EVERY_ITEM,
        bands=bands,
        mcid=None,
        caution=CAUTION,
        in_own_words=True,
        reference=Reference(citation, FREE),
    )


TOKUHASHI_REVISED = _tokuhashi(
    "tokuhashi_revised",
    _("Revised Tokuhashi score (0-15)"),
    "2005, 0-15",
    PRIMARY_REVISED,
    REVISED_BANDS,
    "Tokuhashi 2005, Spine 30:2186-2191, doi:10.1097/01.brs.0000180401.06919.a5",
)
TOKUHASHI_1990 = _tokuhashi(
    "tokuhashi_1990",
    _("Original Tokuhashi score (0-12)"),
    "1990, 0-12",
    PRIMARY_1990,
    ORIGINAL_BANDS,
    "Tokuhashi 1990, Spine 15:1110-1113",
)
