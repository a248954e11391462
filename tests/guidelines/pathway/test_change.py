"""What would change this advice: true, smallest, just beside a cut, and never a patient who cannot be."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelines.pathway.change import would_change
from guidelines.pathway.engine import PLANS, evaluate
from guidelines.pathway.readings.closure import closure
from guidelines.pathway.rulebook import ACTIONS
from guidelines.pathway.thresholds import DEFAULT, Override
from tests.guidelines.pathway.strategies import near_a_vignette
from tests.guidelines.pathway.vignettes import facts_of, patient


def listed(facts, action, thresholds=DEFAULT):
    return [change.as_json() for change in would_change(facts, action, thresholds)]


def verdict_of(facts, action):
    return PLANS[action].verdict(vars(facts), DEFAULT.values)


def changed(facts, change):
    return facts.model_copy(update=dict(change.facts))


def test_one_missing_fact_clears_the_procedure():
    assert {"facts": {"fever": False}, "verdict": "consider"} in listed(
        facts_of("fever-not-asked"), "procedure.vertebroplasty"
    )


def test_values_stand_just_either_side_of_a_cut():
    found = listed(facts_of("opioid-failed-pain-not-recorded"), "refer.rheumatology")
    assert found[0] == {"facts": {"pain_rest_vas": 45}, "verdict": "recommend"}
    assert found[1] == {"facts": {"pain_activity_acceptable": False}, "verdict": "recommend"}
    pairs = [change["facts"] for change in found if len(change["facts"]) == 2]
    assert {"pain_rest_vas": 4, "pain_activity_acceptable": True} in pairs
    assert {"pain_rest_vas": 5, "pain_activity_acceptable": True} in pairs


def test_an_action_that_would_leave_the_answer_has_no_verdict():
    assert {"facts": {"rheumatologist_consulted": False}, "verdict": None} in listed(
        facts_of("after-rheumatologist"), "procedure.vertebroplasty"
    )


def test_two_facts_that_only_work_together_are_one_set():
    found = listed(facts_of("sacral-pain-only"), "assess.sacroplasty")
    together = {
        "facts": {"mobilisation_possible": False, "complication_risk_high": True},
        "verdict": "consider",
    }
    assert together in found
    assert all(
        "mobilisation_possible" not in change["facts"] for change in found if len(change["facts"]) == 1
    )


def test_the_smallest_sets_come_first():
    sizes = [len(change["facts"]) for change in listed(facts_of("sacral-pain-only"), "assess.sacroplasty")]
    assert sizes == sorted(sizes)
    assert set(sizes) == {1, 2}


def test_what_excludes_each_other_is_never_proposed():
    found = listed(facts_of("known-metastasis-new-pain"), "urgent.suspected_metastasis")
    assert all(change["facts"].get("metastasis_excluded") is not True or change["facts"].get("metastasis_confirmed") is False for change in found)  # fmt: skip


def test_the_age_of_a_fracture_nobody_has_is_never_proposed_alone():
    facts = patient(sacral_fracture="confirmed")
    found = listed(facts, "rest.flat_intervals")
    assert {"vertebral_fracture_weeks": 6} not in [change["facts"] for change in found]
    assert any(set(change["facts"]) == {"vertebral_fracture", "vertebral_fracture_weeks"} for change in found)


def test_a_department_s_threshold_moves_the_cut():
    own = DEFAULT.with_overrides({"escalate_rest_vas": Override(50, "ours", date(2026, 1, 1))})
    found = listed(facts_of("opioid-failed-pain-not-recorded"), "refer.rheumatology", own)
    assert found[0] == {"facts": {"pain_rest_vas": 50}, "verdict": "recommend"}


def test_an_unknown_action_is_refused():
    with pytest.raises(KeyError):
        would_change(patient(), "refer.nobody")


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(near_a_vignette, st.sampled_from(list(ACTIONS)))
def test_every_set_does_what_it_says_and_none_is_larger_than_it_need_be(facts, action):
    now = verdict_of(facts, action)
    for change in would_change(facts, action):
        assert 1 <= len(change.facts) <= 2
        assert set(change.facts) <= set(closure(ACTIONS[action]))
        assert all(getattr(facts, name) != value for name, value in change.facts.items())
        assert change.verdict != now
        assert verdict_of(changed(facts, change), action) == change.verdict
        if len(change.facts) == 2:
            singles = {
                next(iter(each.facts.items())) for each in would_change(facts, action) if len(each.facts) == 1
            }
            assert singles.isdisjoint(change.facts.items())


@settings(max_examples=40, deadline=None)
@given(
    near_a_vignette,
    st.sampled_from(["procedure.vertebroplasty", "assess.sacroplasty", "physio.pool", "drug.nsaid"]),
)
def test_every_missing_fact_of_a_verdict_is_somewhere_in_what_would_change_it_or_stands_with_others(
    facts, action
):
    finding = evaluate(facts).actions.get(action)
    if finding is None or len(finding.missing) != 1 or finding.held_by:
        return
    named = {name for change in would_change(facts, action) for name in change.facts}
    assert set(finding.missing) <= named
