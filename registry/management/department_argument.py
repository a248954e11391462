"""The --department of a command."""

from __future__ import annotations

from django.core.management.base import CommandError

from registry.models import Department


def department_named(code: str) -> Department:
    """The department with this code; CommandError (exit 2) that names those there are."""
    found = Department.objects.filter(code=code).first()
    if found is None:
        known = ", ".join(Department.objects.order_by("code").values_list("code", flat=True)) or "none yet"
        raise CommandError(f"There is no department {code!r}; those there are: {known}.", returncode=2)
    return found
