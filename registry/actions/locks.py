"""The one gate before a locked year, and signing off, locking and opening a year (docs/adr/0028)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from registry.after_lock import reason_given
from registry.models import CorrectionAfterLock, Department, Episode, Patient, PeriodLock, Rescoring
from registry.selectors.locks import Part, parts_of, signed_off

Kind = CorrectionAfterLock.Kind


class PeriodLocked(Exception):
    """A locked year would change and nobody said why; nothing was written. The same write with a reason is let through."""

    def __init__(self, patient: Patient, locks: list[PeriodLock]):
        self.patient, self.locks = patient, locks
        super().__init__(f"{', '.join(map(str, locks))} is locked: say why it is changed all the same.")


@dataclass(frozen=True)
class Held:
    """The locks a write reaches into; falsy, and without effect, where there are none."""

    patient: Patient
    locks: tuple[PeriodLock, ...]

    def __bool__(self) -> bool:
        return bool(self.locks)

    def note(
        self,
        kind: str,
        about: object = "",
        *,
        was: Mapping[str, Any] | None = None,
        became: Mapping[str, Any] | None = None,
        by: Any,
        reason: str = "",
    ) -> None:
        """Lists the correction under each lock, in the transaction that makes it. What stayed the same is left out."""
        before, after = _differing(was or {}, became or {})
        for lock in self.locks:
            correction = CorrectionAfterLock(
                lock=lock,
                patient=self.patient,
                kind=kind,
                about=str(about)[:120],
                was=before,
                became=after,
                reason=reason or reason_given(),
                made_by=by,
            )
            correction.full_clean()
            correction.save()


def past_locks(patient: Patient, *parts: Part) -> Held:
    """Call before a write that changes what counts in a year. Raises PeriodLocked where a reason is asked for."""
    held = holding(patient, parts)
    if held and not reason_given():
        raise PeriodLocked(patient, list(held.locks))
    return held


def holding(patient: Patient, parts: Iterable[Part] | None = None) -> Held:
    """As past_locks for what is allowed without being asked (an erasure, a transfer), and listed all the same."""
    found = parts_of(patient) if parts is None else list(parts)
    years = {part.index_date.year for part in found}
    standing = _standing(signed_off(patient.department_id).filter(year__in=years)) if years else ()
    return Held(patient, tuple(lock for lock in standing if any(part.is_held_by(lock) for part in found)))


def keep_locks(department: Department | None) -> None:
    """Until this transaction ends nobody locks or opens a year over a department (of all, for one that is to be made)."""
    _standing(signed_off(department and department.pk))


def _standing(years: models.QuerySet[PeriodLock]) -> list[PeriodLock]:
    """Those of the years that are locked. Whoever locks or opens one waits until this transaction has ended; other writers do not."""
    if connection.vendor == "postgresql":  # elsewhere there is one writer at a time
        statement, given = years.query.sql_with_params()
        years = PeriodLock.objects.raw(f"{statement} FOR SHARE", given)
    return [lock for lock in years if lock.locked_on]


def told(row: models.Model, *names: str) -> dict[str, Any]:
    """Fields of a row as a list of corrections tells them."""
    return {name: _plain(getattr(row, name)) for name in names}


def note_rescored(episodes: Sequence[int], run: Rescoring, *, by: Any) -> None:
    """A new scoring rule changed scores of these episodes (ids, one a score): one line a lock and run, with how many."""
    locks = dict.fromkeys(_standing(signed_off()), 0)
    if not locks:
        return
    rows = Episode.objects.filter(pk__in=set(episodes)).values_list("pk", "patient__department", "index_date")
    where = {pk: (department, index_date.year) for pk, department, index_date in rows}
    for pk in episodes:
        department, year = where[pk]
        for lock in locks:
            locks[lock] += lock.year == year and lock.department_id in (None, department)
    for lock, changed in locks.items():
        if changed:
            _count_rescored(lock, run, changed, by)


def _count_rescored(lock: PeriodLock, run: Rescoring, changed: int, by: Any) -> None:
    about = f"{run}"[:120]
    line = CorrectionAfterLock.objects.filter(lock=lock, kind=Kind.RESCORE, about=about).first()
    line = line or CorrectionAfterLock(
        lock=lock, kind=Kind.RESCORE, about=about, reason=run.reason, made_by=by
    )
    line.became = {"scores": line.became.get("scores", 0) + changed}
    line.save()


@transaction.atomic
def sign_off_period(*, department: Department | None, year: int, on: date, by: Any) -> PeriodLock:
    """Somebody stands behind a year that is over; it can be locked from now on."""
    if year >= on.year:
        raise ValidationError(
            {"year": _("%(year)s is not over yet: sign it off next year.") % {"year": year}}
        )
    _wait_for_imports(department)
    period = PeriodLock(department=department, year=year, signed_off_by=by)
    period.full_clean()
    period.save()
    return period


def _wait_for_imports(department: Department | None) -> None:
    """A file under way was checked before the year was signed off. Of two who sign at once, the second sees the first."""
    rows = Department.objects.select_for_update(no_key=True).order_by("pk").values_list("pk")
    list(rows.filter(pk=department.pk) if department else rows)


@transaction.atomic
def lock_period(*, period: PeriodLock, on: date, by: Any) -> PeriodLock:
    """From now on a change of the year needs a reason and is listed."""
    current = _open(period)
    if current.locked_on:
        raise ValidationError(_("This year is locked already, since %(day)s.") % {"day": current.locked_on})
    current.locked_by, current.locked_on = by, on
    current.full_clean()
    current.save()
    return current


@transaction.atomic
def open_period(*, period: PeriodLock, reason: str, by: Any) -> PeriodLock:
    """Takes a lock, or a sign-off, back. What was corrected while it stood stays listed."""
    current = _open(period)
    current.opened_by, current.opened_at = by, timezone.now()
    current.opened_because = " ".join(reason.split())
    if not current.opened_because:
        raise ValidationError({"reason": _("Say why the year is opened again.")})
    current.full_clean()
    current.save()
    return current


def _open(period: PeriodLock) -> PeriodLock:
    current = PeriodLock.objects.select_for_update().get(pk=period.pk)
    if current.opened_at:
        raise ValidationError(_("This sign-off was taken back already; sign the year off anew."))
    return current


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool | int | float | None | dict | list) else str(value)


def _differing(was: Mapping[str, Any], became: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both sides without what is the same; a structure item by item."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name in dict.fromkeys([*was, *became]):
        old, new = was.get(name), became.get(name)
        if isinstance(old, dict) and isinstance(new, dict):
            old, new = _differing(old, new)
        if old != new:
            before |= {name: old} if name in was else {}
            after |= {name: new} if name in became else {}
    return before, after
