"""What a list reads of each patient: who it is, how old, and where on the pathway."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

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


class ListedFunction(NamedTuple):
    """A patient of the physiotherapy list, with what the standing says of the functional category."""

    department: str
    age_given_years: int | None
    age_given_on: date | None
    alarm: str
    category_status: str | None
    category_confirmed_on: date | None
    retest_from: date | None
    retest_by: date | None
    patient: NamedPatient


def listed(user: Any, ids: Sequence[int]) -> dict[int, Listed]:
    """Id to patient, of those of the user's departments alone; at most a page of them."""
    return _by_id(LISTED, Listed, user, ids)


def listed_functions(user: Any, ids: Sequence[int]) -> dict[int, ListedFunction]:
    """The same with their functional category."""
    return _by_id(FUNCTIONS, ListedFunction, user, ids)


def _by_id(rows: Compiled, made: Callable[..., Any], user: Any, ids: Sequence[int]) -> dict[int, Any]:
    found, named = rows(a_page(ids), sorted(user.patient_departments)), -len(NAMED)
    return {pk: made(*columns[:named], named_patient(columns[named:])) for pk, *columns in found}


def _compiled(*own: str) -> Compiled:
    return Compiled(
        lambda ids, departments: (
            with_standing(patients_in(departments)).filter(pk__in=ids).values_list("pk", *own, *NAMED)
        )
    )


WHOSE = ("department__name", "age_given_years", "age_given_on", "alarm")
LISTED = _compiled(*WHOSE, "advice_changed", "worse")
FUNCTIONS = _compiled(*WHOSE, *(f"standing__{column}" for column in ListedFunction._fields[4:8]))
