"""SF-36 v1: eight scales 0-100 (Ware 1993), and the physical and mental summaries (Ware 1994, US norms of 1990)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor

from registry.instruments.direction import Direction
from registry.instruments.domains import as_numbers, half, mean_of
from registry.instruments.instrument import (
    Domain,
    Instrument,
    Mcid,
    NotScorable,
    Options,
    Reference,
    Scale,
    Score,
)
from registry.instruments.responses import Answers
from registry.instruments.short_form import ITEMS, SCALES
from registry.instruments.translate import _, say

RULE = "sf36-v1-us1990"

# What an item counts as, by its answer, so that high is better; the rest count as they are.
_SEVEN_LESS = {answer: Fraction(7 - answer) for answer in range(1, 7)}
_SIX_LESS = {answer: Fraction(6 - answer) for answer in range(1, 6)}
_UNEVEN: dict[str, dict[int, Fraction]] = {
    "i1": {1: Fraction(5), 2: Fraction("4.4"), 3: Fraction("3.4"), 4: Fraction(2), 5: Fraction(1)},
    "i21": {
        1: Fraction(6),
        2: Fraction("5.4"),
        3: Fraction("4.2"),
        4: Fraction("3.1"),
        5: Fraction("2.2"),
        6: Fraction(1),
    },
}
_COUNTS_AS = (
    _UNEVEN
    | dict.fromkeys(("i20", "i34", "i36"), _SIX_LESS)
    | dict.fromkeys(("i23", "i26", "i27", "i30"), _SEVEN_LESS)
)
# Item 22 counts by what item 21 says: with no pain at all and no interference it is best; alone it has its own steps.
_INTERFERENCE = {
    1: Fraction(5),
    2: Fraction(4),
    3: Fraction(3),
    4: Fraction(2),
    5: Fraction(1),
}
_INTERFERENCE_ALONE = {
    1: Fraction(6),
    2: Fraction("4.75"),
    3: Fraction("3.5"),
    4: Fraction("2.25"),
    5: Fraction(1),
}
# Lowest mean of the items of a scale, and how far it reaches.
_REACH = {
    scale.code: (Fraction(1), Fraction(reach))
    for scale, reach in zip(SCALES, (2, 1, 5, 4, 5, 4, 1, 5), strict=True)
}

NORMS: Mapping[str, tuple[float, float]] = {
    "pf": (84.52404, 22.89490),
    "rp": (81.19907, 33.79729),
    "bp": (75.49196, 23.55879),
    "gh": (72.21316, 20.16964),
    "vt": (61.05453, 20.86942),
    "sf": (83.59753, 22.37642),
    "re": (81.29467, 33.02717),
    "mh": (74.84212, 18.01189),
}
WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "pcs": {
        "pf": 0.42402, "rp": 0.35119, "bp": 0.31754, "gh": 0.24954,
        "vt": 0.02877, "sf": -0.00753, "re": -0.19206, "mh": -0.22069,
    },
    "mcs": {
        "pf": -0.22999, "rp": -0.12329, "bp": -0.09731, "gh": -0.01571,
        "vt": 0.23534, "sf": 0.26876, "re": 0.43407, "mh": 0.48581,
    },
}  # fmt: skip


def score_sf36(answers: Answers, _options: Options) -> Score | NotScorable:
    """The physical summary as the score, a T-score (50 is the US norm of 1990, 10 its SD), and every scale beside it."""
    values = _values(answers)
    scales = {scale.code: _scale(scale, values) for scale in SCALES}
    domains = as_numbers(scales) | {summary: _summary(summary, scales) for summary in WEIGHTS}
    answered, pcs = len(answers.given), domains["pcs"]
    if pcs is None:
        blank = sum(score is None for score in scales.values())
        reason = say(_("{blank} of 8 scales cannot be scored; the summaries need all eight."), blank=blank)
        return NotScorable(reason, answered, RULE, domains=domains)
    return Score(pcs, answered, RULE, domains=domains)


def _values(answers: Answers) -> dict[str, Fraction | None]:
    """Each item as it counts. Of the two items on pain, the one that is blank takes the value of the other."""
    given = dict(zip((item.code for item in ITEMS), answers.whole, strict=True))
    values = {code: _counts_as(code, answer) for code, answer in given.items()}
    values["i22"] = _interference(given["i22"], given["i21"])
    if given["i22"] is None:
        values["i22"] = values["i21"]
    elif given["i21"] is None:
        values["i21"] = values["i22"]
    return values


def _counts_as(code: str, answer: int | None) -> Fraction | None:
    if answer is None:
        return None
    return _COUNTS_AS[code][answer] if code in _COUNTS_AS else Fraction(answer)


def _interference(answer: int | None, pain: int | None) -> Fraction | None:
    if answer is None:
        return None
    if pain is None:
        return _INTERFERENCE_ALONE[answer]
    return Fraction(6) if answer == pain == 1 else _INTERFERENCE[answer]


def _scale(scale: Domain, values: Mapping[str, Fraction | None]) -> Fraction | None:
    """0-100, higher is better; None where fewer than half of its items are answered."""
    mean = mean_of(values, scale.items, half(scale.items))
    lowest, reach = _REACH[scale.code]
    return None if mean is None else 100 * (mean - lowest) / reach


def _summary(summary: str, scales: Mapping[str, Fraction | None]) -> float | None:
    """A T-score weighing all eight scales; None while one of them is missing. Not clipped."""
    weighed = 0.0
    for code, weight in WEIGHTS[summary].items():
        score = scales[code]
        if score is None:
            return None
        mean, sd = NORMS[code]
        weighed += weight * (float(score) - mean) / sd
    return 50 + 10 * weighed


def _t_score(summary: str) -> Scale:
    """From each scale at the end that pulls the summary down, to each at the other; to a tenth, outwards.

    It is drawn from 0 to 100, about its norm of 50: what lies below stands in the first bin of a histogram.
    """
    lowest = highest = 50.0
    for code, weight in WEIGHTS[summary].items():
        mean, sd = NORMS[code]
        reach = (10 * weight * (0 - mean) / sd, 10 * weight * (100 - mean) / sd)
        lowest, highest = lowest + min(reach), highest + max(reach)
    return Scale(
        floor(lowest * 10) / 10,
        ceil(highest * 10) / 10,
        _("T-score, US norm of 1990 is 50"),
        Direction.HIGHER_IS_BETTER,
        decimals=1,
        drawn=(0, 100),
    )


SUMMARY_MCID = Mcid(
    2,
    _("T-score points"),
    source="DaneSpine annual report 2022 (chronic pain)",
    surname="DaneSpine",
    note=_("Others give 4.9 for the physical summary after lumbar surgery (Copay 2008); 5 for a scale."),
)
PCS = Domain("pcs", _("Physical summary (PCS)"), _t_score("pcs"), mcid=SUMMARY_MCID)
MCS = Domain("mcs", _("Mental summary (MCS)"), _t_score("mcs"), mcid=SUMMARY_MCID)

SF36 = Instrument(
    code="sf36",
    title=_("SF-36 v1 (US norms of 1990)"),
    version="v1",
    items=ITEMS,
    scale=PCS.scale,
    scoring=score_sf36,
    domains=(*SCALES, PCS, MCS),
    headline="pcs",
    missing_rule=_(
        "A scale is scored when at least half of its items are answered; a blank takes the mean of the person's other "
        "items in the scale. The two summaries need all eight scales."
    ),
    mcid=SUMMARY_MCID,
    only_in_its_words=True,
    reference=Reference(
        "Ware 1993, SF-36 Health Survey manual; Ware 1994, physical and mental summary scales (orthogonal, US 1990)",
        _(
            "SF-36 is a trademark; wording and translations are licensed (QualityMetric), and the holders claim the scoring too. Only item numbers, names of our own and published coefficients are shipped; a department loads the wording it is licensed to use."
        ),
    ),
)
