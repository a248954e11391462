"""What reports ask of the statistics. The cost does not grow with the number of patients, and neither does the number of queries.

Nothing is suppressed here: whoever shows numbers to people who may not see patients suppresses them
(registry/suppression.py), all groups of an axis together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from registry.models import Episode
from registry.selectors.episode_rows import episode_rows
from registry.statistics import Answer, Key, Question, answer_of, contributions, counted, counted_until
from registry.statistics.contributions import WHOLE, department_place
from registry.statistics.measure import ANY
from registry.statistics.question import BASELINE, TIMEPOINTS, check_axis
from registry.statistics.strata import ALL_STRATA, OF_ANSWERS
from registry.statistics.tally import UNANSWERED

Cells = Iterable[tuple[Key, Mapping[str, int]]]


def answer(question: Question) -> Answer:
    """What is known of the patients asked about; an empty Answer where there are none."""
    return _answered(question, _cells(question, ""), "").get("") or _nobody(question)


def answers_by(question: Question, axis: str) -> dict[str, Answer]:
    """The same for each part of the patients: by department (its id as text), year, wave, diagnosis, procedure, or stratum.

    In order. Parts without anybody are left out; "" is a part of a stratum where it was not recorded. Raises ValueError
    for an axis that is not one of registry.statistics.question.AXES.
    """
    found = _answered(question, _cells(question, check_axis(axis)), axis)
    return {value: found[value] for value in sorted(found, key=lambda value: _order(value, axis))}


def _order(value: str, axis: str) -> tuple[int, str]:
    return (TIMEPOINTS.index(value) if axis == "wave" else int(value) if value.isdigit() else -1, value)


def _nobody(question: Question) -> Answer:
    none: Counter[str] = Counter()
    return answer_of(question.measure, none, none, 0)


def _cells(question: Question, axis: str) -> Cells:
    for rows in episode_rows(Episode.objects.values_list("pk", flat=True)).values():
        for key, tally, _times in contributions(counted(rows)):
            if _is_asked(question, key, axis):
                yield key, tally


def _is_asked(question: Question, key: Key, axis: str) -> bool:
    narrowed = question.department is not None and axis != "department"
    place = department_place(question.department) if narrowed else question.country
    stratum = axis if axis in ALL_STRATA else question.stratum
    return (
        (key.place == place if axis != "department" else key.place.isdigit())
        and key.stratum == stratum
        and (stratum == WHOLE[0] or stratum == axis or key.value == question.value)
        and key.measure in (question.measure.key, ANY)
        and (axis == "wave" or key.wave in (BASELINE, question.wave))
        and (not question.diagnoses or key.diagnosis in question.diagnoses)
        and (not question.procedures or key.procedure in question.procedures)
        and (question.first_year or 0) <= key.year <= (question.last_year or 9999)
    )


def _answered(question: Question, cells: Cells, axis: str) -> dict[str, Answer]:
    measured: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    due: Counter[tuple[str, str]] = Counter()
    for key, columns in cells:
        part = _part(key, axis)
        if key.measure == question.measure.key:
            measured[part, key.wave].update(columns)
        if key.measure == ANY:
            due[part, key.wave] += _due(question, key, columns)
    parts = {(part, question.wave) for part, _wave in [*measured, *due] if axis != "wave"}
    if axis == "wave":
        parts = {(wave, wave) for _part, wave in [*measured, *due]}
    return {
        part: _one(replace(question, wave=wave), measured, due, part if axis != "wave" else "", wave, axis)
        for part, wave in parts
    }


def _one(question, measured, due, part, wave, axis) -> Answer:
    stratum = axis if axis in OF_ANSWERS else question.stratum
    n_due = None if stratum in OF_ANSWERS else due[part, wave]
    return answer_of(question.measure, measured[part, BASELINE], measured[part, wave], n_due)


def _part(key: Key, axis: str) -> str:
    if axis in ("", "wave"):
        return ""
    if axis == "department":
        return key.place
    return str(getattr(key, axis)) if axis in Key._fields else key.value


def _due(question: Question, key: Key, columns: Mapping[str, int]) -> int:
    last = counted_until(key.wave, question.on)
    counted_months = 12 if key.year < last.year else last.month if key.year == last.year else 0
    return (
        columns.get("n", 0)
        + columns.get("otherwise", 0)
        + sum(columns.get(name, 0) for name in UNANSWERED[:counted_months])
    )
