"""Pairs that may be one person, merges, and what a merge did, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _

from decision_support.patient_rows import who
from registry.actions.merges import why_not_undone
from registry.forms.merges import LABELS
from registry.models import Assessment, Merge, Patient, PossibleDuplicate


@dataclass(frozen=True)
class Person:
    """One of two records, as a list tells them apart."""

    name: str
    birth_date: date | None
    number: str
    registered_on: date
    key: str
    url: str


def person(patient: Patient) -> Person:
    name, birth_date = who(patient)
    identity = getattr(patient, "identity", None)
    return Person(
        name=name,
        birth_date=birth_date,
        number=identity.masked_number if identity else "",
        registered_on=patient.registered_on,
        key=str(patient.key),
        url=reverse("patient-page", args=[patient.key]),
    )


@dataclass(frozen=True)
class PairWords:
    pk: int
    first: Person
    second: Person
    ground: str
    department: str
    compare_url: str


def pairs_in_words(pairs: Iterable[PossibleDuplicate]) -> list[PairWords]:
    return [
        PairWords(
            pair.pk,
            person(pair.first),
            person(pair.second),
            pair.get_ground_display(),
            pair.first.department.name,
            reverse("merge-compare", args=[pair.first.key, pair.second.key]),
        )
        for pair in pairs
    ]


@dataclass(frozen=True)
class SetAside:
    """A row that both records had; `details` are its values where they are of use to a reader."""

    about: str
    kind: str
    details: str


def set_aside_in_words(merge: Merge) -> Iterator[SetAside]:
    for step in _steps(merge, "aside"):
        for row in step["rows"][:1]:
            model = apps.get_model(row["model"])
            yield SetAside(step["about"], str(model._meta.verbose_name), _details(model, row["fields"]))


def moved_in_words(merge: Merge) -> list[tuple[str, int]]:
    """Kind of row to how many moved; those of one kind together."""
    counted: Counter[str] = Counter()
    for step in _steps(merge, "move"):
        counted[str(apps.get_model(step["model"])._meta.verbose_name_plural)] += len(step["pks"])
    return sorted(counted.items())


def exchanged_in_words(merge: Merge) -> list[str]:
    return [str(LABELS[group]) for step in _steps(merge, "swap") for group in step["groups"]]


def merge_in_words(merge: Merge) -> dict[str, Any]:
    """What the page of a merge shows."""
    return {
        "merge": merge,
        "standing": person(merge.standing),
        "gone": person(merge.gone),
        "moved": moved_in_words(merge),
        "exchanged": exchanged_in_words(merge),
        "set_aside": list(set_aside_in_words(merge)),
        "why_not": why_not_undone(merge),
    }


def _steps(merge: Merge, kind: str) -> Iterator[dict[str, Any]]:
    return (step for step in merge.journal if step["step"] == kind)


def _details(model: Any, fields: dict[str, Any]) -> str:
    if model is not Assessment:
        return ""
    if fields["score"] is None:
        return str(fields["not_scorable"])
    return _("score %(score)s, answered %(day)s") % {
        "score": f"{fields['score']:.4g}",
        "day": fields["observed_on"],
    }
