"""Who the numbers of some rows belong to, by keyed hash alone: nothing is decrypted to find anybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from registry.exchange.planned import PlannedRow
from registry.models import Department, Patient, PatientIdentity


@dataclass
class People:
    """Keyed hash of a number to the patient of the department who has it; those of others are only said to be there."""

    by_number: dict[str, Patient] = field(default_factory=dict)
    elsewhere: set[str] = field(default_factory=set)
    identities: dict[int, PatientIdentity] = field(default_factory=dict)  # by patient; hashes alone

    def identify(self, patients: Iterable[Patient]) -> None:
        """Reads by which hashes these patients are known."""
        rows = PatientIdentity.objects.filter(patient__in={patient.pk for patient in patients})
        hashes = rows.only("patient_id", "number_hash", "birth_date_hash", "full_name_hash")
        self.identities = {identity.patient_id: identity for identity in hashes}


def people_of(rows: Iterable[PlannedRow], department: Department | None) -> People:
    ours = {
        one: row.identity.number_hash for row in rows if row.identity for one in row.identity.number_hashes
    }
    found = PatientIdentity.objects.filter(number_hash__in=ours).values_list("number_hash", "patient_id")
    known = {ours[hashed]: patient for hashed, patient in found}
    patients = _standing(known)
    people = People()
    for number, patient in patients.items():
        if department and patient.department_id == department.pk:
            people.by_number[number] = patient
        else:
            people.elsewhere.add(number)
    return people


def _standing(known: dict[str, int]) -> dict[str, Patient]:
    """The records that stand, where some were merged into others."""
    found = Patient.everybody.in_bulk(set(known.values()))
    while merged := {one.merged_into_id for one in found.values() if one.merged_into_id}:
        into = Patient.everybody.in_bulk(merged)
        found = {pk: into.get(one.merged_into_id, one) for pk, one in found.items()}
    return {number: found[pk] for number, pk in known.items()}
