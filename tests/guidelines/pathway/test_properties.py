"""What must hold for every patient there could be (issue: section 2; product.md, decision support 2)."""

import json
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from guidelines.pathway.engine import PLANS, evaluate
from guidelines.pathway.facts import FACTS, PatientFacts
from guidelines.pathway.readings.closure import closure
from guidelines.pathway.rulebook import ACTIONS
from tests.guidelines.pathway.strategies import OPTIONAL, near_a_vignette, patients
from tests.guidelines.pathway.strategies import taken as facts_or_none

quick = settings(max_examples=100, deadline=None)

OPEN = ("recommend", "consider")
NAMED_BY_ALL = (
    "infection_status",
    "fever",
    "coagulopathy",
    "neuro_deficit",
    "bladder_bowel_new",
    "cancer_history",
    "fracture_cause",
)
NAMED_BY = {
    "procedure.vertebroplasty": (*NAMED_BY_ALL, "cord_compression_by_fragment", "painful_level_confirmed"),
    "procedure.kyphoplasty": (*NAMED_BY_ALL, "cord_compression_by_fragment", "painful_level_confirmed"),
    "procedure.sacroplasty": (*NAMED_BY_ALL, "sacral_denis_zone", "sacral_foramen_or_central"),
}


def verdicts(facts):
    return {finding.code: finding.verdict for finding in evaluate(facts).findings}


def contraindicated(facts: PatientFacts) -> bool:
    """The contract's absolute contraindications to cement, written out here a second time."""
    return (
        facts.infection_status in ("suspected", "active")
        or facts.fever is True
        or facts.infection_markers is True
        or facts.fracture_cause == "infectious"
        or facts.coagulopathy == "uncorrectable"
    )


@quick
@given(near_a_vignette)
def test_no_procedure_is_open_while_a_contraindication_holds_or_one_it_names_is_not_recorded(facts):
    for code, verdict in verdicts(facts).items():
        if code.startswith("procedure.") and verdict in OPEN:
            assert not contraindicated(facts)
            assert facts.coagulopathy != "correctable"
            assert all(getattr(facts, name) is not None for name in NAMED_BY[code])


@quick
@given(near_a_vignette)
def test_no_procedure_is_open_while_an_alarm_is_urgent(facts):
    found = verdicts(facts)
    if any(code.startswith("urgent.") for code in found):
        assert all(
            verdict in ("not_cleared", "contraindicated")
            for code, verdict in found.items()
            if code.startswith("procedure.")
        )


def with_one_more(facts: PatientFacts, name: str, value: object) -> PatientFacts | None:
    recorded = {key: held for key, held in facts.model_dump().items() if held is not None}
    recorded["index_date"] = recorded["index_date"].isoformat()
    return facts_or_none({**recorded, name: value})


@quick
@given(near_a_vignette, st.data())
def test_recording_a_blank_never_softens_contraindicated(facts, data):
    before = {code for code, verdict in verdicts(facts).items() if verdict == "contraindicated"}
    blank = [name for name in OPTIONAL if getattr(facts, name) is None]
    name = data.draw(st.sampled_from(blank))
    more = with_one_more(facts, name, data.draw(OPTIONAL[name]))
    if more is not None:
        after = verdicts(more)
        assert all(after[code] == "contraindicated" for code in before if code in after)


@quick
@given(patients, st.data())
def test_no_fact_outside_its_own_criterion_changes_an_urgent_action(facts, data):
    urgent = data.draw(st.sampled_from([code for code in ACTIONS if code.startswith("urgent.")]))
    outside = sorted(set(OPTIONAL) - set(closure(ACTIONS[urgent])))
    name = data.draw(st.sampled_from(outside))
    changed = with_one_more(facts, name, data.draw(OPTIONAL[name]))
    if changed is not None:
        assert (urgent in verdicts(facts)) == (urgent in verdicts(changed))


@quick
@given(patients, st.randoms(use_true_random=False))
def test_actions_in_any_order_give_the_same_answer(facts, shuffler: random.Random):
    plans = list(PLANS.values())
    shuffler.shuffle(plans)
    shuffled = evaluate(facts, plans=plans).as_json()
    assert shuffled == evaluate(facts).as_json()


@quick
@given(patients)
def test_every_patient_gets_an_answer_that_is_json(facts):
    answer = json.loads(json.dumps(evaluate(facts).as_json(), allow_nan=False))
    assert set(answer["actions"]) <= set(ACTIONS)
    assert set(answer["red_flags"]) == {"present", "open", "cleared", "noted"}


@quick
@given(patients)
def test_every_alarm_question_is_open_cleared_noted_or_speaks(facts):
    flags = evaluate(facts).red_flags
    answered = {name for name in ("neuro_deficit", "bladder_bowel_new", "cancer_history", "fever", "infection_status") if getattr(facts, name) is not None}  # fmt: skip
    assert set(flags.open).isdisjoint(answered)
    assert set(flags.cleared) | set(flags.noted) <= answered
    assert set(flags.cleared).isdisjoint(flags.noted)
    if answered - set(flags.cleared) - set(flags.noted):
        assert flags.present


@quick
@given(patients)
def test_not_cleared_always_says_what_it_waits_for(facts):
    for finding in evaluate(facts).findings:
        if finding.verdict == "not_cleared":
            assert finding.missing or finding.held_by
        else:
            assert not finding.held_by


@quick
@given(patients)
def test_what_is_missing_stands_in_contract_order_and_is_in_the_action_s_closure(facts):
    order = list(FACTS)
    for finding in evaluate(facts).findings:
        assert list(finding.missing) == sorted(finding.missing, key=order.index)
        assert set(finding.missing) <= set(closure(finding.action))


@quick
@given(near_a_vignette, st.sampled_from(list(ACTIONS)))
def test_one_action_alone_gives_what_the_whole_pathway_gives(facts, code):
    whole = evaluate(facts).actions.get(code)
    assert evaluate(facts, plans=[PLANS[code]]).actions.get(code) == whole
