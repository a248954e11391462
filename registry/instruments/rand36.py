"""RAND-36 1.0 (Hays 1993): the same items as SF-36 v1, every item counted evenly, no summaries."""

from __future__ import annotations

from fractions import Fraction

from registry.instruments.direction import Direction
from registry.instruments.domains import as_numbers, mean_of
from registry.instruments.instrument import Instrument, Mcid, NotScorable, Options, Reference, Score
from registry.instruments.responses import Answers, Item
from registry.instruments.short_form import ITEMS, PERCENT, SCALES
from registry.instruments.translate import _, say

RULE = "rand36-1.0"
HEADLINE = "pf"


def score_rand36(answers: Answers, _options: Options) -> Score | NotScorable:
    """Physical functioning as the score, because there is no total; every scale beside it, 0-100, higher is better."""
    values = {item.code: _counts_as(item, answer) for item, answer in zip(ITEMS, answers.whole, strict=True)}
    domains = as_numbers({scale.code: mean_of(values, scale.items, 1) for scale in SCALES})
    answered, score = len(answers.given), domains[HEADLINE]
    if score is None:
        reason = say(_("None of the 10 items on physical functioning is answered."))
        return NotScorable(reason, answered, RULE, domains=domains)
    return Score(score, answered, RULE, domains=domains)


def _counts_as(item: Item, answer: int | None) -> Fraction | None:
    """The answer's place on an even scale from 0, worst, to 100, best."""
    if answer is None:
        return None
    place = Fraction(100 * (answer - item.lowest), item.highest - item.lowest)
    return place if item.direction is Direction.HIGHER_IS_BETTER else 100 - place


RAND36 = Instrument(
    code="rand36",
    title=_("RAND-36 1.0"),
    version="1.0",
    items=ITEMS,
    scale=PERCENT,
    scoring=score_rand36,
    domains=SCALES,
    headline=HEADLINE,
    missing_rule=_(
        "A scale is the mean of its answered items; one is enough. A scale with none has no score."
    ),
    mcid=Mcid(
        5,
        _("points on 0-100"),
        source="DaneSpine annual report 2022 (scales)",
        surname="DaneSpine",
        note=_("The report gives it for the scales of the SF-36."),
    ),
    only_in_its_words=True,
    reference=Reference(
        "Hays, Sherbourne & Mazel 1993, Health Econ 2:217-227, doi:10.1002/hec.4730020305",
        _(
            "The English text is free under RAND's terms with its credit line, the Swedish one through RCSO; no free Danish one was found. No wording is shipped."
        ),
    ),
)
