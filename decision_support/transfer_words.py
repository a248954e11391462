"""A transfer in words, for one of its two sides: what each sees depends on who has the patient (registry/selectors/transfers.py)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decision_support.patient_rows import who
from registry.models import Transfer, User
from registry.selectors.transfers import CLOSED, TO_ANSWER, WAITING, TransferCounts, shows_person

QUEUES = (
    (TO_ANSWER, gettext_lazy("Wait for our answer")),
    (WAITING, gettext_lazy("We asked")),
    (CLOSED, gettext_lazy("Closed")),
)
ICONS = {
    Transfer.State.OPEN: "hourglass-split",
    Transfer.State.ACCEPTED: "check-circle-fill",
    Transfer.State.REJECTED: "x-lg",
    Transfer.State.WITHDRAWN: "arrow-counterclockwise",
}


@dataclass(frozen=True)
class TransferWords:
    """`name` is "" where the person is not shown, `giving` where the department that has them is not.

    `patient_key` is of a patient whose page the user may open, or ""; `seen_key` is for the audit entry of a list.
    """

    number: int
    url: str
    name: str
    birth_date: date | None
    patient_key: str
    seen_key: str
    giving: str
    receiving: str
    reason: str
    reference: str
    asked_by: str
    asked_at: datetime
    state: str
    state_label: str
    icon: str
    answer: str
    closed_by: str
    closed_at: datetime | None


def transfer_words(transfer: Transfer, user: Any) -> TransferWords:
    shown = shows_person(transfer, user)
    name, birth_date = who(transfer.patient) if shown else ("", None)
    ours = transfer.patient.department_id in user.patient_departments
    knows_giving = shown or transfer.giving_id in user.patient_departments
    return TransferWords(
        number=transfer.pk,
        url=reverse("transfer", args=[transfer.pk]),
        name=name,
        birth_date=birth_date,
        patient_key=str(transfer.patient.key) if ours else "",
        seen_key=str(transfer.patient.key) if shown else "",
        giving=transfer.giving.name if knows_giving else "",
        receiving=transfer.receiving.name,
        reason=str(Transfer.Reason(transfer.reason).label),
        reference=transfer.reference,
        asked_by=_by(transfer.requested_by, transfer.asking.pk, user),
        asked_at=transfer.requested_at,
        **_state(transfer, user),
    )


def transfer_rows(transfers: Iterable[Transfer], user: Any) -> list[TransferWords]:
    return [transfer_words(transfer, user) for transfer in transfers]


def counts_by_queue(counts: TransferCounts) -> dict[str, int]:
    return {"": sum((counts.to_answer, counts.waiting, counts.closed))} | {
        TO_ANSWER: counts.to_answer,
        WAITING: counts.waiting,
        CLOSED: counts.closed,
    }


def _state(transfer: Transfer, user: Any) -> dict[str, Any]:
    closing = transfer.asking if transfer.state == Transfer.State.WITHDRAWN else transfer.asked
    return {
        "state": transfer.state,
        "state_label": str(Transfer.State(transfer.state).label),
        "icon": ICONS[Transfer.State(transfer.state)],
        "answer": ": ".join(filter(None, (transfer.get_refusal_display(), transfer.refusal_note))),
        "closed_by": "" if transfer.is_open else _by(transfer.closed_by, closing.pk, user),
        "closed_at": transfer.closed_at,
    }


def _by(person: User, department: int, user: Any) -> str:
    """Who did it, by name within a department, and as its side to the other."""
    if department in user.patient_departments:
        return person.get_full_name() or person.get_username()
    return _("the other department")
