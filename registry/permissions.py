"""Who may do what, as predicates over a user and a row (docs/reference/access.md).

A permission is asked either for a row, and then the role must be held in that row's department, or for no row at all,
and then the role must be held somewhere: that opens a page or a menu, never a patient.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import rules

from registry.models import Role
from registry.models.staff import SEES_NO_PATIENT

EVERYONE = frozenset(Role.values)
WITH_PATIENTS = EVERYONE - SEES_NO_PATIENT
CLINICAL = frozenset({Role.CLINICIAN, Role.PHYSIOTHERAPIST})
ANSWERS_FOR_DATA = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
ENTERS_DATA = frozenset({Role.CLINICIAN, Role.PHYSIOTHERAPIST, Role.COORDINATOR})


def department_id_of(row: Any) -> int | None:
    """The department that owns a row: its patient's, for a patient may have been transferred since; else its own."""
    if row is None:
        return None
    if row._meta.model_name == "department":
        return row.pk
    for owner in (
        "patient",
        "department_id",
        "episode",
        "evaluation",
        "invitation",
        "standing",
        "first",
        "lock",
        "assessment",
        "run",
    ):
        found = getattr(row, owner, None)
        if found is not None:
            return found if owner == "department_id" else department_id_of(found)
    return None


def holds(roles: frozenset[str]) -> Callable[..., bool]:
    """A predicate: the user holds one of `roles`, in the row's department where there is a row."""

    @rules.predicate(f"holds {', '.join(sorted(roles))}")
    def has_role(user: Any, row: Any = None) -> bool:
        if not user.is_authenticated:
            return False
        if row is None:
            return bool(user.roles & roles)
        return bool(user.department_roles.get(department_id_of(row), frozenset()) & roles)

    return has_role


PERMISSIONS: dict[str, frozenset[str]] = {
    "registry.open_home": EVERYONE,
    "registry.see_patient": WITH_PATIENTS,
    "registry.reveal_identity": WITH_PATIENTS,
    "registry.register_patient": frozenset({Role.CLINICIAN, Role.COORDINATOR}),
    "registry.edit_patient": frozenset({Role.CLINICIAN, Role.COORDINATOR}),
    "registry.record_facts": CLINICAL,
    "registry.record_procedure": frozenset({Role.CLINICIAN}),
    "registry.record_assessment": ENTERS_DATA,
    "registry.enter_follow_up": ENTERS_DATA,
    "registry.see_follow_up": ENTERS_DATA,
    "registry.see_reports": WITH_PATIENTS,
    "registry.see_queries": ENTERS_DATA,
    "registry.raise_query": frozenset({Role.CLINICIAN, Role.COORDINATOR}),
    "registry.answer_query": ENTERS_DATA,
    "registry.close_query": frozenset({Role.COORDINATOR}),
    "registry.see_completeness": frozenset({Role.CLINICIAN, Role.COORDINATOR, Role.ADMINISTRATOR}),
    "registry.invite_patient": frozenset({Role.CLINICIAN, Role.COORDINATOR}),
    "registry.acknowledge_alarm": ENTERS_DATA,
    "registry.work_with_registry": frozenset({Role.CLINICIAN, Role.COORDINATOR, Role.ADMINISTRATOR}),
    "registry.import_data": frozenset({Role.COORDINATOR}),
    "registry.load_external_counts": ANSWERS_FOR_DATA,
    "registry.load_wording": ANSWERS_FOR_DATA,
    "registry.export_data": ANSWERS_FOR_DATA,
    "registry.see_rescorings": ANSWERS_FOR_DATA,
    "registry.make_annual_report": ANSWERS_FOR_DATA,
    "registry.export_identified": frozenset({Role.ADMINISTRATOR}),
    "registry.hand_out_record": ANSWERS_FOR_DATA,
    "registry.erase_person": ANSWERS_FOR_DATA,
    "registry.transfer_patient": frozenset({Role.CLINICIAN, Role.COORDINATOR}),
    "registry.see_periods": frozenset({Role.CLINICIAN, Role.COORDINATOR, Role.ADMINISTRATOR}),
    "registry.sign_off_period": frozenset({Role.CLINICIAN, Role.ADMINISTRATOR}),
    "registry.lock_period": ANSWERS_FOR_DATA,
    "registry.open_period": frozenset({Role.ADMINISTRATOR}),
    "registry.merge_patients": frozenset({Role.COORDINATOR}),
    "registry.close_wave": frozenset({Role.COORDINATOR}),
}
for name, roles in PERMISSIONS.items():
    rules.add_perm(name, holds(roles))
