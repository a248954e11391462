"""Who stands on the follow-up list, in which order, and how complete the year is."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.actions import (
    Answered,
    check_birth_date,
    close_wave,
    edit_patient,
    invite,
    plan_follow_up,
    record_assessment,
)
from registry.follow_up import WAVES, Moment, timing_of
from registry.follow_up_words import status_words
from registry.instruments import INSTRUMENTS
from registry.models import Membership, Role
from registry.selectors.follow_up import asking
from registry.selectors.follow_up_list import (
    CLOSING_SOON,
    Chosen,
    asked_now,
    closed_by_hand,
    closures_in_order,
    first_asked,
    in_order,
    least_effort_first,
    wave_counts,
)
from tests.factories import a_department, a_patient, a_person, a_user, an_episode
from tests.tables import every_row

ON = date(2026, 11, 22)
DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
BY_CODE = {wave.code: wave for wave in WAVES}


def answer(episode, wave, on):
    sections = {item.code: 2 for item in INSTRUMENTS["odi"].items}
    return record_assessment(
        episode=episode, answered=Answered("odi", sections), timepoint=wave, observed_on=on, by=None
    )


@pytest.fixture
def ours(db):
    return a_department()


@pytest.fixture
def user(ours):
    return a_user(Role.COORDINATOR, ours)


def waiting(department, *, onset, **fields):
    return an_episode(a_patient(department), onset_on=onset, **fields)


def found(user, **chosen):
    return [row.episode_id for row in asked_now(user, ON, Chosen(**chosen))]


def test_the_window_that_closes_soonest_comes_first(user, ours):
    late = waiting(ours, onset=date(2025, 12, 1))
    soon = waiting(ours, onset=date(2025, 9, 1))
    assert found(user) == [soon.pk, late.pk]


@pytest.mark.parametrize(
    ("onset", "status"),
    [
        (date(2025, 11, 23), "due"),  # the target is tomorrow
        (date(2025, 11, 22), "due"),  # the target is today
        (date(2025, 11, 21), "overdue"),  # the target was yesterday
    ],
)
def test_due_ends_with_the_target_day(user, ours, onset, status):
    episode = waiting(ours, onset=onset)
    assert found(user, status=status) == [episode.pk]
    assert found(user, status={"due": "overdue", "overdue": "due"}[status]) == []


@pytest.mark.parametrize(("closes_in", "shown"), [(28, True), (29, False)])
def test_closing_soon_is_four_weeks(user, ours, closes_in, shown):
    window_of_15_months = date(2026, 11, 22) + timedelta(days=closes_in)
    onset = window_of_15_months.replace(
        year=window_of_15_months.year - 1, month=window_of_15_months.month - 3
    )
    waiting(ours, onset=onset)
    assert bool(found(user, status=CLOSING_SOON)) is shown


def test_the_list_narrows_by_wave_and_kind(user, ours):
    year = waiting(ours, onset=date(2025, 11, 1))
    six_weeks = waiting(ours, onset=date(2026, 10, 11), kind="metastasis")
    assert found(user, wave="w6") == [six_weeks.pk]
    assert found(user, kind="vertebral_fracture") == [year.pk]
    assert found(user, wave="w6", kind="vertebral_fracture") == []


def test_another_department_is_not_on_the_list(user):
    waiting(a_department(), onset=date(2025, 11, 1))
    assert found(user) == []


def test_a_closed_follow_up_leaves_the_list_and_stands_among_the_closed(user, ours):
    episode = waiting(ours, onset=date(2025, 11, 1))
    close_wave(episode=episode, wave="y1", reason="not_available", note="no answer", by=user)
    assert found(user) == []
    (closure,) = closures_in_order(user, closed_by_hand(user, Chosen(kind=episode.kind), 9))
    assert closure.episode_id == episode.pk
    for other in (Chosen(wave="y2"), Chosen(kind="metastasis")):
        assert list(closed_by_hand(user, other, 9)) == []


def test_the_year_s_completeness_is_answered_of_those_whose_target_day_is_past(user, ours):
    reached = [waiting(ours, onset=date(2025, 3, day)) for day in (1, 2, 3, 4, 5)]
    waiting(ours, onset=date(2025, 11, 22))  # the target is today: not asked of the year yet
    waiting(ours, onset=date(2024, 12, 31))  # the target was last year
    answer(reached[0], "y1", date(2026, 3, 1))
    answer(reached[1], "y1", date(2026, 2, 1))
    close_wave(episode=reached[2], wave="y1", reason="moved", by=user)
    die(reached[3].patient)
    first_year = next(count for count in wave_counts(user, ON) if count.wave == "y1")
    assert (first_year.asked, first_year.answered) == (3, 2)
    assert first_year.completeness == pytest.approx(100 * 2 / 3)


def die(patient):
    edit_patient(
        patient=patient, version=patient.version, person=a_person(), by=None, died_on=date(2026, 1, 5)
    )


def test_an_answer_before_a_death_counts(user, ours):
    episode = waiting(ours, onset=date(2025, 3, 1))
    answer(episode, "y1", date(2026, 3, 1))
    die(episode.patient)
    first_year = next(count for count in wave_counts(user, ON) if count.wave == "y1")
    assert (first_year.asked, first_year.answered) == (1, 1)


def test_open_now_is_counted_by_wave(user, ours):
    waiting(ours, onset=date(2025, 11, 22))
    waiting(ours, onset=date(2025, 10, 1))
    waiting(ours, onset=date(2025, 9, 1))
    waiting(ours, onset=date(2026, 10, 20), kind="metastasis")
    counts = {count.wave: (count.due, count.overdue) for count in wave_counts(user, ON)}
    assert counts == {"w6": (1, 0), "y1": (1, 2), "y2": (0, 0), "y5": (0, 0), "y10": (0, 0)}


def test_the_least_effort_comes_first_and_within_it_the_soonest_to_close(user, ours):
    """Opened by the patient, then invited, then to be invited; planning again forgets none of it."""
    last, soon = (waiting(ours, onset=date(2025, month, 1)) for month in (12, 9))
    invited, begun = (waiting(ours, onset=date(2025, 11, day)) for day in (1, 2))
    for episode in (invited, begun):
        invite(episode=episode, wave="y1", channel="letter", on=ON, by=user)
    [invitation] = begun.invitations.all()
    check_birth_date(invitation=invitation, given=date(1948, 2, 1), on=ON)
    plan_follow_up([invited.pk, begun.pk])
    ids = first_asked(user, ON, Chosen(), 10)
    first = [begun.pk, invited.pk, soon.pk, last.pk]
    assert [row.episode.pk for row in in_order(ids)] == first
    assert len(first_asked(user, ON, Chosen(), 3)) == 3
    soonest = in_order(first_asked(user, ON, Chosen(order="closing"), 3))
    assert [row.episode.pk for row in soonest] == [soon.pk, invited.pk, begun.pk]
    assert found(user, effort="1") == [invited.pk]


def test_of_several_departments_as_of_one_the_first_are_found_in_their_order(ours):
    other = a_department()
    both = a_user(Role.COORDINATOR, ours)
    Membership.objects.create(user=both, department=other, role=Role.COORDINATOR)
    mixed = [waiting((ours, other)[day % 2], onset=date(2025, 9, day)) for day in (4, 1, 3, 2)]
    by_day = sorted(mixed, key=lambda episode: episode.onset_on)
    for order in ("", "closing"):
        ids = first_asked(both, ON, Chosen(order=order), 3)
        assert [row.episode.pk for row in in_order(ids)] == [episode.pk for episode in by_day[:3]]


@pytest.mark.parametrize(
    ("on", "patients"),
    [
        (date(2020, 2, 29), 9),
        *(pytest.param(on, 24, marks=pytest.mark.slow) for on in (date(2017, 2, 28), date(2020, 2, 29), ON)),
    ],
)
def test_the_rows_found_within_a_span_are_all_that_the_rule_names(user, ours, on, patients):
    for number in range(patients):
        kind = ("metastasis", "vertebral_fracture", "sacral_fracture")[number % 3]
        waiting(ours, onset=date(2016, 1, 31) + timedelta(days=170 * number), kind=kind)
    for status, wave, kind in product(("", "due", "overdue"), ("", "w6", "y1", "y10"), ("", "metastasis")):
        rows = asked_now(user, on, Chosen(status=status, wave=wave, kind=kind))
        named = [
            row.pk
            for row in asking(on).select_related("episode")
            if status in ("", status_words(row.target_on, row.closes_on, on)[0])
            and wave in ("", row.wave)
            and kind in ("", row.episode.kind)
        ]
        assert [row.pk for row in rows] == named


def test_a_locked_questionnaire_takes_the_most_effort_again(user, ours):
    episode = waiting(ours, onset=date(2025, 11, 1))
    sent = invite(episode=episode, wave="y1", channel="letter", on=ON, by=user)
    for _attempt in range(10):
        check_birth_date(invitation=sent.link.invitation, given=None, on=ON)
    assert found(user, effort="2") == [episode.pk]


def test_the_wave_with_the_fewest_answers_to_the_goal_comes_first(user, ours):
    for day in (1, 2, 3, 4):
        waiting(ours, onset=date(2025, 10, day))  # the first year: asked, none answered, all open
    waiting(ours, onset=date(2024, 10, 1))  # the second: one asked
    answered = waiting(ours, onset=date(2021, 10, 1))  # the fifth: reached
    answer(answered, "y5", date(2026, 10, 1))
    counts = least_effort_first(wave_counts(user, ON))
    assert [(count.wave, count.effort.needed) for count in counts] == [
        ("y2", 1), ("y1", 4), ("y5", 0), ("w6", 0), ("y10", 0),
    ]  # fmt: skip


def test_nothing_asked_has_no_completeness(user):
    assert [count.completeness for count in wave_counts(user, ON)] == [None] * len(WAVES)


@every_row(
    ("answered_on", "moment", "days"),
    [
        (date(2024, 1, 30), Moment.BEFORE_INDEX, 1),
        (date(2022, 12, 31), Moment.BEFORE_INDEX, 396),
        (date(2024, 1, 31), Moment.EARLY, 304),
        (date(2024, 11, 29), Moment.EARLY, 1),
        (date(2024, 11, 30), Moment.WITHIN, 0),
        (date(2025, 4, 30), Moment.WITHIN, 0),
        (date(2025, 5, 1), Moment.LATE, 1),
    ],
)
def test_an_answer_is_early_within_or_late_and_never_by_distance_alone(answered_on, moment, days):
    """The first year's window of 31 January 2024 is 30 November 2024 to 30 April 2025."""
    found = timing_of(BY_CODE["y1"], date(2024, 1, 31), answered_on)
    assert (found.moment, found.days) == (moment, days)


@given(index_date=DAYS, answered_on=DAYS)
def test_an_answer_from_before_its_question_is_never_within(index_date, answered_on):
    for wave in WAVES:
        if answered_on < wave.day(index_date, wave.opens):
            assert timing_of(wave, index_date, answered_on).moment in {Moment.BEFORE_INDEX, Moment.EARLY}
