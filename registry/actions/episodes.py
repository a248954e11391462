from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from registry.actions.dates import record_confirmation
from registry.actions.follow_up import plan_and_count, plan_and_count_all_of
from registry.actions.locks import Kind, past_locks, told
from registry.dated import Confirmed, days_of, refuse_impossible
from registry.models import Episode, Operation, Patient, Procedure, Site
from registry.selectors.locks import Part

COUNTED = ("kind", "diagnosis", "care", "onset_on", "index_date")  # what a report reads of an episode


@transaction.atomic
def open_episode(
    *,
    patient: Patient,
    kind: str,
    onset_on: date,
    onset_precision: str,
    by: Any,
    diagnosis: str = "",
    site: Site | None = None,
    confirmed: Confirmed | None = None,
) -> Episode:
    """A new episode, conservative until a procedure is recorded; follow-up counts from its onset."""
    episode = Episode(
        patient=patient,
        site=site,
        kind=kind,
        diagnosis=diagnosis,
        onset_on=onset_on,
        onset_precision=onset_precision,
        index_date=onset_on,
    )
    refuse_strange_site(patient, site)
    refuse_impossible(days_of(patient, episode))
    episode.full_clean()
    held = past_locks(patient, Part(onset_on))
    episode.save()
    held.note(Kind.EPISODE, episode, became=told(episode, *COUNTED), by=by)
    record_confirmation(patient, confirmed, by=by)
    plan_and_count([episode.pk])
    return episode


def refuse_strange_site(patient: Patient, site: Site | None) -> None:
    if site is not None and site.department_id != patient.department_id:
        said = _("%(site)s is no site of the patient's department: choose one of %(department)s.")
        raise ValidationError({"site": said % {"site": site, "department": patient.department}})


@transaction.atomic
def record_procedure(
    *,
    episode: Episode,
    version: int,
    kind: str,
    performed_on: date,
    by: Any,
    confirmed: Confirmed | None = None,
) -> Procedure:
    """A procedure within an episode; from now on follow-up counts from the latest one."""
    current = Episode.locked(episode.pk, version)
    refuse_impossible(days_of(current.patient, current, performed=performed_on))
    procedure = Procedure(episode=current, kind=kind, performed_on=performed_on)
    procedure.full_clean()
    held = past_locks(current.patient, Part(current.index_date), Part(max(current.index_date, performed_on)))
    procedure.save()
    Operation.objects.get_or_create(episode=current, performed_on=performed_on)
    held.note(Kind.PROCEDURE, current, became=told(procedure, "kind", "performed_on"), by=by)
    record_confirmation(current.patient, confirmed, by=by)
    count_from(current, current.procedures.latest("performed_on").performed_on)
    return procedure


def count_from(operated: Episode, day: date) -> None:
    """From now on the episode is an operated one and its follow-up counts from `day`, that of the latest procedure."""
    operated.care, operated.index_date = Episode.Care.OPERATED, day
    operated.full_clean()
    operated.save()
    # an earlier episode of the same disease is no longer asked for
    plan_and_count_all_of(operated.patient)
