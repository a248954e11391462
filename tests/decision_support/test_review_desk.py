"""The desk's doors and pages, and what a rule that is switched off does to the pages of a patient."""

from __future__ import annotations

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from guidelines.actions import Reported, refresh_standing, report_incident, switch_rule_off
from guidelines.advice import advice_for
from guidelines.models import Evaluation, IncidentReport, Response, RuleCheck, RuleSwitch
from guidelines.pathway.rule_digest import digests
from guidelines.pathway.rulebook import CURRENT
from registry.models import Membership, Role
from tests.factories import a_department, a_patient, a_user, recorded
from tests.guidelines.sheets import FRACTURE

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MOST_QUERIES = 12
GOAL = "goal.pain"
INFECTION = "urgent.suspected_infection"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def department():
    return a_department()


@pytest.fixture
def editor(department):
    return a_user(Role.EDITOR, department, first_name="Gerda", last_name="Guide")


@pytest.fixture
def clinician(department):
    return a_user(Role.CLINICIAN, department, first_name="Clara")


@pytest.fixture
def patient(department, today):
    patient = a_patient(department, given_name="Ragnhild", family_name="Østervang", number="TEST-4711")
    recorded(patient, on=today, **FRACTURE)
    return patient


def text(answer, status=200) -> str:
    assert answer.status_code == status
    return answer.content.decode()


def off(action, editor, today, **given):
    switch_rule_off(action=action, reason="It fires for everybody", on=today, by=editor, **given)


class TestDoors:
    def test_an_editor_begins_at_the_desk_and_sees_no_patient(self, client, editor, patient):
        client.force_login(editor)
        assert client.get("/").url == reverse("guideline-review")
        assert client.get(reverse("patient-list")).status_code == 403
        assert client.get(reverse("patient-page", args=[patient.key])).status_code == 404

    def test_an_editor_who_is_clinician_elsewhere_sees_the_patients_of_there_only(
        self, client, editor, patient
    ):
        elsewhere = a_department()
        theirs = a_patient(elsewhere)
        Membership.objects.create(user=editor, department=elsewhere, role=Role.CLINICIAN)
        client.force_login(editor)
        listed = client.get(reverse("patient-list")).context["rows"]
        assert [str(row.key) for row in listed] == [str(theirs.key)]
        assert client.get(reverse("patient-page", args=[patient.key])).status_code == 404

    def test_an_administrator_reads_the_desk_and_signs_nothing(self, client, department):
        client.force_login(a_user(Role.ADMINISTRATOR, department))
        shown = text(client.get(reverse("guideline-review-rule", args=[GOAL])))
        assert "Sign the check" not in shown
        assert "Switch the rule off" not in shown
        for name in ("guideline-review-sign", "guideline-review-switch"):
            assert client.post(reverse(name, args=[GOAL])).status_code == 403

    def test_a_rule_there_is_none_of_names_those_there_are(self, client, editor):
        client.force_login(editor)
        shown = text(client.get(reverse("guideline-review-rule", args=["goal.pian"])), 404)
        assert "There is no rule “goal.pian”" in shown
        assert reverse("guideline-review-rule", args=[GOAL]) in shown


class TestSigning:
    def test_a_signature_is_under_the_rule_that_was_read(self, client, editor):
        client.force_login(editor)
        said = {"side": "clinical", "months": "12", "digest": "of another wording"}
        shown = text(client.post(reverse("guideline-review-sign", args=[GOAL]), said), 409)
        assert "The rule changed after you opened the page" in shown
        assert not RuleCheck.objects.exists()

    @pytest.mark.parametrize("months", [6, 12, 24])
    def test_it_is_due_again_after_the_months_that_were_chosen(self, client, editor, months, today):
        client.force_login(editor)
        said = {"side": "clinical", "months": str(months), "digest": digests(CURRENT)[GOAL]}
        client.post(reverse("guideline-review-sign", args=[GOAL]), said)
        due = RuleCheck.objects.get().review_by
        assert (due.year - today.year) * 12 + due.month - today.month == months

    def test_a_comment_with_a_personal_number_is_refused(self, client, editor):
        client.force_login(editor)
        said = {
            "side": "clinical",
            "months": "12",
            "digest": digests(CURRENT)[GOAL],
            "comment": "see 010248-1234",
        }
        assert "Found “010248-1234”" in text(
            client.post(reverse("guideline-review-sign", args=[GOAL]), said), 422
        )


class TestQueries:
    @pytest.mark.parametrize(
        "name",
        [
            "guideline-review",
            "guideline-review-rule",
            "guideline-reports",
            "guideline-report",
            "guideline-action",
        ],
    )
    def test_a_page_costs_few_queries(self, client, editor, clinician, patient, today, name):
        said = Reported(GOAL, "unsafe", "serious", "made up")
        report, *_others = [
            report_incident(patient=patient, advice=advice_for(patient, today), reported=said, by=clinician)
            for _time in range(3)
        ]
        off("rest.bed_rest", editor, today)
        args = {"guideline-review": [], "guideline-reports": [], "guideline-report": [report.pk]}.get(
            name, [GOAL]
        )
        client.force_login(editor)
        with CaptureQueriesContext(connection) as queries:
            text(client.get(reverse(name, args=args)))
        assert len(queries) <= MOST_QUERIES, [query["sql"][:90] for query in queries]


