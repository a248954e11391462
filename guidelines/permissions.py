"""Who may see advice, answer it and decide a category. The predicate is the registry's."""

import rules

from registry.administration import KEEPS, SEES, grant
from registry.models import Role
from registry.permissions import CLINICAL, EVERYONE, WITH_PATIENTS, holds

EDITORIAL = frozenset({Role.EDITOR})

PERMISSIONS: dict[str, frozenset[str]] = {
    "guidelines.see_advice": WITH_PATIENTS,
    "guidelines.read_guideline": EVERYONE,
    "guidelines.reassess": EDITORIAL | {Role.COORDINATOR, Role.ADMINISTRATOR},
    "guidelines.respond": frozenset({Role.CLINICIAN}),
    "guidelines.sign": frozenset({Role.CLINICIAN}),
    "guidelines.note_worse": CLINICAL,
    "guidelines.see_functional_category": CLINICAL,
    "guidelines.decide_functional_category": frozenset({Role.PHYSIOTHERAPIST}),
    "guidelines.see_review_desk": EDITORIAL | {Role.ADMINISTRATOR},
    "guidelines.sign_rule_check": EDITORIAL,
    "guidelines.switch_rule": EDITORIAL,
    "guidelines.file_incident": CLINICAL,
    "guidelines.see_incidents": CLINICAL | EDITORIAL | {Role.ADMINISTRATOR},
    "guidelines.answer_incident": EDITORIAL,
    "guidelines.see_use": EVERYONE,
}
ADMINISTRATION: dict[str, tuple[str, ...]] = {
    "guidelines.evaluation": SEES,
    "guidelines.response": SEES,
    "guidelines.signature": SEES,
    "guidelines.standing": SEES,
    "guidelines.functionaldecision": SEES,
    "guidelines.trainingprogramme": SEES,
    "guidelines.thresholdoverride": KEEPS,
}
for name, roles in PERMISSIONS.items():
    rules.add_perm(name, holds(roles))
grant(ADMINISTRATION)
