"""Where a patient got worse, in words: what, from what to what, by which threshold, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry.change_words import change_words, score_words
from registry.instruments import INSTRUMENTS
from registry.models import Assessment, Timepoint
from registry.selectors.worsened import Answer, Worse, from_kept
from registry.short_dates import short_day

MOST_IN_A_LIST = 2


def worse_words(kept: Iterable[dict[str, Any]]) -> list[str]:
    """One line for each score, as they are kept beside the patient."""
    return [_line(from_kept(one)) for one in kept]


def first_worse_words(kept: Sequence[dict[str, Any]]) -> list[str]:
    """As many as a row of a list has room for, and how many more there are."""
    lines = worse_words(kept[:MOST_IN_A_LIST])
    more = len(kept) - len(lines)
    return [*lines, ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more}] if more else lines


def _line(worse: Worse) -> str:
    before, now = (_assessment(worse, answer) for answer in (worse.before, worse.now))
    changed = change_words(before, now)
    said = _("%(what)s %(before)s (%(before_when)s) → %(now)s (%(now_when)s): %(change)s")
    return said % {
        "what": _(INSTRUMENTS[worse.instrument].title),
        "before": score_words(before),
        "before_when": _when(worse.before),
        "now": score_words(now),
        "now_when": _when(worse.now),
        "change": changed.text if changed else "",
    }


def _assessment(worse: Worse, answer: Answer) -> Assessment:
    return Assessment(instrument=worse.instrument, score=answer.score, value_set=worse.value_set)


def _when(answer: Answer) -> str:
    day = short_day(answer.observed_on)
    return f"{Timepoint(answer.timepoint).label} {day}"
