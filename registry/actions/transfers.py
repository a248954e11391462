"""A patient goes from one department to another: asked by either side, and nothing changes before the other accepts."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from registry import audit
from registry.actions.departments import take_rows_along
from registry.actions.duplicates import note_duplicates
from registry.actions.follow_up import plan_and_count_all_of
from registry.actions.locks import Kind, holding
from registry.free_text import named_in, personal_number_in
from registry.models import Department, Patient, Transfer
from registry.selectors.transfers import open_transfer_of

State, Side = Transfer.State, Transfer.Side


@transaction.atomic
def offer_transfer(
    *, patient: Patient, receiving: Department, reason: str, reference: str = "", by: Any
) -> Transfer:
    """The department that has the patient asks another to take the patient over."""
    current = Patient.objects.select_for_update().get(pk=patient.pk)
    _refuse_ended(current)
    return _ask(current, receiving, Side.GIVING, reason, reference, by)


@transaction.atomic
def ask_for_transfer(
    *, patient: Patient, receiving: Department, reason: str, reference: str = "", by: Any
) -> Transfer:
    """A department that knows the person by number asks for the patient.

    That the patient died or withdrew is no reason to refuse here: whoever asks would learn it. The giving side sees it.
    """
    current = Patient.objects.select_for_update().get(pk=patient.pk)
    return _ask(current, receiving, Side.RECEIVING, reason, reference, by)


@transaction.atomic
def accept_transfer(*, transfer: Transfer, by: Any) -> Transfer:
    """The patient is the receiving department's from this moment; what is stored of the patient stays as it is.

    A day on which the patient moved away no longer ends the follow-up: the receiving department takes it over.
    """
    current, patient = _locked(transfer)
    _refuse_ended(patient)
    held = holding(patient)
    patient.department_id = current.receiving_id
    patient.moved_on = None
    patient.version += 1
    patient.full_clean()
    patient.save()
    departments = {
        "was": {"department": current.giving.code},
        "became": {"department": current.receiving.code},
    }
    held.note(Kind.TRANSFER, current, **departments, by=by, reason=current.get_reason_display())
    _take_along(patient)
    take_rows_along(patient)
    plan_and_count_all_of(patient)
    return _close(current, State.ACCEPTED, by)


@transaction.atomic
def reject_transfer(*, transfer: Transfer, refusal: str, note: str = "", by: Any) -> Transfer:
    """The side that was asked says no, and why; the patient stays."""
    current, patient = _locked(transfer)
    current.refusal, current.refusal_note = refusal, note.strip()
    refuse_identity(current.refusal_note, patient, field="refusal_note")
    return _close(current, State.REJECTED, by, refusal=refusal)


@transaction.atomic
def withdraw_transfer(*, transfer: Transfer, by: Any) -> Transfer:
    """The side that asked takes its question back."""
    current, _patient = _locked(transfer)
    return _close(current, State.WITHDRAWN, by)


def refuse_identity(text: str, patient: Patient | None, *, field: str) -> None:
    """ValidationError, naming what was found, where words that both departments read say who the patient is."""
    found = personal_number_in(text) or named_in(text, getattr(patient, "identity", None))
    if found:
        said = _(
            "Found “%(found)s”. Both departments read this, and one may not know who it is: leave it out."
        )
        raise ValidationError({field: said % {"found": found}})


def why_ended(patient: Patient) -> str:
    """Why a patient is handed to nobody any more, as a sentence; "" for a patient who may be."""
    ends = (
        (patient.died_on, _("The patient died on %(day)s; the record stays where it is.")),
        (
            patient.withdrawn_on,
            _("The patient withdrew from the registry on %(day)s; the record stays where it is."),
        ),
        (patient.erased_on, _("Who the patient is was erased on %(day)s; the record stays where it is.")),
    )
    return next((said % {"day": date_format(day, "DATE_FORMAT")} for day, said in ends if day), "")


def _refuse_ended(patient: Patient) -> None:
    if said := why_ended(patient):
        raise ValidationError(said, code="ended")


def _ask(
    patient: Patient, receiving: Department, side: str, reason: str, reference: str, by: Any
) -> Transfer:
    if (standing := open_transfer_of(patient)) is not None:
        raise ValidationError(_already(standing, receiving, side), code="open")
    transfer = Transfer(
        patient=patient,
        giving_id=patient.department_id,
        receiving=receiving,
        asked_by_side=side,
        reason=reason,
        reference=reference.strip(),
        requested_by=by,
    )
    # whoever asks by number must not learn a name by trying names in the reference
    known = patient if side == Side.GIVING else None
    refuse_identity(transfer.reference, known, field="reference")
    transfer.full_clean()
    transfer.save()
    _record("transfer.requested", transfer, patient, by, side=side)
    return transfer


def _already(standing: Transfer, receiving: Department, side: str) -> str:
    """To whoever has the patient, or asked already: what stands. To another department: that they must wait."""
    if side == Side.RECEIVING and standing.receiving_id != receiving.pk:
        return _(
            "This person cannot be asked for just now: another transfer is open. Ask again in some days."
        )
    said = _("Transfer %(number)s of this patient to %(department)s is already open, since %(day)s.")
    return said % {
        "number": standing.pk,
        "department": standing.receiving.name,
        "day": date_format(timezone.localtime(standing.requested_at), "DATE_FORMAT"),
    }


def _take_along(patient: Patient) -> None:
    """Whoever was merged into the patient goes with them; in the new department they may be registered already."""
    for gone in Patient.everybody.filter(merged_into=patient):
        gone.department_id = patient.department_id
        gone.full_clean()
        gone.save()
    if hasattr(patient, "identity"):
        note_duplicates(patient.identity)


def _locked(transfer: Transfer) -> tuple[Transfer, Patient]:
    """The transfer, open and locked, and its patient; ValidationError says what became of a transfer that is closed."""
    patient = Patient.objects.select_for_update().get(pk=transfer.patient_id)
    current = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if not current.is_open:
        raise ValidationError(_closed(current), code="closed")
    return current, patient


def _closed(transfer: Transfer) -> str:
    said = {
        State.ACCEPTED: _("This transfer was already accepted on %(day)s. Nothing was changed now."),
        State.REJECTED: _("This transfer was already rejected on %(day)s. Nothing was changed now."),
        State.WITHDRAWN: _("This transfer was withdrawn on %(day)s. Nothing was changed now."),
    }[State(transfer.state)]
    return said % {"day": date_format(timezone.localtime(transfer.closed_at), "DATETIME_FORMAT")}


def _close(transfer: Transfer, state: str, by: Any, **details: str) -> Transfer:
    transfer.state, transfer.closed_by, transfer.closed_at = state, by, timezone.now()
    transfer.full_clean()
    transfer.save()
    _record(f"transfer.{state}", transfer, transfer.patient, by, **details)
    return transfer


def _record(event: str, transfer: Transfer, patient: Patient, by: Any, **details: str) -> None:
    """In the patient's own history, so that it tells who had the patient when."""
    departments = {"giving": transfer.giving.code, "receiving": transfer.receiving.code}
    audit.record_event(event, patient, by=by, transfer=transfer.pk, **departments, **details)
