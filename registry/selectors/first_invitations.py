"""Who is to be invited to a follow-up for the first time, and whom of them an e-mail can reach."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from registry.models import Department, Invitation, InvitationLink, PatientIdentity, PendingWave
from registry.questionnaire_terms import terms_on
from registry.selectors.follow_up import asking_in
from registry.selectors.staff import departments_where

HAS_EMAIL = Exists(PatientIdentity.objects.filter(patient=OuterRef("patient_id")).exclude(email=""))


@dataclass(frozen=True)
class ToInvite:
    """How many follow-ups nobody was invited to: those an e-mail can reach, and those it cannot."""

    by_email: int
    no_email: int

    @property
    def every(self) -> int:
        return self.by_email + self.no_email


def to_invite(departments: Collection[int], on: date) -> QuerySet[PendingWave]:
    """The follow-ups open on a day and near their target, of patients of these departments (ids), to which nobody was
    invited; the soonest to close first.

    Whoever sent in an invitation, or was locked out of it, is not asked again by itself: a person decides.
    """
    invited = Invitation.objects.filter(episode=OuterRef("episode_id"), wave=OuterRef("wave"))
    return asking_in(departments, on).filter(
        ~Exists(invited.filter(_stands(on))),
        effort=PendingWave.Effort.NOT_INVITED,
        target_on__lte=on + timedelta(days=terms_on(on).invite_days),
        patient__died_on=None,
        patient__withdrawn_on=None,
        patient__moved_on=None,
    )


def _stands(on: date) -> Q:
    """Of which no e-mail left is none, from the day after, until its reminders begin; then they are what is tried."""
    first_reminder = terms_on(on).reminder_days[0]
    made = InvitationLink.objects.filter(Q(failed=False) | Q(made_on__gte=on), invitation=OuterRef("pk"))
    begun = Q(invited_on__lte=on - timedelta(days=first_reminder))
    return Q(answered_at__isnull=False) | Q(locked_at__isnull=False) | begun | Exists(made)


def ids_by_email(departments: Collection[int], on: date) -> list[int]:
    """Ids of those of them whose patient has an e-mail address, in the same order."""
    return list(to_invite(departments, on).filter(HAS_EMAIL).values_list("pk", flat=True))


def counted(departments: Collection[int], on: date, most: int | None = None) -> ToInvite:
    """Of all of them, or of `most`: where as many are found, there may be more."""
    rows = to_invite(departments, on).order_by().annotate(has_email=HAS_EMAIL)[:most]
    found = rows.aggregate(every=Count("pk"), by_email=Count("pk", filter=Q(has_email=True)))
    return ToInvite(found["by_email"], found["every"] - found["by_email"])


def departments_to_invite_in(user: Any) -> list[Department]:
    """The departments where the user may invite patients, by name."""
    return departments_where(user, "registry.invite_patient")


def departments_that_invite() -> list[int]:
    """Ids of those whose first invitations are sent by themselves."""
    rows = Department.objects.filter(sends_first_invitations=True)
    return list(rows.order_by().values_list("pk", flat=True))
