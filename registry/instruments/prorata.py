"""Ten sections of 0-5 as a percentage of the points that the answered sections could give (ODI, NDI)."""

from __future__ import annotations

from fractions import Fraction

from registry.instruments.bands import Bands
from registry.instruments.instrument import NotScorable, Options, Score
from registry.instruments.responses import Answers, Item
from registry.instruments.translate import Message, _, say

HIGHEST = 5
MIN_ANSWERED = (8, 9)  # 8 by default; some registries ask for 9

MISSING_RULE = _(
    "Scored when at least 8 of the 10 sections are answered (9 as an option): the sum as a percentage of what the answered sections could give. Fewer: not scorable. A blank is never counted as 0."
)


def section(code: str, name: str, *, optional: bool = False) -> Item:
    return Item(code, name, 0, HIGHEST, labelled=tuple(range(HIGHEST + 1)), optional=optional)


def score_sections(name: str, bands: Bands, answers: Answers, options: Options) -> Score | NotScorable:
    """Percentage 0-100, higher is worse, unrounded: 100 x sum / (5 x answered)."""
    needed = options.min_answered or MIN_ANSWERED[0]
    rule = f"{name}-prorata-min{needed}"
    given = [value for value in answers.whole if value is not None]
    if len(given) < needed:
        return NotScorable(too_few(answers, needed), len(given), rule)
    exact = Fraction(100 * sum(given), HIGHEST * len(given))
    return Score(float(exact), len(given), rule, band=bands.code_of(exact))


def too_few(answers: Answers, needed: int) -> Message:
    total = len(answers.values)
    return say(
        _("{blank} of {total} sections are blank; at most {allowed} may be."),
        blank=answers.blank,
        total=total,
        allowed=total - needed,
    )
