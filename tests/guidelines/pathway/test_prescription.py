"""The Strong / Steady / Straight programmes: one for every category and acute phase, read with the constraints."""

import pytest

from guidelines.pathway.functional_constraints import CONSTRAINTS
from guidelines.pathway.functional_rules import CATEGORY_LABELS, Category
from guidelines.pathway.prescription import SOURCE_NOTES, prescription_for
from guidelines.pathway.programmes import DOSE_FRAME, PROGRAMMES, RETEST
from guidelines.pathway.statements import STATEMENTS
from tests.guidelines.pathway.functional import category_of, patient, well
from tests.tables import every_row

EVERY_LINE = [
    line
    for programme in PROGRAMMES.values()
    for part in (programme.strong, programme.steady, programme.straight, programme.supervision)
    for line in part
]


def words(lines):
    return " ".join(line.text for line in lines)


def prescribed(facts):
    """The programme of a patient whose suggestion was confirmed as it stands."""
    answer = category_of(facts)
    return prescription_for(
        answer.status,
        answer.category,
        answer.constraints,
        vertebral_weeks=facts.vertebral_fracture_weeks,
        hip_weeks=facts.hip_fracture_weeks,
    )


@every_row("category", list(Category))
def test_every_category_has_all_three_parts_and_its_own_name(category):
    found = prescription_for("suggested", category, ["spine_safe"])
    assert found.programme == category
    assert found.title == CATEGORY_LABELS[category]
    assert found.strong
    assert found.steady
    assert found.straight
    assert found.supervision


@pytest.mark.parametrize("facts", [patient(multiple_myeloma=True), patient(vertebral_fracture="excluded")])
def test_there_is_no_programme_without_a_category(facts):
    assert prescribed(facts) is None


@every_row("category", list(Category))
def test_a_hold_gives_no_programme_even_if_a_category_is_named(category):
    assert prescription_for("hold", category, []) is None


@every_row(
    ("weeks", "phase"), [(0, "acute_early"), (6, "acute_early"), (6.1, "acute_late"), (26, "acute_late")]
)
def test_the_acute_phase_has_two_programmes_parting_at_six_weeks(weeks, phase):
    found = prescribed(patient(vertebral_fracture="confirmed", vertebral_fracture_weeks=weeks))
    assert found.programme == phase


def test_the_younger_of_two_fractures_sets_the_phase():
    found = prescription_for("acute", "function_limited", [], vertebral_weeks=3, hip_weeks=20)
    assert found.programme == "acute_early"


def test_an_acute_phase_of_unknown_age_is_taken_as_early():
    assert prescription_for("acute", "function_limited", []).programme == "acute_early"


@every_row(("hip_weeks", "strength"), [(10, True), (26, True), (26.1, False), (None, False)])
def test_leg_strength_after_a_hip_fracture_waits_for_the_surgeon(hip_weeks, strength):
    found = prescription_for("acute", "function_limited", [], vertebral_weeks=10, hip_weeks=hip_weeks)
    assert ("if the surgeon allows" in words(found.strong)) is strength


@every_row("barred", ["impact_low", "falls_first"])
@every_row("category", ["exercise_active", "exercise_active_with_consideration"])
def test_impact_is_left_out_where_a_constraint_forbids_it(category, barred):
    assert "50 moderate impacts" in words(prescription_for("suggested", category, ["spine_safe"]).strong)
    assert "50 moderate impacts" not in words(prescription_for("suggested", category, [barred]).strong)


def test_low_impact_says_how_much_is_allowed():
    found = prescription_for("suggested", "everyday_active_with_consideration", ["impact_low"])
    assert "brisk walking" in words(found.strong)
    assert "50 moderate impacts" not in words(found.dose_frame)


@every_row("facts", [patient(adl_help=True), patient(hip_fracture_weeks=3), patient(hip_fracture_weeks=9)])
def test_nobody_limited_or_acute_is_given_the_dose_frame_of_the_fit(facts):
    found = prescribed(facts)
    assert found.dose_frame == ()
    assert "50 moderate impacts" not in words(found.strong)


@pytest.mark.parametrize(("t_score", "offered"), [(-2.0, True), (None, False)])
def test_high_intensity_is_offered_only_where_it_is_allowed_and_then_supervised(t_score, offered):
    found = prescribed(well(t_score=t_score))
    assert ("85 % of 1RM" in words(found.strong)) is offered
    assert ("always supervised" in words(found.supervision)) is offered


def test_a_programme_carries_the_meaning_of_its_constraints():
    found = prescribed(well(vertebral_fracture="confirmed", vertebral_fracture_weeks=30))
    assert [row.code for row in found.constraints] == ["impact_low", "spine_safe", "supervised_restart"]


def test_every_programme_ends_with_the_retest_and_the_way_back_to_a_physician():
    found = prescribed(well())
    assert found.afterwards == RETEST
    assert "8–12 weeks" in words(found.afterwards)
    assert "physician first" in words(found.afterwards)


@every_row("line", [*EVERY_LINE, *DOSE_FRAME, *RETEST], ids=lambda line: line.text[:40])
def test_every_line_has_a_source_or_is_marked_as_our_choice(line):
    assert line.own_choice is (line.source == "")


def test_a_line_that_cites_a_statement_cites_one_there_is():
    cited = {line.source for line in EVERY_LINE if line.source and not line.source.startswith("doi:")}
    assert cited <= set(STATEMENTS)


def test_our_own_choices_are_marked():
    ours = {line.text for line in (*EVERY_LINE, *RETEST) if line.own_choice}
    assert any("6–12 sessions" in text for text in ours)
    assert any("2–4 weeks" in text for text in ours)
    assert any("1 set of 5–8" in text for text in ours)
    assert any("Weekly, then every second week" in text for text in ours)
    assert any("Test again after 8–12 weeks" in text for text in ours)


def test_a_line_names_only_constraints_there_are():
    codes = {row.code for row in CONSTRAINTS}
    named = {line.needs for line in EVERY_LINE} | {code for line in EVERY_LINE for code in line.barred_by}
    assert named - {""} <= codes


def test_what_the_source_overstates_stands_beside_the_evidence():
    about = {note.about for note in SOURCE_NOTES}
    assert {"high_intensity_allowed", "tandem_s", "tug_s"} <= about
    assert any("minor" in note.text and note.source == "doi:10.1002/jbmr.3284" for note in SOURCE_NOTES)
