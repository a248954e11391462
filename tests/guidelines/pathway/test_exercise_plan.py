"""The programme builder's rule: what is offered, suggested and kept away, how much of it, and when to look again."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.pathway.exercise import Block, Impact, SpineLoad
from guidelines.pathway.exercise_dose import MOST_LANDINGS, Dose, Load, outside
from guidelines.pathway.exercise_plan import (
    Basis,
    doses,
    kept_away,
    look_again,
    minutes_over,
    offered,
    suggested,
)
from guidelines.pathway.exercises import LIBRARY
from guidelines.pathway.functional_constraints import CONSTRAINTS
from guidelines.pathway.programmes import PROGRAMMES
from guidelines.pathway.retest import SetDay, judged, retest_days

CODES = [row.code for row in CONSTRAINTS]
DAY = date(2026, 11, 22)


def basis(programme="everyday_active", *constraints, **more):
    return Basis(programme=programme, constraints=frozenset({"spine_safe", *constraints}), **more)


EVERY = [
    Basis(programme=programme, constraints=frozenset(some), hip_weeks=hip, frail=frail)
    for programme in PROGRAMMES
    for size in range(len(CODES) + 1)
    for some in combinations(CODES, size)
    for hip in (None, 3.0)
    for frail in (False, True)
]


class TestOffered:
    def test_no_category_and_no_set_of_constraints_offers_what_they_bar(self):
        for one in EVERY:
            for exercise in offered(one):
                jumps = exercise.impact > Impact.WALKING
                assert not (jumps and one.constraints & {"impact_low", "falls_first"}), (one, exercise.code)
                assert not (jumps and one.programme.startswith("acute")), (one, exercise.code)
                assert not (exercise.alone_brisk and "falls_first" in one.constraints), (one, exercise.code)
                assert exercise.spine is not SpineLoad.BENT
                assert not exercise.needs or exercise.needs in one.constraints, (one, exercise.code)

    def test_what_is_suggested_is_offered_and_never_kept_away(self):
        for one in EVERY:
            codes = {exercise.code for exercise in offered(one)}
            assert set(suggested(one)) <= codes, one
            assert not codes & {away.exercise.code for away in kept_away(one)}, one

    @pytest.mark.parametrize("programme", PROGRAMMES)
    def test_every_programme_suggests_something_for_each_block_whatever_the_constraints(self, programme):
        for one in EVERY:
            if one.programme == programme:
                assert {LIBRARY[code].block for code in suggested(one)} == set(Block), one

    def test_high_intensity_is_suggested_to_nobody_but_the_exercise_active_who_may(self):
        for one in EVERY:
            heavy = {code for code in suggested(one) if LIBRARY[code].needs}
            may = one.programme == "exercise_active" and "high_intensity_allowed" in one.constraints
            assert bool(heavy) == may, one

    def test_an_easier_version_may_always_be_chosen_instead(self):
        codes = {exercise.code for exercise in offered(basis("everyday_active"))}
        assert {"sit_to_stand", "sit_to_stand_hands"} <= codes

    def test_what_is_kept_away_says_by_which_constraint(self):
        away = {
            one.exercise.code: {bar.constraint for bar in one.bars}
            for one in kept_away(basis("everyday_active", "impact_low", "falls_first"))
        }
        assert away["heel_drop"] == {"impact_low", "falls_first"}
        assert away["walk_brisk"] == {"falls_first"}

    def test_walking_with_somebody_is_suggested_where_one_may_not_walk_briskly_alone(self):
        assert "walk_brisk" in suggested(basis("everyday_active"))
        assert "walk_accompanied" not in suggested(basis("everyday_active"))
        assert "walk_accompanied" in suggested(basis("everyday_active", "falls_first"))

    def test_balance_comes_first_where_it_is_to_come_first(self):
        blocks = [LIBRARY[code].block for code in suggested(basis("everyday_active", "falls_first"))]
        assert blocks[0] is Block.STEADY
        assert LIBRARY[next(iter(suggested(basis("everyday_active"))))].block is Block.STRONG

    @pytest.mark.parametrize(("weeks", "trains"), [(None, False), (1.9, False), (2.0, True), (6.0, True)])
    def test_the_leg_is_strengthened_from_two_weeks_after_a_hip_fracture(self, weeks, trains):
        assert ("leg_to_side" in suggested(basis("acute_early", hip_weeks=weeks))) is trains


class TestDose:
    @pytest.mark.parametrize(
        ("code", "programme", "constraints", "frail", "name", "low", "high"),
        [
            ("deadlift", "exercise_active", (), False, "sets", 1, 3),
            ("deadlift", "exercise_active", (), False, "repetitions", 8, 12),
            ("deadlift", "exercise_active", (), False, "days_a_week", 2, 3),
            ("sit_to_stand", "everyday_active", (), False, "sets", 1, 2),
            ("sit_to_stand", "everyday_active_with_consideration", (), False, "days_a_week", 2, 2),
            ("sit_to_stand_hands", "function_limited", (), False, "repetitions", 5, 12),
            ("sit_to_stand_hands", "function_limited", (), False, "sets", 1, 1),
            ("back_extension_seated", "function_limited", (), False, "hold_s", 3, 5),
            ("back_extension_seated", "function_limited", (), False, "repetitions", 1, 10),
            ("walk_short", "everyday_active_with_consideration", (), False, "minutes", 5, 20),
            ("walk_short", "function_limited", ("impact_low",), False, "minutes", 5, 20),
            ("walk_short", "everyday_active", ("impact_low",), True, "minutes", 5, 20),
            ("walk_short", "everyday_active", ("impact_low",), False, "minutes", 5, 60),
            ("deadlift_heavy", "exercise_active", ("high_intensity_allowed",), False, "days_a_week", 1, 2),
        ],
    )
    def test_the_range_is_the_frame_s(self, code, programme, constraints, frail, name, low, high):
        span = doses(LIBRARY[code], basis(programme, *constraints, frail=frail)).spans[name]
        assert (span.low, span.high) == (low, high)

    def test_what_is_suggested_lies_within_what_is_allowed(self):
        for one in EVERY:
            for code, dose in suggested(one).items():
                assert outside(dose, doses(LIBRARY[code], one)) == [], (one, code)

    def test_no_session_has_more_than_fifty_landings(self):
        within = doses(LIBRARY["heel_drop"], basis("exercise_active"))
        assert within.spans["sets"].high * within.spans["repetitions"].high == MOST_LANDINGS

    def test_nobody_but_those_at_high_intensity_lifts_above_85_percent(self):
        for one in EVERY:
            for exercise in offered(one):
                if not exercise.needs:
                    assert Load.ABOVE_85 not in doses(exercise, one).loads

    @given(st.integers(-1, 8), st.integers(-1, 16), st.integers(-1, 9), st.sampled_from([None, *Load]))
    def test_a_dose_is_refused_exactly_when_a_part_lies_outside(self, sets, repetitions, days, load):
        within = doses(LIBRARY["sit_to_stand"], basis("everyday_active"))
        fits = 1 <= sets <= 2 and 8 <= repetitions <= 12 and 2 <= days <= 3 and load in within.loads
        dose = Dose(sets=sets, repetitions=repetitions, days_a_week=days, load=load)
        assert (outside(dose, within) == []) is fits

    def test_the_minutes_of_a_day_are_counted_together(self):
        limited = basis("everyday_active_with_consideration", "impact_low")
        walk = Dose(minutes=15, days_a_week=5)
        assert minutes_over({"walk_short": walk}, limited) is None
        assert minutes_over({"walk_short": walk, "walk_accompanied": walk}, limited) == (30, 20)
        assert minutes_over({"walk_short": walk, "walk_brisk": walk}, basis("everyday_active")) is None

    def test_what_is_suggested_comes_to_no_more_minutes_than_a_day_may_have(self):
        assert [one for one in EVERY if minutes_over(suggested(one), one)] == []

    def test_what_is_not_counted_or_missing_is_named(self):
        within = doses(LIBRARY["sit_to_stand"], basis("everyday_active"))
        dose = replace(within.suggested, minutes=10, sets=None)
        assert {one.field for one in outside(dose, within)} == {"minutes", "sets"}


class TestLookAgain:
    def test_nothing_is_to_be_looked_at_while_all_is_as_it_was(self):
        then = basis("acute_early", "impact_low", hip_weeks=3)
        assert look_again(then.as_json(), replace(then, hip_weeks=5)) == ()

    @pytest.mark.parametrize(
        ("now", "said"),
        [
            (basis("everyday_active", "impact_low", "falls_first"), ("falls_first",)),
            (basis("everyday_active"), ("impact_low",)),
            (basis("function_limited", "impact_low"), ("programme",)),
            (basis("everyday_active", "impact_low", frail=True), ("frail",)),
            (basis("everyday_active", "impact_low", hip_weeks=4), ("hip_strength",)),
        ],
    )
    def test_whatever_changed_is_named(self, now, said):
        assert look_again(basis("everyday_active", "impact_low").as_json(), now) == said


class TestRetest:
    @pytest.mark.parametrize(
        ("days", "found"),
        [
            (0, SetDay.IMPOSSIBLE), (-1, SetDay.IMPOSSIBLE), (1, SetDay.OUTSIDE), (55, SetDay.OUTSIDE),
            (56, SetDay.WITHIN), (84, SetDay.WITHIN), (85, SetDay.OUTSIDE), (182, SetDay.OUTSIDE), (183, SetDay.IMPOSSIBLE),
        ],
    )  # fmt: skip
    def test_a_day_is_within_the_weeks_outside_them_or_none_at_all(self, days, found):
        assert judged(DAY + timedelta(days=days), DAY) is found

    def test_without_a_set_day_it_is_due_from_eight_weeks_and_overdue_after_twelve(self):
        assert retest_days(DAY) == (date(2027, 1, 17), date(2027, 2, 14))

    @pytest.mark.parametrize(
        ("set_for", "last"),
        [
            (date(2027, 1, 17), date(2027, 2, 14)),  # within the weeks: until they are over
            (date(2027, 2, 14), date(2027, 2, 14)),
            (date(2026, 12, 20), date(2026, 12, 20)),  # outside them: that very day
            (date(2027, 3, 1), date(2027, 3, 1)),
        ],
    )
    def test_a_set_day_is_due_from_that_day(self, set_for, last):
        assert retest_days(DAY, set_for) == (set_for, last)
