"""An operation whole: its procedures, how it was done and went, and how the patient was before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from registry.actions.backgrounds import COLUMNS
from registry.actions.dates import record_confirmation
from registry.actions.episodes import count_from
from registry.actions.locks import Kind, past_locks, told
from registry.dated import Confirmed, days_of, refuse_impossible
from registry.models import Background, Episode, Operation, Procedure, Timepoint
from registry.selectors.locks import Part

DETAILS = (
    "started_at",
    "levels",
    "approach",
    "anaesthesia",
    "guidance",
    "implants",
    "implant_type",
    "admitted_on",
    "discharged_on",
    "complications_during",
    "complications_30_days",
    "complications_later",
)


@dataclass(frozen=True)
class Operated:
    """What somebody says of one operation. `background` is None where nothing is told of it."""

    performed_on: date
    kinds: tuple[str, ...]
    diagnosis: str
    details: dict[str, Any]
    background: dict[str, Any] | None = None


@transaction.atomic
def record_operation(
    *,
    episode: Episode,
    version: int,
    operated: Operated,
    by: Any,
    operation: Operation | None = None,
    confirmed: Confirmed | None = None,
) -> Operation:
    """A new operation, or the correction of one; raises VersionConflict where the episode was saved meanwhile.

    A new one on the day of another is added to it: it may fill what was blank, and contradict nothing.
    """
    current = Episode.locked(episode.pk, version)
    typed = {name: operated.details[f"{name}_on"] for name in ("admitted", "discharged")}
    refuse_impossible(days_of(current.patient, current, performed=operated.performed_on, **typed))
    standing, given = _opened(current, operated, operation)
    day = standing.performed_on
    indexed = max([operated.performed_on, *_other_days(current, day)])
    held = past_locks(current.patient, Part(current.index_date), Part(indexed))
    background = _background(current, operated)
    was = _told(standing, day, background)
    _keep(standing, given | {"performed_on": operated.performed_on})
    _keep_procedures(current, day, operated, adds=operation is None)
    if background is not None:
        _keep(background, operated.background or {})
    current.diagnosis = operated.diagnosis
    became = _told(standing, operated.performed_on, background)
    held.note(Kind.PROCEDURE, standing, was=was, became=became, by=by)
    record_confirmation(current.patient, confirmed, by=by)
    count_from(current, indexed)
    return standing


def _opened(
    episode: Episode, operated: Operated, operation: Operation | None
) -> tuple[Operation, dict[str, Any]]:
    """The row to write, and what to write into it."""
    if operation is not None:
        return episode.operations.get(pk=operation.pk), operated.details
    standing = episode.operations.filter(performed_on=operated.performed_on).first()
    if standing is None:
        return Operation(episode=episode, performed_on=operated.performed_on), operated.details
    return standing, _added(standing, operated.details)


def _added(standing: Operation, given: dict[str, Any]) -> dict[str, Any]:
    """What fills a blank; ValidationError where an answer would replace another."""
    told_now = {name: value for name, value in given.items() if value not in ("", None)}
    other = [name for name in told_now if getattr(standing, name) not in ("", None, told_now[name])]
    if other:
        names = ", ".join(str(Operation._meta.get_field(name).verbose_name) for name in other)
        said = _(
            "An operation on this day is already recorded and says otherwise about: %(names)s. Open it and correct it."
        )
        raise ValidationError({"performed_on": said % {"names": names}})
    return told_now


def _other_days(episode: Episode, day: date) -> list[date]:
    rows = episode.procedures.exclude(performed_on=day)
    return list(rows.values_list("performed_on", flat=True))


def _told(operation: Operation, day: date, background: Background | None) -> dict[str, Any]:
    """What the form writes as it stands now; of an operation that is new, only what it says of the rest."""
    about = told(operation.episode, "diagnosis") | (told(background, *COLUMNS) if background else {})
    if operation.pk is None:
        return about
    procedures = operation.episode.procedures.filter(performed_on=day).order_by("pk")
    kinds = list(procedures.values_list("kind", flat=True))
    return told(operation, "performed_on", *DETAILS) | {"kinds": kinds} | about


def _keep(row: Any, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()


def _keep_procedures(episode: Episode, day: date, operated: Operated, *, adds: bool) -> None:
    """The procedures of the day are those that are told; what is corrected away is still in the audit table."""
    standing = {one.kind: one for one in episode.procedures.filter(performed_on=day)}
    for kind in operated.kinds:
        procedure = standing.pop(kind, None) or Procedure(episode=episode, kind=kind)
        if procedure.pk is None or procedure.performed_on != operated.performed_on:
            _keep(procedure, {"performed_on": operated.performed_on})
    for procedure in () if adds else standing.values():
        procedure.delete()


def _background(episode: Episode, operated: Operated) -> Background | None:
    """Of the time before the operation, where something is told of it; one that was told earlier keeps its day."""
    if operated.background is None:
        return None
    row = episode.backgrounds.filter(timepoint=Timepoint.BASELINE).first()
    return row or Background(episode=episode, timepoint=Timepoint.BASELINE, observed_on=operated.performed_on)