class TestSwitchedOff:
    def test_without_a_reason_nothing_is_switched(self, client, editor):
        client.force_login(editor)
        answer = client.post(reverse("guideline-review-switch", args=[GOAL]), {"to": "off", "reason": " "})
        assert answer.status_code == 422
        assert not RuleSwitch.objects.exists()

    @pytest.mark.parametrize(
        "name", ["recommendation", "patient-page", "assessment", "advice-print", "advice-text"]
    )
    def test_every_page_of_a_patient_says_which_since_when_by_whom_and_why(
        self, client, clinician, editor, patient, today, name
    ):
        off(GOAL, editor, today)
        client.force_login(clinician)
        shown = text(client.get(reverse(name, args=[patient.key])))
        flat = " ".join(shown.split())
        assert "Gerda Guide, because “It fires" in flat
        assert "for everybody”" in flat

    def test_the_patient_page_leaves_out_what_is_off_before_the_patient_is_placed_anew(
        self, client, clinician, editor, patient, today
    ):
        client.force_login(clinician)
        title = advice_for(patient, today).told["actions"][GOAL]["title"]
        refresh_standing(patient, today)
        page = reverse("patient-page", args=[patient.key])
        assert f"<li>{title}</li>" in text(client.get(page))
        off(GOAL, editor, today)
        assert f"<li>{title}</li>" not in text(client.get(page))

    def test_advice_read_before_the_switching_is_not_answered_as_if_it_stood(
        self, client, clinician, editor, patient, today
    ):
        client.force_login(clinician)
        read = advice_for(patient, today).digest
        off("rest.bed_rest", editor, today)
        said = {"action": GOAL, "kind": "accept", "digest": read}
        answer = client.post(reverse("advice-respond", args=[patient.key]), said)
        assert answer.status_code == 409
        assert not Response.objects.exists()

    def test_a_stored_evaluation_keeps_what_was_off_and_opens_so(
        self, client, clinician, editor, patient, today
    ):
        off(GOAL, editor, today)
        client.force_login(clinician)
        said = {"action": "rest.bed_rest", "kind": "accept", "digest": advice_for(patient, today).digest}
        client.post(reverse("advice-respond", args=[patient.key]), said)
        stored = Evaluation.objects.get()
        assert set(stored.answer["switched_off"]) == {GOAL}
        assert "It fires for everybody" in stored.shown
        assert "Nothing differs" in text(client.get(reverse("evaluation", args=[stored.pk])))

    def test_the_panel_beside_the_assessment_says_so_too(self, client, clinician, editor, patient, today):
        off("drug.paracetamol", editor, today)
        client.force_login(clinician)
        shown = text(client.post(reverse("assessment-advice", args=[patient.key]), {}))
        assert "Switched off:" in shown
        assert shown.count("Paracetamol") == 1


class TestReporting:
    def send(self, client, patient, today, **said):
        given = {
            "about": GOAL, "kind": "wrong", "severity": "minor", "text": "made up",
            "digest": advice_for(patient, today).digest,
        }  # fmt: skip
        return client.post(reverse("advice-report", args=[patient.key]), {**given, **said})

    def test_a_report_is_filed_and_its_page_is_shown(self, client, clinician, patient, today):
        client.force_login(clinician)
        answer = self.send(client, patient, today)
        assert answer.url == reverse("guideline-report", args=[IncidentReport.objects.get().pk])

    def test_a_report_about_advice_that_has_changed_is_not_filed_and_the_words_stay(
        self, client, clinician, patient, today
    ):
        client.force_login(clinician)
        shown = text(self.send(client, patient, today, digest="another", text="what I typed"), 409)
        assert "The advice changed after you opened the page" in shown
        assert "what I typed" in shown
        assert not IncidentReport.objects.exists()

    @pytest.mark.parametrize(
        "said", [{"text": "Østervang is well"}, {"about": "goal.pian"}, {"kind": ""}, {"severity": ""}]
    )
    def test_what_does_not_fit_is_refused(self, client, clinician, patient, today, said):
        client.force_login(clinician)
        assert self.send(client, patient, today, **said).status_code == 422
        assert not IncidentReport.objects.exists()

    def test_the_page_of_a_report_names_nobody(self, client, clinician, editor, patient, today):
        client.force_login(clinician)
        page = self.send(client, patient, today).url
        client.force_login(editor)
        shown = text(client.get(page))
        assert not any(part in shown for part in ("Ragnhild", "stervang", "4711", str(patient.key)))
        read = LogEntry.objects.get(actor=editor, additional_data__read="incident report")
        assert read.object_pk == str(IncidentReport.objects.get().pk)
