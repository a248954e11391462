"""Switching a rule off takes its advice away and touches nothing else: not what it holds, not an alarm."""

from hypothesis import given
from hypothesis import strategies as st

from guidelines.pathway.engine import evaluate
from guidelines.pathway.facts import facts_from_mapping
from guidelines.pathway.recommendations import Verdict
from guidelines.pathway.rulebook import ACTIONS
from guidelines.pathway.withheld import warning, without
from tests.guidelines.pathway.strategies import patients
from tests.tables import every_row

METASTASIS = "urgent.suspected_metastasis"
NO_ALARMS = {
    "neuro_deficit": False, "bladder_bowel_new": False, "cancer_history": False, "fever": False,
    "infection_status": "none",
}  # fmt: skip
CANDIDATE = {
    "index_date": "2026-11-02", "age_years": 78, "sex": "female",
    **NO_ALARMS, "vertebral_fracture": "confirmed", "fracture_cause": "osteoporotic", "trauma_energy": "low",
    "coagulopathy": "none", "cord_compression_by_fragment": False, "painful_level_confirmed": True,
    "rheumatologist_consulted": True, "paracetamol": "inadequate", "tramadol": "inadequate",
    "strong_opioid": "not_tolerated", "pain_activity_acceptable": False,
}  # fmt: skip


def answer_to(**facts):
    return evaluate(facts_from_mapping({**CANDIDATE, **facts}))


@given(facts=patients, off=st.sets(st.sampled_from(sorted(ACTIONS))))
def test_no_other_finding_changes_whatever_is_switched_off(facts, off):
    whole = evaluate(facts)
    less = without(whole, off)
    assert [finding.code for finding in less.findings] == [
        finding.code for finding in whole.findings if finding.code not in off
    ]
    assert all(less.actions[code] is whole.actions[code] for code in less.actions)
    assert less.functional_category is whole.functional_category


@given(facts=patients, off=st.sets(st.sampled_from(sorted(ACTIONS))))
def test_no_alarm_falls_silent_whatever_is_switched_off(facts, off):
    whole, less = evaluate(facts).red_flags, without(evaluate(facts), off).red_flags
    assert (less.present, less.open, less.cleared) == (whole.present, whole.open, whole.cleared)
    assert set(whole.noted) <= set(less.noted)


def test_an_alarm_that_is_switched_off_goes_on_holding_and_its_facts_are_noted():
    less = without(answer_to(cancer_history=True), {METASTASIS})
    assert METASTASIS not in less.actions
    held = less.actions["procedure.vertebroplasty"]
    assert (held.verdict, held.held_by) == (Verdict.NOT_CLEARED, (METASTASIS,))
    assert less.red_flags.present == (METASTASIS,)
    assert less.red_flags.noted == ("cancer_history",)


def test_an_infection_shuts_the_procedure_though_its_alarm_is_switched_off():
    less = without(answer_to(fever=True), {"urgent.suspected_infection"})
    assert less.actions["procedure.vertebroplasty"].verdict is Verdict.CONTRAINDICATED


def test_an_alarm_that_still_has_its_action_is_not_noted():
    less = without(answer_to(fever=True, neuro_deficit=True), {"urgent.suspected_infection"})
    assert less.red_flags.noted == ("fever",)


@every_row("off", ["procedure.vertebroplasty", "assess.vertebroplasty", "refer.pain_clinic"])
def test_a_contraindication_of_one_action_stands_when_another_is_off(off):
    whole = answer_to(coagulopathy="uncorrectable")
    less = without(whole, {off})
    closed = {code for code, found in whole.actions.items() if found.verdict is Verdict.CONTRAINDICATED}
    assert closed
    assert {code for code in closed if code in less.actions} == closed - {off}


@every_row(
    ("action", "facts", "warned"),
    [
        ("procedure.vertebroplasty", {"coagulopathy": "uncorrectable"}, Verdict.CONTRAINDICATED),
        ("procedure.vertebroplasty", {"cancer_history": True}, Verdict.NOT_CLEARED),
        ("urgent.suspected_infection", {"fever": True}, Verdict.URGENT),
        ("rest.bed_rest", {}, Verdict.AVOID),
        ("goal.pain", {}, None),  # it recommends: that is gone
        ("refer.oncology", {}, None),  # it does not apply
    ],
)
def test_a_warning_is_told_though_the_rule_is_off_and_advice_is_not(action, facts, warned):
    assert warning(answer_to(**facts), action) == warned
