"""One table tells who read and changed what, and never who the patient is."""

import pytest
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.apps import apps

from registry import audit
from registry.actions import record_facts, reveal_number
from tests.factories import DAY, a_patient, a_user

pytestmark = pytest.mark.django_db

# Derived from audited rows, or gone when saved: auditing them would say everything twice. A reassessment leaves an
# entry when it starts and when it ends, not for every chunk; so does an import. A rescoring leaves one for every batch that it writes.
NOT_AUDITED = {
    "registry.Draft",
    "registry.CountedEpisode",  # and the two below: derived from audited rows
    "registry.StatisticsCell",
    "registry.StatisticsState",
    "registry.ImportPiece",
    "registry.ImportRun",
    "registry.PendingWave",
    "registry.Rescoring",
    "registry.PastScore",
    "registry.WaveStanding",
    "registry.CompletenessCell",
    "registry.WindowCount",
    "guidelines.Standing",
    "guidelines.Reassessment",
    "guidelines.ChangedAdvice",
    "guidelines.ToldTo",
    "guidelines.UseCount",
}


@pytest.mark.parametrize("app", ["registry", "guidelines"])
def test_every_model_is_audited_or_listed_with_the_reason(app):
    missed = {
        model._meta.label for model in apps.get_app_config(app).get_models() if not auditlog.contains(model)
    }
    assert missed <= NOT_AUDITED


def test_no_identifier_reaches_the_audit_table():
    a_patient(given_name="Ragnhild", family_name="Hemmelig", number="TEST-SECRET")
    rows = " ".join(
        f"{entry.object_repr} {entry.changes} {entry.additional_data} {entry.serialized_data}"
        for entry in LogEntry.objects.all()
    )
    assert LogEntry.objects.exists()
    assert not any(word in rows for word in ("Ragnhild", "Hemmelig", "SECRET", "1948"))


def test_a_read_names_who_what_and_which_row():
    user, patient = a_user(), a_patient()
    entry = audit.record_read(patient, by=user, what="patient page")
    assert (entry.actor, entry.object_pk, entry.action) == (user, str(patient.pk), LogEntry.Action.ACCESS)
    assert entry.additional_data == {"read": "patient page"}


def test_a_list_names_the_rows_that_were_seen():
    patient = a_patient()
    entry = audit.record_list_read(type(patient), by=a_user(), what="patient list", keys=[str(patient.key)])
    assert entry.additional_data["rows"] == [str(patient.key)]


def test_asking_for_the_whole_number_is_recorded():
    user, patient = a_user(), a_patient(number="TEST-9")
    assert reveal_number(patient=patient, by=user) == "TEST-9"
    assert LogEntry.objects.filter(actor=user, additional_data__event="identity.revealed").count() == 1


def test_facts_written_in_bulk_leave_one_summarising_entry():
    patient = a_patient()
    record_facts(
        patient=patient, facts_version=1, facts={"fever": False, "frail": None}, observed_on=DAY, by=a_user()
    )
    entry = LogEntry.objects.get(additional_data__event="facts.recorded")
    assert entry.additional_data["facts"] == {"fever": False, "frail": None}
