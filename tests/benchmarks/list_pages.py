"""Server time of every page that lists, with a tenth of the patients and with all of them, in SQLite on disk.

All belong to one department, the hardest there is for what is counted; BENCH_DEPARTMENTS=18 deals them out, the hardest
for what is found. BENCH_PATIENTS=1000000 asks it of a million.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.test.utils import override_settings
from django.urls import reverse

from guidelines.models import Reassessment
from registry.models import Role
from registry.private_search import sealed
from tests.benchmarks.population import DAY
from tests.benchmarks.registries import PATIENTS, registry_of
from tests.benchmarks.serving import TARGET, Served, client_of, served

YEAR = DAY.year
FIRST_YEAR = {"timepoint": "y1", "year": YEAR}
# Title to page and what is asked of it.
LISTS: dict[str, dict[str, tuple[str, dict[str, object]]]] = {
    Role.CLINICIAN: {
        "work list": ("home", {}),
        "work list, follow-up due": ("home", {"show": "due"}),
        "work list, worse than before": ("home", {"show": "worse"}),
        "patient list": ("patient-list", {}),
        "patient list, page 100": ("patient-list", {"page": 100}),
        "patient list, last page": ("patient-list", {"page": 10**6}),
        "patient list, alarm signs present": ("patient-list", {"alarm": "present"}),
        "patient list, alarm signs open, last page": ("patient-list", {"alarm": "open", "page": 10**6}),
        "patient list, advice changed": ("patient-list", {"advice": "changed"}),
        "patient list, follow-up due": ("patient-list", {"followup": "due"}),
        "patient list, worse than before": ("patient-list", {"scores": "worse"}),
        "patient list, vertebral fracture": ("patient-list", {"kind": "vertebral_fracture"}),
        "patient list, metastasis": ("patient-list", {"kind": "metastasis"}),
        "patient list, three filters": (
            "patient-list",
            {"alarm": "open", "followup": "due", "kind": "vertebral_fracture"},
        ),
        "patient list, three rare filters": (
            "patient-list",
            {"alarm": "clear", "followup": "due", "kind": "sacral_fracture"},
        ),
        "patient list, search by family name": ("patient-list", {"search": "Prøvesen"}),
        "patient list, search by number": ("patient-list", {"search": "BENCH-0000500"}),
        "patient list, search that finds nobody": ("patient-list", {"search": "Nobody"}),
    },
    Role.PHYSIOTHERAPIST: {
        "physiotherapist's first page": ("home", {}),
        "physiotherapy list": ("physiotherapy-list", {}),
    },
    Role.COORDINATOR: {
        "coordinator's first page": ("home", {}),
        "registry desk": ("registry-desk", {}),
        "follow-up list, least effort first": ("follow-up-list", {}),
        "follow-up list, last page": ("follow-up-list", {"page": 10**6}),
        "follow-up list, overdue": ("follow-up-list", {"status": "overdue"}),
        "follow-up list, due": ("follow-up-list", {"status": "due"}),
        "follow-up list, soonest to close": ("follow-up-list", {"order": "closing"}),
        "follow-up list, overdue first years": ("follow-up-list", {"status": "overdue", "wave": "y1"}),
        "follow-up list, overdue metastases": ("follow-up-list", {"status": "overdue", "kind": "metastasis"}),
        "follow-up list, due fifth years of sacral fractures": (
            "follow-up-list",
            {"status": "due", "kind": "sacral_fracture", "wave": "y5"},
        ),
        "follow-up list, not chased": ("follow-up-list", {"status": "closed"}),
        "follow-up counts and effort": ("follow-up-counts", {}),
        "completeness": ("completeness", {}),
        "completeness, a whole year": ("completeness", {"year": YEAR - 1}),
        "completeness, the patients behind a number": ("completeness-patients", FIRST_YEAR),
        "completeness, the last of them": ("completeness-patients", FIRST_YEAR | {"page": 10**6}),
        "completeness, those of one instrument": ("completeness-patients", FIRST_YEAR | {"form": "odi"}),
        "completeness beside the country": ("completeness-country", {}),
        "coverage and capture": ("capture", {}),
        "data queries": ("query-list", {}),
        "data queries, asked by people": ("query-list", {"raised": "person"}),
        "data queries, closed": ("query-list", {"state": "closed"}),
        "imports": ("import-list", {}),
        "possible duplicates": ("duplicate-list", {}),
        "transfers": ("transfer-list", {}),
        "transfers, closed": ("transfer-list", {"show": "closed"}),
        "years": ("period-list", {}),
        "corrections after a lock": ("period", {}),
        "scores computed anew": ("rescoring-list", {}),
        "unit report": ("unit-report", {}),
        "annual reports": ("annual-report-list", {}),
    },
    Role.ADMINISTRATOR: {
        "administrator's first page": ("home", {}),
        "administration: who read and changed what": ("admin:auditlog_logentry_changelist", {}),
        "administration: patients": ("admin:registry_patient_changelist", {}),
        "administration: assessments": ("admin:registry_assessment_changelist", {}),
        "administration: invitations": ("admin:registry_invitation_changelist", {}),
    },
    Role.EDITOR: {
        "guideline": ("guideline", {}),
        "actions": ("guideline-actions", {}),
        "statements": ("guideline-statements", {}),
        "controversies": ("guideline-controversies", {}),
        "what is proved": ("guideline-proofs", {}),
        "review desk": ("guideline-review", {}),
        "reassessments": ("guideline-reassess", {}),
    },
}
A_YEAR = ["bench-0", YEAR - 1]  # what the address of the page "period" says
CHANGED = "patients whose advice changes"


@override_settings(ALLOWED_HOSTS=["testserver"], WHITENOISE_AUTOREFRESH=True)
def measure() -> list[tuple[str, str, str]]:
    """Rows of what was measured, how it went, and what it must reach, each size in a database of its own."""
    few, many = _measured(PATIENTS // 10), _measured(PATIENTS)
    return [
        (title, f"{one}; {one.median / few[title].median:.1f} times that of a tenth", TARGET)
        for title, one in many.items()
    ]


def _measured(patients: int) -> dict[str, Served]:
    with registry_of(patients):
        found = {
            title: _served(role, address(*page))
            for role, pages in LISTS.items()
            for title, page in pages.items()
        }
        run = Reassessment.objects.latest("pk")
        changed = reverse("guideline-reassessment", args=[run.pk])
        return found | {CHANGED: _served(Role.EDITOR, changed)}


def _served(role: str, url: str) -> Served:
    return served(client_of(role), lambda _turn: url)


def address(name: str, asked: dict[str, object]) -> str:
    given = {key: sealed(str(value)) if key == "search" else value for key, value in asked.items()}
    args = A_YEAR if name == "period" else []
    return f"{reverse(name, args=args)}?{urlencode(given)}"
