"""Waves and windows as data: which plan holds, what cannot be so, and a change that is carried through."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from registry.actions import Answered, plan_and_count, plan_changed, record_assessment, record_procedure
from registry.actions.backgrounds import record_background
from registry.follow_up import WAVES, Course, Wave, WaveStatus, wave_status
from registry.follow_up_plans import DatedPlan, closing_span, faults, plan_in_force
from registry.instruments import INSTRUMENTS
from registry.models import Episode, FollowUpPlan, User
from registry.selectors.follow_up_plans import codes_asked_of
from tests.factories import a_patient, a_user, an_episode
from tests.tables import every_row

ONSET = date(2024, 3, 14)
Y1, Y2 = (wave for wave in WAVES if wave.code in {"y1", "y2"})
EARLY = Wave("y1", target=6, opens=4, closes=8, unit="months")


def plan(group="metastasis", first=date(2024, 1, 1), last=None, waves=(Y1,)):
    return DatedPlan(group, first, last, waves)


@every_row(
    ("index_date", "holds"),
    [
        (date(2023, 12, 31), False),
        (date(2024, 1, 1), True),
        (date(2024, 12, 31), True),
        (date(2025, 1, 1), False),
    ],
)
def test_a_plan_holds_for_the_index_dates_of_its_span(index_date, holds):
    one = plan(last=date(2024, 12, 31))
    assert (plan_in_force([one], ["metastasis"], index_date) is one) is holds


DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@given(index_date=DAYS, on=DAYS, wave=st.sampled_from([*WAVES, EARLY]))
def test_a_window_that_is_open_closes_within_the_span_of_its_status(index_date, on, wave):
    status = wave_status(wave, Course(index_date, metastasis=False), on)
    if status in {WaveStatus.DUE, WaveStatus.OVERDUE}:
        for asked in ("", status):
            first, last = closing_span([wave], on, asked)
            assert first <= wave.day(index_date, wave.closes) <= last


def test_a_kind_is_asked_at_its_own_waves_and_at_those_planned_for_it():
    assert codes_asked_of("metastasis", ()) == ("w6",)
    assert codes_asked_of("other", [plan("metastasis")]) == ("y1", "y2", "y5", "y10")
    assert codes_asked_of("metastasis", [plan("metastasis")]) == ("w6", "y1")
    six_weeks = (Wave("w6", target=6, opens=4, closes=10, unit="weeks"),)
    assert codes_asked_of("other", [plan("stenosis", waves=six_weeks)]) == ("w6", "y1", "y2", "y5", "y10")


def test_a_diagnosis_group_goes_before_its_kind():
    kind, group = plan("other"), plan("stenosis")
    assert plan_in_force([kind, group], ["stenosis", "other"], ONSET) is group
    assert plan_in_force([kind, group], ["disc_herniation", "other"], ONSET) is kind
    assert plan_in_force([group], ["disc_herniation", "other"], ONSET) is None


@every_row(
    ("wrong", "others", "said"),
    [
        (
            plan(waves=(Wave("y1", target=9, opens=10, closes=15, unit="months"),)),
            (),
            "put them in that order",
        ),
        (
            plan(waves=(Wave("y1", target=16, opens=10, closes=15, unit="months"),)),
            (),
            "put them in that order",
        ),
        (
            plan(waves=(Y1, Wave("y2", target=24, opens=15, closes=30, unit="months"))),
            (),
            "would belong to both",
        ),
        (plan(), (plan(first=date(2030, 1, 1)),), "Another plan of this group"),
        (plan(last=date(2024, 6, 30)), (plan(first=date(2024, 6, 30)),), "Another plan of this group"),
    ],
)
def test_what_cannot_be_so_is_said(wrong, others, said):
    assert any(said in sentence for sentence, _found in faults(wrong, others))


@every_row("others", [(), (plan("other"),), (plan(first=date(2024, 7, 1)),)])
def test_a_plan_stands_beside_those_it_does_not_meet(others):
    assert not list(faults(plan(last=date(2024, 6, 30), waves=(Y1, Y2)), others))
    assert not list(faults(plan(waves=WAVES)))  # the built-in windows keep the same rules


def stored(group, *waves, **span):
    made = FollowUpPlan.objects.create(
        group=group, source="made up", **{"valid_from": date(2024, 1, 1), **span}
    )
    for wave in waves:
        fields = {name: getattr(wave, name) for name in ("unit", "opens", "target", "closes")}
        made.windows.create(wave=wave.code, **fields)
    return made


@pytest.mark.django_db
def test_a_changed_plan_is_carried_through_in_batches_and_leaves_answers_alone():
    before, concerned, other = (
        an_episode(onset_on=date(2023, 12, 31)),
        [an_episode(onset_on=ONSET) for _number in range(3)],
        an_episode(onset_on=ONSET, kind="other"),
    )
    answered = concerned[0]
    full = Answered("odi", {item.code: 1 for item in INSTRUMENTS["odi"].items})
    record_assessment(episode=answered, answered=full, timepoint="y2", observed_on=date(2026, 3, 1), by=None)
    made = stored("vertebral_fracture", EARLY)
    assert plan_changed(batch=2) == 4
    made.refresh_from_db()
    assert made.planned_at
    assert [one.pending_waves.get().target_on for one in concerned] == [date(2024, 9, 14)] * 3
    assert before.pending_waves.count() == other.pending_waves.count() == 4
    assert answered.assessments.get().timepoint == "y2"
    assert plan_changed(batch=2) == 0


@pytest.mark.django_db
def test_a_stopped_change_goes_on_where_it_was(monkeypatch):
    episodes = [an_episode(onset_on=ONSET) for _number in range(4)]
    made, seen = stored("vertebral_fracture", EARLY), []

    def stops_after_one(ids):
        if seen:
            raise KeyboardInterrupt
        seen.extend(ids)
        plan_and_count(ids)

    with monkeypatch.context() as patched:
        patched.setattr("registry.actions.plan_changes.plan_and_count", stops_after_one)
        with pytest.raises(KeyboardInterrupt):
            plan_changed(batch=2)
    made.refresh_from_db()
    assert (made.planned_up_to, made.planned_at) == (episodes[1].pk, None)
    assert plan_changed(batch=2) == 2
    assert {one.pending_waves.count() for one in episodes} == {1}


@pytest.mark.django_db
def test_a_plan_of_a_diagnosis_group_reaches_its_diagnoses_alone(capsys):
    herniation = an_episode(kind="other", onset_on=ONSET)
    Episode.objects.filter(pk=herniation.pk).update(diagnosis="disc_herniation")
    undiagnosed = an_episode(a_patient(), kind="other", onset_on=ONSET)
    stored("disc_herniation", EARLY)
    call_command("plan_follow_up", "--changed")
    assert (herniation.pending_waves.count(), undiagnosed.pending_waves.count()) == (1, 4)
    assert capsys.readouterr().out == "1 episodes planned.\n"


@pytest.mark.django_db
def test_a_superuser_writes_a_plan_and_is_told_what_is_wrong_with_it(client):
    client.force_login(User.objects.create_superuser("root", password="x"))
    page = reverse("admin:registry_followupplan_add")
    typed = {
        "group": "stenosis", "valid_from": "2027-01-01", "valid_to": "", "source": "Board, 1 December 2026",
        "windows-TOTAL_FORMS": "1", "windows-INITIAL_FORMS": "0", "windows-0-wave": "y1",
        "windows-0-unit": "months", "windows-0-opens": "10", "windows-0-target": "9", "windows-0-closes": "15",
    }  # fmt: skip
    assert "A window opens, then comes its target" in client.post(page, typed).content.decode()
    assert client.post(page, typed | {"windows-0-target": "12"}).status_code == 302
    again = client.post(page, typed | {"windows-0-target": "12", "valid_from": "2028-01-01"})
    assert "Another plan of this group" in again.content.decode()
    assert FollowUpPlan.objects.get().planned_at is None


LUMBAR, NECK, NO_DIAGNOSIS = "stenosis", "cervical_herniation_radiculopathy", ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "first", "then", "ends"),
    [
        ("other", LUMBAR, "disc_herniation", True),
        ("other", LUMBAR, NECK, False),
        ("other", NECK, "scoliosis", False),
        ("other", LUMBAR, NO_DIAGNOSIS, False),
        ("other", NO_DIAGNOSIS, NO_DIAGNOSIS, True),
        ("vertebral_fracture", "fracture_lumbar_osteoporotic", "fracture_thoracic_osteoporotic", True),
    ],
)
def test_an_operation_ends_the_follow_up_of_an_earlier_one_of_the_same_disease(kind, first, then, ends):
    patient = a_patient()
    earlier, later = (
        an_episode(patient, kind=kind, diagnosis=each, onset_on=ONSET) for each in (first, then)
    )
    day = ONSET + timedelta(days=30)
    record_procedure(episode=earlier, version=1, kind="decompression", performed_on=ONSET, by=None)
    record_procedure(episode=later, version=1, kind="decompression", performed_on=day, by=None)
    earlier.refresh_from_db()
    assert earlier.reoperated_on == (day if ends else None)
    assert earlier.pending_waves.exists() is not ends


@pytest.mark.django_db
def test_a_diagnosis_that_comes_later_says_which_follow_up_an_operation_ended():
    patient = a_patient()
    earlier, later = (an_episode(patient, kind="other", diagnosis=LUMBAR, onset_on=ONSET) for _ in (1, 2))
    day = ONSET + timedelta(days=30)
    record_procedure(episode=later, version=1, kind="decompression", performed_on=day, by=None)
    earlier.refresh_from_db()
    assert earlier.reoperated_on == day
    told = {"timepoint": "baseline", "observed_on": ONSET, "columns": {}, "diagnosis": NECK, "by": a_user()}
    record_background(episode=later, version=2, **told)
    earlier.refresh_from_db()
    assert earlier.reoperated_on is None
