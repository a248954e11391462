"""What an administrator may do with each kind of row in the admin, in their own departments (docs/reference/access.md).

The names are Django's own (`registry.view_patient`), so that its admin asks for them. A superuser may do all that a
page of the admin allows; what must never change is refused by the page itself, to everybody.
"""

from __future__ import annotations

from typing import Any

import rules

from registry.models import Role
from registry.permissions import holds

SEES = ("view",)
KEEPS = ("view", "add", "change")
WHOLLY = ("view", "add", "change", "delete")

# Clinical rows are seen here and written on the screens, where a conflict is shown and advice is kept up to date.
ADMINISTRATION: dict[str, tuple[str, ...]] = {
    "registry.department": ("view", "change"),
    "registry.region": SEES,  # of a country: written by a superuser
    "registry.site": KEEPS,
    "registry.user": KEEPS,
    "registry.membership": WHOLLY,
    "registry.patient": SEES,
    "registry.patientidentity": SEES,
    "registry.episode": SEES,
    "registry.procedure": SEES,
    "registry.operation": SEES,
    "registry.background": SEES,
    "registry.waveclosure": SEES,
    "registry.pendingwave": SEES,
    "registry.wavestanding": SEES,
    "registry.completenesscell": SEES,
    "registry.windowcount": SEES,
    "registry.dataquery": SEES,
    "registry.externalcount": KEEPS,
    "registry.assessment": SEES,
    "registry.pastscore": SEES,
    "registry.clinicalrecord": SEES,
    "registry.instrumentwording": SEES,
    "registry.invitation": SEES,
    "registry.invitationlink": SEES,
    "registry.reportedalarm": SEES,
    "registry.transfer": SEES,
    "registry.importmapping": SEES,
    "registry.importrun": SEES,
    "registry.importpiece": SEES,
    "registry.merge": SEES,
    "registry.possibleduplicate": SEES,
    "registry.periodlock": SEES,
    "registry.correctionafterlock": SEES,
    "auditlog.logentry": SEES,
}

administers = rules.is_staff & holds(frozenset({Role.ADMINISTRATOR}))


def departments_administered(user: Any) -> frozenset[int]:
    """Ids of the departments where the user is administrator."""
    held = user.department_roles.items()
    return frozenset(department for department, roles in held if Role.ADMINISTRATOR in roles)


def departments_of_person(person: Any) -> frozenset[int]:
    return frozenset(person.department_roles) if person is not None else frozenset()


@rules.predicate
def works_with(user: Any, person: Any = None) -> bool:
    """The person holds a role in a department the user administers."""
    return person is None or bool(departments_of_person(person) & departments_administered(user))


@rules.predicate
def works_nowhere_else(user: Any, person: Any = None) -> bool:
    """Every role of the person is in a department the user administers: whose password one sets, one can act as."""
    if person is None:
        return True
    return not person.is_superuser and departments_of_person(person) <= departments_administered(user)


@rules.predicate
def acted_here(user: Any, entry: Any = None) -> bool:
    """The entry of the audit table was left by somebody who works in the user's departments only."""
    return entry is None or (entry.actor is not None and works_nowhere_else.test(user, entry.actor))


somewhere = rules.predicate(lambda user, row=None: administers.test(user), "administers a department")

# What is asked of a row that no single department owns.
PREDICATES = {
    "registry.view_region": somewhere,
    "registry.view_user": somewhere & works_with,
    "registry.change_user": somewhere & works_with & works_nowhere_else,
    "auditlog.view_logentry": somewhere & acted_here,
}


def permissions(administration: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """Every permission of a table like ADMINISTRATION, with its predicate."""
    names = [
        f"{model.replace('.', f'.{verb}_')}" for model, verbs in administration.items() for verb in verbs
    ]
    return {name: PREDICATES.get(name, administers) for name in names}


def grant(administration: dict[str, tuple[str, ...]]) -> None:
    """Makes the permissions known, and opens the apps' sections of the admin to administrators."""
    for name, predicate in permissions(administration).items():
        rules.add_perm(name, predicate)
    for app in {model.partition(".")[0] for model in administration}:
        rules.add_perm(app, administers)


grant(ADMINISTRATION)
