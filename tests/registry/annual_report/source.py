"""Made-up episodes counted as the registry counts them, in memory: answers to every question of a report without a database."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random

from registry.annual_report.making import Asking
from registry.completeness.standings import ANSWERED, ASKED
from registry.diagnoses import DIAGNOSES
from registry.follow_up import waves_for
from registry.statistics import (
    ANY,
    BASELINE,
    STRATA,
    Answer,
    EpisodeRows,
    Key,
    ProcedureRow,
    Question,
    ScoreRow,
    answer_of,
    contributions,
    counted,
    counted_until,
)
from registry.statistics.contributions import counted_in
from registry.statistics.rows import BackgroundRow, StandingRow
from registry.statistics.tally import UNANSWERED

UNITS = {"1": "Unit one", "2": "Unit two", "3": "Unit three"}
FIRST, LAST = date(2009, 1, 1), date(2022, 12, 31)
LUMBAR, CERVICAL = ("vas_leg", "vas_back", "eq5d_3l", "odi"), ("vas_arm", "vas_neck", "eq5d_3l", "ndi")
KINDS = (
    "decompression",
    "fusion_instrumented",
    "fusion_with_cage",
    "fusion_uninstrumented",
    "vertebroplasty",
)
Cells = Mapping[tuple[str, str], list[tuple[Key, Counter[str]]]]


def episodes(people: int) -> list[EpisodeRows]:
    return [_episode(Random(number)) for number in range(people)]  # noqa: S311  made up, not a secret


def _episode(random: Random) -> EpisodeRows:
    diagnosis = DIAGNOSES[random.choice(tuple(DIAGNOSES))]
    operated = FIRST + timedelta(days=random.randrange((LAST - FIRST).days + 1))
    instruments = CERVICAL if diagnosis.region == "cervical" else LUMBAR
    waves = waves_for(metastasis=diagnosis.kind == "metastasis")
    target_days = {BASELINE: operated, **{wave.code: wave.day(operated, wave.target) for wave in waves}}
    answered = [timepoint for timepoint in target_days if random.random() < 0.75]
    scores = [
        ScoreRow(
            code,
            timepoint,
            target_days[timepoint],
            _score(code, random, later=int(timepoint != BASELINE)),
            "dk_tto" if code == "eq5d_3l" else "",
        )
        for timepoint in answered
        for code in instruments
    ]
    return EpisodeRows(
        department=random.choice((1, 1, 1, 2, 2, 3)),
        country="DK",
        sex=random.choice(("female", "male", "")),
        age_years=random.randrange(18, 95),
        kind=diagnosis.kind,
        diagnosis=diagnosis.code,
        onset_on=operated - timedelta(days=random.randrange(1200)),
        index_date=operated,
        procedures=(ProcedureRow(random.choice(KINDS), operated),),
        standings=tuple(
            StandingRow(timepoint, ANSWERED if timepoint in answered else ASKED, day)
            for timepoint, day in target_days.items()
        ),
        scores=tuple(scores),
        backgrounds=tuple(_background(timepoint, random) for timepoint in (BASELINE, "y1")),
    )


def _background(timepoint: str, random: Random) -> BackgroundRow:
    def pain() -> str:
        return random.choice(("", "none", "under_3", "3_to_12", "12_to_24", "over_24"))

    walking = random.choice(("", "under_100", "100_to_500", "500_to_1000", "over_1000"))
    days = random.choice((None, 30, 90, 150))
    bmi = random.choice((None, 22.4, 27.0, 31.5)) if timepoint == BASELINE else None
    return BackgroundRow(timepoint, pain(), pain(), pain(), pain(), walking, days, bmi)


def _score(code: str, random: Random, later: int) -> float:
    """Better by a quarter of the scale, more or less."""
    place = min(max(random.gauss(0.55 - 0.25 * later, 0.15), 0), 1)
    return round(1 - 1.2 * place, 3) if code == "eq5d_3l" else float(round(100 * place))


@cache
def cells_of(people: int) -> Cells:
    """By measure and stratum."""
    summed: dict[Key, Counter[str]] = defaultdict(Counter)
    for rows in episodes(people):
        for key, tally, times in contributions(counted(rows)):
            for column, number in tally:
                summed[key][column] += times * number
    found: dict[tuple[str, str], list[tuple[Key, Counter[str]]]] = defaultdict(list)
    for key, columns in summed.items():
        found[key.measure, key.stratum].append((key, columns))
    return found


class Counts:
    """What registry/selectors/statistics.py answers from its cells, from cells in memory."""

    def __init__(self, people: int) -> None:
        self.cells = cells_of(people)

    def answer(self, question: Question) -> Answer:
        return self._read(question, "").get("") or self._answer(question, Counter(), Counter(), 0)

    def answers_by(self, question: Question, axis: str) -> Mapping[str, Answer]:
        found = self._read(question, axis)
        return {part: found[part] for part in sorted(found)}

    def _read(self, question: Question, axis: str) -> dict[str, Answer]:
        measured: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        due: Counter[str] = Counter()
        for key, columns in self._asked(question, axis, question.measure.key):
            measured[_part(key, axis), key.wave].update(columns)
        for key, columns in self._asked(question, axis, ANY):
            if key.wave == question.wave:
                due[_part(key, axis)] += _due(question, key, columns)
        parts = {part for part, _wave in measured} | set(due)
        return {
            part: self._answer(question, measured[part, BASELINE], measured[part, question.wave], due[part])
            for part in parts
        }

    def _answer(self, question: Question, before: Counter[str], after: Counter[str], due: int) -> Answer:
        return answer_of(question.measure, before, after, due)

    def _asked(self, question: Question, axis: str, measure: str):
        stratum = axis if axis in STRATA else question.stratum
        of_departments = axis == "department" or "DK" not in counted_in(stratum, ("", "DK"))
        for key, columns in self.cells.get((measure, stratum), ()):
            if (
                key.place.isdigit() == of_departments
                and key.wave in (BASELINE, question.wave)
                and (not question.diagnoses or key.diagnosis in question.diagnoses)
                and (not question.procedures or key.procedure in question.procedures)
                and question.first_year <= key.year <= question.last_year
            ):
                yield key, columns


def _part(key: Key, axis: str) -> str:
    if axis == "department":
        return key.place
    return key.value if axis in STRATA else str(getattr(key, axis)) if axis else ""


def _due(question: Question, key: Key, columns: Counter[str]) -> int:
    last = counted_until(key.wave, question.on)
    months = 12 if key.year < last.year else last.month if key.year == last.year else 0
    return columns["n"] + columns["otherwise"] + sum(columns[name] for name in UNANSWERED[:months])


def asking(people: int, **more: object) -> Asking:
    regions = {"1": "East", "2": "West"}
    made = Asking(Counts(people), 2022, value_sets={"eq5d_3l": "dk_tto"}, units=UNITS, regions=regions)
    return replace(made, **more)
