"""Timed tests: TUG, five-times sit-to-stand, tandem stance. "Unable" is an answer, and never a number.

The physiotherapist records them as dated facts, which the pathway reads; the instruments score those facts. The
pathway's own cut-offs stand in its thresholds; those here are what is published, for whoever asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from registry.instruments.bands import Band, Bands
from registry.instruments.clinical import yes_no
from registry.instruments.direction import Direction
from registry.instruments.instrument import Instrument, NotScorable, Options, Reference, Scale, Score
from registry.instruments.responses import Answers, Item
from registry.instruments.translate import _, say

LONGEST_S = 300
FULL_TANDEM_S = 10
FREE_TEST = _("Free to use. How the test is done is told in words of our own.")
MISSING_RULE = _("A blank has no score. “Unable” is an answer, and is never turned into a number.")


def score_seconds(rule: str, answers: Answers) -> Score | NotScorable:
    """The seconds, unless the patient could not do the test."""
    seconds, unable = (*answers.values, None)[:2]
    answered = len(answers.given)
    if seconds is not None and unable == 1:
        both = say(_("Both a time and “unable” are recorded; keep the one that is right."))
        return NotScorable(both, answered, rule)
    if unable == 1:
        return NotScorable(say(_("Unable to do the test: that is the answer.")), answered, rule)
    if seconds is None:
        return NotScorable(say(_("The time is not recorded.")), answered, rule)
    return Score(float(seconds), answered, rule)


def _timed(
    code: str, title: str, facts: Mapping[str, str], bands: Bands, citation: str, caution: str = ""
) -> Instrument:
    """A test of which less time is better, and which some cannot do at all."""
    seconds = Item("seconds", title, 0, LONGEST_S, labelled=(), measured=True, unit=_("s"))
    rule = f"{code}-seconds"

    def scoring(answers: Answers, _options: Options) -> Score | NotScorable:
        return score_seconds(rule, answers)

    return Instrument(
        code=code,
        title=title,
        version="seconds",
        items=(seconds, yes_no("unable", _("Unable to do the test"))),
        scale=Scale(0, LONGEST_S, _("s"), Direction.HIGHER_IS_WORSE, decimals=1),
        scoring=scoring,
        missing_rule=MISSING_RULE,
        optional_bands=bands,
        mcid=None,
        caution=caution,
        facts=MappingProxyType(dict(facts)),
        in_own_words=True,
        reference=Reference(citation, FREE_TEST),
    )


TUG = _timed(
    "tug",
    _("Timed up and go (TUG)"),
    {"seconds": "tug_s", "unable": "tug_unable"},
    Bands(
        (
            Band("below_12", _("Below 12 s"), 0),
            Band("from_12", _("12 s or more: risk of falling (STEADI)"), 12),
            Band("from_20", _("20 s or more: low performance (EWGSOP2)"), 20),
            Band("from_30", _("30 s or more: dependent (Podsiadlo 1991)"), 30),
        ),
        rounds=False,
        source="CDC STEADI; Cruz-Jentoft 2019, doi:10.1093/ageing/afy169; Podsiadlo 1991. Shumway-Cook 2000 cuts at 13.5 s",
    ),
    "Podsiadlo 1991; Shumway-Cook 2000, Phys Ther 80:896",
    _(
        "Alone it predicts falls poorly; in a Swedish study of people from 75 years on not at all (PMC7272775)."
    ),
)
FIVE_STS = _timed(
    "five_sts",
    _("Five-times sit-to-stand"),
    {"seconds": "five_sts_s", "unable": "five_sts_unable"},
    Bands(
        (
            Band("below_12", _("Below 12 s"), 0),
            Band("from_12", _("12 s or more (Tiedemann 2008)"), 12),
            Band("from_15", _("15 s or more: recurrent falls (Buatois 2008)"), 15),
        ),
        rounds=False,
        source="Tiedemann 2008, doi:10.1093/ageing/afn100; Buatois 2008, J Am Geriatr Soc 56:1575. Guralnik 2000 cuts above 13.6 s",
    ),
    "Buatois 2008, J Am Geriatr Soc 56:1575; Bohannon 2006",
)
TANDEM = Instrument(
    code="tandem",
    title=_("Tandem stance"),
    version="seconds, 10 at most",
    items=(
        Item(
            "seconds",
            _("Tandem stance"),
            0,
            FULL_TANDEM_S,
            labelled=(),
            direction=Direction.HIGHER_IS_BETTER,
            measured=True,
            unit=_("s"),
        ),
    ),
    scale=Scale(0, FULL_TANDEM_S, _("s"), Direction.HIGHER_IS_BETTER, decimals=1),
    scoring=lambda answers, _options: score_seconds("tandem-seconds", answers),
    missing_rule=_("A blank has no score. A stance that could not be taken is 0 s."),
    optional_bands=Bands(
        (
            Band("below_3", _("Below 3 s"), 0),
            Band("from_3", _("3 s or more, not full: risk of falling (STEADI)"), 3),
            Band("full", _("Full: 10 s"), 10),
        ),
        rounds=False,
        source="CDC STEADI four-stage balance test; SPPB",
    ),
    mcid=None,
    facts=MappingProxyType({"seconds": "tandem_s"}),
    in_own_words=True,
    reference=Reference("CDC STEADI four-stage balance test; SPPB", FREE_TEST),
)
TIMED = (TUG, FIVE_STS, TANDEM)
