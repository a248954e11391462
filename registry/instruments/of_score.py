"""OF classification of an osteoporotic vertebral fracture, and the modified OF score (AO Spine-DGOU pocket card).

The score says how strongly findings point to surgery, not how ill somebody is: illness takes points off.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from registry.instruments.bands import Band, Bands
from registry.instruments.clinical import choice, yes_no
from registry.instruments.direction import Direction
from registry.instruments.instrument import (
    Domain,
    Instrument,
    NotScorable,
    Options,
    Reference,
    Scale,
    Score,
)
from registry.instruments.responses import Answers
from registry.instruments.translate import _, say

Blank = Callable[[tuple[int, int]], int]

RULE = "of-modified-card"
LOWEST, HIGHEST = -3, 16
MOST_OFF = -2  # for illness, whatever there is of it
# Item to what (no, yes) count; a blank counts 0, as the card says.
COUNTS: Mapping[str, tuple[int, int]] = {
    "severe_osteoporosis": (0, 1),
    "progression": (-1, 1),
    "pain": (-1, 1),
    "neuro": (0, 2),
    "mobilised": (1, -1),
}
ILLNESS = ("asa", "frailty", "anticoagulation")  # each yes takes one point off

CLASS = choice(
    "of_class",
    _("OF type"),
    _("Not deformed, oedema on MRI"),
    _("One endplate, hind wall hardly (less than a fifth)"),
    _("One endplate with the hind wall (more than a fifth)"),
    _("Both endplates, or the frame lost, collapsed or pincer"),
    _("A tension band failed; distraction, rotation or translation"),
    first=1,
)
ITEMS = (
    CLASS,
    yes_no("severe_osteoporosis", _("T-score below −3, or CT value at most 90 HU")),
    yes_no("progression", _("The deformity progresses")),
    yes_no("pain", _("Pain under analgesia 5 of 10 or more")),
    yes_no("neuro", _("Neurological deficit caused by the fracture (N2 to N4)")),
    # higher is "better" where a yes lowers the score
    yes_no("mobilised", _("Can be mobilised under analgesia"), better=True),
    yes_no("asa", _("ASA class above 3"), better=True),
    yes_no("frailty", _("Modified frailty index above 2"), better=True),
    yes_no("anticoagulation", _("Anticoagulated"), better=True),
)
CODES = tuple(item.code for item in ITEMS)
SCALE = Scale(LOWEST, HIGHEST, _("points"), Direction.HIGHER_IS_WORSE, decimals=0)
BANDS = Bands(
    (
        Band("conservative", _("Points to conservative treatment"), LOWEST),
        Band("either", _("Points either way"), 6),
        Band("surgery", _("Points to surgery"), 7),
    ),
    rounds=False,
    source="AO Spine-DGOU pocket card (0-5, 6, above 6; a sum below 0 is read as 0-5)",
)
TYPE = Domain(
    "of_class",
    _("OF type"),
    Scale(1, 5, _("type of 5"), Direction.HIGHER_IS_WORSE, decimals=0),
    ("of_class",),
)
TOTAL = Domain("score", _("OF score"), SCALE, CODES)
LEAST = Domain("least", _("Lowest it can be once the blanks are known"), SCALE, CODES)
MOST = Domain("most", _("Highest it can be once the blanks are known"), SCALE, CODES)


def score_of(answers: Answers, _options: Options) -> Score | NotScorable:
    """The sum of the card; beside it the type, and the least and most the sum can be once the blanks are known."""
    given = dict(zip(CODES, answers.whole, strict=True))
    grade, answered = given["of_class"], len(answers.given)
    if grade is None:
        nothing = dict.fromkeys((TYPE.code, TOTAL.code, LEAST.code, MOST.code))
        return NotScorable(say(_("The OF type is not recorded.")), answered, RULE, domains=nothing)
    total = _sum(given, lambda _pair: 0)
    domains = {
        TYPE.code: float(grade),
        TOTAL.code: float(total),
        LEAST.code: float(_sum(given, min)),
        MOST.code: float(_sum(given, max)),
    }
    return Score(float(total), answered, RULE, band=BANDS.code_of(Fraction(total)), domains=domains)


def _sum(given: Mapping[str, int | None], blank: Blank) -> int:
    """The points, where `blank` says which of what (no, yes) count stands for an answer that is not given."""
    points = 2 * (given[CLASS.code] or 0)
    points += sum(_points(given[code], counts, blank) for code, counts in COUNTS.items())
    return points + max(MOST_OFF, sum(_points(given[code], (0, -1), blank) for code in ILLNESS))


def _points(answer: int | None, counts: tuple[int, int], blank: Blank) -> int:
    return blank(counts) if answer is None else counts[answer]


OF_SCORE = Instrument(
    code="of_score",
    title=_("OF type and score"),
    version="modified, pocket card",
    items=ITEMS,
    scale=SCALE,
    scoring=score_of,
    domains=(TYPE, TOTAL, LEAST, MOST),
    headline="score",
    missing_rule=_(
        "The OF type is needed. Any other blank counts 0, as the card says; the lowest and the highest sum that the blanks leave open are given beside the score."
    ),
    bands=BANDS,
    mcid=None,
    caution=_(
        "“Not validated”, says the card; what it names is assessed, not ordered. The original score differs (pain from 4, other illnesses), and an optimised one of 2026 cuts at 5."
    ),
    in_own_words=True,
    reference=Reference(
        "Schnake 2018, Global Spine J 8(2S):46S-49S, doi:10.1177/2192568217717972; AO Spine-DGOU pocket card",
        _("Drawings and card belong to AO. The definitions are in words of our own."),
    ),
)
