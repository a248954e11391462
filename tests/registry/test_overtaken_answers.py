"""What was answered before an operation is no result of it, and is not lost: in the course, the lists, the statistics and a merge."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from auditlog.models import LogEntry

from decision_support.questionnaire.state import state_of
from registry.actions import (
    Answered,
    invite,
    merge_patients,
    record_assessment,
    record_procedure,
    remove_operation,
    undo_merge,
)
from registry.actions.backgrounds import record_background
from registry.actions.invitations import keep_answer
from registry.actions.merges import Chosen
from registry.actions.overtaken import place_answers
from registry.follow_up import WAVE_CODES, WaveStatus, schedule, tells_of
from registry.instruments import INSTRUMENTS
from registry.models import Assessment, Episode, InvitationLink, Role
from registry.selectors.follow_up import answers_a_wave, course_of
from registry.selectors.statistics import answer, answers_by
from registry.statistics import WALKING, Question
from tests.factories import a_department, a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db
ONSET, BEFORE, OPERATED, AFTER = (date(year, 3, 10) for year in (2022, 2023, 2024, 2025))


@pytest.fixture
def by():
    return a_user(Role.COORDINATOR, a_department("north"))


@pytest.fixture
def episode():
    episode = an_episode(a_patient(a_department("north")), onset_on=ONSET)
    answered(episode, "baseline", ONSET)
    return episode


def answered(episode, timepoint, day, level=2):
    told = Answered("odi", {item.code: level for item in INSTRUMENTS["odi"].items})
    current = Episode.objects.get(pk=episode.pk)
    return record_assessment(episode=current, answered=told, timepoint=timepoint, observed_on=day, by=None)


def operated(episode, day=OPERATED):
    version = Episode.objects.get(pk=episode.pk).version
    record_procedure(episode=episode, version=version, kind="vertebroplasty", performed_on=day, by=None)
    return Episode.objects.get(pk=episode.pk)


def status(episode, on=AFTER):
    scheduled = schedule(course_of(Episode.objects.get(pk=episode.pk)), on)
    return {one.wave.code: one.status for one in scheduled}["y1"]


def counted(wave="y1"):
    found = answer(Question("odi", wave))
    return found.n_answered, found.n_paired


def test_an_answer_from_before_the_operation_is_no_result_of_it_and_the_patient_is_asked(episode, by):
    early = answered(episode, "y1", BEFORE)
    assert (status(episode), counted()) == (WaveStatus.COMPLETE, (1, 1))
    operated(episode)
    assert (status(episode), counted()) == (WaveStatus.DUE, (0, 0))
    assert episode.pending_waves.filter(wave="y1").exists()
    assert invite(episode=episode, wave="y1", channel=InvitationLink.Channel.LETTER, on=AFTER, by=by).token
    early.refresh_from_db()
    assert (early.timepoint, early.moved_from, early.observed_on) == ("visit", "y1", BEFORE)
    assert not answers_a_wave(early)
    moved = LogEntry.objects.get_for_object(early).filter(action=LogEntry.Action.UPDATE).get()
    assert moved.changes["timepoint"] == ["y1", "visit"]
    answered(episode, "y1", AFTER)
    assert (status(episode), counted()) == (WaveStatus.COMPLETE, (1, 1))
    assert episode.assessments.count() == 3


def test_just_what_does_not_tell_of_its_follow_up_is_moved_and_comes_back(episode):
    operated(episode)
    rows = {wave: answered(episode, wave, AFTER).pk for wave in WAVE_CODES}
    for days in (-1, 0, 1, -1):
        day = OPERATED + timedelta(days=days)
        Assessment.objects.filter(pk__in=rows.values()).update(observed_on=day)
        place_answers([episode.pk])
        for wave, pk in rows.items():
            expected = (wave, "") if tells_of(wave, day, OPERATED) else ("visit", wave)
            row = Assessment.objects.get(pk=pk)
            assert (row.timepoint, row.moved_from) == expected, (wave, days)


def test_a_second_operation_of_an_episode_does_the_same(episode):
    operated(episode, date(2022, 4, 1))
    answered(episode, "y1", BEFORE)
    operated(episode)
    assert (status(episode), counted()) == (WaveStatus.DUE, (0, 0))


@pytest.mark.parametrize("meanwhile", [False, True])
def test_where_the_operation_never_was_the_answer_is_back_unless_it_was_given_anew(episode, by, meanwhile):
    early = answered(episode, "y1", BEFORE)
    current = operated(episode)
    later = answered(episode, "y1", AFTER, level=3) if meanwhile else early
    operation, version = current.operations.get(), current.version
    remove_operation(operation=operation, version=version, reason="Another patient's", by=by)
    assert status(episode) == WaveStatus.COMPLETE
    assert episode.assessments.get(timepoint="y1").pk == later.pk
    early.refresh_from_db()
    assert (early.timepoint, early.moved_from) == (("visit", "y1") if meanwhile else ("y1", ""))


def test_what_was_answered_at_a_visit_of_the_same_day_stays_beside_it(episode):
    early, visit = (answered(episode, timepoint, BEFORE) for timepoint in ("y1", "visit"))
    operated(episode)
    early.refresh_from_db()
    assert {early.timepoint, visit.timepoint} == {"visit"}
    assert list(episode.assessments.filter(timepoint="visit", moved_from="")) == [visit]


def test_how_far_the_patient_walked_before_the_operation_is_counted_at_no_follow_up_of_it(episode, by):
    told = {"timepoint": "y1", "observed_on": BEFORE, "columns": {"walking": "under_100"}, "by": by}
    record_background(episode=episode, version=episode.version, **told)
    assert sum(part.n_answered for part in answers_by(Question(WALKING, "y1"), "walking").values()) == 1
    operated(episode)
    assert not any(part.n_answered for part in answers_by(Question(WALKING, "y1"), "walking").values())


def test_in_a_merge_the_answer_before_the_other_record_s_operation_takes_nobody_s_place(episode, by):
    stands, goes = episode.patient, a_patient(a_department("north"))
    theirs = an_episode(goes, onset_on=ONSET)
    early = answered(episode, "y1", BEFORE)
    operated(theirs)
    late = answered(theirs, "y1", AFTER)
    chosen = Chosen(ground="number", same_episodes={theirs.pk: episode.pk})
    versions = (stands.version, goes.version)
    merge = merge_patients(standing=stands, gone=goes, versions=versions, chosen=chosen, by=by)
    assert episode.assessments.get(timepoint="y1") == late
    assert Assessment.objects.get(pk=early.pk).moved_from == "y1"
    undo_merge(merge=merge, by=by)
    assert episode.assessments.get(timepoint="y1") == early
    assert theirs.assessments.get(timepoint="y1") == late


def test_a_questionnaire_from_before_the_operation_is_closed_and_a_new_one_begins_blank(episode, by):
    letter = {"channel": InvitationLink.Channel.LETTER, "by": by}
    first = invite(episode=episode, wave="y1", on=BEFORE, **letter).link.invitation
    keep_answer(invitation=first, question="odi.walking", answer=4)
    operated(episode)
    first.refresh_from_db()
    assert (first.locked_at is None, state_of(first, AFTER).word[:7]) == (False, "Closed:")
    again = invite(episode=episode, wave="y1", on=AFTER, **letter).link.invitation
    assert (again.pk == first.pk, again.answers) == (False, {})
    operated(episode, date(2024, 1, 1))  # an earlier one, told later: the follow-up counts from the same day
    again.refresh_from_db()
    assert again.locked_at is None


def test_it_costs_one_query_where_nothing_moves(episode, django_assert_num_queries):
    answered(episode, "y1", BEFORE)
    with django_assert_num_queries(1):
        place_answers([episode.pk])


def test_a_baseline_by_link_after_an_operation_that_was_recorded_late_is_none():
    told = Answered("odi", {item.code: 2 for item in INSTRUMENTS["odi"].items})
    for origin, expected in (
        ("patient", "visit"),
        ("clinic", "baseline"),
    ):  # paper may be entered later than it was filled in
        episode = an_episode(onset_on=ONSET)
        row = record_assessment(
            episode=episode, answered=told, timepoint="baseline", observed_on=AFTER, by=None, origin=origin
        )
        operated(episode)
        row.refresh_from_db()
        assert row.timepoint == expected
        operated(episode, date(2025, 3, 10))  # operated on again, on the very day
        row.refresh_from_db()
        assert (row.timepoint, row.moved_from) == ("baseline", "")
