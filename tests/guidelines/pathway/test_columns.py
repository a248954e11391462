"""Many patients at once say of each what the verdict reading says of that one; a frame that does not fit says why."""

import subprocess
import sys
from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings

from guidelines.pathway.building import above, at_least, is_in, is_true
from guidelines.pathway.criteria import ALWAYS, All, Recorded
from guidelines.pathway.engine import evaluate
from guidelines.pathway.facts import FACTS
from guidelines.pathway.functional_borderline import MARGINS
from guidelines.pathway.functional_rules import Category, Consideration, Status, Step
from guidelines.pathway.readings.columns import SCHEMA, ColumnReading, FrameError, frame_of, reading
from guidelines.pathway.recommendations import Action, Case, Certainty, Stage, Strength, Verdict, otherwise
from guidelines.pathway.releases import ruleset, versions
from guidelines.pathway.rulebook import CURRENT
from guidelines.pathway.thresholds import DEFAULT
from tests.guidelines.pathway import test_deciding
from tests.guidelines.pathway.generated import OTHER_THRESHOLDS, patients

A_WOMAN = {"index_date": date(2026, 11, 22), "age_years": 80, "sex": "female"}


def told(answer, outlook=True):
    """What the verdict reading says, part by part, for each part that many patients are told as well."""
    category = answer.functional_category.as_json()
    if not outlook:
        category = {part: category[part] for part in WITHOUT_OUTLOOK}
    return {
        "actions": {
            finding.code: {
                "verdict": finding.verdict,
                "missing": list(finding.missing),
                "held_by": list(finding.held_by),
            }
            for finding in answer.findings
        },
        "red_flags": answer.red_flags.as_json(),
        "goal_met": answer.goal_met,
        "functional_category": category,
        "warnings": [warned.code for warned in answer.warnings],
    }


WITHOUT_OUTLOOK = ("status", "category", "provisional", "reasons", "constraints")


def differing(people, rules=CURRENT, thresholds=DEFAULT, *, outlook=True):
    """Each patient who is told something else as one of many than alone."""
    reading = ColumnReading(rules, thresholds, outlook=outlook)
    many = reading.read(frame_of(vars(patient) for patient in people)).rows()
    return [
        (patient, alone, one_of_many)
        for patient, one_of_many in zip(people, many, strict=True)
        if (alone := told(evaluate(patient, thresholds, rules=rules), outlook)) != one_of_many
    ]


def test_five_hundred_patients_are_told_what_each_is_told_alone():
    assert differing(list(patients(500, seed=1))) == []


def test_and_under_other_thresholds():
    people = list(patients(200, seed=2, thresholds=OTHER_THRESHOLDS))
    assert differing(people, thresholds=OTHER_THRESHOLDS, outlook=False) == []


@pytest.mark.slow
@pytest.mark.parametrize("thresholds", [DEFAULT, OTHER_THRESHOLDS], ids=["national", "own"])
def test_twenty_thousand_patients_are_told_what_each_is_told_alone(thresholds):
    people = list(patients(20_000, seed=3, thresholds=thresholds))
    assert differing(people, thresholds=thresholds) == []


@pytest.mark.parametrize("version", versions())
def test_every_version_of_the_rules_is_read(version):
    assert differing(list(patients(100, seed=4)), ruleset(version), outlook=False) == []


@pytest.mark.slow
def test_the_made_up_patients_reach_every_row_of_the_rules():
    """A comparison that never meets a row says nothing about it."""
    met = {finding.rule for patient in patients(3_000, seed=3) for finding in evaluate(patient).findings}
    assert {f"{action.code}.{case.code}" for action in CURRENT.actions for case in action.cases} == met


@pytest.mark.slow
def test_the_made_up_patients_reach_every_category_and_every_way_to_one():
    said = [evaluate(patient).functional_category for patient in patients(20_000, seed=3)]
    assert {each.category for each in said} == {None, *Category}
    assert {category for each in said for category in each.could_become} == set(Category)
    assert {fact for each in said for fact in each.borderline} == set(MARGINS)
    assert any(each.needs_both for each in said)


