"""Who may see advice, answer it and decide a category. The predicate is the registry's."""

import rules

from registry.models import Role
from registry.permissions import CLINICAL, EVERYONE, holds

PERMISSIONS: dict[str, frozenset[str]] = {
    "guidelines.see_advice": EVERYONE,
    "guidelines.respond": frozenset({Role.CLINICIAN}),
    "guidelines.sign": frozenset({Role.CLINICIAN}),
    "guidelines.see_functional_category": CLINICAL,
    "guidelines.decide_functional_category": frozenset({Role.PHYSIOTHERAPIST}),
}
for name, roles in PERMISSIONS.items():
    rules.add_perm(name, holds(roles))
