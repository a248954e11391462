"""Answered of asked: whole months from the kept counts, broken ends from the rows, and the patients behind a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet, Sum

from registry.completeness.asking import BASELINE
from registry.completeness.effort import FOLLOW_UP_PERCENT, REGISTRATION_PERCENT, Effort, effort
from registry.completeness.periods import Period, broken_ends, whole_months
from registry.completeness.standings import ANSWERED, ASKED, Standing, tallies
from registry.follow_up import WAVES, ClosedReason
from registry.models import CompletenessCell, WaveStanding
from registry.selectors.compiled import Compiled, a_page
from registry.selectors.courses import CLOSURES
from registry.selectors.due_counts import open_of_period
from registry.selectors.names import OF_EPISODE, NamedEpisode, NamedPatient, named_episode, rows_in_order

TIMEPOINTS = (BASELINE, *(wave.code for wave in WAVES))
MEASURES = ("asked", "complete", "closed")
# (department, timepoint, form) and which of asked, complete and closed
Counted = Counter[tuple[int, str, str, str]]


@dataclass(frozen=True)
class Rate:
    """`complete` of `asked`; `closed` were not chased and are in neither."""

    asked: int = 0
    complete: int = 0
    closed: int = 0

    @property
    def missing(self) -> int:
        return self.asked - self.complete

    @property
    def percent(self) -> float | None:
        """None where nobody was asked."""
        return 100 * self.complete / self.asked if self.asked else None


def counted(departments: Collection[int], period: Period) -> Counted:
    """Everything counted of these departments whose target day lies in the period."""
    found = _summed(_of_months(departments, period))
    for end in broken_ends(period):
        for key, number in _of_days(departments, end):
            found[key] += number
    return found


def counted_whole(departments: Collection[int], period: Period) -> Counted:
    """The same of each timepoint as a whole: what of the country is asked of which instrument is not read."""
    ends = (_whole_of_days(departments, end) for end in broken_ends(period))
    return _summed(chain(_of_months(departments, period, form=""), *ends))


def _summed(rows: Iterable[tuple[int, str, str, int, int, int]]) -> Counted:
    found: Counted = Counter()
    for department, timepoint, form, *numbers in rows:
        for measure, number in zip(MEASURES, numbers, strict=True):
            found[department, timepoint, form, measure] += number
    return found


def _of_months(
    departments: Collection[int], period: Period, **only: str
) -> Iterable[tuple[int, str, str, int, int, int]]:
    months = whole_months(period)
    if months is None:
        return ()
    rows = CompletenessCell.objects.filter(department__in=departments, month__range=months, **only).order_by()
    sums = [Sum(measure) for measure in MEASURES]
    return rows.values_list("department", "timepoint", "form").annotate(*sums)


def _of_days(departments: Collection[int], period: Period) -> Iterator[tuple[tuple[int, str, str, str], int]]:
    """The rows alike are counted in the database, so that a month of a country is a few hundred lines."""
    alike = ("department", "timepoint", "standing", "asked", "complete")
    rows = in_period(departments, period).order_by().values_list(*alike).annotate(Count("pk"))
    for department, timepoint, standing, asked, complete, number in rows:
        told = Standing(timepoint, period.first, standing, _codes(asked), _codes(complete))
        for tally in tallies(told):
            for measure in MEASURES:
                if getattr(tally, measure):
                    yield (department, timepoint, tally.form, measure), number


def _whole_of_days(
    departments: Collection[int], period: Period
) -> Iterator[tuple[int, str, str, int, int, int]]:
    """Grouped as the index lies, so that nothing is sorted."""
    rows = in_period(departments, period).order_by().values_list("department", "timepoint")
    numbers = {f"number_{measure}": Count("pk", filter=_of_timepoint(measure)) for measure in MEASURES}
    for department, timepoint, *counts in rows.annotate(**numbers):
        yield department, timepoint, "", *counts


def in_period(departments: Collection[int], period: Period, timepoint: str = "") -> QuerySet[WaveStanding]:
    """The rows of a period. Every timepoint is named, so that the index is entered at the first day of each."""
    return WaveStanding.objects.filter(
        department__in=list(departments),
        timepoint__in=[timepoint] if timepoint else TIMEPOINTS,
        target_on__range=(period.first, period.last),
    )


def _codes(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))


def rates(found: Counted) -> dict[tuple[str, str], Rate]:
    """(timepoint, form) to its rate over all the departments counted."""
    sums: Counter[tuple[str, str, str]] = Counter()
    for (_department, timepoint, form, measure), number in found.items():
        sums[timepoint, form, measure] += number
    keys = {(timepoint, form) for timepoint, form, _measure in sums}
    return {key: Rate(*(sums[*key, measure] for measure in MEASURES)) for key in keys}


@dataclass(frozen=True)
class WaveEffort:
    """One follow-up, and what it takes to bring it to the target."""

    timepoint: str
    rate: Rate
    effort: Effort


def efforts_in(departments: Collection[int], period: Period, on: date) -> list[WaveEffort]:
    """Every timepoint, in time order."""
    return efforts_of(rates(counted(departments, period)), departments, period, on)


def efforts_of(
    found: dict[tuple[str, str], Rate], departments: Collection[int], period: Period, on: date
) -> list[WaveEffort]:
    still_open = open_of_period(departments, period, on)
    return [
        _wave_effort(timepoint, found.get((timepoint, ""), Rate()), still_open.get(timepoint, 0))
        for timepoint in TIMEPOINTS
    ]


def _wave_effort(timepoint: str, rate: Rate, open_now: int) -> WaveEffort:
    # a baseline has no window that closes: whoever lacks one may still hand it in
    is_baseline = timepoint == BASELINE
    found = effort(
        asked=rate.asked,
        answered=rate.complete,
        open_now=rate.missing if is_baseline else open_now,
        target_percent=REGISTRATION_PERCENT if is_baseline else FOLLOW_UP_PERCENT,
    )
    return WaveEffort(timepoint, rate, found)


# What a number is made of, as the parameter `what` of its list says.
PARTS = ("asked", "complete", "missing", "closed")


def behind(
    departments: Collection[int], period: Period, timepoint: str, form: str, what: str
) -> QuerySet[WaveStanding, int]:
    """The ids of the rows behind one number, in the order of their target days: a deep page skips ids, not rows."""
    rows = in_period(departments, period, timepoint)
    found = rows.filter(_of_form(form, what) if form else _of_timepoint(what))
    return found.order_by("target_on", "id").values_list("pk", flat=True)


class ListedStanding(NamedTuple):
    """The part of a WaveStanding that a list shows."""

    pk: int
    timepoint: str
    standing: str
    target_on: date
    closes_on: date | None
    asked: str
    complete: str
    episode: NamedEpisode
    patient: NamedPatient


LISTED = Compiled(
    lambda ids: WaveStanding.objects.filter(pk__in=ids).values_list(*ListedStanding._fields[:7], *OF_EPISODE)
)


def standings_in_order(ids: Sequence[int]) -> list[ListedStanding]:
    """The rows of a page in the order of their ids, each with its patient and its episode."""
    rows = rows_in_order(LISTED(a_page(ids)), ids)
    return [ListedStanding(*row[:7], *named_episode(row[7:])) for row in rows]


def declined(rows: Iterable[ListedStanding]) -> frozenset[tuple[int, str]]:
    """Episode and timepoint where the patient would rather not, in one query."""
    episodes = [row.episode.pk for row in rows]
    closed = CLOSURES(a_page(episodes)) if episodes else ()
    return frozenset((episode, wave) for episode, wave, reason in closed if reason == ClosedReason.DECLINED)


def _of_timepoint(what: str) -> Q:
    return {
        "asked": Q(standing__in=(ASKED, ANSWERED)),
        "complete": Q(standing=ANSWERED),
        "missing": Q(standing=ASKED),
        "closed": ~Q(standing__in=(ASKED, ANSWERED)),
    }[what]


def _of_form(form: str, what: str) -> Q:
    asked, complete = Q(asked__contains=f",{form},"), Q(complete__contains=f",{form},")
    parts = {"asked": asked, "complete": complete, "missing": asked & ~complete}
    return parts.get(what, Q(pk__in=[]))


def part_of(rate: Rate, what: str) -> int:
    """The number that a list of this part must have."""
    return int(getattr(rate, what))
