"""Scores computed anew: the old ones kept, nothing overwritten that somebody saved, nothing counted twice."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError

from registry.actions import (
    Answered,
    abandon_rescoring,
    correct_assessment,
    record_assessment,
    rescore_dry,
    start_rescoring,
    work_on_rescoring,
)
from registry.actions import rescoring as actions
from registry.instruments import INSTRUMENTS
from registry.models import Assessment, PastScore, Rescoring, VersionConflict
from registry.rescoring import Request, Tallies
from tests.factories import a_department, a_patient, an_episode

pytestmark = pytest.mark.django_db
MIN9 = Request("odi", "odi-prorata-min8", "odi-prorata-min9")
TO_UK = Request("eq5d_3l", "dk_tto", "uk_tto")


def odi(value: int, blanks: int = 0) -> dict[str, int | None]:
    codes = [item.code for item in INSTRUMENTS["odi"].items]
    return {code: None if place < blanks else value for place, code in enumerate(codes)}


def answered(instrument: str, responses, *, department=None, timepoint="baseline", value_set=None):
    episode = an_episode(a_patient(department or a_department("ours")))
    given = Answered(instrument, responses, value_set)
    return record_assessment(
        episode=episode, answered=given, timepoint=timepoint, observed_on=episode.index_date, by=None
    )


def eq5d(levels: str, **where):
    codes = [item.code for item in INSTRUMENTS["eq5d_3l"].items]
    return answered("eq5d_3l", dict(zip(codes, map(int, levels), strict=True)), value_set="dk_tto", **where)


def rescored(request: Request, also=lambda _changes: None, reason="a test") -> Rescoring:
    run = start_rescoring(request, reason=reason, by=None)
    *_, run = work_on_rescoring(run, also=also, by=None)
    return run


def tally(run: Rescoring, instrument: str, department: str = "ours"):
    return Tallies.read(run.tallies)[instrument][str(a_department(department).pk)]


def test_another_value_set_is_another_index_and_the_old_one_is_kept():
    kept = eq5d("22222")
    run = rescored(TO_UK, reason="the council chose the British set")
    kept.refresh_from_db()
    # both indices of 22222 stand in scoring.md, section 2
    assert (kept.score, kept.value_set, kept.version) == (0.516, "uk_tto", 2)
    past = PastScore.objects.get()
    assert (past.assessment, past.score, past.value_set) == (kept, 0.592, "dk_tto")
    assert past.rescoring.reason == "the council chose the British set"
    counted = tally(run, "eq5d_3l")
    assert (counted.scored, counted.changed, counted.largest) == (1, 1, pytest.approx(-0.076))
    assert (run.state, run.done) == ("done", 1)


def test_a_score_that_can_no_longer_be_computed_says_why_and_its_follow_up_is_asked_again():
    kept = answered("odi", odi(2, blanks=2), timepoint="y1")
    assert not kept.episode.pending_waves.filter(wave="y1").exists()
    run = rescored(MIN9)
    kept.refresh_from_db()
    assert (kept.score, kept.band) == (None, "")
    assert kept.not_scorable == "2 of 10 sections are blank; at most 1 may be."
    assert (tally(run, "odi").lost, tally(run, "odi").changed) == (1, 0)
    assert kept.episode.pending_waves.filter(wave="y1").exists()
    assert PastScore.objects.get().score == 40


def test_a_rule_that_counts_the_same_is_renamed_and_counted_as_no_other_number():
    answered("odi", odi(2))
    counted = tally(rescored(MIN9), "odi")
    assert (counted.rewritten, counted.changed, counted.lost) == (1, 0, 0)
    assert Assessment.objects.get().scoring_rule == "odi-prorata-min9"


def test_each_department_has_its_own_counts():
    eq5d("22222", department=a_department("ours"))
    eq5d("11111", department=a_department("theirs"))
    run = rescored(TO_UK)
    assert [tally(run, "eq5d_3l", code).changed for code in ("ours", "theirs")] == [1, 0]
    assert Tallies.read(run.tallies).all().scored == 2


def test_without_a_version_every_score_is_computed_with_today_s_rule_and_keeps_its_value_set():
    stale, right = answered("odi", odi(3)), eq5d("22222")
    Assessment.objects.filter(pk=stale.pk).update(score=12.0, scoring_rule="odi-of-old", band="minimal")
    run = rescored(Request())
    stale.refresh_from_db()
    right.refresh_from_db()
    assert (stale.score, stale.band, stale.scoring_rule) == (60.0, "severe", "odi-prorata-min8")
    assert (right.version, right.value_set) == (1, "dk_tto")
    assert (tally(run, "odi").rewritten, tally(run, "eq5d_3l").rewritten) == (1, 0)


@pytest.mark.parametrize(
    "start", [lambda asked: start_rescoring(asked, reason="a test", by=None), rescore_dry]
)
def test_what_names_an_instrument_or_a_version_there_is_not_is_refused(start):
    for asked, field, said in (
        (Request("oddi"), "instrument", "no instrument “oddi”; give one of vas_back,"),
        (Request(began="dk_tto"), "instrument", "give the instrument too"),
        (Request("eq5d_3l", to="uk_tto"), "from_version", "Which scores are meant is never guessed"),
        (
            Request("eq5d_3l", "dk_2021", "uk_tto"),
            "from_version",
            "no version “dk_2021”; give one of dk_tto,",
        ),
        (Request("eq5d_3l", "dk_tto", "odi-prorata-min9"), "to_version", "no version “odi-prorata-min9”"),
    ):
        with pytest.raises(ValidationError) as refused:
            start(asked)
        assert said in refused.value.message_dict[field][0]
    assert not Rescoring.objects.exists()


def test_a_second_run_changes_nothing():
    for blanks in (0, 2):
        answered("odi", odi(3, blanks))
    rescored(MIN9)
    again = rescored(Request())
    assert Tallies.read(again.tallies).all().rewritten == 0
    assert PastScore.objects.count() == 2


def test_what_cannot_be_computed_with_anything_is_left_as_it_is_and_counted():
    gone, odd = eq5d("22222"), answered("odi", odi(3))
    Assessment.objects.filter(pk=gone.pk).update(value_set="fi_tto")
    Assessment.objects.filter(pk=odd.pk).update(responses={"shoe_size": 44})
    run = rescored(Request())
    assert (tally(run, "eq5d_3l").left, tally(run, "odi").left) == (1, 1)
    assert not PastScore.objects.exists()


def test_whoever_saves_between_reading_and_writing_is_not_overwritten(monkeypatch):
    kept, other = eq5d("22222"), eq5d("11111")
    read = actions.stored_scores

    def read_then_saved(*args, **kwargs):
        rows = read(*args, **kwargs)
        if kept.version == 1:
            better = Answered("eq5d_3l", {**kept.responses, "pain_discomfort": 1}, "dk_tto")
            correct_assessment(
                assessment=kept, version=1, answered=better, observed_on=kept.observed_on, by=None
            )
            kept.refresh_from_db()
        return rows

    monkeypatch.setattr(actions, "stored_scores", read_then_saved)
    run = rescored(TO_UK)
    kept.refresh_from_db()
    other.refresh_from_db()
    # 22212 in uk_tto: 1 - .081 - .069 - .104 - .036 - .071
    assert (kept.score, kept.responses["pain_discomfort"], kept.version) == (0.639, 1, 3)
    # what was replaced is what had been saved meanwhile, 22212 in dk_tto: 1 - .114 - .053 - .063 - .048 - .068
    assert PastScore.objects.get(assessment=kept).score == 0.654
    assert (other.value_set, tally(run, "eq5d_3l").scored) == ("uk_tto", 2)


def test_a_form_that_was_opened_before_says_that_something_changed():
    kept = eq5d("22222")
    rescored(TO_UK)
    with pytest.raises(VersionConflict):
        correct_assessment(
            assessment=kept,
            version=1,
            answered=Answered("eq5d_3l", kept.responses, "dk_tto"),
            observed_on=kept.observed_on,
            by=None,
        )


def test_what_rests_on_scores_is_told_in_the_transaction_that_changed_them():
    eq5d("22222")
    told = []
    rescored(TO_UK, also=told.extend)
    assert [(change.stored.kept.score, change.kept.score) for change in told] == [(0.592, 0.516)]

    def fails(_changes):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        rescored(Request("eq5d_3l", "uk_tto", "dk_tto"), also=fails)
    assert Assessment.objects.get().value_set == "uk_tto"
    assert PastScore.objects.count() == 1


@pytest.mark.parametrize(("fails", "ends"), [(2, "done"), (3, "running")])
def test_a_batch_that_meets_a_deadlock_is_worked_again_and_not_for_ever(fails, ends):
    eq5d("22222")
    left = iter([OperationalError("deadlock detected")] * fails)

    def meets(_changes):
        if error := next(left, None):
            raise error

    run = start_rescoring(TO_UK, reason="a test", by=None)
    with nullcontext() if ends == "done" else pytest.raises(OperationalError):
        list(work_on_rescoring(run, also=meets, by=None))
    run.refresh_from_db()
    assert (run.state, PastScore.objects.count()) == (ends, 1 if ends == "done" else 0)


def test_a_batch_that_another_process_took_is_not_counted_twice(monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 2)
    for _ in range(3):
        eq5d("22222")
    stale = start_rescoring(TO_UK, reason="a test", by=None)
    taken = actions.rescore_batch(stale, also=lambda _changes: None, by=None)
    again = actions.rescore_batch(stale, also=lambda _changes: None, by=None)
    assert (taken.done, again.done, PastScore.objects.count()) == (2, 2, 2)
    *_, run = work_on_rescoring(again, also=lambda _changes: None, by=None)
    assert (run.state, run.done, PastScore.objects.count()) == ("done", 3, 3)


def test_one_run_at_a_time_and_an_abandoned_one_keeps_what_it_did():
    run = start_rescoring(TO_UK, reason="a test", by=None)
    with pytest.raises(ValidationError, match="already"):
        start_rescoring(MIN9, reason="a test", by=None)
    assert abandon_rescoring(run, by=None).state == "abandoned"
    with pytest.raises(ValidationError, match="ended already"):
        abandon_rescoring(run, by=None)
    assert start_rescoring(MIN9, reason="a test", by=None).is_running


def test_a_dry_run_counts_the_same_and_stores_nothing():
    eq5d("22222")
    dry = rescore_dry(TO_UK)
    assert not Rescoring.objects.exists()
    assert not PastScore.objects.exists()
    assert Assessment.objects.get().value_set == "dk_tto"
    assert dry.written() == rescored(TO_UK).tallies


def test_every_batch_and_the_beginning_and_the_end_are_in_the_audit_table():
    from auditlog.models import LogEntry

    eq5d("22222")
    rescored(TO_UK)
    events = LogEntry.objects.filter(additional_data__has_key="event").order_by("pk")
    told = [entry.additional_data for entry in events if "rescor" in entry.additional_data["event"]]
    assert [entry["event"] for entry in told] == ["rescoring.started", "scores.rescored", "rescoring.done"]
    assert (told[1]["rewritten"], told[2]["to_version"]) == (1, "uk_tto")


def test_a_new_answer_is_not_part_of_a_run_that_began_before():
    eq5d("22222")
    run = start_rescoring(TO_UK, reason="a test", by=None)
    eq5d("22222")
    *_, run = work_on_rescoring(run, also=lambda _changes: None, by=None)
    assert run.done == 1
