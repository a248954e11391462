"""What the frame of every page shows: the main menu, where the user works, the version."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from registry.models import Role

EVERYONE = frozenset(Role.values)
CLINICAL = frozenset({Role.CLINICIAN, Role.PHYSIOTHERAPIST, Role.COORDINATOR})


@dataclass(frozen=True)
class Entry:
    """A place in the main menu and the roles it is for; what one may do there is asked again by the view."""

    url_name: str
    label: str
    roles: frozenset[str]
    shortcut: str = ""


MENU = (
    Entry("home", _("Work list"), CLINICAL, "g l"),
    Entry("patient-list", _("Patients"), CLINICAL, "g p"),
    Entry("follow-up-list", _("Follow-up"), frozenset({Role.CLINICIAN, Role.COORDINATOR}), "g f"),
    Entry("transfer-list", _("Transfers"), frozenset({Role.COORDINATOR}), "g x"),
    Entry("period-list", _("Years"), frozenset({Role.COORDINATOR, Role.ADMINISTRATOR}), "g y"),
    Entry("physiotherapy-list", _("Physiotherapy"), frozenset({Role.CLINICIAN, Role.PHYSIOTHERAPIST}), "g t"),
    Entry("guideline", _("Guideline"), EVERYONE, "g r"),
    Entry("admin:index", _("Administration"), frozenset({Role.ADMINISTRATOR}), "g a"),
)


def frame(request):
    """Context processor: `nav`, `places` (department and the user's roles there) and `columna_version`."""
    # lazy, so that a fragment that draws no frame asks the database nothing
    return {
        "nav": SimpleLazyObject(lambda: menu(request)),
        "places": SimpleLazyObject(lambda: places(request.user)),
        "columna_version": version(),
    }


def menu(request) -> list[dict]:
    """The entries this user's roles open, with the page they stand on marked."""
    user = request.user
    if not user.is_authenticated:
        return []
    roles = EVERYONE if user.is_superuser else user.roles
    return [_drawn(entry, request.path) for entry in MENU if entry.roles & roles]


def places(user) -> list[dict]:
    """Each department the user belongs to with the roles held there, in words."""
    held: dict[str, list[str]] = {}
    for membership in user.held_memberships:
        held.setdefault(membership.department.name, []).append(membership.get_role_display())
    return [{"department": department, "roles": ", ".join(roles)} for department, roles in held.items()]


def _drawn(entry: Entry, path: str) -> dict:
    url = reverse(entry.url_name)
    return {
        "url": url,
        "label": entry.label,
        "shortcut": entry.shortcut,
        "here": path == url if url == "/" else path.startswith(url),
    }


@cache
def version() -> str:
    """Columna's own version, as pyproject.toml has it."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return project["project"]["version"]
