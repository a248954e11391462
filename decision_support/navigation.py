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
DESK_NAME = "registry-desk"
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
    Entry("physiotherapy-list", _("Physiotherapy"), frozenset({Role.CLINICIAN, Role.PHYSIOTHERAPIST}), "g t"),
    Entry(DESK_NAME, _("Registry"), frozenset(Role.values) - {Role.PHYSIOTHERAPIST, Role.EDITOR}, "g d"),
    Entry("unit-report", _("Reports"), CLINICAL | {Role.ADMINISTRATOR}, "g u"),
    Entry("guideline", _("Guideline"), EVERYONE, "g r"),
    Entry("admin:index", _("Administration"), frozenset({Role.ADMINISTRATOR}), "g a"),
)


@dataclass(frozen=True)
class Place:
    """A page of the registry's desk: what it is for in a line, and the permission that opens it."""

    url_name: str
    label: str
    words: str
    permission: str


# In the order of the work: data come in, are made whole and right, are handed on.
DESK = (
    (
        _("Data in and out"),
        (
            Place(
                "import-list",
                _("Import"),
                _(
                    "Patients and their answers from a file: shown before they are stored, with a report of what is refused."
                ),
                "registry.import_data",
            ),
            Place(
                "export",
                _("Export"),
                _("Chosen variables of the department's own patients, under codes, with a data dictionary."),
                "registry.export_data",
            ),
            Place(
                "wordings",
                _("Licensed wording"),
                _(
                    "The texts of questionnaires that belong to others: which are loaded, in which language, and a file to load."
                ),
                "registry.load_wording",
            ),
        ),
    ),
    (
        _("Whole and right"),
        (
            Place(
                "query-list",
                _("Data queries"),
                _("What is asked about the data, by rules and by people; each closes when its value comes."),
                "registry.see_queries",
            ),
            Place(
                "completeness",
                _("Completeness"),
                _(
                    "Answered of asked at each timepoint against the targets, and the patients behind each number."
                ),
                "registry.see_completeness",
            ),
            Place(
                "completeness-country",
                _("Beside the country"),
                _("The same rates of the whole country, as counts alone."),
                "registry.see_completeness",
            ),
            Place(
                "capture",
                _("Coverage and capture"),
                _("Units that report, and operations registered of those counted elsewhere."),
                "registry.see_completeness",
            ),
            Place(
                "rescoring-list",
                _("Scores computed anew"),
                _("What another scoring rule or value set changed in the department, and what it replaced."),
                "registry.see_rescorings",
            ),
        ),
    ),
    (
        _("Whose patient"),
        (
            Place(
                "transfer-list",
                _("Transfers"),
                _("Patients another department asks for or offers, and those asked of others."),
                "registry.transfer_patient",
            ),
            Place(
                "duplicate-list",
                _("One person, two records"),
                _("Patients who may stand twice: compared, merged, and the merge undone."),
                "registry.merge_patients",
            ),
        ),
    ),
    (
        _("Signed and published"),
        (
            Place(
                "period-list",
                _("Years: sign-off and lock"),
                _("Which years are signed off and locked, and what was corrected after a lock."),
                "registry.see_periods",
            ),
            Place(
                "annual-report-list",
                _("Annual report"),
                _("Made from the statistics, held against the linter, signed by two, published for good."),
                "registry.make_annual_report",
            ),
        ),
    ),
)


def desk(user) -> list[dict]:
    """The groups of the desk with the places the user may open; a group without one is left out."""
    groups = [{"label": label, "places": _open_to(user, places)} for label, places in DESK]
    return [group for group in groups if group["places"]]


def _open_to(user, places) -> list[dict]:
    return [
        {"url": reverse(place.url_name), "label": place.label, "words": place.words}
        for place in places
        if user.has_perm(place.permission)
    ]


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
    entries = [entry for entry in MENU if entry.roles & roles]
    here = _stood_on(entries, request.path)
    return [_drawn(entry, entry is here) for entry in entries]


def places(user) -> list[dict]:
    """Each department the user belongs to with the roles held there, in words."""
    held: dict[str, list[str]] = {}
    for membership in user.held_memberships:
        held.setdefault(membership.department.name, []).append(membership.get_role_display())
    return [{"department": department, "roles": ", ".join(roles)} for department, roles in held.items()]


def _stood_on(entries: list[Entry], path: str) -> Entry | None:
    """The entry a page belongs to: a page of the desk to the desk; the closest where one address is within another."""
    found = [
        (len(root), entry) for entry in entries for root in _roots(entry.url_name) if _within(path, root)
    ]
    return max(found, key=lambda one: one[0], default=(0, None))[1]


def _within(path: str, root: str) -> bool:
    return path == root if root == "/" else path.startswith(root)


def _roots(url_name: str) -> list[str]:
    """The addresses under which the pages of an entry stand."""
    if url_name != DESK_NAME:
        return [reverse(url_name)]
    places = [place.url_name for _label, group in DESK for place in group]
    return [reverse(name) for name in (url_name, *places, "published-list")] + ["/merges/"]


def _drawn(entry: Entry, here: bool) -> dict:
    return {
        "url": reverse(entry.url_name),
        "label": entry.label,
        "shortcut": entry.shortcut,
        "here": here,
    }


@cache
def version() -> str:
    """Columna's own version, as pyproject.toml has it."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return project["project"]["version"]
