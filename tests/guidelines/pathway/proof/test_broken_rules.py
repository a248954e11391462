"""Each proof catches a rule that breaks it, with a patient of whom the engine says so too."""

import json
from dataclasses import replace

import pytest

from guidelines.pathway.building import blank
from guidelines.pathway.engine import evaluate
from guidelines.pathway.facts import facts_from_json
from guidelines.pathway.readings.proof.claim import Alike, NeverBoth
from guidelines.pathway.readings.proof.claims import CLAIMS
from guidelines.pathway.readings.proof.proving import prove
from guidelines.pathway.recommendations import Case, Verdict
from guidelines.pathway.rulebook import CURRENT
from tests.guidelines.pathway.proof.broken import (
    BROKEN,
    DEAD_CASE,
    DEAD_UNDER_OTHER_THRESHOLDS,
    NEVER_REACHED,
    ONLY_OTHER_THRESHOLDS,
)
from tests.guidelines.pathway.proof.rule_sets import Seen, with_action

pytestmark = pytest.mark.slow  # a solver is at work: a second or two for the claims about all rules

OF_PAIRS = {
    "contraindication-never-lifted",
    "alarm-depends-on-its-own-signs",
    "alarm-not-lifted-by-recording",
}
ABOUT_THE_RULES = {"no-dead-rule", "any-threshold"}


def proof_of(claim, rules):
    (found,) = prove([CLAIMS[claim]], rules)
    return found


def seen(examples, rules):
    answers = tuple(evaluate(each.patient, each.judged_by, rules=rules) for each in examples)
    return Seen(answers, tuple(each.patient for each in examples))


def test_every_claim_has_a_rule_set_that_breaks_it():
    claims = {claim.id for claim in CLAIMS.values() if not claim.is_wish}
    assert set(BROKEN) == claims - ABOUT_THE_RULES


@pytest.mark.parametrize("claim", BROKEN)
def test_the_proof_catches_the_broken_rule_with_a_patient(claim):
    rules, breaks = BROKEN[claim]
    found = proof_of(claim, rules)
    assert not found.holds
    for refutation in found.refutations:
        assert breaks(seen(refutation.examples, rules))


@pytest.mark.parametrize("claim", BROKEN)
def test_the_same_patient_breaks_nothing_under_the_real_rules(claim):
    rules, breaks = BROKEN[claim]
    for refutation in proof_of(claim, rules).refutations:
        assert not breaks(seen(refutation.examples, CURRENT))


@pytest.mark.parametrize("claim", sorted(BROKEN.keys() - OF_PAIRS))
def test_the_patient_has_only_facts_that_matter(claim):
    """Take any one fact away and it is no counter-example any more, or no record that is let in."""
    rules, breaks = BROKEN[claim]
    (example,) = proof_of(claim, rules).refutations[0].examples
    for name in set(example.facts) - {"index_date", "age_years"}:
        less = replace(example, facts={key: held for key, held in example.facts.items() if key != name})
        assert not breaks(seen([less], rules)), name


def test_a_patient_is_json_that_the_recommend_command_takes():
    rules, _breaks = BROKEN["nothing-held-is-open-under-an-alarm"]
    (example,) = proof_of("nothing-held-is-open-under-an-alarm", rules).refutations[0].examples
    assert facts_from_json(json.dumps(example.facts)) == example.patient


def test_two_patients_of_a_pair_are_alike_as_the_claim_says():
    rules, _breaks = BROKEN["contraindication-never-lifted"]
    refutation = proof_of("contraindication-never-lifted", rules).refutations[0]
    before, after = refutation.examples
    assert isinstance(refutation.check, NeverBoth)
    assert refutation.check.alike is Alike.MORE_RECORDED
    assert before.facts.items() <= after.facts.items()
    assert set(after.facts) - set(before.facts) == {"incontinence_any"}


def test_a_case_that_nobody_reaches_is_found():
    found = proof_of("no-dead-rule", DEAD_CASE)
    assert [refutation.check.place.code for refutation in found.refutations] == [
        f"drug.tramadol.{NEVER_REACHED.code}"
    ]


def test_what_only_other_thresholds_break_is_found_and_laid_to_them():
    assert proof_of("opioid-after-first-line", ONLY_OTHER_THRESHOLDS).holds
    found = proof_of("any-threshold", ONLY_OTHER_THRESHOLDS)
    (example,) = found.refutations[0].examples
    assert set(example.thresholds) == {"severe_vas"}
    assert example.thresholds["severe_vas"] < 60
    told = evaluate(example.patient, example.judged_by, rules=ONLY_OTHER_THRESHOLDS).actions
    assert told["drug.strong_opioid"].verdict is Verdict.CONSIDER
    assert example.patient.paracetamol is None
    assert "drug.strong_opioid" not in evaluate(example.patient, rules=ONLY_OTHER_THRESHOLDS).actions


def test_a_case_that_only_other_thresholds_leave_dead_is_found_with_the_setting():
    assert proof_of("no-dead-rule", DEAD_UNDER_OTHER_THRESHOLDS).holds
    found = proof_of("any-threshold", DEAD_UNDER_OTHER_THRESHOLDS)
    (refutation,) = found.refutations
    assert refutation.check.place.code == "drug.tramadol.narrow"
    assert refutation.limits["escalate_rest_vas"] >= 60


def test_a_wish_that_comes_true_is_noticed():
    cases = CURRENT.by_code["adjunct.trigger_injection"].cases
    asked = Case("not_asked", blank("coagulopathy"), Verdict.NOT_CLEARED, "bleeding was not asked about")
    mended = with_action("adjunct.trigger_injection", cases=(asked, *cases))
    found = proof_of("wish.bleeding-asked-before-injection", mended)
    assert found.holds
    assert not found.as_expected
