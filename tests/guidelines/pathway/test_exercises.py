"""The library of exercises: nothing missing, nothing circular, everything drawn, and nobody offered what is barred."""

from dataclasses import replace
from itertools import combinations

import pytest

from guidelines.pathway.exercise import Block, Impact, SpineLoad, barred_by
from guidelines.pathway.exercises import LIBRARY, chain, problems
from guidelines.pathway.figure import SIDE, Pose, joints
from guidelines.pathway.functional_constraints import CONSTRAINTS
from guidelines.pathway.programmes import PROGRAMMES
from guidelines.pathway.props import drawing
from tests.tables import every_row

EVERY = list(LIBRARY.values())
CODES = [row.code for row in CONSTRAINTS]
SETS = [frozenset(some) for size in range(len(CODES) + 1) for some in combinations(CODES, size)]


def test_the_library_has_no_defect():
    assert list(problems()) == []


def test_there_are_exercises_of_every_block_and_each_serves_some_programme():
    assert len(LIBRARY) >= 24
    assert {exercise.block for exercise in EVERY} == set(Block)
    named = {
        code
        for programme in PROGRAMMES.values()
        for line in programme.lines
        for code in (*line.exercises, *line.also)
    }
    assert named == set(LIBRARY)


def test_a_chain_goes_from_easy_to_hard():
    assert chain("sit_to_stand_hands") == ["sit_to_stand_hands", "sit_to_stand", "squat", "squat_heavy"]
    assert chain("supported_stance")[-1] == "one_leg_stance"


@every_row(
    ("changed", "said"),
    [
        ({"harder": "sit_to_stand_hands"}, "comes round to itself"),
        ({"harder": "levitate"}, "which is no exercise"),
        ({"poses": ()}, "is not drawn"),
        ({"spine": SpineLoad.BENT}, "it has no place in the library"),
        ({"needs": "wings"}, "which is no constraint"),
        ({"movement": " "}, "no words for movement"),
    ],
)
def test_a_defect_is_named_with_what_to_do(changed, said):
    broken = {**LIBRARY, "sit_to_stand": replace(LIBRARY["sit_to_stand"], **changed)}
    assert any(said in " ".join(problem) for problem in problems(broken))


def test_a_line_whose_exercise_is_gone_is_named():
    left = {code: exercise for code, exercise in LIBRARY.items() if code != "breathing"}
    assert any("'breathing'" in found and "acute_early" in where for where, found, _do in problems(left))


@every_row("code", LIBRARY)
def test_every_figure_stays_within_its_drawing_and_stands_on_the_floor(code):
    for pose in LIBRARY[code].poses:
        at = joints(pose)
        assert all(0 <= spot.x <= SIDE and 0 <= spot.y <= SIDE for spot in (*at.points, at.head)), code
        assert drawing(pose)


def test_a_standing_figure_has_straight_limbs_of_their_length():
    at = joints(Pose())
    assert at.hip.x == pytest.approx(at.ankle.x)
    assert round(at.ankle.y - at.hip.y, 6) == 44.0
    assert round(at.hip.y - at.shoulder.y, 6) == 30.0


class TestBars:
    @pytest.mark.parametrize(
        ("code", "constraints", "barred"),
        [
            ("jump_small", {"impact_low"}, ["impact_low"]),
            ("jump_small", {"falls_first"}, ["falls_first"]),
            ("heel_drop", {"impact_low", "falls_first"}, ["impact_low", "falls_first"]),
            ("heel_drop", {"spine_safe"}, []),
            ("walk_brisk", {"falls_first"}, ["falls_first"]),
            ("walk_brisk", {"impact_low"}, []),
            ("walk_accompanied", {"falls_first", "impact_low"}, []),
            ("deadlift_heavy", {"spine_safe"}, ["high_intensity_allowed"]),
            ("deadlift_heavy", {"spine_safe", "high_intensity_allowed"}, []),
            ("deadlift", {"impact_low", "falls_first", "spine_safe"}, []),
        ],
    )
    def test_a_constraint_keeps_away_what_it_names(self, code, constraints, barred):
        assert [bar.constraint for bar in barred_by(LIBRARY[code], constraints, "exercise_active")] == barred

    @pytest.mark.parametrize("phase", ["acute_early", "acute_late"])
    def test_nothing_above_walking_in_the_acute_phase(self, phase):
        for exercise in EVERY:
            assert bool([bar for bar in barred_by(exercise, CODES, phase) if bar.constraint == "acute"]) == (
                exercise.impact > Impact.WALKING
            )

    def test_bending_under_load_would_be_barred_for_everybody(self):
        bent = replace(LIBRARY["deadlift"], spine=SpineLoad.BENT)
        assert [bar.constraint for bar in barred_by(bent, (), "exercise_active")] == ["spine_safe"]

    @pytest.mark.parametrize("constraints", SETS, ids=lambda codes: "+".join(sorted(codes)))
    def test_high_intensity_never_without_permission(self, constraints):
        heavy = [exercise for exercise in EVERY if exercise.needs]
        assert {exercise.supervised for exercise in heavy} == {True}
        if "high_intensity_allowed" not in constraints:
            assert all(barred_by(exercise, constraints, "exercise_active") for exercise in heavy)
