"""docs/reference/access.md from the permission tables and the gates of the views: who may open and do what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import URLResolver, get_resolver

from guidelines import permissions as guidelines
from registry import administration
from registry import permissions as registry
from registry.models import Role

PATH = "docs/reference/access.md"
PERMISSIONS = {**registry.PERMISSIONS, **guidelines.PERMISSIONS}
ADMINISTRATION = {**administration.ADMINISTRATION, **guidelines.ADMINISTRATION}
ROLES = tuple(Role)


def access_markdown() -> dict[str, str]:
    """Path to text, as decision_support.reference_docs takes it."""
    return {PATH: "\n".join([*_introduction(), *_permissions(), *_pages(), *_administration()])}


def _introduction() -> Iterator[str]:
    yield "# Who may open and do what\n"
    yield (
        "A role is held in a department, and a department owns its patients. Whoever may do something may do it to "
        "the patients of the departments where they hold the role, and to nobody else's: another department's patient "
        "is not found (404), a page that the role may not open is refused (403), and without signing in every page "
        "leads to the login. Every page that shows a patient, lists and fragments too, leaves an entry in the audit "
        "table. tests/access_matrix.py holds each address to this, for each role, in and outside the department.\n"
    )


def _permissions() -> Iterator[str]:
    yield "## Permissions\n"
    yield from _table(
        ["Permission", *(role.label for role in ROLES)],
        (
            [f"`{name}`", *("yes" if role in roles else "" for role in ROLES)]
            for name, roles in PERMISSIONS.items()
        ),
    )


def _pages() -> Iterator[str]:
    yield "\n## Pages and what they ask for\n"
    yield from _table(
        ["Address", "Name", "Permission"],
        (
            [f"`/{route}`", f"`{name}`", f"`{asked}`"]
            for route, name, asked in sorted(_gated(get_resolver().url_patterns))
        ),
    )


def _administration() -> Iterator[str]:
    yield "\n## Administration\n"
    yield (
        "For an administrator who is marked as staff, in their own departments. A superuser may do all that a page of "
        "the administration allows; what must never change is refused by the page to everybody. People who also work "
        "in other departments are seen and not changed.\n"
    )
    yield from _table(
        ["Kind of row", "May"], ([f"`{model}`", ", ".join(verbs)] for model, verbs in ADMINISTRATION.items())
    )


def _gated(patterns: Iterable[Any], before: str = "") -> Iterator[tuple[str, str, str]]:
    """Route, name and permission of every page behind a gate of ours (registry/gates.py)."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _gated(pattern.url_patterns, route)
        elif hasattr(pattern.callback, "permission"):
            yield route, pattern.name, pattern.callback.permission


def _table(head: list[Any], rows: Iterable[list[Any]]) -> Iterator[str]:
    yield f"| {' | '.join(map(str, head))} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(map(str, row))} |"
