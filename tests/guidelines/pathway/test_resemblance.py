"""Which position resembles a patient: each cut below, at and above, blanks, and what always holds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelines.pathway.controversies import CONTROVERSIES
from guidelines.pathway.facts import facts_from_mapping
from guidelines.pathway.readings.verdict import status
from guidelines.pathway.resemblance import LIKENESS_OF, Likeness, resemblance
from guidelines.pathway.thresholds import DEFAULT, Override
from tests.guidelines.pathway.strategies import OPTIONAL, any_facts, near_a_vignette, taken
from tests.tables import every_row

CARDS = st.sampled_from(list(CONTROVERSIES.values()))
few = settings(max_examples=60, deadline=None)

FRESH = {
    "index_date": "2026-11-22", "age_years": 78, "vertebral_fracture": "confirmed", "fracture_cause": "osteoporotic",
    "vertebral_fracture_weeks": 3, "pain_rest_vas": 80, "painful_level_confirmed": True, "pain_weeks": 3,
}  # fmt: skip
SACRAL = {
    "index_date": "2026-11-22", "age_years": 81, "sacral_fracture": "confirmed", "pain_rest_vas": 75,
    "conservative_weeks": 4, "pain_improving": False,
}  # fmt: skip


def found(code: str, words: str, facts: dict, thresholds=DEFAULT):
    """The one position of a card whose claim holds these words, beside these facts (None: not recorded)."""
    recorded = {name: value for name, value in facts.items() if value is not None}
    beside = resemblance(CONTROVERSIES[code], facts_from_mapping(recorded), thresholds)
    (one,) = [each for each in beside if words in each.position.says]
    return one


EARLY = ("vertebroplasty-effect", "within six weeks")
SHAM = ("vertebroplasty-effect", "No role")
OEDEMA = ("vertebroplasty-effect", "oedema on MRI")
AFTER_MONTH = ("timing-of-cement", "about a month")
KYPHOPLASTY = ("timing-of-cement", "first three weeks")
LATER = ("physiotherapy-timing", "Later in the course")
CORSET_NEW = ("corset", "during a short period")
IMPACT = ("impact-training", "brisk walking")
TRIAL = ("impact-training", "Heavy training")
DEFINITION = ("osteoporosis-diagnosis", "by definition")
T_SCORE = ("osteoporosis-diagnosis", "T-score")
THREE_SIGNS = ("cancer-alarm-signs", "Three signs")
OVER_80 = ("age-and-surgery", "over 80")
ROOT = ("timing-of-referral", "within 12 weeks of the start")
TOO_EARLY = ("timing-of-referral", "no referral before 3 months")

LIKE, UNLIKE, OPEN = Likeness.RESEMBLES, Likeness.DIFFERS, Likeness.NOT_KNOWN
BONE = {
    "index_date": "2026-11-22",
    "age_years": 66,
    "sex": "female",
    "vertebral_fracture": "excluded",
    "t_score": -2.0,
}
ROOTS = {"index_date": "2026-11-22", "age_years": 45, "radicular_pain_new": True}
CUTS = [
    (EARLY, FRESH, "vertebral_fracture_weeks", [(5.9, LIKE), (6, UNLIKE), (6.1, UNLIKE), (None, OPEN)]),
    (EARLY, FRESH, "pain_rest_vas", [(69.9, OPEN), (70, LIKE), (70.1, LIKE), (None, OPEN)]),
    (EARLY, {**FRESH, "pain_activity_vas": 10}, "pain_rest_vas", [(69.9, UNLIKE), (70, LIKE), (None, OPEN)]),
    (EARLY, FRESH, "age_years", [(59, UNLIKE), (60, UNLIKE), (61, LIKE)]),
    (EARLY, FRESH, "painful_level_confirmed", [(True, LIKE), (False, UNLIKE), (None, OPEN)]),
    (EARLY, FRESH, "fracture_cause", [("osteoporotic", LIKE), ("malignant", UNLIKE), (None, OPEN)]),
    (EARLY, FRESH, "vertebral_fracture", [("confirmed", LIKE), ("suspected", UNLIKE), ("excluded", UNLIKE), (None, OPEN)]),
    (SHAM, FRESH, "vertebral_fracture_weeks", [(51.9, LIKE), (52, UNLIKE), (53, UNLIKE), (None, OPEN)]),
    (OEDEMA, FRESH, "pain_weeks", [(5.9, LIKE), (6, LIKE), (6.1, UNLIKE), (None, OPEN)]),
    (OEDEMA, FRESH, "age_years", [(49, UNLIKE), (50, LIKE), (51, LIKE)]),
    (AFTER_MONTH, SACRAL, "conservative_weeks", [(3.9, UNLIKE), (4, LIKE), (4.1, LIKE), (None, OPEN)]),
    (AFTER_MONTH, SACRAL, "pain_improving", [(False, LIKE), (True, UNLIKE), (None, OPEN)]),
    (AFTER_MONTH, {**SACRAL, "pain_activity_vas": 0}, "pain_rest_vas", [(69, UNLIKE), (70, LIKE), (71, LIKE), (None, OPEN)]),
    (KYPHOPLASTY, FRESH, "vertebral_fracture_weeks", [(2.9, LIKE), (3, UNLIKE), (3.1, UNLIKE), (None, OPEN)]),
    (LATER, FRESH, "vertebral_fracture_weeks", [(5.9, UNLIKE), (6, UNLIKE), (6.1, LIKE), (None, OPEN)]),
    (CORSET_NEW, FRESH, "vertebral_fracture_weeks", [(5.9, LIKE), (6, LIKE), (6.1, UNLIKE), (None, OPEN)]),
    (IMPACT, BONE, "other_low_trauma_fractures", [(1, UNLIKE), (2, LIKE), (3, LIKE), (None, OPEN)]),
    (IMPACT, BONE, "vertebral_fracture", [("confirmed", LIKE), ("excluded", OPEN), (None, OPEN)]),
    (TRIAL, BONE, "t_score", [(-1.1, LIKE), (-1, UNLIKE), (-0.9, UNLIKE), (None, OPEN)]),
    (TRIAL, BONE, "age_years", [(49, UNLIKE), (50, LIKE), (51, LIKE)]),
    (TRIAL, BONE, "vertebral_fracture", [("excluded", LIKE), ("confirmed", UNLIKE), ("suspected", UNLIKE), (None, OPEN)]),
    (DEFINITION, FRESH, "trauma_energy", [("none", LIKE), ("low", LIKE), ("high", UNLIKE), (None, OPEN)]),
    (T_SCORE, BONE, "t_score", [(-2.6, LIKE), (-2.5, LIKE), (-2.4, UNLIKE), (None, OPEN)]),
    (THREE_SIGNS, {**BONE, "cancer_history": False, "pain_weeks": 1}, "age_years", [(49, UNLIKE), (50, UNLIKE), (51, LIKE)]),
    (THREE_SIGNS, {**BONE, "cancer_history": False, "age_years": 40}, "pain_weeks", [(3.9, UNLIKE), (4, UNLIKE), (4.1, LIKE), (None, OPEN)]),
    (OVER_80, {**SACRAL, "metastasis_confirmed": True}, "age_years", [(79, UNLIKE), (80, UNLIKE), (81, LIKE)]),
    (ROOT, ROOTS, "pain_weeks", [(11.9, LIKE), (12, LIKE), (12.1, UNLIKE), (None, OPEN)]),
    (TOO_EARLY, ROOTS, "pain_weeks", [(11.9, UNLIKE), (12, UNLIKE), (12.1, LIKE), (None, OPEN)]),
]  # fmt: skip


@every_row(
    ("position", "facts", "fact", "value", "likeness"),
    [
        (position, facts, fact, value, likeness)
        for position, facts, fact, cut in CUTS
        for value, likeness in cut
    ],
)
def test_each_cut_below_at_above_and_not_recorded(position, facts, fact, value, likeness):
    assert found(*position, {**facts, fact: value}).likeness is likeness


def test_what_is_missing_is_named_and_only_where_it_could_decide():
    one = found(*EARLY, {**FRESH, "painful_level_confirmed": None, "vertebral_fracture_weeks": None})
    assert one.likeness is OPEN
    assert one.missing == ("vertebral_fracture_weeks", "painful_level_confirmed")
    settled = found(*EARLY, {**FRESH, "painful_level_confirmed": None, "vertebral_fracture_weeks": 30})
    assert settled.likeness is UNLIKE
    assert settled.missing == ()


def test_each_part_stands_with_its_reason_its_status_and_the_patient_s_value():
    one = found(*EARLY, {**FRESH, "vertebral_fracture_weeks": 30, "painful_level_confirmed": None})
    told = {trait.trait.because: (trait.status, dict(trait.values)) for trait in one.traits}
    assert told["fractures were less than 6 weeks old"] == (False, {"vertebral_fracture_weeks": 30})
    assert told["pain was at least 7 of 10 (70 of 100)"] == (
        True,
        {"pain_rest_vas": 80, "pain_activity_vas": None},
    )
    assert told["the painful level was shown by oedema or its like"] == (
        None,
        {"painful_level_confirmed": None},
    )


def test_a_position_about_method_is_a_state_of_its_own():
    one = found("vertebroplasty-effect", "selected minority", FRESH)
    assert one.likeness is Likeness.NO_CRITERION
    assert (one.traits, one.missing) == ((), ())


def test_where_our_threshold_stands_in_the_department_s_own_is_used_and_a_trial_s_cut_stays():
    own = DEFAULT.with_overrides({"severe_vas": Override(60, "ours", date(2026, 1, 1))})
    facts = {**SACRAL, "pain_rest_vas": 65}
    assert found(*AFTER_MONTH, {**facts, "pain_activity_vas": 0}).likeness is UNLIKE
    assert found(*AFTER_MONTH, facts, own).likeness is LIKE
    fresh = {**FRESH, "pain_rest_vas": 65, "pain_activity_vas": 0}
    assert found(*EARLY, fresh, own).likeness is UNLIKE


def test_opposite_sides_may_both_resemble_a_patient():
    assert (
        found(*EARLY, FRESH).likeness
        is found(*SHAM, FRESH).likeness
        is found(*OEDEMA, FRESH).likeness
        is LIKE
    )


@pytest.mark.slow
@few
@given(CARDS, any_facts | near_a_vignette)
def test_the_whole_is_the_kleene_sum_of_its_parts(card, facts):
    beside = resemblance(card, facts)
    assert [each.position for each in beside] == list(card.positions)
    for each in beside:
        parts = [trait.status for trait in each.traits]
        assert parts == [status(trait.trait.criterion, facts, DEFAULT) for trait in each.traits]
        whole = False if False in parts else None if None in parts else True
        assert each.likeness is (LIKENESS_OF[whole] if parts else Likeness.NO_CRITERION)


@pytest.mark.slow
@few
@given(CARDS, any_facts | near_a_vignette)
def test_something_is_missing_exactly_where_it_is_not_known_and_every_missing_fact_is_blank(card, facts):
    for each in resemblance(card, facts):
        assert bool(each.missing) == (each.likeness is Likeness.NOT_KNOWN)
        assert all(getattr(facts, fact) is None for fact in each.missing)


@pytest.mark.slow
@few
@given(CARDS, near_a_vignette, st.data())
def test_recording_a_blank_settles_or_leaves_open_and_never_unsettles(card, facts, data):
    before = resemblance(card, facts)
    blank = sorted(
        {
            fact
            for each in before
            for trait in each.traits
            for fact in trait.values
            if getattr(facts, fact) is None
        }
    )
    if not blank:
        return
    name = data.draw(st.sampled_from(blank))
    recorded = {key: value for key, value in facts.model_dump(mode="json").items() if value is not None}
    more = taken({**recorded, name: data.draw(OPTIONAL[name])})
    if more is None:
        return
    for was, now in zip(before, resemblance(card, more), strict=True):
        assert now.likeness is was.likeness or was.likeness is Likeness.NOT_KNOWN


@pytest.mark.slow
@few
@given(CARDS, near_a_vignette)
def test_with_nothing_recorded_no_position_resembles_unless_age_alone_tells(card, facts):
    nothing = facts_from_mapping({"index_date": "2026-11-22", "age_years": facts.age_years})
    for each in resemblance(card, nothing):
        read = {fact for trait in each.traits for fact in trait.values}
        if each.likeness is Likeness.RESEMBLES:
            assert "age_years" in read
