"""The values of two patients that change places when they are merged, and change back when that is undone."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from registry.identity import normalised, write_hashes
from registry.models import Patient, PatientIdentity

# What a person chooses between, to the fields that go together.
OF_PATIENT: dict[str, tuple[str, ...]] = {
    "sex": ("sex",),
    "died_on": ("died_on",),
    "withdrawn_on": ("withdrawn_on",),
    "moved_on": ("moved_on",),
    "age_given": ("age_given_years", "age_given_on"),
}
OF_IDENTITY: dict[str, tuple[str, ...]] = {
    "given_name": ("given_name",),
    "family_name": ("family_name",),
    "birth_date": ("birth_date",),
    "number": ("number_kind", "number"),
    "email": ("email",),
}


def swap(one: Patient, other: Patient, groups: Iterable[str]) -> None:
    """Exchanges the chosen values; nothing of either is lost, and doing it again restores both. Patients are not saved."""
    chosen = set(groups)
    for name in (name for group in chosen & set(OF_PATIENT) for name in OF_PATIENT[group]):
        _exchange(one, other, name)
    if chosen & set(OF_IDENTITY):
        _swap_identities(one.identity, other.identity, chosen)


def _swap_identities(one: PatientIdentity, other: PatientIdentity, chosen: set[str]) -> None:
    for name in (name for group in chosen & set(OF_IDENTITY) for name in OF_IDENTITY[group]):
        _exchange(one, other, name)
    for identity in (one, other):
        write_hashes(identity)
    if len(chosen & {"number", "birth_date"}) == 1:
        _refuse_mismatch(one)
    # one number at a time, for a number is kept once
    PatientIdentity.objects.filter(pk=other.pk).update(number_hash=f"exchanged-{other.pk}")
    one.save()
    other.save()


def _refuse_mismatch(identity: PatientIdentity) -> None:
    try:
        normalised(identity.number_kind, identity.number, identity.birth_date)
    except ValidationError as error:
        said = _(
            "The number and the birth date that stand do not belong together: take both from one record."
        )
        raise ValidationError(said) from error


def _exchange(one: Patient | PatientIdentity, other: Patient | PatientIdentity, name: str) -> None:
    mine, theirs = getattr(one, name), getattr(other, name)
    setattr(one, name, theirs)
    setattr(other, name, mine)
