"""Advice is stored as it was shown, answered action by action, and signed once nothing urgent is left unanswered."""

from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import ValidationError
from django.core.management import call_command

from guidelines.actions import (
    SignatureRefused,
    refresh_standing,
    respond,
    sign,
    store_evaluation,
)
from guidelines.advice import advice_for
from guidelines.given import facts_read_by, given_to
from guidelines.models import Evaluation, Response, Signature, Standing
from guidelines.selectors import latest_responses
from tests.factories import DAY, a_patient, a_user, recorded
from tests.guidelines.test_standings import NO_ALARMS

pytestmark = pytest.mark.django_db

FRACTURE = {**NO_ALARMS, "vertebral_fracture": "confirmed"}
CANDIDATE = {
    **FRACTURE,
    "fracture_cause": "osteoporotic", "trauma_energy": "low", "coagulopathy": "none",
    "cord_compression_by_fragment": False, "painful_level_confirmed": True, "rheumatologist_consulted": True,
    "paracetamol": "inadequate", "tramadol": "inadequate", "strong_opioid": "not_tolerated",
    "pain_activity_acceptable": False,
}  # fmt: skip


def a_patient_with(**facts):
    patient = a_patient()
    recorded(patient, **facts)
    return patient


def stored(patient, by, on=DAY, shown="<p>shown</p>", language="en"):
    advice = advice_for(patient, on)
    return store_evaluation(
        patient=patient,
        advice=advice,
        shown=shown,
        by=by,
        language=language,
        on=on,
    )


def test_the_same_advice_of_a_day_is_stored_once_as_it_was_first_shown():
    patient, user = a_patient_with(**FRACTURE), a_user()
    first = stored(patient, user, shown="<p>first</p>")
    assert stored(patient, user, shown="<p>second</p>") == first
    assert Evaluation.objects.get().shown == "<p>first</p>"


@pytest.mark.parametrize("later", [{"on": DAY + timedelta(days=1)}, {"language": "da"}])
def test_another_day_or_language_is_another_evaluation(later):
    patient, user = a_patient_with(**FRACTURE), a_user()
    stored(patient, user)
    stored(patient, user, **later)
    assert Evaluation.objects.count() == 2


def test_another_fact_is_another_evaluation_and_the_first_is_kept():
    patient, user = a_patient_with(**FRACTURE), a_user()
    first = stored(patient, user)
    recorded(patient, frail=True)
    second = stored(patient, user)
    assert first.digest != second.digest
    assert Evaluation.objects.get(pk=first.pk).facts.get("frail") is None


def test_an_evaluation_keeps_facts_days_answer_and_rule_set():
    patient, user = a_patient_with(**FRACTURE), a_user()
    evaluation = stored(patient, user)
    assert evaluation.facts["vertebral_fracture"] == "confirmed"
    assert evaluation.provenance["known"]["fever"] == {"day": "2026-11-22"}
    assert evaluation.answer["actions"]["goal.pain"]["verdict"] == "recommend"
    assert evaluation.ruleset == evaluation.answer["ruleset"]
    assert LogEntry.objects.filter(actor=user, additional_data__event="evaluation.stored").count() == 1


def test_a_response_keeps_what_it_was_given_to_and_leaves_its_audit_entry():
    user = a_user()
    evaluation = stored(a_patient_with(**FRACTURE), user)
    response = respond(
        evaluation=evaluation, action="rest.bed_rest", kind="override", reason="disagree", by=user
    )
    assert (response.verdict, response.responded_by) == ("avoid", user)
    entry = LogEntry.objects.get(additional_data__event="advice.responded")
    assert entry.actor == user
    assert entry.additional_data["action"] == "rest.bed_rest"


def test_an_action_that_is_not_in_the_advice_cannot_be_answered():
    evaluation = stored(a_patient_with(**FRACTURE), a_user())
    with pytest.raises(ValidationError, match="not part of the advice"):
        respond(evaluation=evaluation, action="refer.oncology", kind="accept", by=a_user())


@pytest.mark.parametrize(
    "said", [{"kind": "override"}, {"kind": "accept", "reason": "disagree"}, {"kind": "acknowledge"}]
)
def test_a_response_that_does_not_fit_leaves_nothing_behind(said):
    evaluation = stored(a_patient_with(**FRACTURE), a_user())
    with pytest.raises(ValidationError):
        respond(evaluation=evaluation, action="goal.pain", by=a_user(), **said)
    assert not Response.objects.exists()


def given(patient, on=DAY):
    advice = advice_for(patient, on)
    return given_to(advice.digest, advice.facts, advice.told, latest_responses(patient))


