"""A score as a person reads it, with its surname: scale, how many answered, value set, rule, band."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from registry.instruments import Instrument, NotScorable, Score
from registry.instruments.value_sets import VALUE_SETS


@dataclass(frozen=True)
class ScoreWords:
    """`score` is "" where there is none, and `why` says why; `details` are the surname, part by part."""

    instrument: str
    title: str
    score: str
    why: str
    details: list[str]

    def __str__(self) -> str:
        found = self.score or _("not scorable: %(why)s") % {"why": self.why}
        return f"{self.title}: {found}"


def score_words(instrument: Instrument, result: Score | NotScorable) -> ScoreWords:
    answered = _("%(answered)d of %(all)d answered") % {
        "answered": result.answered,
        "all": len(instrument.items),
    }
    if isinstance(result, NotScorable):
        why = result.reason.translated(_)
        return ScoreWords(instrument.code, _(instrument.title), "", why, [answered, _rule(result.rule)])
    details = [answered, *_band(instrument, result), *_value_set(result), _rule(result.rule)]
    return ScoreWords(
        instrument.code, _(instrument.title), number(instrument, result.value), "", [*filter(None, details)]
    )


def number(instrument: Instrument, value: float) -> str:
    """The score rounded for display, a half going up, with its unit: 38.0 points of 100."""
    step = Decimal(1).scaleb(-instrument.scale.decimals)
    rounded = Decimal(repr(value)).quantize(step, ROUND_HALF_UP)  # number_format alone would cut, not round
    return f"{number_format(rounded)} {_(instrument.scale.unit)}"


def _band(instrument: Instrument, result: Score) -> list[str]:
    if instrument.bands is None or result.band is None:
        return []
    return [_(instrument.bands.named(result.band).name)]


def _value_set(result: Score) -> list[str]:
    if result.value_set is None:
        return []
    title = _(VALUE_SETS[result.value_set].title)
    value_set = _("value set %(title)s (%(code)s)") % {"title": title, "code": result.value_set}
    return [value_set, _("state %(state)s") % {"state": result.state}]


def _rule(rule: str) -> str:
    return _("rule %(rule)s") % {"rule": rule}
