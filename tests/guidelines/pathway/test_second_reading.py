"""The rules and a second, independent reading of the contract give every patient the same verdicts."""

from hypothesis import given, settings

from guidelines.pathway.engine import evaluate
from guidelines.pathway.rulebook import ACTIONS
from tests.guidelines.pathway import second_reading
from tests.guidelines.pathway.strategies import patients
from tests.guidelines.pathway.vignettes import facts_of, vignettes


@settings(max_examples=400, deadline=None)
@given(patients)
def test_two_readings_of_the_contract_agree(facts):
    answer = evaluate(facts)
    assert {finding.code: finding.verdict.value for finding in answer.findings} == second_reading.verdicts(
        facts
    )
    assert answer.goal_met is second_reading.Patient(facts).goal_met


def test_the_second_reading_knows_every_action():
    known = set()
    for vignette in vignettes():
        known |= set(second_reading.verdicts(facts_of(vignette["id"])))
    assert known == set(ACTIONS)
