"""Who may be one person, what two records of one have in common, and what was merged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.shortcuts import get_object_or_404

from registry.follow_up import tells_of
from registry.models import (
    Assessment,
    Department,
    Episode,
    Merge,
    Patient,
    PossibleDuplicate,
    Procedure,
    Timepoint,
)
from registry.selectors.patients import of_patients_in

MERGES = "registry.merge_patients"


class AnsweredInBoth(NamedTuple):
    """One instrument answered at one timepoint in both records of an episode."""

    gone: Assessment
    kept: Assessment


def answered_in_both(gone: Episode, kept: Episode) -> Iterator[AnsweredInBoth]:
    """In time order; a visit is the same where it is of the same day. What an operation overtook takes nobody's place."""
    index = joined_index_date(gone, kept)
    standing = {_moment(one): one for one in kept.assessments.all() if _stands(one, index)}
    for one in gone.assessments.order_by("observed_on", "instrument", "pk"):
        if _stands(one, index) and (other := standing.get(_moment(one))) is not None:
            yield AnsweredInBoth(one, other)


def joined_index_date(gone: Episode, kept: Episode) -> date:
    """The day that follow-up counts from where the two are one: of the latest procedure of either, else of the one kept."""
    days = Procedure.objects.filter(episode__in=[gone, kept]).aggregate(latest=Max("performed_on"))
    return days["latest"] or kept.index_date


def overtaken_when_joined(gone: Episode, kept: Episode) -> list[Assessment]:
    """The answers of either that were given at a follow-up before that day."""
    index = joined_index_date(gone, kept)
    rows = Assessment.objects.filter(episode__in=[gone, kept]).order_by("pk")
    return [one for one in rows if not tells_of(one.timepoint, one.observed_on, index)]


def _stands(assessment: Assessment, index: date) -> bool:
    moment = assessment.timepoint, assessment.observed_on
    return not assessment.moved_from and tells_of(*moment, index)


def _moment(assessment: Assessment) -> tuple[Any, ...]:
    day = assessment.observed_on if assessment.timepoint == Timepoint.VISIT else None
    return assessment.instrument, assessment.timepoint, day


def departments_that_merge(user: Any) -> list[Department]:
    places = dict.fromkeys(membership.department for membership in user.held_memberships)
    return [place for place in places if user.has_perm(MERGES, place)]


def possible_duplicates(user: Any) -> QuerySet[PossibleDuplicate]:
    """Pairs nobody has decided about, both in one of the user's departments; the latest found first."""
    places = [place.pk for place in departments_that_merge(user)]
    second = Patient.objects.filter(pk=OuterRef("second_id"), department_id=OuterRef("first__department_id"))
    rows = PossibleDuplicate.objects.filter(
        of_patients_in(places, "first_id"), Exists(second), dismissed_at=None
    )
    return rows.select_related("first__identity", "second__identity", "first__department").order_by("-id")


def duplicate_for(user: Any, pk: int) -> PossibleDuplicate:
    return get_object_or_404(possible_duplicates(user), pk=pk)


def merges_of(user: Any) -> QuerySet[Merge]:
    """Merges in the user's departments, the latest first."""
    places = [place.pk for place in departments_that_merge(user)]
    there = Patient.everybody.filter(pk=OuterRef("standing_id"), department__in=places)
    rows = Merge.objects.filter(Exists(there))
    return rows.select_related(
        "standing__identity", "standing__department", "gone__identity", "merged_by", "undone_by"
    ).order_by("-id")


def merge_for(user: Any, pk: int) -> Merge:
    """One merge in the user's departments; Http404 for any other."""
    return get_object_or_404(merges_of(user), pk=pk)
