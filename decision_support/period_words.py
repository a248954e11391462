"""Years in words: how far signing off and locking have come, and what was corrected since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from decision_support.patient_rows import who
from decision_support.row_words import SHORT_NAMES
from registry.instruments import INSTRUMENTS
from registry.models import (
    Assessment,
    CorrectionAfterLock,
    Department,
    Episode,
    Patient,
    PeriodLock,
    Procedure,
    Timepoint,
    WaveClosure,
)

Kind = CorrectionAfterLock.Kind
YEARS_SHOWN = 6
WHOLE_REGISTRY = "registry"  # in an address, where a department's code stands otherwise
MODELS: dict[str, type[models.Model]] = {
    "assessment": Assessment,
    "episode": Episode,
    "procedure": Procedure,
    "patient": Patient,
    "closure": WaveClosure,
}


@dataclass(frozen=True)
class Year:
    """A year of a department, or of the whole registry; `lock` is what stands, or None."""

    year: int
    place: str
    name: str
    lock: PeriodLock | None
    corrected: int

    @property
    def url(self) -> str:
        return reverse("period", args=[self.place, self.year])

    @property
    def state(self) -> str:
        if self.lock is None:
            return _("Not signed off")
        return _("Locked") if self.lock.locked_on else _("Signed off, not locked")

    @property
    def icon(self) -> str:
        if self.lock is None:
            return "hourglass-split"
        return "lock-fill" if self.lock.locked_on else "check-circle-fill"


def years_of(department: Department | None, locks: Iterable[PeriodLock], this_year: int) -> list[Year]:
    """The last years that are over, and every other that was ever signed off, the latest first."""
    own = [lock for lock in locks if lock.department_id == (department.pk if department else None)]
    shown = {*range(this_year - YEARS_SHOWN, this_year), *(lock.year for lock in own)}
    return [_year(department, year, own) for year in sorted(shown, reverse=True)]


def _year(department: Department | None, year: int, locks: list[PeriodLock]) -> Year:
    of_year = [lock for lock in locks if lock.year == year]
    return Year(
        year=year,
        place=department.code if department else WHOLE_REGISTRY,
        name=department.name if department else _("The whole registry"),
        lock=next((lock for lock in of_year if not lock.opened_at), None),
        corrected=sum(lock.corrected for lock in of_year),
    )


@dataclass(frozen=True)
class CorrectionWords:
    """`patient_key` and `name` are "" where the patient is not of the user's departments any more, or there are many.

    Of a change whose `was` is None only what it became is told.
    """

    kind: str
    about: str
    name: str
    patient_key: str
    is_of_many: bool
    changes: list[tuple[str, str | None, str]]
    reason: str
    by: str
    at: datetime


def corrections_in_words(rows: Iterable[CorrectionAfterLock], user: Any) -> list[CorrectionWords]:
    return [_words(row, user) for row in rows]


def _words(row: CorrectionAfterLock, user: Any) -> CorrectionWords:
    ours = row.patient is not None and row.patient.department_id in user.patient_departments
    return CorrectionWords(
        kind=row.get_kind_display(),
        about=_about(row),
        name=who(row.patient)[0] if ours else "",
        patient_key=str(row.patient.key) if ours else "",
        is_of_many=row.patient_id is None and row.kind == Kind.RESCORE,
        changes=list(_changes(row)),
        reason=row.reason,
        by=(row.made_by.get_full_name() or row.made_by.get_username()) if row.made_by else "",
        at=row.made_at,
    )


def _about(row: CorrectionAfterLock) -> str:
    """What was corrected, where the kind and the patient do not say it already."""
    if row.kind in (Kind.PATIENT, Kind.ERASURE):
        return ""
    if row.kind == Kind.CLOSURE:
        return _timepoint(row.about)
    found = _assessment(row)
    if found is None:
        return row.about
    instrument, timepoint, day = found
    day_words = date_format(date.fromisoformat(day), "SHORT_DATE_FORMAT")
    return f"{SHORT_NAMES.get(instrument, instrument)}, {_timepoint(timepoint)}, {day_words}"


def _assessment(row: CorrectionAfterLock) -> tuple[str, str, str] | None:
    """Instrument, timepoint and day, as an assessment names itself; None of anything else."""
    parts = row.about.split()
    return (parts[0], parts[1], parts[2]) if row.kind == Kind.ASSESSMENT and len(parts) == 3 else None


def _timepoint(code: str) -> str:
    return str(dict(Timepoint.choices).get(code, code))


def _changes(row: CorrectionAfterLock) -> Iterator[tuple[str, str | None, str]]:
    """What, what it was and what it became; the items of an instrument one by one."""
    if row.kind == Kind.PATIENT and not (row.was or row.became):
        yield (_("birth date"), None, _("not shown"))
    if row.kind == Kind.RESCORE:
        yield (_("scores"), None, _plain(row.became.get("scores"), {}))
        return
    items = _items(row)
    for name in dict.fromkeys([*row.was, *row.became]):
        was, became = row.was.get(name), row.became.get(name)
        if isinstance(was, dict) and isinstance(became, dict):
            for one in became:
                yield (_named(items, one), _plain(was.get(one), items), _plain(became.get(one), items))
        else:
            yield (_label(row.kind, name), _plain(was, items), _plain(became, items))


def _items(row: CorrectionAfterLock) -> dict[str, str]:
    """Code to name of the items of the assessment that was corrected."""
    found = _assessment(row)
    instrument = INSTRUMENTS.get(found[0]) if found else None
    return {item.code: _(item.name) for item in instrument.items} if instrument else {}


def _label(kind: str, name: str) -> str:
    try:
        return str(MODELS[kind]._meta.get_field(name).verbose_name)
    except (KeyError, FieldDoesNotExist):
        return name.replace("_", " ")


def _named(items: dict[str, str], code: str) -> str:
    return items.get(code, code.replace("_", " "))


def _plain(value: Any, items: dict[str, str]) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{_named(items, name)}: {_plain(one, items)}" for name, one in value.items())
    return "–" if value in (None, "") else str(value)
