"""The drawing of the map: every action once, nothing on anything, every way from its source to its target."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise

import pytest

from guidelines.pathway.engine import evaluate
from guidelines.pathway.facts import facts_from_mapping
from guidelines.pathway.recommendations import Verdict
from guidelines.pathway.rulebook import ACTIONS, PATHWAY
from guidelines.presentation.pathway_map.drawing import LETTER, NARROW, WIDE, drawings
from guidelines.presentation.pathway_map.layout import Rect
from guidelines.presentation.pathway_map.lit import lit_drawings, plain_drawings
from guidelines.presentation.pathway_map.routing import side_by_side
from guidelines.presentation.pathway_map.text import map_text
from guidelines.presentation.pathway_map.words import label_lines, wrapped
from guidelines.switched_off import SwitchedOff, Withheld

SHAPES = drawings(PATHWAY)
both = pytest.mark.parametrize("drawing", SHAPES, ids=lambda drawing: drawing.shape)
LINE = 14


def texts(drawing) -> Iterator[Rect]:
    """A rectangle around every line of text that stands outside the boxes."""
    lines = [line for area in (*drawing.bands, *drawing.frames) for line in area.lines]
    lines += [line for path in drawing.paths for line in path.label]
    for line in lines:
        yield Rect(line.x, line.y - LINE, int(len(line.text) * LETTER) + 1, LINE)


def points(path) -> list[tuple[int, int]]:
    return [tuple(map(int, point.split(","))) for point in path.line[1:].split(" L")]


def strokes(path) -> Iterator[Rect]:
    """Each straight piece of a way as a thin rectangle; pieces are level or upright."""
    for (x1, y1), (x2, y2) in pairwise(points(path)):
        assert x1 == x2 or y1 == y2
        yield Rect(min(x1, x2) - 1, min(y1, y2), abs(x1 - x2) + 2, abs(y1 - y2))


@both
def test_every_action_has_one_box_in_clinical_order(drawing):
    codes = [box.code for box in drawing.boxes]
    order = [
        *dict.fromkeys(
            action.stage for action in sorted(PATHWAY, key=lambda a: list(type(a.stage)).index(a.stage))
        )
    ]
    assert codes == sorted(ACTIONS, key=lambda code: order.index(ACTIONS[code].stage))


@both
def test_no_box_or_text_lies_on_another(drawing):
    placed = [*(box.rect for box in drawing.boxes), *texts(drawing)]
    assert [(one, other) for one, other in combinations(placed, 2) if one.overlaps(other)] == []


@both
def test_no_way_crosses_a_box_or_a_text(drawing):
    placed = [*(box.rect for box in drawing.boxes), *texts(drawing)]
    crossed = [
        (path.source, path.target, rect)
        for path in drawing.paths
        for stroke in strokes(path)
        for rect in placed
        if stroke.overlaps(rect)
    ]
    assert crossed == []


@both
def test_every_text_fits_in_its_box_and_everything_on_the_sheet(drawing):
    for box in drawing.boxes:
        right = box.rect.x + box.rect.width
        assert all(line.x + len(line.text) * 6.8 <= right for line in box.lines), box.code
        assert all(box.rect.y < line.y < box.rect.y + box.rect.height for line in box.lines)
        assert right <= drawing.width
        assert box.rect.y + box.rect.height <= drawing.height


@both
def test_a_way_runs_from_the_foot_of_its_source_to_the_head_of_its_target(drawing):
    places = {box.code: box.rect for box in drawing.boxes} | {area.code: area.rect for area in drawing.frames}
    for path in drawing.paths:
        (start_x, start_y), *_between, (end_x, end_y) = points(path)
        source, target = places[path.source], places[path.target]
        assert start_y == source.y + source.height
        assert source.x < start_x < source.x + source.width
        assert end_y == target.y
        assert target.x <= end_x <= target.x + target.width


@both
def test_ways_from_different_sources_never_lie_on_each_other(drawing):
    """They may cross; where two share a piece they come from one source or end at one place."""
    for one, other in combinations(drawing.paths, 2):
        if one.source != other.source and points(one)[-1] != points(other)[-1]:
            for a in strokes(one):
                for b in strokes(other):
                    level = a.height == b.height == 0 and a.y == b.y
                    upright = a.height and b.height and abs(a.x - b.x) < 2
                    shared = (
                        a.overlaps(Rect(b.x, b.y, b.width, max(b.height, 1)))
                        if upright
                        else level and (max(a.x, b.x) < min(a.x + a.width, b.x + b.width) - 2)
                    )
                    assert not shared, (one.source, one.target, other.source, other.target)


def test_spans_that_touch_stand_side_by_side_and_others_share_a_place():
    assert side_by_side([("a", 0, 4), ("b", 4, 6), ("c", 7, 9)]) == {"a": 0, "b": 1, "c": 0}
    assert side_by_side([("a", 0, 2), ("a", 5, 6), ("b", 3, 4)]) == {"a": 0, "b": 1}


def test_a_text_is_broken_where_it_fits_and_a_label_without_room_is_left_out():
    assert wrapped("a fracture of the sacrum", 12) == ("a fracture", "of the", "sacrum")
    assert wrapped("one two three four five six", 5, most=2)[-1].endswith("…")
    assert label_lines("too long by far for so few letters", 5) == ()


def test_narrow_is_narrow_and_wide_is_wide():
    wide, narrow = SHAPES
    assert WIDE.columns == 5
    assert NARROW.columns == 2
    assert narrow.width < 480 < wide.width < 1400


def test_the_text_says_every_step_once_and_what_the_drawing_says():
    steps = [step for stage in map_text(PATHWAY) for group in stage.groups for step in group.steps]
    assert sorted(step.code for step in steps) == sorted(ACTIONS)
    said = {step.code: step for step in steps}
    assert said["refer.rheumatology"].onward == (
        "leads to Refer to a pain clinic, when: Rheumatologist consulted: yes",
        "leads to Assess whether vertebroplasty is an option, when: Rheumatologist consulted: yes",
    )
    assert said["assess.vertebroplasty"].onward == ("leads to Vertebroplasty, whenever it applies",)
    assert "Suspected infection of the spine" in said["refer.pain_clinic"].held
    assert said["image.painful_level"].onward == (
        "is needed for Vertebroplasty, which is not cleared before: The painful level is confirmed: yes",
    )
    assert said["aid.corset_prolonged"].onward == ("takes away Corset for a short period",)
    assert said["drug.nsaid"].onward[0].endswith("COX-2 inhibitor, when: An NSAID is advised with caution")
    tokuhashi = "leads to Score life expectancy (Tokuhashi) before surgery is weighed, when: Spinal metastasis confirmed: yes"
    assert tokuhashi in said["urgent.suspected_metastasis"].onward


# An 80-year-old for whom first-line drugs failed and who is on a strong opioid that does too little, with fever.
FACTS = {
    "index_date": "2026-11-22", "age_years": 80, "vertebral_fracture": "confirmed", "pain_rest_vas": 80,
    "pain_activity_acceptable": False, "paracetamol": "inadequate", "tramadol": "not_tolerated",
    "strong_opioid": "inadequate", "rheumatologist_consulted": True,
}  # fmt: skip


def lit(**more):
    facts = facts_from_mapping(FACTS | more)
    drawing = lit_drawings(PATHWAY, evaluate(facts), facts)[0]
    ways = {(path.source, path.target) for path in drawing.paths if path.lit}
    return {box.code: box for box in drawing.boxes}, ways


def test_a_patient_s_way_is_lit_as_far_as_it_goes():
    boxes, ways = lit()
    assert {
        ("drug.paracetamol", "drug.strong_opioid"),
        ("refer.rheumatology", "refer.pain_clinic"),
        ("assess.vertebroplasty", "procedure.vertebroplasty"),
    } <= ways
    assert ("drug.strong_opioid", "refer.rheumatology") not in ways  # it has been asked: that step is behind
    assert boxes["refer.pain_clinic"].state.code == "present"
    assert boxes["refer.pain_clinic"].state.label == "Consider"
    assert boxes["refer.rheumatology"].state.code == "absent"
    assert boxes["refer.rheumatology"].said.endswith("does not apply")


def test_what_an_alarm_holds_is_said_to_be_held():
    boxes, ways = lit(fever=True)
    assert boxes["urgent.suspected_infection"].state.label == "Urgent"
    assert boxes["refer.pain_clinic"].state.code == "held"
    assert "held by an urgent alarm" in boxes["refer.pain_clinic"].said
    assert ("urgent.suspected_infection", "image.spine_mri") in ways
    assert ("urgent.cord_compression", "image.spine_mri") not in ways


OFF = SwitchedOff("refer.pain_clinic", date(2026, 11, 22), "Ella Editor", "the clinic is closed")


def test_what_is_switched_off_is_marked_with_and_without_a_patient():
    plain = {box.code: box for box in plain_drawings(PATHWAY, [OFF])[0].boxes}
    assert plain["refer.pain_clinic"].foot.text == "Switched off"
    assert plain["refer.oncology"].state is None
    facts = facts_from_mapping(FACTS)
    withheld = [Withheld(OFF, Verdict.CONTRAINDICATED)]
    boxes = {box.code: box for box in lit_drawings(PATHWAY, evaluate(facts), facts, withheld)[0].boxes}
    assert boxes["refer.pain_clinic"].said == (
        "Referral: Refer to a pain clinic; Switched off; warns nevertheless: contraindicated"
    )


def test_nothing_switched_off_leaves_the_plain_map_as_it_is():
    assert plain_drawings(PATHWAY) == SHAPES
