"""The letter to the patient's own doctor: when it is called for, what stands in it, and what it never claims."""

from __future__ import annotations

from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from registry.models import Role
from tests.factories import DAY, a_department, a_patient, a_user, recorded

pytestmark = pytest.mark.django_db
EARLIER = DAY - timedelta(days=10)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: DAY)


@pytest.fixture
def patient(client):
    patient = a_patient(a_department())
    client.force_login(
        a_user(Role.PHYSIOTHERAPIST, patient.department, first_name="Frida", last_name="Fysio")
    )
    return patient


def opened(client, patient):
    return client.get(reverse("referral-letter", args=[patient.key]))


def letter(client, patient) -> str:
    return " ".join(opened(client, patient).context["text"].split())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("facts", "called_for"),
    [
        ({}, False),
        ({"osteoporosis_risk_factor": False}, False),
        ({"osteoporosis_risk_factor": True}, True),
        ({"long_term_steroid": True}, True),
        ({"other_low_trauma_fractures": 1}, True),
        ({"other_low_trauma_fractures": 1, "trauma_energy": "high"}, False),
        ({"osteoporosis_risk_factor": True, "osteoporosis_workup_done": True}, False),
        ({"osteoporosis_risk_factor": True, "t_score": -2.6}, False),  # osteoporosis is known
    ],
)
def test_it_is_called_for_by_a_risk_factor_without_a_diagnosis_or_a_work_up(
    client, patient, facts, called_for
):
    recorded(patient, **facts)
    page = opened(client, patient)
    assert page.context["is_called_for"] is called_for
    assert ("No letter is called for" in page.content.decode()) is not called_for
    function = client.get(reverse("function", args=[patient.key])).content.decode()
    assert (reverse("referral-letter", args=[patient.key]) in function) is called_for


def test_what_is_recorded_stands_in_it_with_its_day_and_what_is_asked(client, patient):
    recorded(patient, on=EARLIER, long_term_steroid=True, tug_s=13.0, falls_12m=2)
    recorded(patient, five_sts_unable=True)
    found = letter(client, patient)
    for words in (
        "Long-term steroid treatment: yes (12 November 2026)",
        "Timed up and go: 13 s (12 November 2026): amber",
        "very red",
        "Falls in the last 12 months: 2 (12 November 2026)",
        "A work-up for osteoporosis is not recorded with us.",
        "We ask you to assess whether the patient has osteoporosis",
        "Physiotherapy and functional categories",
        "Frida Fysio",
        patient.department.name,
        "22 November 2026",
    ):
        assert words in found, words
    assert "Testesen" not in found
    assert "TEST-" not in found


def test_what_is_not_recorded_is_never_said_to_be_absent(client, patient):
    recorded(patient, osteoporosis_risk_factor=True, long_term_steroid=False)
    whole = opened(client, patient).context["text"]
    absent = whole.split("not found:")[1].split("Not recorded with us")[0]
    unknown = whole.split("does not mean that it is absent:")[1].split("Function and other")[0]
    assert "Long-term steroid treatment: no" in absent
    assert "pubic ramus" not in absent
    assert "pubic ramus" in unknown
    assert "Long-term steroid" not in unknown
    assert "none recorded" in whole


@pytest.mark.parametrize(
    ("image", "is_absent"), [("not_done", False), ("other_finding", False), ("no_fracture", True)]
)
def test_an_image_that_was_not_taken_rules_nothing_out(client, patient, image, is_absent):
    recorded(patient, osteoporosis_risk_factor=True, xray_pelvis=image)
    whole = opened(client, patient).context["text"]
    unknown = whole.split("does not mean that it is absent:")[1].split("Function and other")[0]
    assert ("X-ray of the pelvis" in unknown) is not is_absent
    assert ("X-ray of the pelvis: no fracture seen" in whole) is is_absent


def test_a_fracture_after_a_heavy_fall_is_a_finding_and_no_risk_factor(client, patient):
    recorded(patient, long_term_steroid=True, pubic_ramus_fracture=True, trauma_energy="high")
    risks, rest = opened(client, patient).context["text"].split("Not recorded with us")
    assert "pubic ramus" not in risks
    assert "Fracture of a pubic ramus: yes (22 November 2026), after high-energy" in " ".join(rest.split())


def test_lines_can_be_pasted_anywhere(client, patient):
    recorded(patient, osteoporosis_risk_factor=True)
    assert max(map(len, opened(client, patient).context["text"].splitlines())) <= 78


def test_it_is_printed_as_it_was_edited_and_nothing_of_it_is_kept(client, patient):
    recorded(patient, osteoporosis_risk_factor=True)
    page = client.post(
        reverse("referral-letter", args=[patient.key]), {"text": "Dear colleague,\n\n<b>please</b> assess."}
    )
    shown = page.content.decode()
    assert "<p>Dear colleague,</p>" in shown
    assert "&lt;b&gt;please" in shown
    assert patient.identity.full_name in shown
    event = LogEntry.objects.get(additional_data__event="referral_letter.printed")
    assert "colleague" not in str(event.additional_data)
