"""An import in words: what each column becomes, the first rows as they would be stored, and the counts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decision_support.import_page_care import (
    MORE,
    Becomes,
    how,
    kind_words,
    more_of,
    of_the_care,
    of_the_person,
)
from registry.actions import problems_of
from registry.age import whole_years
from registry.dated import written
from registry.exchange.checks import CheckResult
from registry.exchange.mapping import Mapping, read_mapping
from registry.exchange.mapping_parts import DateColumn, InstrumentPart
from registry.exchange.planned import PlannedAssessment, PlannedRow
from registry.exchange.reasons import Gravity
from registry.exchange.report import declared_unread, unmentioned
from registry.exchange.summary import Summary
from registry.exchange.telling import tells_more
from registry.instruments import INSTRUMENTS, NotScorable
from registry.models import Episode, ImportRun, Patient, PatientIdentity, Timepoint
from registry.selectors.import_runs import PieceStage, preview_of

PROBLEMS_SHOWN = 50
GRAVITIES = {
    Gravity.REFUSED: gettext_lazy("Refused"),
    Gravity.UNLIKELY: gettext_lazy("Unlikely"),
    Gravity.LEFT_OUT: gettext_lazy("Left out"),
    Gravity.CORRECTED: gettext_lazy("Corrected"),
}


def preview(run: ImportRun) -> dict[str, Any]:
    """Everything that is shown of an import that waits for a decision."""
    mapping, held = read_mapping(run.mapping), preview_of(run)
    return {
        "mapping": mapping,
        "becomes": list(becomes(mapping)),
        "constants": list(constants(mapping)),
        "declared_unread": declared_unread(held["columns"], mapping),
        "unmentioned": unmentioned(held["columns"], mapping),
        "instruments": [INSTRUMENTS[part.instrument].title for part in mapping.instruments],
        "more_told": tells_more(mapping),
        "shown": [shown(PlannedRow.unpacked(row), mapping) for row in held["shown"]],
    }


def told(run: ImportRun) -> dict[str, Any]:
    """The counts, the reasons and the first problems; also of an import that has ended, while they are kept."""
    summary = Summary.from_json(run.summary)
    problems = list(islice(problems_of(PieceStage(run)), PROBLEMS_SHOWN))
    return {
        "summary": summary,
        "more": [(MORE[code], count) for code, count in summary.more.items()],
        "corrected": [(_name_of(code), count) for code, count in summary.corrected.items()],
        "reasons": [(label, list(summary.by_reason(gravity))) for gravity, label in GRAVITIES.items()],
        "problems": [(GRAVITIES[one.gravity], one) for one in problems],
        "more_problems": sum(summary.reasons.values()) - len(problems),
        "checks": [CheckResult(**one) for one in summary.checks],
        "assessments": [(INSTRUMENTS[code].title, count) for code, count in summary.assessments.items()],
        "not_scorable": [(INSTRUMENTS[code].title, count) for code, count in summary.not_scorable.items()],
    }


def _name_of(code: str) -> str:
    """An instrument, or what else is corrected."""
    return str(MORE[code]) if code in MORE else _(INSTRUMENTS[code].title)


def becomes(mapping: Mapping) -> Iterator[Becomes]:
    patient, episode = mapping.patient, mapping.episode
    if patient.id:
        yield Becomes(patient.id, _("Id of the patient"))
    if patient.identity:
        yield from of_the_person(patient.identity)
    if patient.age_years:
        yield Becomes(patient.age_years, _("Age, in whole years"))
    parts = (
        (patient.sex, _("Sex")),
        (mapping.observed_on, _("Answered on")),
        (mapping.timepoint, _("Timepoint")),
        (episode.kind, _("Kind of episode")),
        (episode.onset_on, _("Day of the fracture or onset")),
    )
    for part, what in parts:
        if hasattr(part, "column"):
            yield Becomes(part.column, what, how(part))
    yield from of_the_care(mapping)
    for one in mapping.instruments:
        yield from _of_instrument(one)


def _of_instrument(part: InstrumentPart) -> Iterator[Becomes]:
    known, items = part.known, {item.code: item for item in part.known.items}
    for code, column in part.columns.items():
        item = items[code]
        yield Becomes(column, f"{_(known.title)}: {_(item.name)}", f"{item.lowest}-{item.highest}")
    if part.check:
        yield Becomes(
            part.check.column,
            _("%(title)s: the file's own score") % {"title": _(known.title)},
            _("compared, not stored"),
        )


def constants(mapping: Mapping) -> Iterator[tuple[str, str]]:
    """What the mapping says of all rows."""
    if isinstance(mapping.timepoint, str):
        yield _("Timepoint"), str(Timepoint(mapping.timepoint).label)
    if not isinstance(mapping.observed_on, DateColumn):
        yield _("Answered on"), date_format(mapping.observed_on, "DATE_FORMAT")
    if isinstance(mapping.episode.kind, str):
        yield _("Kind of episode"), kind_words(mapping.episode.kind)
    if mapping.patient.identity and isinstance(mapping.patient.identity.kind, str):
        kind = PatientIdentity.NumberKind(mapping.patient.identity.kind)
        yield _("Kind of number"), str(kind.label)
    yield _("What is stored otherwise"), str(STORED[mapping.duplicates.stored])
    if not isinstance(mapping.episode.onset_on, DateColumn):
        yield _("Day of the fracture or onset"), date_format(mapping.episode.onset_on, "DATE_FORMAT")


STORED = {
    "refuse": gettext_lazy("is refused"),
    "keep": gettext_lazy("stays, and the file’s value is left out"),
    "update": gettext_lazy("is corrected by the file"),
}


def shown(row: PlannedRow, mapping: Mapping) -> dict[str, Any]:
    """One row as it would be stored."""
    answered = {one.instrument: one for one in row.assessments}
    return {
        "line": row.line,
        "id": row.source_id,
        "age": _age(row),
        "sex": Patient.Sex(row.sex).label if row.sex else "",
        "timepoint": Timepoint(row.timepoint).label,
        "observed_on": row.observed_on,
        "episode": f"{Episode.Kind(row.kind).label}, {written(row.onset)}",
        "more": list(more_of(row)),
        "scores": [_score(answered.get(part.instrument)) for part in mapping.instruments],
    }


def _age(row: PlannedRow) -> int | None:
    born = row.identity and row.identity.birth_date
    return whole_years(born, row.observed_on) if born else row.age_years


def _score(one: PlannedAssessment | None) -> str:
    if one is None:
        return _("not answered")
    result, scale = one.result, INSTRUMENTS[one.instrument].scale
    if isinstance(result, NotScorable):
        return _("no score: %(reason)s") % {"reason": result.reason}
    surname = f" ({one.value_set})" if one.value_set else ""
    return f"{result.value:.{scale.decimals}f}{surname}"
