"""A person gets everything that is held about them, and who looked."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.urls import reverse

from registry import audit
from registry.actions import Answered, record_assessment, record_procedure
from registry.instruments import INSTRUMENTS
from registry.models import Role
from registry.reach import rows_of
from registry.selectors.whole_record import in_words, whole_record
from tests.admin_rows import rows_about
from tests.factories import DAY, a_department, a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return a_user(Role.COORDINATOR, a_department("ours"))


@pytest.fixture
def patient(by):
    patient = a_patient(
        a_department("ours"), given_name="Ragnhild", family_name="Østervang", number="TEST-4711"
    )
    rows_about(patient, by)
    return patient


def test_every_table_that_holds_something_is_told_row_by_row(patient):
    told = {one.kind: len(one.rows) for one in whole_record(patient)}
    held = {model._meta.model_name: rows.count() for model, rows in rows_of(patient) if rows.exists()}
    assert {kind: n for kind, n in told.items() if kind != "audit"} == held
    assert {"patientidentity", "assessment", "episode", "evaluation", "clinicalrecord", "draft"} <= set(held)


def test_a_row_tells_which_other_it_belongs_to(by):
    patient = a_patient(a_department("ours"))
    early, late = (an_episode(patient, onset_on=DAY - timedelta(days=days)) for days in (900, 400))
    for episode, sections in ((late, 1), (early, 2)):
        odi = Answered("odi", dict.fromkeys([item.code for item in INSTRUMENTS["odi"].items], sections))
        record_assessment(
            episode=episode, answered=odi, timepoint="baseline", observed_on=episode.onset_on, by=by
        )
    told = {one.kind: one.rows for one in whole_record(patient)}
    number = {row["day of the fracture or onset"]: row["number in this record"] for row in told["episode"]}
    assert number == {early.onset_on: 1, late.onset_on: 2}
    assert [(row["score"], row["episode"]) for row in told["assessment"]] == [(20, 2), (40, 1)]


def test_who_looked_is_told_on_lists_too(patient, by):
    audit.record_list_read(type(patient), by=by, what="patient list", keys=[str(patient.key)])
    other = a_patient()
    audit.record_list_read(type(patient), by=by, what="another list", keys=[str(other.key)])
    entries = next(one for one in whole_record(patient) if one.kind == "audit").rows
    reads = [entry["told"].get("read") for entry in entries]
    assert "patient list" in reads
    assert "another list" not in reads
    assert not any(str(other.key) in str(entry) for entry in entries)


def test_the_file_is_readable_and_holds_the_name_and_no_hash(client, patient, by):
    client.force_login(by)
    answer = client.get(reverse("whole-record-file", args=[patient.key]))
    assert answer["Content-Disposition"] == f'attachment; filename="record-{str(patient.key)[:8]}.json"'
    record = json.loads(answer.content)["record"]
    assert record["patientidentity"][0]["personal number"] == "TEST-4711"
    assert record["episode"][0]["kind"] == "Vertebral fracture"
    assert not any("hash" in name for rows in record.values() for row in rows for name in row)


def test_the_page_shows_it_and_its_own_handing_out_is_audited(client, patient, by):
    client.force_login(by)
    page = client.get(reverse("whole-record", args=[patient.key])).content.decode()
    assert "Ragnhild" in page
    assert "Østervang" in page
    assert LogEntry.objects.filter(additional_data__event="record.handed_out", actor=by).count() == 1


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"walking": 0, "lifting": None}, "walking: 0; lifting: –"),
        ({"deep": {"list": ["a", "b"], "none": []}}, "deep: (list: (a, b); none: –)"),
        ([], ""),
        ("as it is", "as it is"),
        (0, 0),
    ],
)
def test_a_structure_is_a_line_a_person_reads(value, said):
    assert in_words(value) == said


def test_an_operation_is_told_in_words_and_none_is_not_the_same_as_not_recorded():
    episode = an_episode()
    record_procedure(episode=episode, version=1, kind="kyphoplasty", performed_on=DAY, by=None)
    episode.operations.update(levels=["T12", "iliac"], complications_during=[])
    [operation] = next(told.rows for told in whole_record(episode.patient) if told.kind == "operation")
    assert operation["levels"] == ["T12", "iliac bone"]
    assert operation["complications during the operation"] == ["None of these"]
    assert operation["later complications"] is None