@pytest.mark.slow
def test_a_table_that_reads_the_same_facts_in_steps_and_considerations_is_read():
    """Two facts together, where each decides a step and something to consider, and where a blank is an answer."""
    table = CURRENT.functional
    slow = Consideration(code="H9", label="slow", when=at_least("tug_s", 11) | ~Recorded("tandem_s"))
    rested = Step(
        code="F4b",
        label="rested",
        when=All(
            (at_least("falls_12m", 1), is_in("activity_level", "everyday"), is_true("comorbidity_training"))
        ),
        status=Status.SUGGESTED,
        category=Category.EXERCISE_ACTIVE,
    )
    changed = replace(
        table,
        considerations=(*table.considerations, slow),
        steps=(*table.steps[:-1], rested, table.steps[-1]),
    )
    rules = replace(CURRENT, functional=changed)
    assert differing(list(patients(4_000, seed=10)), rules) == []


def an_action(**parts):
    return Action(
        **{
            "code": "test.action",
            "title": "Test",
            "stage": Stage.FOLLOW_UP,
            "when": ALWAYS,
            "certainty": Certainty.NONE,
            "strength": Strength.CONDITIONAL,
            "statements": (),
            "design_choice": True,
            **parts,
        }
    )


def test_a_rule_changed_in_a_copy_is_read_as_changed():
    changed = an_action(
        when=is_true("frail") & above("falls_12m", 1.5),
        cases=(
            Case("zone", is_in("sacral_denis_zone", 2, 3) & ~is_true("fever"), Verdict.AVOID, "zone"),
            otherwise(Verdict.CONSIDER, "otherwise"),
        ),
    )
    rules = replace(CURRENT, actions=(*CURRENT.actions[:-1], changed))
    people = list(patients(300, seed=5))
    assert differing(people, rules, outlook=False) == []
    verdicts = (
        ColumnReading(rules, outlook=False).read(frame_of(vars(patient) for patient in people)).verdicts
    )
    assert CURRENT.actions[-1].code not in verdicts.columns
    assert {"avoid", "consider"} <= set(verdicts["test.action"].drop_nulls())


@settings(deadline=None)
@given(test_deciding.criteria)
def test_the_facts_that_decide_are_those_that_decide_for_one_patient(criterion):
    """Trees of any shape: facts read twice, blanks that count as an answer, questions whether a fact is recorded."""
    open_case = Case("open", ALWAYS, Verdict.NOT_CLEARED, "open", decides=criterion)
    rules = replace(CURRENT, actions=(an_action(cases=(open_case,)),))
    assert differing(list(patients(15, seed=6)), rules, outlook=False) == []


def test_a_part_of_the_rows_at_a_time_gives_the_same_answers(monkeypatch):
    facts = frame_of(vars(patient) for patient in patients(50, seed=7))
    whole = list(ColumnReading().read(facts).rows())
    monkeypatch.setattr(reading, "ROWS_AT_A_TIME", 20)
    assert list(ColumnReading().read(facts).rows()) == whole


def test_a_frame_of_nobody_has_no_answers():
    answers = ColumnReading(outlook=False).read(frame_of([]))
    assert answers.verdicts.shape == (0, len(CURRENT.actions))
    assert list(answers.rows()) == []


def test_each_fact_has_a_column_of_its_kind():
    kinds = {name: SCHEMA[name] for name in ("index_date", "age_years", "t_score", "fever", "pain_locations")}
    assert kinds == {
        "index_date": pl.Date,
        "age_years": pl.Int16,
        "t_score": pl.Float64,
        "fever": pl.Boolean,
        "pain_locations": pl.UInt8,
    }
    assert list(SCHEMA) == list(FACTS)
    assert SCHEMA["tramadol"] == pl.Enum(list(FACTS["tramadol"].values))


