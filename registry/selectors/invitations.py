"""Invitations to answer a follow-up: found by link, their state, and what patients reported."""

from __future__ import annotations

import hmac
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from registry.follow_up import baseline_until
from registry.invitation_token import token_hashes
from registry.models import (
    Episode,
    Invitation,
    InvitationLink,
    Patient,
    ReportedAlarm,
    Timepoint,
    WaveClosure,
)
from registry.questionnaire_terms import LAST_REMINDER
from registry.selectors.compiled import Compiled, a_page
from registry.selectors.follow_up import asking, course_of
from registry.selectors.names import NAMED, NamedPatient, named_patient
from registry.selectors.patients import is_in

NO_HASH = "0" * 64
CLOSURE = WaveClosure.objects.filter(
    episode=OuterRef("invitation__episode"), wave=OuterRef("invitation__wave")
)


def link_for(token: str, on: date) -> InvitationLink | None:
    """The link behind a token, if it may be used on a day. One query and one comparison, whatever the reason it may not."""
    wanted = token_hashes(token)
    found = (
        InvitationLink.objects.filter(token_hash__in=wanted)
        .select_related("invitation__episode__patient__department")
        .annotate(is_closed=Exists(CLOSURE))
        .first()
    )
    same = [hmac.compare_digest(found.token_hash if found else NO_HASH, each) for each in wanted]
    return found if found and any(same) and _usable(found, on) else None


def _usable(link: InvitationLink, on: date) -> bool:
    invitation, patient = link.invitation, link.invitation.episode.patient
    over = invitation.answered_at or invitation.locked_at or patient.ended_on or link.is_closed
    return not over and link.expires_on >= on


def open_until(episode: Episode, timepoint: str, on: date) -> date | None:
    """The last day of a timepoint that a patient can be asked for on a day; None where it is answered, closed or shut."""
    if timepoint == Timepoint.BASELINE:
        return baseline_until(course_of(episode), on, operated=episode.care == Episode.Care.OPERATED)
    return asking(on).filter(episode=episode, wave=timepoint).values_list("closes_on", flat=True).first()


def last_open_link(on: date) -> date | None:
    """The last day of the links that may be used on a day or after it; a link is only kept as a hash of one key."""
    links = InvitationLink.objects.filter(expires_on__gte=on, invitation__answered_at=None)
    return links.aggregate(last=Max("expires_on"))["last"]


def invitation_of(episode: int, wave: str) -> Invitation | None:
    """The latest invitation to a follow-up, with its links."""
    rows = Invitation.objects.filter(episode=episode, wave=wave).prefetch_related("links")
    return rows.first()


class ListedLink(NamedTuple):
    """The part of an InvitationLink that says how far an invitation came."""

    pk: int
    made_on: date
    expires_on: date
    failed: bool


class ListedInvitation(NamedTuple):
    """The same part of an Invitation, and its latest link."""

    pk: int
    episode_id: int
    wave: str
    instruments: list[str]
    answers: dict[str, Any]
    attempts: int
    invited_on: date
    opened_at: datetime | None
    answered_at: datetime | None
    locked_at: datetime | None
    link: ListedLink | None

    DECLINED = Invitation.DECLINED
    is_declined = Invitation.is_declined
    instruments_answered = Invitation.instruments_answered


INVITATIONS = Compiled(
    lambda ids: (
        Invitation.objects.filter(episode__in=ids).order_by("id").values_list(*ListedInvitation._fields[:-1])
    )
)
LINKS = Compiled(
    lambda ids: (
        InvitationLink.objects.filter(invitation__episode__in=ids)
        .order_by("id")
        .values_list("invitation_id", *ListedLink._fields)
    )
)


def invitations_of(episodes: Sequence[int]) -> dict[tuple[int, str], ListedInvitation]:
    """(episode, wave) to its latest invitation, in two queries; at most a page of episodes."""
    ids = a_page(episodes)
    links = {invitation: ListedLink(*columns) for invitation, *columns in LINKS(ids)}
    rows = [ListedInvitation(*columns, links.get(columns[0])) for columns in INVITATIONS(ids)]
    return {(row.episode_id, row.wave): row for row in rows}


class WaitingAlarm(NamedTuple):
    """The part of a ReportedAlarm that a list shows."""

    pk: int
    signs: list[str]
    reported_at: datetime
    patient: NamedPatient

    Sign = ReportedAlarm.Sign
    sign_labels = ReportedAlarm.sign_labels


def alarms_waiting(user: Any, most: int) -> list[WaitingAlarm]:
    """What patients of the user's departments reported and nobody acknowledged yet, the `most` that wait longest."""
    rows = WAITING(sorted(user.patient_departments), most=most)
    return [WaitingAlarm(pk, signs, at, named_patient(patient)) for pk, signs, at, *patient in rows]


def _waiting(departments: Collection[int], *, most: int) -> QuerySet[Any, Any]:
    rows = ReportedAlarm.objects.filter(is_in(departments), acknowledged_at=None).order_by("id")
    patient = (f"patient__{column}" for column in NAMED[:-1])
    return rows.values_list("pk", "signs", "reported_at", *patient)[:most]


WAITING = Compiled(_waiting)


def alarms_waiting_of(patient: Patient) -> QuerySet[ReportedAlarm]:
    """What this patient reported and nobody acknowledged yet, the oldest first."""
    return patient.reported_alarms.filter(acknowledged_at=None).order_by("id")


def to_remind(on: date) -> QuerySet[Invitation]:
    """Unanswered invitations to a follow-up that is open on a day and past its `target_on`, of patients who are followed;
    and to a baseline (its `target_on` is None) while a link to it works.

    Who had the last reminder of the schedule is left out: of all who never answered, few are read.
    """
    open_now = asking(on).order_by().filter(episode_id=OuterRef("episode_id"), wave=OuterRef("wave"))
    last = InvitationLink.objects.filter(
        invitation=OuterRef("pk"), reminder_days__gte=LAST_REMINDER, failed=False
    )
    working = InvitationLink.objects.filter(invitation=OuterRef("pk"), expires_on__gte=on)
    rows = Invitation.objects.filter(
        Exists(open_now.filter(target_on__lt=on)) | Q(Exists(working), wave=Timepoint.BASELINE),
        ~Exists(last),
        answered_at=None,
        locked_at=None,
        episode__patient__died_on=None,
        episode__patient__withdrawn_on=None,
        episode__patient__moved_on=None,
        invited_on__lt=on,
    )
    rows = rows.annotate(target_on=Subquery(open_now.values("target_on")[:1]))
    rows = rows.select_related("episode__patient__department", "episode__patient__identity")
    return rows.prefetch_related("links").order_by("id")
