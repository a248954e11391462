"""Every claim holds for the rules in force, every wish is known not to, and the kept record says the same."""

import pytest

from guidelines.pathway.readings.proof import record
from guidelines.pathway.readings.proof.claim import codes
from guidelines.pathway.readings.proof.claims import CLAIMS
from guidelines.pathway.readings.proof.places import FUNCTIONAL
from guidelines.pathway.readings.proof.proving import prove
from guidelines.pathway.rulebook import CURRENT
from tests.guidelines.pathway.proof.broken import DEAD_CASE
from tests.guidelines.pathway.proof.rule_sets import with_action
from tests.tables import every_row

# Issue 3, section 2: at least these.
ASKED_FOR = {
    "no-procedure-against-a-contraindication",
    "alarm-depends-on-its-own-signs",
    "nothing-held-is-open-under-an-alarm",
    "opioid-after-first-line",
    "cleared-procedure-has-a-level",
    "no-dead-rule",
    "any-threshold",
}


def test_what_was_asked_for_is_claimed():
    assert set(CLAIMS) >= ASKED_FOR
    assert not any(CLAIMS[claim].is_wish for claim in ASKED_FOR)


@every_row("claim", CLAIMS.values(), ids=lambda claim: claim.id)
def test_every_action_a_claim_names_is_one(claim):
    """A misspelt code would be an action that is never told anything: a claim about nothing."""
    named = {code for check in claim.checks(CURRENT) for code in check.actions} - {FUNCTIONAL}
    assert named <= set(CURRENT.by_code)


@pytest.mark.slow
def test_every_claim_holds_and_every_wish_is_known_not_to():
    unexpected = [proof.claim.id for proof in prove(CLAIMS.values(), CURRENT) if not proof.as_expected]
    assert unexpected == []


def test_the_kept_record_is_of_these_rules_and_these_claims():
    kept = record.last_record()
    advice = (
        "the rules or the claims changed: run `manage.py prove_guidelines --record` and read what it says"
    )
    assert kept is not None, advice
    assert kept.is_of(CURRENT), advice
    assert list(kept.outcomes) == list(CLAIMS), advice
    assert all(outcome.holds is not CLAIMS[claim].is_wish for claim, outcome in kept.outcomes.items())


def test_a_wish_is_kept_with_a_patient_who_shows_it():
    kept = record.last_record()
    assert kept is not None
    for claim in CLAIMS.values():
        assert bool(kept.outcomes[claim.id].examples) is claim.is_wish


def test_a_changed_rule_has_another_digest_and_a_reworded_one_has_not():
    assert record.digest_of(DEAD_CASE) != record.digest_of(CURRENT)
    reworded = with_action("drug.tramadol", title="Tramadol, said otherwise", note="", statements=("A72",))
    assert record.digest_of(reworded) == record.digest_of(CURRENT)


def test_an_action_knows_the_claims_it_takes_part_in():
    taking_part = {claim.id for claim in CLAIMS.values() if "drug.strong_opioid" in claim.actions(CURRENT)}
    assert {"opioid-after-first-line", "drug-status-respected", "goal-reached-ends-the-ladder"} <= taking_part
    assert "cleared-procedure-has-a-level" not in taking_part


def test_every_action_takes_part_in_a_claim():
    taking_part = {code for claim in CLAIMS.values() for code in claim.actions(CURRENT)}
    assert set(codes(CURRENT)) == taking_part
