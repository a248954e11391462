from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from guidelines.actions.standings import refresh_standing
from guidelines.models import TrainingProgramme
from guidelines.pathway.exercise_dose import Dose, outside
from guidelines.pathway.exercise_plan import Basis, doses, minutes_over, offered, suggested
from guidelines.pathway.exercises import LIBRARY
from guidelines.pathway.retest import SetDay, judged
from guidelines.programme_basis import BasisNow, basis_now
from guidelines.programme_selectors import programmes_of
from guidelines.selectors import decisions_of
from registry import audit
from registry.actions import discard_draft
from registry.models import Patient, VersionConflict

DRAFT = "programme"


class BasisChanged(Exception):
    """The category, its constraints or what bars exercises is no longer what the person had before them."""


class Refused(ValidationError):
    """Something in the programme may not be; the message says what was found and what is allowed."""


@dataclass(frozen=True)
class Written:
    """A programme as the physiotherapist wrote it: code to dose, code to note, in order; and the day of the new test."""

    exercises: Mapping[str, Dose]
    notes: Mapping[str, str]
    remarks: str
    retest_on: date
    retest_reason: str = ""


@transaction.atomic
def confirm_programme(
    *, patient: Patient, version: int, token: str, written: Written, on: date, by: Any
) -> TrainingProgramme:
    """Keeps the programme as a new version, places the patient anew, and lets the draft go.

    `version` is the one that counted when the form was opened (0 where there was none), `token` the basis it showed.
    Raises VersionConflict, BasisChanged, or Refused.
    """
    # locked, so that two who confirm at once follow one another, and no fact is recorded in between
    locked = Patient.objects.select_for_update(of=("self",)).select_related("identity", "department")
    current = locked.get(pk=patient.pk)
    standing = next(iter(programmes_of(current)), None)
    if standing is None and version:
        raise BasisChanged
    if (standing.version if standing else 0) != version:
        raise VersionConflict(
            standing or current, standing=standing.version if standing else 0, submitted=version
        )
    found = _basis(current, token, on)
    _refuse(written, found.basis, on)
    programme = _programme(current, version + 1, found, written)
    programme.confirmed_on, programme.confirmed_by = on, by
    programme.full_clean()
    programme.save()
    audit.record_event(
        "training_programme.confirmed",
        programme,
        by=by,
        version=programme.version,
        exercises=list(written.exercises),
    )
    refresh_standing(current, on)
    discard_draft(owner=by, form=DRAFT, patient=current)
    return programme


def _basis(patient: Patient, token: str, on: date) -> BasisNow:
    found = basis_now(patient, next(iter(decisions_of(patient)), None), on)
    if found.basis is None or found.token != token:
        raise BasisChanged
    return found


def _programme(patient: Patient, version: int, found: BasisNow, written: Written) -> TrainingProgramme:
    kept = [
        {"code": code, **asdict(dose), "note": written.notes.get(code, "").strip()}
        for code, dose in written.exercises.items()
    ]
    return TrainingProgramme(
        patient=patient,
        version=version,
        decision=found.decision,
        ruleset=found.advice.answer.ruleset,
        basis=found.basis.as_json(),
        exercises=kept,
        suggested=[{"code": code, **asdict(dose)} for code, dose in suggested(found.basis).items()],
        notes=written.remarks.strip(),
        retest_on=written.retest_on,
        retest_reason=written.retest_reason.strip(),
    )


def _too_long(total: int, most: int) -> str:
    said = {"total": total, "most": most}
    return (
        _(
            "Walking, stairs and chores come to %(total)d minutes a day together; at most %(most)d are allowed."
        )
        % said
    )


def _refuse(written: Written, basis: Basis, on: date) -> None:
    """What the form has checked is checked again here: nothing barred and no dose outside its range is ever kept."""
    free = {exercise.code for exercise in offered(basis)}
    for code, dose in written.exercises.items():
        if code not in free:
            raise Refused(_("“%(code)s” is not offered to this patient. Leave it out.") % {"code": code})
        if outside(dose, doses(LIBRARY[code], basis)):
            raise Refused(
                _("The dose of “%(title)s” lies outside what is allowed.") % {"title": _(LIBRARY[code].title)}
            )
    if over := minutes_over(written.exercises, basis):
        raise Refused(_too_long(*over))
    if not written.exercises:
        raise Refused(_("Choose at least one exercise."))
    found = judged(written.retest_on, on)
    if found is SetDay.IMPOSSIBLE:
        raise Refused(_("The new test lies within half a year after today."))
    if found is SetDay.OUTSIDE and not written.retest_reason.strip():
        raise Refused(_("Say why the new test lies outside 8 to 12 weeks."))
