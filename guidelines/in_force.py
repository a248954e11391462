"""What holds for a department on a day: its thresholds, and the rules that are switched off. One query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import FilteredRelation, Q

from guidelines.pathway.thresholds import DEFAULT, Override, Thresholds
from guidelines.switched_off import LAST_SWITCHED, SwitchedOff, off_as_of
from registry.models import Department

OWN = ("own__name", "own__value", "own__source", "own__valid_from")


@dataclass(frozen=True)
class InForce:
    thresholds: Thresholds
    off: tuple[SwitchedOff, ...]


def in_force(department: Department, on: date) -> InForce:
    """The latest of its own thresholds that have begun, and what is switched off everywhere."""
    begun = FilteredRelation("threshold_overrides", condition=Q(threshold_overrides__valid_from__lte=on))
    rows = Department.objects.filter(pk=department.pk).annotate(own=begun, switched=LAST_SWITCHED)
    found = list(rows.order_by("own__valid_from", "own__id").values_list("switched", *OWN))
    own = {name: Override(*said) for _switched, name, *said in found if name}
    return InForce(DEFAULT.with_overrides(own) if own else DEFAULT, off_as_of(found[0][0]))
