"""What a list reads of each patient: who it is, how old, and where on the pathway."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from guidelines.standing_selectors import with_standing
from registry.selectors.compiled import Compiled, a_page
from registry.selectors.names import NAMED, NamedPatient, named_patient
from registry.selectors.patients import patients_in


class Listed(NamedTuple):
    """A patient of a list; `department` is its name, `alarm`, `advice_changed` and `worse` as with_standing has them."""

    department: str
    age_given_years: int | None
    age_given_on: date | None
    alarm: str
    advice_changed: bool
    worse: list[dict[str, Any]] | None
    patient: NamedPatient


OWN = len(Listed._fields) - 1  # the columns that are no name


def listed(user: Any, ids: Sequence[int]) -> dict[int, Listed]:
    """Id to patient, of those of the user's departments alone; at most a page of them."""
    rows = LISTED(a_page(ids), sorted(user.patient_departments))
    return {pk: Listed(*columns[:OWN], named_patient(columns[OWN:])) for pk, *columns in rows}


def _asked(ids: Collection[int], departments: Collection[int]) -> QuerySet[Any, Any]:
    own = ("department__name", *Listed._fields[1:OWN])
    return with_standing(patients_in(departments)).filter(pk__in=ids).values_list("pk", *own, *NAMED)


LISTED = Compiled(_asked)
