"""Pairs that may be one person, noted where somebody is registered or corrected, and found anew for a whole department."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from django.db import transaction
from django.db.models import Count, QuerySet

from registry.encryption import keyed_hashes
from registry.identity import plain_number
from registry.models import Department, PatientIdentity, PossibleDuplicate
from registry.similar_names import are_similar

Ground = PossibleDuplicate.Ground
Pair = tuple[PatientIdentity, PatientIdentity, str]
HASHES_A_QUERY = 500


@transaction.atomic
def note_duplicates(identity: PatientIdentity) -> None:
    """Writes down with whom this person may be one, in their own department. A pair that was dismissed stays so."""
    others = _of(identity.patient.department_id).exclude(pk=identity.pk)
    same_number = others.filter(plain_number_hash__in=keyed_hashes(plain_number(identity.number)))
    same_day = others.filter(birth_date_hash__in=keyed_hashes(identity.birth_date.isoformat()))
    _keep((identity, other, Ground.NUMBER) for other in same_number)
    _keep(_compared(identity, same_day))


@transaction.atomic
def note_duplicates_of(identities: list[PatientIdentity]) -> None:
    """The same for many at once, all of one department and just stored."""
    if not identities:
        return
    others = _of(identities[0].patient.department_id)
    for identity, other in _met(others, "plain_number_hash", _by_number(identities)):
        _keep([(identity, other, Ground.NUMBER)])
    for identity, other in _met(others, "birth_date_hash", _by_day(identities)):
        _keep(_compared(identity, [other]))


Hashed = dict[str, list[PatientIdentity]]


def _by_number(identities: list[PatientIdentity]) -> Hashed:
    """Under every key by which somebody may still be found."""
    return _hashed((one, keyed_hashes(plain_number(one.number))) for one in identities)


def _by_day(identities: list[PatientIdentity]) -> Hashed:
    return _hashed((one, keyed_hashes(one.birth_date.isoformat())) for one in identities)


def _hashed(found: Iterable[tuple[PatientIdentity, list[str]]]) -> Hashed:
    kept: Hashed = {}
    for identity, hashes in found:
        for one in hashes:
            kept.setdefault(one, []).append(identity)
    return kept


def _met(
    others: QuerySet[PatientIdentity], column: str, hashed: Hashed
) -> Iterator[tuple[PatientIdentity, PatientIdentity]]:
    """Each of ours with each other one who is found by the same."""
    hashes = list(hashed)
    for start in range(0, len(hashes), HASHES_A_QUERY):
        for other in others.filter(**{f"{column}__in": hashes[start : start + HASHES_A_QUERY]}):
            ours = hashed[getattr(other, column)]
            yield from ((identity, other) for identity in ours if identity.pk != other.pk)


def find_duplicates(department: Department) -> int:
    """Compares everybody of a department who shares a number or a birth date; how many pairs were new."""
    before = PossibleDuplicate.objects.count()
    for column in ("plain_number_hash", "birth_date_hash"):
        for group in _groups(department, column):
            with transaction.atomic():
                _keep(pair for one, other in combinations(group, 2) for pair in _compared(one, [other]))
    return PossibleDuplicate.objects.count() - before


def _of(department: int) -> QuerySet[PatientIdentity]:
    """Those who stand: whoever was merged into another is that other."""
    rows = PatientIdentity.objects.filter(patient__department=department, patient__merged_into=None)
    return rows.only("patient_id", "given_name", "family_name", "plain_number_hash", "birth_date_hash")


def _groups(department: Department, column: str) -> Iterator[list[PatientIdentity]]:
    people = PatientIdentity.objects.filter(patient__department=department, patient__merged_into=None)
    shared = people.values(column).annotate(n=Count("pk")).filter(n__gt=1).order_by()
    hashes = [row[column] for row in shared]
    for start in range(0, len(hashes), HASHES_A_QUERY):
        found: dict[str, list[PatientIdentity]] = {}
        for one in _of(department.pk).filter(**{f"{column}__in": hashes[start : start + HASHES_A_QUERY]}):
            found.setdefault(getattr(one, column), []).append(one)
        yield from found.values()


def _compared(identity: PatientIdentity, others: Iterable[PatientIdentity]) -> Iterator[Pair]:
    names = (identity.given_name, identity.family_name)
    for other in others:
        if other.plain_number_hash == identity.plain_number_hash:
            yield identity, other, Ground.NUMBER
        elif are_similar(names, (other.given_name, other.family_name)):
            yield identity, other, Ground.NAME


def _keep(pairs: Iterable[Pair]) -> None:
    for one, other, ground in pairs:
        first, second = sorted((one.patient_id, other.patient_id))
        PossibleDuplicate.objects.get_or_create(first_id=first, second_id=second, defaults={"ground": ground})
