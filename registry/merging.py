"""What a merge of two patients does with each kind of row (docs/adr/0032).

Every model from which a link leads to a patient is found by itself (registry/reach.py) and its rows move along. Here
stands only what is otherwise: what is derived, what stays, and what must be told apart before it moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db import models

from registry.models import Episode, Patient
from registry.reach import paths_to_patient

# Written again from what it is derived from, for both patients.
DERIVED = {"registry.pendingwave", "registry.wavestanding"}
# About the record, not about the person: who it was stays with it.
STAYS = {"registry.patientidentity", "registry.merge", "registry.possibleduplicate"}
# Label to what is done before its rows move: (journal, standing, gone).
BEFORE: dict[str, Callable[[Any, Patient, Patient], None]] = {}


def derived(label: str) -> None:
    """An app says of its own model that a merge writes it again."""
    DERIVED.add(label)


def before_moving(label: str, prepare: Callable[[Any, Patient, Patient], None]) -> None:
    """An app says how rows of its own model are told apart when two patients become one."""
    BEFORE[label] = prepare


def links_to_patient() -> Iterator[models.ForeignKey]:
    """The links of rows that move from one patient to the other."""
    for model in paths_to_patient():
        if model._meta.label_lower not in DERIVED | STAYS:
            yield from links(model, Patient)


def links_to_episode() -> Iterator[models.ForeignKey]:
    """The links of rows that move where two episodes are one."""
    for model in paths_to_patient():
        if model._meta.label_lower not in DERIVED:
            yield from links(model, Episode)


def links_beside() -> Iterator[tuple[Any, str]]:
    """Links to a patient beside another way there: both must lead to the same person."""
    paths = paths_to_patient()
    for link in links_to_patient():
        for other in link.model._meta.concrete_fields:
            if other.is_relation and other.related_model in paths and other.related_model is not Patient:
                yield link, f"{other.name}__{paths[other.related_model][0]}"


def links(model: type[models.Model], to: type[models.Model]) -> Iterator[Any]:
    yield from (one for one in model._meta.concrete_fields if one.is_relation and one.related_model is to)


def rows_derived(patients: list[int]) -> Iterator[models.QuerySet[Any]]:
    """What is derived of a patient alone; what is derived of an episode, plan_follow_up writes anew."""
    for model in paths_to_patient():
        if model._meta.label_lower in DERIVED and not any(links(model, Episode)):
            for link in links(model, Patient):
                yield model._base_manager.filter(**{f"{link.name}__in": patients})
