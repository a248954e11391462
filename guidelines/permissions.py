"""Who may see advice, answer it and decide a category. The predicate is the registry's."""

import rules

from registry.administration import KEEPS, SEES, grant
from registry.models import Role
from registry.permissions import CLINICAL, EVERYONE, holds

PERMISSIONS: dict[str, frozenset[str]] = {
    "guidelines.see_advice": EVERYONE,
    "guidelines.read_guideline": EVERYONE,
    "guidelines.reassess": frozenset({Role.COORDINATOR, Role.ADMINISTRATOR}),
    "guidelines.respond": frozenset({Role.CLINICIAN}),
    "guidelines.sign": frozenset({Role.CLINICIAN}),
    "guidelines.see_functional_category": CLINICAL,
    "guidelines.decide_functional_category": frozenset({Role.PHYSIOTHERAPIST}),
}
ADMINISTRATION: dict[str, tuple[str, ...]] = {
    "guidelines.evaluation": SEES,
    "guidelines.response": SEES,
    "guidelines.signature": SEES,
    "guidelines.standing": SEES,
    "guidelines.functionaldecision": SEES,
    "guidelines.thresholdoverride": KEEPS,
}
for name, roles in PERMISSIONS.items():
    rules.add_perm(name, holds(roles))
grant(ADMINISTRATION)