def test_facts_come_back_from_a_frame_as_they_went_in():
    people = [vars(patient) for patient in patients(100, seed=8)]
    assert list(reading.records_of(frame_of(people))) == people


def one(**changes):
    return frame_of([A_WOMAN, A_WOMAN | changes])


REFUSED = {
    "a fact that is not there": (one().drop("fever"), "fever: found no such column; add one of Boolean"),
    "a name that is no fact": (one().rename({"fever": "fewer"}), "fewer: found a column that is not a fact; did you mean fever?"),
    "a type that is not its own": (one().cast({"t_score": pl.Float32}), "t_score: found a column of Float32; cast it to Float64."),
    "words instead of a choice": (one().cast({"tramadol": pl.String}), "tramadol: found a column of String; cast it to Enum"),
    "not a number": (one(t_score=float("nan")), "t_score: found nan in row 1 (1 rows in all); allowed: a number from -8 to 5"),
    "infinite": (one(tug_s=float("inf")), "tug_s: found inf in row 1"),
    "below its range": (one(age_years=-1), "age_years: found -1 in row 1 (1 rows in all); allowed: a whole number from 0 to 120."),
    "above its range": (one(pain_rest_vas=100.5), "pain_rest_vas: found 100.5 in row 1"),
    "a zone there is none of": (one(sacral_denis_zone=4), "sacral_denis_zone: found 4 in row 1"),
    "a bit too many": (one().with_columns(pain_locations=pl.lit(32, pl.UInt8)), "pain_locations: found 32 in row 0 (2 rows in all)"),
    "no age": (one(age_years=None), "age_years: found nothing in row 1"),
    "no day": (one(index_date=None), "index_date: found nothing in row 1"),
    "a test timed and impossible": (one(tug_unable=True, tug_s=0.0), "tug_unable with tug_s: found both in row 1 (1 rows in all); allowed: a time only when it could be done."),
    "confirmed and excluded": (one(metastasis_confirmed=True, metastasis_excluded=True), "metastasis_confirmed with metastasis_excluded"),
}  # fmt: skip


@pytest.mark.parametrize(("frame", "message"), REFUSED.values(), ids=REFUSED)
def test_a_frame_that_does_not_fit_says_which_column_what_was_found_and_what_to_do(frame, message):
    with pytest.raises(FrameError) as refused:
        ColumnReading(outlook=False).read(frame)
    assert message in refused.value.message
    assert refused.value.column in SCHEMA or refused.value.column == "fewer"


def test_a_frame_may_have_its_columns_in_any_order():
    facts = frame_of(vars(patient) for patient in patients(20, seed=9))
    turned = facts.select(reversed(facts.columns))
    asked = ColumnReading(outlook=False)
    assert asked.read(turned).frame.equals(asked.read(facts).frame)


@pytest.mark.parametrize("step", [-1e-9, 0.0, 1e-9])
def test_a_number_a_hair_beside_a_cut_falls_on_its_own_side(step):
    """The goal for pain at rest is 4 and below: a narrower number would round the hair away."""
    [answer] = (
        ColumnReading(outlook=False)
        .read(frame_of([{**A_WOMAN, "pain_rest_vas": 4 + step, "pain_activity_acceptable": True}]))
        .rows()
    )
    assert answer["goal_met"] is (step <= 0)


def test_a_whole_number_is_compared_with_a_cut_between_two():
    rules = replace(CURRENT, goal_met=at_least("falls_12m", 1.5))
    facts = frame_of([{**A_WOMAN, "falls_12m": falls} for falls in (1, 2, None)])
    assert [answer["goal_met"] for answer in ColumnReading(rules, outlook=False).read(facts).rows()] == [
        False,
        True,
        None,
    ]


def test_asking_about_one_patient_never_loads_polars():
    loads = "import sys, guidelines.pathway.engine; print('polars' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
