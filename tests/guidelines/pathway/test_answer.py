"""The answer's form: the contract's keys, the thresholds used, the trace with the patient's values."""

import json
from datetime import date

from guidelines.pathway.engine import evaluate
from guidelines.pathway.readings.trace import Traced
from guidelines.pathway.rulebook import RULESET
from guidelines.pathway.thresholds import DEFAULT, Override
from tests.guidelines.pathway.vignettes import facts_of, patient, vignettes
from tests.tables import every_row

ACTION_KEYS = {
    "verdict", "missing", "held_by", "certainty", "strength", "words", "trace", "rules", "statements", "sources",
    "controversy", "before_signing",
}  # fmt: skip


def answer_for(name, **changes):
    return evaluate(facts_of(name, **changes)).as_json()


@every_row("name", [vignette["id"] for vignette in vignettes()])
def test_the_answer_has_the_contract_s_keys(name):
    answer = answer_for(name)
    assert {
        "ruleset",
        "actions",
        "red_flags",
        "goal_met",
        "functional_category",
        "thresholds",
        "warnings",
    } == set(answer)
    assert answer["ruleset"] == RULESET
    for action in answer["actions"].values():
        assert set(action) >= ACTION_KEYS
        assert action["words"].startswith("Applies when ")
        for step in action["trace"]:
            assert set(step) >= {"criterion", "status", "values"}
            assert step["status"] in {"met", "not_met", "not_known"}
    json.dumps(answer, allow_nan=False)


def test_the_trace_shows_what_held_and_what_did_not_with_the_patient_s_values():
    trace = answer_for("uncorrectable-coagulopathy")["actions"]["procedure.vertebroplasty"]["trace"]
    last = trace[-1]
    assert last["code"] == "contraindicated_cement"
    assert last["status"] == "met"
    assert last["values"]["coagulopathy"] == "uncorrectable"
    assert last["values"]["infection_markers"] is None


def test_the_last_step_of_a_trace_is_the_one_that_decided():
    for vignette in vignettes():
        for finding in evaluate(facts_of(vignette["id"])).findings:
            steps: tuple[Traced, ...] = finding.trace
            if finding.case is not finding.action.cases[-1]:
                assert steps[-1].criterion is finding.case.when
                assert steps[-1].status is True


def test_a_set_is_printed_as_a_list_in_contract_order():
    facts = patient(pain_locations=["groin", "lumbar"], sacral_fracture="suspected")
    trace = evaluate(facts).as_json()["actions"]["image.sacrum_mri"]["trace"]
    printed = [step["values"]["pain_locations"] for step in trace if "pain_locations" in step["values"]]
    assert printed[0] == ["lumbar", "groin"]


def test_why_says_the_reason_with_the_values_that_brought_it():
    findings = evaluate(facts_of("uncorrectable-coagulopathy")).actions
    why = findings["procedure.vertebroplasty"].why()
    assert why == "an absolute contraindication to cement (Bleeding tendency: cannot be corrected)"


def test_why_can_be_said_in_another_language():
    finding = evaluate(facts_of("fever")).actions["urgent.suspected_infection"]
    danish = {"signs of infection": "tegn på infektion", "Fever": "Feber", "yes": "ja"}
    assert finding.why(lambda text: danish.get(text, text)) == "tegn på infektion (Feber: ja)"


def test_only_the_thresholds_something_recorded_was_compared_with_are_named():
    assert set(evaluate(patient()).as_json()["thresholds"]) == {"malignancy_age_years"}
    used = evaluate(patient(pain_rest_vas=50)).as_json()["thresholds"]
    assert {"rest_goal_vas", "escalate_rest_vas", "severe_vas", "consideration_vas"} <= set(used)
    assert used["severe_vas"] == {
        "value": 70,
        "source": "entry level of the trials of early vertebroplasty (NRS 7 of 10); the sources give no number",
        "from": "2026-01-01",
    }


def test_a_department_s_own_threshold_decides_and_is_named():
    own = DEFAULT.with_overrides({"severe_vas": Override(60, "Department guideline 12", date(2026, 5, 1))})
    facts = facts_of("sacral-pain-only", pain_rest_vas=65, pain_activity_vas=20)
    assert "assess.sacroplasty" not in evaluate(facts).actions
    answer = evaluate(facts, own)
    assert answer.actions["assess.sacroplasty"].verdict == "not_cleared"
    named = answer.as_json()["thresholds"]["severe_vas"]
    assert named == {"value": 60, "source": "Department guideline 12", "from": "2026-05-01"}


def test_the_words_name_the_threshold_they_compare_with():
    own = DEFAULT.with_overrides({"kyphoplasty_weeks": Override(5, "ours", date(2026, 5, 1))})
    action = evaluate(facts_of("under-three-weeks"), own).as_json()["actions"]["procedure.kyphoplasty"]
    assert "less than 5 [Age of fracture for kyphoplasty]" in action["words"]


def test_no_action_is_told_when_it_does_not_apply():
    assert evaluate(patient(age_years=30)).as_json()["actions"] == {}
