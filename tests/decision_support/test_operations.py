"""The surgeon's form: what it opens with, what it stores, what it refuses, and that nothing of two people's work is lost."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from auditlog.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from registry.models import Draft, Operation, Procedure, Role
from tests.factories import a_department, a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NONE = "none-of-these"


@pytest.fixture
def ours():
    return a_department()


@pytest.fixture
def episode(ours):
    onset = TODAY - timedelta(days=400)
    return an_episode(a_patient(ours), kind="other", diagnosis="stenosis", onset_on=onset)


@pytest.fixture(autouse=True)
def surgeon(client, ours):
    user = a_user(Role.CLINICIAN, ours, first_name="Clara", last_name="Kliniker")
    client.force_login(user)
    return user


def new(episode):
    return reverse("procedure-record", args=[episode.patient.key, episode.pk])


def edit(operation):
    return reverse("operation-edit", args=[operation.episode.patient.key, operation.pk])


def said(episode, **changed):
    episode.refresh_from_db()
    typed = {
        "version": episode.version,
        "diagnosis": "stenosis_with_slip",
        "kind": ["decompression", "fusion_instrumented"],
        "performed_on": (TODAY - timedelta(days=3)).isoformat(),
        "started_at": "8.15",
        "levels": ["L4"],
        "levels_typed": "L5-S1",
        "approach": "posterior",
        "implants": ["pedicle_screws"],
        "complications_during": [NONE],
        "complications_30_days": ["urinary"],
        "leg_pain": "over_24",
        "walking": "under_100",
        "work": "sick_leave",
        "sick_leave_days": "40",
        "smokes": "no",
    }
    return {name: value for name, value in (typed | changed).items() if value is not None}


def test_a_usual_operation_is_stored_whole_and_what_was_left_blank_is_not_recorded(client, episode):
    assert client.post(new(episode), said(episode)).status_code == 302
    episode.refresh_from_db()
    [operation] = episode.operations.all()
    assert operation.performed_on == episode.index_date == TODAY - timedelta(days=3)
    assert (episode.care, episode.diagnosis) == ("operated", "stenosis_with_slip")
    assert sorted(episode.procedures.values_list("kind", flat=True)) == [
        "decompression",
        "fusion_instrumented",
    ]
    assert (operation.started_at, operation.levels) == (time(8, 15), ["L4", "L5", "S1"])
    assert operation.complications_during == []  # asked: none
    assert operation.complications_30_days == ["urinary"]
    assert operation.complications_later is None  # not recorded
    assert (operation.guidance, operation.anaesthesia, operation.nights) == ("", "", None)
    [before] = episode.backgrounds.all()
    assert (before.timepoint, before.leg_pain, before.back_pain) == ("baseline", "over_24", "")
    assert (before.work, before.sick_leave_days, before.smokes, before.bmi) == ("sick_leave", 40, False, None)
    assert (
        LogEntry.objects.filter(content_type__model="operation", action=LogEntry.Action.CREATE).count() == 1
    )


def test_it_opens_with_what_is_known_and_corrects_exactly_what_is_changed(client, episode):
    form = client.get(new(episode)).context["form"]
    assert (form["diagnosis"].value(), form["kind"].value()) == ("stenosis", None)
    assert [field.name for field in form.pains_here] == ["back_pain", "leg_pain"]
    assert not form.tells_of_elsewhere  # neck and arm stand folded
    client.post(new(episode), said(episode))
    operation = episode.operations.get()
    form = client.get(edit(operation)).context["form"]
    assert form["levels"].value() == ["L4", "L5", "S1"]
    assert form["kind"].value() == ["decompression", "fusion_instrumented"]
    moved = (TODAY - timedelta(days=4)).isoformat()
    changed = said(
        episode, performed_on=moved, kind=["decompression"], levels_typed="", levels=["L4"], work="retired"
    )
    assert client.post(edit(operation), changed | {"discharged_on": TODAY.isoformat()}).status_code == 302
    operation = episode.operations.get()
    assert (operation.levels, operation.nights, operation.performed_on.isoformat()) == (["L4"], 4, moved)
    assert [(one.kind, one.performed_on.isoformat()) for one in episode.procedures.all()] == [
        ("decompression", moved)
    ]
    assert episode.backgrounds.get().sick_leave_days is None  # its parent was changed
    episode.refresh_from_db()
    assert episode.index_date.isoformat() == moved


REFUSED = [
    ({"performed_on": (TODAY + timedelta(days=1)).isoformat()}, "performed_on", "still to come"),
    ({"performed_on": "2020-01-01"}, "performed_on", "before the fracture or onset"),
    ({"discharged_on": (TODAY - timedelta(days=4)).isoformat()}, "discharged_on", "before the operation"),
    ({"admitted_on": (TODAY - timedelta(days=2)).isoformat()}, "admitted_on", "after the operation"),
    ({"kind": None}, "kind", "required"),
    ({"kind": [NONE]}, "kind", "Tick among those shown"),
    ({"levels_typed": "L6"}, "levels_typed", "“L6”, which is no level"),
    ({"complications_during": [NONE, "dural_tear"]}, "complications_during", "together with others"),
    ({"diagnosis": "metastasis"}, "diagnosis", "metastasis"),
    ({"started_at": "25:10"}, "started_at", "valid time"),
    ({"bmi": "5"}, "bmi", "10 to 80"),
]


def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_stored(client, episode):
    for changed, field, text in REFUSED:
        page = client.post(new(episode), said(episode, **changed))
        assert page.status_code == 422, changed
        assert text in page.context["form"].errors[field][0]
    assert not Procedure.objects.exists()
    assert not Operation.objects.exists()


def test_an_operation_on_the_day_of_another_is_added_to_it_and_contradicts_nothing(client, episode):
    client.post(new(episode), said(episode, levels=None, levels_typed=None))
    client.post(new(episode), said(episode, kind=["disc_prosthesis"], guidance="ct"))
    operation = episode.operations.get()
    assert (operation.guidance, operation.levels) == ("ct", ["L4", "L5", "S1"])
    assert episode.procedures.count() == 3
    page = client.post(new(episode), said(episode, approach="anterior"))
    assert "says otherwise about: approach" in page.context["form"].errors["performed_on"][0]


def test_two_at_the_same_episode_see_both_versions_and_either_can_be_kept(client, episode):
    client.post(new(episode), said(episode))
    operation, older = episode.operations.get(), said(episode, approach="anterior")
    client.post(edit(operation), said(episode, approach="lateral"))
    met = client.post(edit(operation), older)
    assert met.status_code == 409
    rows = {str(row.label): (row.theirs, row.yours) for row in met.context["differing"]}
    assert rows == {"Approach": ("Lateral", "Anterior")}
    again = {**older, "version": met.context["version"]}
    assert {name for name, _value in met.context["hidden"]} == set(older) - {"version"}
    client.post(edit(operation), again)
    assert episode.operations.get().approach == "anterior"


@pytest.mark.parametrize("sent", ["nonsense", "="])
def test_a_code_that_is_none_is_told_and_nothing_typed_is_lost(client, episode, sent):
    draft = reverse("operation-draft", args=[episode.patient.key, episode.pk])
    assert client.post(draft, said(episode, implants=[sent])).status_code == 200
    assert Draft.objects.get().content["implants"] == [sent]
    assert client.get(new(episode)).status_code == 200
    refused = client.post(new(episode), said(episode, implants=[sent]))
    assert refused.status_code == 422
    assert f"Found “{sent}”. Tick among those shown." in refused.text
    assert (refused.context["form"]["started_at"].value(), Operation.objects.count()) == ("8.15", 0)


def test_what_is_half_filled_in_is_kept_as_a_draft_and_is_gone_when_saved_or_discarded(
    client, episode, surgeon
):
    draft = reverse("operation-draft", args=[episode.patient.key, episode.pk])
    kept = client.post(draft, said(episode, diagnosis="stenosis"))
    assert "Draft kept" in kept.content.decode()
    form = client.get(new(episode)).context["form"]
    assert (form["kind"].value(), form["levels_typed"].value()) == (
        ["decompression", "fusion_instrumented"],
        "L5-S1",
    )
    assert not Operation.objects.exists()
    client.post(draft, {"discard": "1"})
    assert not surgeon.drafts.exists()
    client.post(
        draft, {"version": episode.version, "diagnosis": "stenosis", "performed_on": TODAY.isoformat()}
    )
    assert not surgeon.drafts.exists()  # nothing but what it opened with
    client.post(draft, said(episode))
    client.post(new(episode), said(episode))
    assert not surgeon.drafts.exists()
    same = said(episode, levels=["L4", "L5", "S1"], levels_typed="", operation=episode.operations.get().pk)
    client.post(draft, same)  # the correction as it opens
    assert not surgeon.drafts.exists()


def test_the_usual_answers_of_the_department_fill_what_is_blank_when_they_are_asked_for(
    client, ours, episode
):
    asked = said(episode, approach=None, implants=None, anaesthesia="spinal") | {"usual": "1"}
    assert "too few" in client.post(new(episode), asked).content.decode()
    for _operation in range(3):
        other = an_episode(a_patient(ours), kind="other", onset_on=TODAY - timedelta(days=30))
        client.post(new(other), said(other, anaesthesia="general", guidance="fluoroscopy", implants=[NONE]))
    page = client.post(new(episode), asked)
    form = page.context["form"]
    assert (form["approach"].value(), form["guidance"].value()) == ("posterior", "fluoroscopy")
    assert form["anaesthesia"].value() == "spinal"  # what was typed stands
    assert form["implants"].value() == []
    assert "latest 3 such operations here: Approach, Guidance, Implants" in page.content.decode()
    assert not episode.operations.exists()


def test_it_is_the_departments_own_and_few_queries_show_it(client, episode, django_assert_max_num_queries):
    opened, patient_page = new(episode), reverse("patient-page", args=[episode.patient.key])
    with django_assert_max_num_queries(12):
        client.get(opened)
    client.post(new(episode), said(episode))
    operation = episode.operations.get()
    with django_assert_max_num_queries(12):
        html = client.get(patient_page).content.decode()
    assert edit(operation) in html
    assert "L4–S1" in html
    client.force_login(a_user(Role.CLINICIAN))
    assert client.get(edit(operation)).status_code == 404


def how(episode, timepoint):
    return reverse("background", args=[episode.patient.key, episode.pk, timepoint])


def told(episode, **changed):
    episode.refresh_from_db()
    return {"version": episode.version, "observed_on": TODAY.isoformat(), "walking": "over_1000"} | changed


def test_a_patient_without_an_operation_is_registered_with_the_same_diagnosis_and_background(client, episode):
    page = client.post(
        how(episode, "baseline"), told(episode, diagnosis="disc_herniation", leg_pain="3_to_12")
    )
    assert page.status_code == 302
    episode.refresh_from_db()
    assert (episode.care, episode.diagnosis) == ("conservative", "disc_herniation")
    assert episode.backgrounds.get().leg_pain == "3_to_12"
    html = client.get(reverse("patient-page", args=[episode.patient.key])).content.decode()
    assert "Lumbar disc herniation with radiculopathy" in html
    assert how(episode, "baseline") in html


def test_of_a_neck_the_neck_and_the_arm_are_asked_first(client, episode):
    episode.diagnosis = "cervical_central_stenosis"
    episode.save()
    form = client.get(how(episode, "baseline")).context["form"]
    assert [field.name for field in form.pains_here] == ["neck_pain", "arm_pain"]
    assert "stenosis" in form.diagnoses_elsewhere
    client.post(how(episode, "baseline"), told(episode, diagnosis=episode.diagnosis, back_pain="over_24"))
    assert client.get(how(episode, "baseline")).context["form"].tells_of_elsewhere


def test_how_the_patient_is_half_told_is_kept_until_it_is_saved(client, episode):
    draft = reverse("background-draft", args=[episode.patient.key, episode.pk, "baseline"])
    client.post(draft, told(episode, bmi="999"))
    form = client.get(how(episode, "baseline")).context["form"]
    assert (form["walking"].value(), form["bmi"].value()) == ("over_1000", "999")
    assert not episode.backgrounds.exists()
    client.post(draft, {"discard": "1"})
    assert client.get(how(episode, "baseline")).context["form"]["walking"].value() is None
    client.post(draft, told(episode, bmi="25"))
    assert client.post(how(episode, "baseline"), told(episode, bmi="25")).status_code == 302
    assert not Draft.objects.exists()


def test_walking_and_work_are_told_again_at_a_follow_up_and_the_durations_are_not(client, episode):
    fields = client.get(how(episode, "y1")).context["form"].fields
    assert {"walking", "work", "smokes"} <= set(fields)
    assert not {"diagnosis", "back_pain", "leg_pain"} & set(fields)
    assert client.post(how(episode, "y1"), told(episode)).status_code == 302
    assert episode.backgrounds.get().timepoint == "y1"
    client.post(how(episode, "y1"), told(episode, walking="under_100"))
    assert episode.backgrounds.get().walking == "under_100"
    assert client.get(how(episode, "w6")).status_code == 404  # a wave of metastases


def test_a_background_says_something_on_a_possible_day_and_an_older_version_is_shown(client, episode):
    assert client.post(how(episode, "baseline"), told(episode, walking="")).status_code == 422
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    late = client.post(how(episode, "baseline"), told(episode, observed_on=tomorrow))
    assert "still to come" in late.context["form"].errors["observed_on"][0]
    older = told(episode)
    client.post(how(episode, "baseline"), told(episode, walking="under_100"))
    met = client.post(how(episode, "baseline"), older)
    assert met.status_code == 409
    rows = {str(row.label): (row.theirs, row.yours) for row in met.context["differing"]}
    assert rows["Walking distance"] == ("Under 100 m", "Over 1000 m")
