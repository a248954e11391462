"""Two records of one person become one: what was advised is put in order, and both are placed anew on the pathway."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from guidelines.actions.standings import refresh_standing
from guidelines.models import Evaluation, TrainingProgramme
from registry import actions
from registry.models import Merge, Patient

OUT_OF_THE_WAY = 1_000_000  # above every version: two programmes never have one number meanwhile
DIGITS_KEPT = 40


@transaction.atomic
def merge_records(*, on: date, **decided: Any) -> Merge:
    """As registry.actions.merge_patients: what is known of both is known of the one that stands."""
    merge = actions.merge_patients(**decided)
    refresh_standing(patient=Patient.objects.get(pk=merge.standing_id), on=on)
    return merge


@transaction.atomic
def undo(*, merge: Merge, on: date, by: Any) -> Merge:
    """As registry.actions.undo_merge."""
    undone = actions.undo_merge(merge=merge, by=by)
    for patient in Patient.objects.filter(pk__in=[undone.standing_id, undone.gone_id]):
        refresh_standing(patient=patient, on=on)
    return undone


def number_programmes(journal: Any, standing: Patient, gone: Patient) -> None:
    """The programmes of both in the order they were confirmed: the last of all counts."""
    rows = TrainingProgramme.objects.filter(patient__in=[standing, gone])
    programmes = list(rows.order_by("confirmed_at", "pk"))
    if len({programme.patient_id for programme in programmes}) < 2:
        return
    for start in (OUT_OF_THE_WAY, 0):
        for number, programme in enumerate(programmes, start=start + 1):
            journal.set(programme, "version", number)


def tell_evaluations_apart(journal: Any, standing: Patient, gone: Patient) -> None:
    """The same advice may have been shown for both records on one day. Both are kept, as they were shown."""
    seen = set(Evaluation.objects.filter(patient=standing).values_list("index_date", "digest", "language"))
    for one in Evaluation.objects.filter(patient=gone).only("index_date", "digest", "language"):
        if (one.index_date, one.digest, one.language) in seen:
            journal.set(one, "digest", f"{one.digest[:DIGITS_KEPT]}-merged-{one.pk}")
