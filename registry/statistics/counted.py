"""What of one episode is counted: the whole of what the statistics remember of it, small enough to be kept beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from json import JSONEncoder, loads
from typing import Any, NamedTuple

from registry.completeness.asking import BASELINE
from registry.completeness.standings import ANSWERED, ASKED
from registry.follow_up import tells_of
from registry.instruments import INSTRUMENTS
from registry.operations.foremost import foremost, latest
from registry.statistics.exact import scaled
from registry.statistics.measure import AGE, BMI, DOMAINS, SICK_LEAVE, Measure
from registry.statistics.question import CONSERVATIVE, TIMEPOINTS
from registry.statistics.rows import EpisodeRows, ScoreRow, StandingRow
from registry.statistics.strata import STRATA, TIMINGS

OTHERWISE, EXPECTED = "otherwise", "expected"


class Counted(NamedTuple):
    """`waves`: timepoint to how it stands (answered; otherwise: only by instruments that do not answer it; expected: not yet) and when
    its answer came. `scores`: measure key to the score in billionths at each timepoint. Pairs, so that it is hashable.
    """

    department: int
    country: str
    diagnosis: str
    procedure: str
    year: int
    month: int
    strata: tuple[tuple[str, str], ...]
    waves: tuple[tuple[str, str, str], ...]
    scores: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    operations: tuple[tuple[str, int, str], ...]  # of each day: the foremost kind, year, weekday
    walking: tuple[tuple[str, str], ...]  # timepoint and band


_written = JSONEncoder(separators=(",", ":")).encode


def as_text(of: Counted) -> str:
    """Short, and always the same for the same."""
    return _written(of)


def from_text(text: str) -> Counted:
    """What `as_text` wrote, as it was."""
    *plain, strata, waves, scores, operations, walking = loads(text)
    by_measure = tuple((key, _rows(at)) for key, at in scores)
    values = [*plain, _rows(strata), _rows(waves), by_measure, _rows(operations), _rows(walking)]
    return Counted(*values)


def read_only(text: str) -> Counted:
    """The same with lists for the tuples, in half the time: for thousands that are looked at and not compared."""
    return Counted(*loads(text))


def _rows(found: list[list[Any]]) -> tuple[Any, ...]:
    """JSON has lists only."""
    return tuple(map(tuple, found))


def counted(rows: EpisodeRows) -> Counted:
    """What these rows add to the statistics; the one place that says so."""
    rows = _of_its_course(rows)
    last = latest(rows.procedures)
    return Counted(
        department=rows.department,
        country=rows.country,
        diagnosis=rows.diagnosis or rows.kind,
        procedure=last.kind if last else CONSERVATIVE,
        year=rows.index_date.year,
        month=rows.index_date.month,
        strata=tuple((code, stratum.of(rows)) for code, stratum in STRATA.items()),
        waves=tuple(_waves(rows)),
        scores=tuple(_scores(rows)),
        operations=tuple(sorted(_operations(rows))),
        walking=tuple(sorted((row.timepoint, row.walking) for row in rows.backgrounds if row.walking)),
    )


def _of_its_course(rows: EpisodeRows) -> EpisodeRows:
    """Without what was told at a follow-up before the day that it would follow up."""
    index = rows.index_date
    scores = tuple(row for row in rows.scores if tells_of(row.timepoint, row.observed_on, index))
    told = tuple(row for row in rows.backgrounds if tells_of(row.timepoint, row.observed_on, index))
    if len(scores) == len(rows.scores) and len(told) == len(rows.backgrounds):
        return rows
    return replace(rows, scores=scores, backgrounds=told)


def _operations(rows: EpisodeRows) -> Iterator[tuple[str, int, str]]:
    """The procedures of one day are one operation."""
    by_day: dict[date, list[str]] = {}
    for row in rows.procedures:
        by_day.setdefault(row.performed_on, []).append(row.kind)
    for day, kinds in by_day.items():
        yield foremost(kinds), day.year, str(day.isoweekday())


def _waves(rows: EpisodeRows) -> Iterator[tuple[str, str, str]]:
    """The timepoints that are asked for or were answered; none that is not chased, unless something was answered."""
    standings = {row.timepoint: row for row in rows.standings}
    for timepoint in TIMEPOINTS:
        given = [row for row in rows.scores if row.timepoint == timepoint and row.score is not None]
        found = standings.get(timepoint)
        standing = found.standing if found else ""
        if standing in (ANSWERED, ASKED) or given:
            how = ANSWERED if standing == ANSWERED else OTHERWISE if given else EXPECTED
            yield timepoint, how, _timing(found, given)


def _timing(found: StandingRow | None, given: list[ScoreRow]) -> str:
    """By the target day or late, of the first answer; "" where there is none, and at baseline."""
    if not given or found is None or found.timepoint == BASELINE:
        return ""
    (by_target, _title), (late, _other) = TIMINGS
    return by_target if min(row.observed_on for row in given) <= found.target_on else late


def _scores(rows: EpisodeRows) -> Iterator[tuple[str, tuple[tuple[str, int], ...]]]:
    """Every number at a counted timepoint, by measure."""
    found: dict[str, dict[str, int]] = {}
    for row in rows.scores:
        if row.timepoint in TIMEPOINTS:
            for key, value in _numbers(row):
                found.setdefault(key, {})[row.timepoint] = scaled(value)
    for key, timepoint, number in _quantities(rows):
        found.setdefault(key, {})[timepoint] = scaled(float(number))
    return iter(sorted((key, tuple(sorted(at.items()))) for key, at in found.items()))


def _quantities(rows: EpisodeRows) -> Iterator[tuple[str, str, float]]:
    """Numbers that are no instrument's: measure, timepoint, number."""
    for told in rows.backgrounds:
        if told.sick_leave_days is not None:
            yield SICK_LEAVE, told.timepoint, told.sick_leave_days
    if rows.age_years is not None:
        yield AGE, BASELINE, rows.age_years
    bmi = rows.background(BASELINE).bmi
    if bmi is not None:
        yield BMI, BASELINE, bmi


def _numbers(row: ScoreRow) -> Iterator[tuple[str, float]]:
    if row.instrument not in INSTRUMENTS:
        return
    if row.score is not None:
        yield _key(row.instrument, "", row.value_set), row.score
    for domain in DOMAINS.get(row.instrument, ()):
        value = row.domains.get(domain)
        if value is not None:
            yield _key(row.instrument, domain, row.value_set), value


@lru_cache(maxsize=1024)
def _key(instrument: str, domain: str, value_set: str) -> str:
    return Measure(instrument, domain, value_set).key
