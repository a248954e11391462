"""`make demo` loads a made-up department once, and says what a newcomer needs."""

import socket
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from decision_support.demo import department, neighbours
from decision_support.management.commands.demo import chosen_port, refuse_taken
from guidelines.adapters import fact_sheet
from guidelines.models import FunctionalDecision, Signature, Standing
from guidelines.review_selectors import incident_reports, rule_states
from registry.models import Assessment, ClinicalRecord, Patient
from registry.selectors.follow_up import due_among, open_windows, with_course
from tests.factories import DAY, User

pytestmark = pytest.mark.django_db


def test_it_prints_the_address_and_a_line_for_each_role(monkeypatch):
    monkeypatch.setattr(neighbours.load, "__defaults__", (20,))
    monkeypatch.delenv("PORT", raising=False)
    out = StringIO()
    call_command("demo", "--no-server", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == "Columna: http://127.0.0.1:8000"
    roles = [line.split() for line in lines[1:8]]
    assert [role for role, _name, _password in roles] == [
        "clinician",
        "physiotherapist",
        "coordinator",
        "administrator",
        "editor",
        "editor",
        "coordinator",
    ]
    for _role, username, password in roles:
        assert User.objects.get(username=username).check_password(password)


def test_running_it_again_changes_nothing():
    department.load(DAY)
    before = [model.objects.count() for model in (Patient, Assessment, ClinicalRecord)]
    department.load(DAY)
    assert [model.objects.count() for model in (Patient, Assessment, ClinicalRecord)] == before


def test_the_units_around_are_made_once_and_one_has_somebody_who_looks_after_it():
    for _again in range(2):
        department.employ_neighbour(neighbours.load(DAY, patients=40))
    rita = User.objects.get(username="rita")
    [unit] = rita.patient_departments
    assert Patient.objects.count() == 40
    assert Patient.objects.filter(department=unit).exists()
    assert not Assessment.objects.filter(observed_on__gt=DAY).exists()


def test_every_story_gives_facts_the_contract_allows():
    department.load(DAY)
    sheets = [fact_sheet(patient, DAY) for patient in Patient.objects.all()]
    assert sheets
    assert [sheet.refused for sheet in sheets if sheet.refused] == []


def test_some_patients_are_due_and_some_facts_are_too_old():
    department.load(DAY)
    clinician = User.objects.get(username="clara")
    assert len(due_among(with_course(open_windows(clinician, DAY)), DAY)) >= 5
    assert any(fact_sheet(patient, DAY).stale for patient in Patient.objects.all())


def test_two_patients_got_worse_and_the_others_who_answered_did_not(client):
    department.load(DAY)
    worse = {
        standing.patient.identity.given_name: {one["instrument"] for one in standing.worse}
        for standing in Standing.objects.exclude(worse=[])
    }
    both = {"odi", "eq5d_3l"}
    assert worse == {"Lennart": both, "Holger": both}
    client.force_login(User.objects.get(username="clara"))
    queue = client.get(reverse("home") + "?show=worse").text
    assert all(name in queue for name in ("Opdigt", "Exempel"))


def test_a_functional_category_is_decided_and_its_new_test_is_due():
    department.load(DAY)
    (decided,) = FunctionalDecision.objects.all()
    assert decided.patient.standing.category_confirmed_on == DAY - timedelta(weeks=9)


def test_there_is_signed_advice_and_some_of_it_has_changed_since():
    department.load(DAY)
    assert Signature.objects.count() == 2
    assert Standing.objects.filter(advice_changed=True).exists()
    assert {standing.alarm for standing in Standing.objects.all()} == {"present", "open", "clear"}


def test_some_rules_are_checked_one_half_a_report_is_open_and_nothing_is_switched_off():
    department.load(DAY)
    states = rule_states(DAY)
    assert sum(state.is_checked for state in states) == 4
    assert [state.action for state in states if state.clinical and not state.technical] == ["rest.bed_rest"]
    assert not any(state.off for state in states)
    (report,) = incident_reports(User.objects.get(username="gerda"))
    assert (report.about, report.latest) == ("aid.corset_prolonged", "looking")


@pytest.mark.parametrize("text", ["0", "65536", "http", "-1"])
def test_a_port_that_is_none_is_refused(text):
    with pytest.raises(CommandError, match="must be a number from 1 to 65535"):
        chosen_port(text)


def test_a_taken_port_is_said_before_anything_is_loaded():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} on 127.0.0.1 is taken"):
            refuse_taken(port)


def test_it_is_never_loaded_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="never loaded in production"):
        call_command("demo", "--no-server")
