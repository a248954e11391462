"""Transfers between departments: which a user may see, whose turn it is, and to whom the patient is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.shortcuts import get_object_or_404

from registry.models import Department, Patient, Transfer
from registry.selectors.names import with_names

TO_ANSWER, WAITING, CLOSED = "to-answer", "waiting", "closed"
TRANSFERS = "registry.transfer_patient"


def departments_that_transfer(user: Any) -> list[Department]:
    """The departments for which the user may ask and answer, by name."""
    places = dict.fromkeys(membership.department for membership in user.held_memberships)
    return [place for place in places if user.has_perm(TRANSFERS, place)]


def transfers_of(user: Any, queue: str = "") -> QuerySet[Transfer]:
    """The transfers to and from the user's departments, the latest first; `queue` is one of those above."""
    places = _places(user)
    rows = Transfer.objects.filter(Q(giving__in=places) | Q(receiving__in=places))
    if queue == CLOSED:
        return rows.exclude(state=Transfer.State.OPEN).order_by("-id")
    if queue:
        rows = rows.filter(_turn(places, queue), state=Transfer.State.OPEN)
    return rows.order_by("-id")


def with_everything(ids: Iterable[int]) -> QuerySet[Transfer]:
    """These transfers, the latest first; asked by their ids, so that what stands beside them is not sorted with all."""
    rows = Transfer.objects.filter(pk__in=list(ids)).order_by("-id")
    return with_names(rows.select_related("giving", "receiving", "requested_by", "closed_by"))


def transfer_for(user: Any, pk: int) -> Transfer:
    """One transfer to or from the user's departments; Http404 for any other."""
    rows = transfers_of(user).select_related(
        "patient__identity", "patient__department", "giving", "receiving", "requested_by", "closed_by"
    )
    return get_object_or_404(rows, pk=pk)


class TransferCounts(NamedTuple):
    to_answer: int
    waiting: int
    closed: int


def transfer_counts(user: Any) -> TransferCounts:
    """How many transfers stand in each queue of the user's departments; one query."""
    places, is_open = _places(user), Q(state=Transfer.State.OPEN)
    counted = Transfer.objects.filter(Q(giving__in=places) | Q(receiving__in=places)).aggregate(
        to_answer=Count("pk", filter=is_open & _turn(places, TO_ANSWER)),
        waiting=Count("pk", filter=is_open & _turn(places, WAITING)),
        closed=Count("pk", filter=~is_open),
    )
    return TransferCounts(**counted)


def open_transfer_of(patient: Patient) -> Transfer | None:
    rows = patient.transfers.filter(state=Transfer.State.OPEN)
    return rows.select_related("giving", "receiving", "requested_by").first()


# A column of patients: number, department asked for and who asked, of the transfer that waits for an answer; or None.
OPEN_TRANSFER = Subquery(
    Transfer.objects.filter(patient_id=OuterRef("pk"), state=Transfer.State.OPEN).values(
        found=JSONObject(number="pk", department="receiving__name", side="asked_by_side")
    )[:1]
)


def shows_person(transfer: Transfer, user: Any) -> bool:
    """Whether the user sees whom it is about.

    Whoever has the patient does; so does the department the patient is offered to, while the offer is open. A
    department that asked by number sees that it asked and nothing else, and whoever gave the patient away sees no more
    than that.
    """
    places = user.patient_departments
    if transfer.patient.department_id in places:
        return True
    offered = transfer.is_open and transfer.asked_by_side == Transfer.Side.GIVING
    return offered and transfer.receiving_id in places


def _places(user: Any) -> list[int]:
    return [place.pk for place in departments_that_transfer(user)]


def _turn(places: Iterable[int], queue: str) -> Q:
    """Whose turn it is: ours to answer where the other side asked; theirs where we did."""
    giving, receiving = Transfer.Side.GIVING, Transfer.Side.RECEIVING
    if queue == TO_ANSWER:
        return Q(receiving__in=places, asked_by_side=giving) | Q(giving__in=places, asked_by_side=receiving)
    return Q(giving__in=places, asked_by_side=giving) | Q(receiving__in=places, asked_by_side=receiving)
