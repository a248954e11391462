"""The page of proofs: every claim once, for which rules it was proved, and the patient who shows what does not hold."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils.html import escape

from guidelines.pathway.readings.proof.claims import CLAIMS
from guidelines.pathway.readings.proof.record import last_record
from guidelines.pathway.rulebook import ACTIONS
from guidelines.presentation import proofs
from guidelines.presentation.proofs import State, cases_of, claims_of, groups, last_run, rows_of_the_table
from registry.models import Role
from tests.factories import a_user
from tests.guidelines.pathway.proof.broken import DEAD_CASE
from tests.tables import every_row


@pytest.fixture
def reader(client, db):
    client.force_login(a_user(Role.PHYSIOTHERAPIST))
    return client


@pytest.fixture
def changed_rules(monkeypatch):
    monkeypatch.setattr(proofs, "CURRENT", DEAD_CASE)


def state_of(claim):
    return next(each.state for group in groups() for each in group.claims if each.id == claim)


def test_every_claim_stands_once_with_its_words_and_its_reason(reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = reader.get(reverse("guideline-proofs")).text
    for claim in CLAIMS.values():
        assert page.count(f'id="{claim.id}"') == 1
        assert escape(claim.statement) in page
        assert escape(claim.why) in page
    assert "not a CE-marked medical device" in page


def test_it_says_for_which_rules_and_when_they_were_proved(reader):
    page = reader.get(reverse("guideline-proofs")).text
    claims = sum(not claim.is_wish for claim in CLAIMS.values())
    assert f"{claims} of {claims} claims are proved for exactly these rules." in page
    assert f"Rule set {last_record().ruleset}" in page
    assert page.count('claim__state--proved"') == claims


def test_a_changed_rule_is_said_to_be_not_proved(reader, changed_rules):
    page = reader.get(reverse("guideline-proofs")).text
    assert "Not proved for these rules." in page
    assert "Run manage.py prove_guidelines --record." in page
    assert "claim__state--proved" not in page
    assert last_run().proved == 0


@pytest.mark.parametrize(
    ("claim", "holds", "state"),
    [
        ("no-dead-rule", True, State.PROVED),
        ("no-dead-rule", False, State.FAILED),
        ("wish.known-malignancy-is-imaged", False, State.KNOWN_NOT_TO_HOLD),
    ],
)
def test_the_state_of_a_claim_is_what_the_last_run_found(claim, holds, state, monkeypatch):
    kept = last_record()
    outcome = replace(kept.outcomes[claim], holds=holds)
    monkeypatch.setattr(proofs, "last_record", lambda: replace(kept, outcomes={claim: outcome}))
    assert state_of(claim) is state


def test_a_claim_that_was_not_asked_is_not_proved(monkeypatch):
    monkeypatch.setattr(proofs, "last_record", lambda: None)
    assert state_of("no-dead-rule") is State.NOT_PROVED
    assert last_run().proved_on is None


def test_what_does_not_hold_names_its_doubt_and_shows_a_patient_in_the_sandbox(reader):
    page = reader.get(reverse("guideline-proofs")).text
    assert "does not hold (clinical doubt D03)" in page
    assert "Spinal metastasis confirmed: yes" in page
    (wish,) = [each for group in groups() for each in group.claims if each.doubt == "D03"]
    answer = reader.get(wish.patients[0].sandbox)
    assert answer.status_code == 200
    assert "metastasis_confirmed=True" in wish.patients[0].sandbox or "metastasis_confirmed" in answer.text


def test_the_page_of_an_action_names_the_claims_it_takes_part_in_and_a_patient_for_each_verdict(reader):
    page = reader.get(reverse("guideline-action", args=["drug.strong_opioid"])).text
    assert escape(CLAIMS["opioid-after-first-line"].statement) in page
    assert escape(CLAIMS["no-dead-rule"].statement) not in page
    assert page.count("The plainest patient who gets it") == len(ACTIONS["drug.strong_opioid"].cases)


def test_every_row_of_the_functional_table_has_its_example_patient(reader):
    rows = rows_of_the_table()
    table = proofs.CURRENT.functional
    named = (table.physician_first, *table.steps, *table.considerations, *table.constraints)
    assert [row.code for row in rows] == [row.code for row in named]
    assert all(row.patient and row.patient.facts for row in rows)
    page = reader.get(reverse("guideline-proofs")).text
    assert all(f"{row.code} · {escape(row.label)}</summary>" in page for row in rows)


@every_row("action", ACTIONS.values(), ids=lambda action: action.code)
def test_every_verdict_case_has_its_example_patient(action):
    cases = cases_of(action)
    assert [case.verdict for case in cases] == [case.verdict for case in action.cases]
    assert all(case.patient and case.patient.facts for case in cases)
    assert all(action.code in CLAIMS[claim.id].actions(proofs.CURRENT) for claim in claims_of(action))
