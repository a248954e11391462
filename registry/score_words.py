"""A score as a person reads it, with its surname: scale, how many answered, value set, rule, band."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from registry.instruments import Instrument, NotScorable, Score
from registry.instruments.five_level_sets import EVERY_VALUE_SET
from registry.instruments.instrument import Domain, Scale


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
        details = [answered, *_domains(instrument, result), _rule(result.rule)]
        return ScoreWords(instrument.code, _(instrument.title), "", why, details)
    details = [
        answered,
        *_band(instrument, result),
        *_domains(instrument, result),
        *_value_set(result),
        _rule(result.rule),
    ]
    return ScoreWords(
        instrument.code, _(instrument.title), number(instrument, result.value), "", [*filter(None, details)]
    )


def number(instrument: Instrument, value: float) -> str:
    """The score rounded for display, a half going up, with its unit: 38.0 points of 100."""
    return f"{rounded(instrument.scale, value)} {_(instrument.scale.unit)}"


def rounded(scale: Scale, value: float) -> str:
    """Without its unit, a half going up."""
    step = Decimal(1).scaleb(-scale.decimals)
    # number_format alone would cut, not round
    return number_format(Decimal(repr(value)).quantize(step, ROUND_HALF_UP))


def _domains(instrument: Instrument, result: Score | NotScorable) -> list[str]:
    """Every domain with its score, the one that is the score itself marked; nothing for an instrument of one."""
    return [_domain(domain, result, domain.code == instrument.headline) for domain in instrument.domains]


def _domain(domain: Domain, result: Score | NotScorable, is_the_score: bool) -> str:
    value = result.domains.get(domain.code)
    score = _("not scorable") if value is None else rounded(domain.scale, value)
    said = _("%(domain)s %(score)s") % {"domain": _(domain.title), "score": score}
    return _("%(said)s (the score)") % {"said": said} if is_the_score else said


def _band(instrument: Instrument, result: Score) -> list[str]:
    if instrument.bands is None or result.band is None:
        return []
    return [_(instrument.bands.named(result.band).name)]


def _value_set(result: Score) -> list[str]:
    if result.value_set is None:
        return []
    title = _(EVERY_VALUE_SET[result.value_set].title)
    value_set = _("value set %(title)s (%(code)s)") % {"title": title, "code": result.value_set}
    return [value_set, _("state %(state)s") % {"state": result.state}]


def _rule(rule: str) -> str:
    return _("rule %(rule)s") % {"rule": rule}
