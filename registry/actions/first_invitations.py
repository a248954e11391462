from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction

from registry.actions.invitations import Sent, invite, lock_episode
from registry.models import InvitationLink, PendingWave
from registry.selectors.first_invitations import HAS_EMAIL, to_invite

WHO = ("episode__patient__department", "episode__patient__identity")


class NotToInvite(Exception):
    """Somebody invited the patient meanwhile, or the follow-up is not asked for any more."""


@transaction.atomic
def invite_first(*, pending: int, departments: Collection[int], on: date, by: Any) -> Sent:
    """The first invitation to a follow-up (id of a PendingWave) of these departments, to the address that is recorded.

    `by` is None where it is sent by itself. NotToInvite where it is of another department, or was made already, by
    whoever ran at the same time; ValidationError where nothing is left to ask by link.
    """
    episode = PendingWave.objects.filter(pk=pending).values_list("episode_id", flat=True).first()
    if episode is None:
        raise NotToInvite
    lock_episode(episode)
    row = to_invite(departments, on).filter(HAS_EMAIL, pk=pending).select_related(*WHO).first()
    if row is None:
        raise NotToInvite
    return invite(
        episode=row.episode,
        wave=row.wave,
        channel=InvitationLink.Channel.EMAIL,
        email=row.episode.patient.identity.email,
        on=on,
        by=by,
    )
