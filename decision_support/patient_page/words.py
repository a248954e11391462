"""Scores and changes in words, with their surnames."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from registry.instruments import Change, ChangeKind, Instrument, NotComparable
from registry.instruments.five_level_sets import EVERY_VALUE_SET
from registry.timeline.series import Assessed


@dataclass(frozen=True)
class ChangeWords:
    """For _components/change.html; `since` says from what, `refused` why there is none; `text` is all in one."""

    text: str
    since: str = ""
    amount: str = ""
    better: bool | None = None
    threshold: str = ""
    met: bool = False
    refused: str = ""


def score_text(instrument: Instrument, score: float) -> str:
    """The score as it is printed, in the user's number format."""
    return number_format(round(score, instrument.scale.decimals), instrument.scale.decimals)


def value_set_words(code: str) -> str:
    return _("value set %(code)s (%(title)s)") % {"code": code, "title": _(EVERY_VALUE_SET[code].title)}


def change_words(
    found: Change | NotComparable | None, reference: Assessed | None, instrument: Instrument
) -> ChangeWords | None:
    """None where there is nothing to compare."""
    if found is None or reference is None:
        return None
    if isinstance(found, NotComparable):
        refused = found.reason.translated(_)
        return ChangeWords(refused, refused=refused)
    since = _("since baseline") if reference.baseline else _("since the first score")
    amount = score_text(instrument, abs(found.improvement))
    if not found.improvement:
        return ChangeWords(_("unchanged %(since)s") % {"since": since}, since)
    threshold = _("%(value)s (MCID)") % {"value": number_format(found.mcid.value)}
    met = found.kind is not ChangeKind.LESS_THAN_THRESHOLD
    text = _sentence(found.improvement > 0, met) % {"amount": amount, "since": since, "threshold": threshold}
    return ChangeWords(text, since, amount, found.improvement > 0, threshold, met)


def _sentence(better: bool, met: bool) -> str:
    if better:
        return (
            _("better by %(amount)s %(since)s, at least %(threshold)s")
            if met
            else _("better by %(amount)s %(since)s, less than %(threshold)s")
        )
    return (
        _("worse by %(amount)s %(since)s, at least %(threshold)s")
        if met
        else _("worse by %(amount)s %(since)s, less than %(threshold)s")
    )