def test_the_latest_response_to_an_action_counts():
    patient, user = a_patient_with(**FRACTURE), a_user()
    evaluation = stored(patient, user)
    respond(evaluation=evaluation, action="goal.pain", kind="defer", by=user)
    respond(evaluation=evaluation, action="goal.pain", kind="accept", by=user)
    assert given(patient)["goal.pain"].response.kind == "accept"


def test_a_response_stands_while_nothing_its_rule_reads_has_changed():
    patient, user = a_patient_with(**FRACTURE, pain_rest_vas=None), a_user()
    respond(evaluation=stored(patient, user), action="goal.pain", kind="accept", by=user)
    recorded(patient, frail=True)
    later = given(patient, DAY + timedelta(days=3))["goal.pain"]
    assert later.stands
    assert not later.same_advice
    recorded(patient, vertebral_fracture="suspected")
    assert not given(patient)["goal.pain"].stands


def test_weeks_that_pass_do_not_ask_again_but_another_verdict_does():
    assert "vertebral_fracture_weeks" not in facts_read_by("aid.corset_short_term")
    patient, user = a_patient_with(**{**FRACTURE, "fever": True}), a_user()
    respond(
        evaluation=stored(patient, user),
        action="urgent.suspected_infection",
        kind="override",
        reason="already_done",
        by=user,
    )
    assert given(patient, DAY + timedelta(days=2))["urgent.suspected_infection"].stands
    recorded(patient, infection_markers=True)
    assert not given(patient)["urgent.suspected_infection"].stands


def test_an_urgent_action_without_a_response_cannot_be_signed_over():
    patient, user = a_patient_with(**{**FRACTURE, "fever": True}), a_user()
    evaluation = stored(patient, user)
    with pytest.raises(SignatureRefused) as refused:
        sign(evaluation=evaluation, by=user)
    assert refused.value.unanswered == ("urgent.suspected_infection", "image.spine_mri")
    for action in refused.value.unanswered:
        respond(evaluation=evaluation, action=action, kind="accept", by=user)
    assert sign(evaluation=evaluation, by=user).signed_by == user


def test_an_accepted_procedure_is_signed_only_with_everything_confirmed():
    patient, user = a_patient_with(**CANDIDATE), a_user()
    evaluation = stored(patient, user)
    asked = evaluation.answer["actions"]["procedure.vertebroplasty"]["before_signing"]
    respond(evaluation=evaluation, action="procedure.vertebroplasty", kind="accept", by=user)
    with pytest.raises(SignatureRefused) as refused:
        sign(evaluation=evaluation, by=user, confirmed={"procedure.vertebroplasty": asked[:-1]})
    assert refused.value.unconfirmed == (("procedure.vertebroplasty", asked[-1]),)
    signature = sign(evaluation=evaluation, by=user, confirmed={"procedure.vertebroplasty": asked})
    assert signature.confirmed == {"procedure.vertebroplasty": asked}


def test_a_procedure_that_was_not_accepted_asks_for_nothing():
    patient, user = a_patient_with(**CANDIDATE), a_user()
    evaluation = stored(patient, user)
    respond(evaluation=evaluation, action="procedure.vertebroplasty", kind="defer", by=user)
    assert sign(evaluation=evaluation, by=user).pk


def test_signing_says_what_stands_now_and_is_audited():
    patient, user = a_patient_with(**FRACTURE), a_user()
    refresh_standing(patient, DAY)
    evaluation = stored(patient, user)
    sign(evaluation=evaluation, by=user)
    standing = Standing.objects.get(patient=patient)
    assert standing.signed_verdicts == standing.verdicts
    assert not standing.advice_changed
    assert LogEntry.objects.get(additional_data__event="evaluation.signed").actor == user
    recorded(patient, fever=True)
    assert refresh_standing(patient, DAY).advice_changed


def test_an_evaluation_is_signed_once():
    user = a_user()
    evaluation = stored(a_patient_with(**FRACTURE), user)
    sign(evaluation=evaluation, by=user)
    with pytest.raises(ValidationError, match="already signed"):
        sign(evaluation=evaluation, by=user)
    assert Signature.objects.count() == 1


def test_a_standing_that_was_deleted_comes_back_with_what_was_signed():
    patient, user = a_patient_with(**FRACTURE), a_user()
    sign(evaluation=stored(patient, user), by=user)
    before = Standing.objects.get(patient=patient)
    Standing.objects.all().delete()
    assert refresh_standing(patient, DAY).signed_verdicts == before.signed_verdicts
    Standing.objects.all().delete()
    call_command("refresh_standings", on=DAY, verbosity=0)
    assert Standing.objects.get(patient=patient).signed_verdicts == before.signed_verdicts
