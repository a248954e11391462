"""Every page that each role may open, on the made-up department, at both widths: policy, axe, width, and a picture."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from decision_support.demo import department
from guidelines.models import Evaluation, IncidentReport
from guidelines.pathway.rulebook import RULESET
from registry.actions import start_rescoring, work_on_rescoring
from registry.models import Assessment, Episode, Operation, Patient, Rescoring, Role, User
from registry.rescoring import Request
from tests.access_matrix import PAGES, VISITORS, Row, rows
from tests.addresses import every_address
from tests.browser.conftest import HEIGHT, WIDTHS
from tests.reassessments import a_reassessment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

# Pages that need a token from a mail nobody sends, and fragments, which are seen on the pages that hold them.
PARAMETERS = {known.name: known.parameters for known in every_address()}
NOT_OPENED = {
    "account_confirm_email",
    "account_reset_password_from_key",
    "questionnaire",  # with its link: test_questionnaire.py
    "assessment-draft",
    "follow-up-counts",
    "report-figure",  # a picture: test_unit_report.py
    *("import", "import-progress", "import-report", "import-mapping"),  # of a file: test_imports.py
    *("annual-report", "annual-report-file"),  # of a report: test_annual_report.py
    *("published-report", "published-edition", "published-file"),  # likewise
    "transfer",  # needs one: test_transfers.py
    "merge",  # needs one: test_merges.py
    "whole-record-file",  # a download
    "programme-version",  # the sheet of a patient with a programme: test_programme.py
}


@pytest.fixture
def place():
    """The made-up department, and what the parameters of a page's address stand for in it."""
    department.load(timezone.localdate())
    evaluation = Evaluation.objects.order_by("pk").first()
    episode = Episode.objects.filter(patient=evaluation.patient).get()
    operation = Operation.objects.order_by("pk").first()
    return {
        "key": evaluation.patient.key,
        "pk": evaluation.pk,
        "episode": episode.pk,
        "other": Patient.objects.exclude(pk=evaluation.patient_id).first().key,
        "place": evaluation.patient.department.code,
        "year": timezone.localdate().year - 1,
        "timepoint": "baseline",
        "instrument": "odi",
        "action": "refer.pain_clinic",
        "source": "danespine-report",
        "controversy": "vertebroplasty-effect",
        "wave": "y1",
        "run": a_reassessment(User.objects.get(memberships__role=Role.COORDINATOR)).pk,
        "version": "2026.1",
        "then": "2026.1",
        "now": RULESET,
        "code": "sit_to_stand",
        "rescoring": a_rescoring().pk,
        "own": {
            "guideline-report": {"pk": IncidentReport.objects.get().pk},
            "operation-edit": {"key": operation.episode.patient.key, "operation": operation.pk},
            "operation-remove": {"key": operation.episode.patient.key, "operation": operation.pk},
        },  # where a name means another row
    }


def a_rescoring() -> Rescoring:
    """A run that found a score stored under a rule of old."""
    Assessment.objects.filter(instrument="odi").update(scoring_rule="of-old", score=1, not_scorable="")
    run = start_rescoring(Request(), reason="a new rule", by=None)
    *_, run = work_on_rescoring(run, also=lambda _changes: None, by=None)
    return run


def opened_by(role: str) -> list[Row]:
    column = VISITORS.index(role)
    return [
        row
        for row in rows(PAGES)
        if row.method == "GET" and row.statuses[column] == 200 and row.name not in NOT_OPENED
    ]


def address(row: Row, place: dict) -> str:
    known = place | place["own"].get(row.name, {})
    return reverse(row.name, kwargs={name: known[name] for name in PARAMETERS[row.name]})


@pytest.mark.parametrize("role", Role.values)
def test_every_page_of_a_role_is_clean_fits_and_has_its_picture(page, live_server, sign_in, axe, place, role):
    sign_in(User.objects.filter(memberships__role=role).first())
    found = []
    for row in opened_by(role):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            answer = page.goto(live_server.url + address(row, place))
            found += [f"{row.name} at {width}: {said}" for said in findings(page, answer, axe, width)]
            page.screenshot(path=picture(role, row, width), full_page=True)
    assert found == []


def findings(page, answer, axe, width: int) -> list[str]:
    """What is wrong with the page as it stands; nothing where all is well."""
    wrong = [] if answer.status == 200 else [f"answered {answer.status}"]
    widest = page.evaluate("document.documentElement.scrollWidth")
    if widest > width:
        wrong.append(f"{widest} px wide")
    return wrong + axe()


def picture(role: str, row: Row, width: int):
    folder = settings.BASE_DIR / "screenshots" / role
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{row.name.replace(':', '-')}-{width}.png"
