"""One rule is switched off at once, for everybody, with a reason; the advice says so and nothing opens."""

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from guidelines.actions import SwitchNotConfirmed, refresh_standing, switch_rule_off, switch_rule_on
from guidelines.advice import advice_for
from guidelines.models import RuleSwitch
from guidelines.switched_off import switched_off
from registry.models import Role
from tests.factories import DAY, a_patient, a_user, recorded
from tests.guidelines.sheets import FRACTURE

pytestmark = pytest.mark.django_db

PAIN_GOAL = "goal.pain"
INFECTION = "urgent.suspected_infection"


@pytest.fixture
def editor():
    return a_user(Role.EDITOR, first_name="Gerda", last_name="Guide")


@pytest.fixture
def patient():
    patient = a_patient()
    recorded(patient, **FRACTURE)
    return patient


def off(action, by, reason="It fires for everybody", **given):
    return switch_rule_off(action=action, reason=reason, on=DAY, by=by, **given)


def test_a_rule_that_is_off_is_given_to_nobody_and_the_answer_names_it(editor, patient):
    before = advice_for(patient, DAY)
    off(PAIN_GOAL, editor)
    after = advice_for(patient, DAY)
    assert PAIN_GOAL in before.told["actions"]
    assert PAIN_GOAL not in after.told["actions"]
    assert "switched_off" not in before.told
    named = after.told["switched_off"][PAIN_GOAL]
    assert named.pop("title") == before.told["actions"][PAIN_GOAL]["title"]
    assert named == {
        "since": "2026-11-22",
        "by": "Gerda Guide",
        "reason": "It fires for everybody",
        "warned": None,
    }
    assert before.digest != after.digest


def test_what_a_rule_that_is_off_warns_of_is_told_nevertheless(editor, patient):
    off("rest.bed_rest", editor)
    assert advice_for(patient, DAY).told["switched_off"]["rest.bed_rest"]["warned"] == "avoid"


def test_switched_on_again_the_advice_is_what_it_was(editor, patient):
    before = advice_for(patient, DAY)
    off(PAIN_GOAL, editor)
    switch_rule_on(action=PAIN_GOAL, reason="Mended in 2026.3", on=DAY, by=editor)
    assert switched_off() == ()
    assert advice_for(patient, DAY).digest == before.digest
    assert [row.is_off for row in RuleSwitch.objects.order_by("pk")] == [True, False]


def test_every_switching_is_in_the_audit_table_with_its_reason(editor):
    off(PAIN_GOAL, editor)
    entry = LogEntry.objects.get(additional_data__event="rule.switched_off")
    assert (entry.actor, entry.additional_data["action"]) == (editor, PAIN_GOAL)
    assert entry.additional_data["reason"] == "It fires for everybody"


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_switched(editor, reason):
    with pytest.raises(ValidationError):
        off(PAIN_GOAL, editor, reason=reason)
    assert not RuleSwitch.objects.exists()


def test_off_is_off_once_and_only_what_is_off_is_switched_on(editor):
    with pytest.raises(ValidationError, match="not switched off"):
        switch_rule_on(action=PAIN_GOAL, reason="x", on=DAY, by=editor)
    off(PAIN_GOAL, editor)
    with pytest.raises(ValidationError, match="switched off already"):
        off(PAIN_GOAL, editor)


def test_a_rule_there_is_none_of_is_not_switched(editor):
    with pytest.raises(ValidationError, match=r"no rule “goal\.pian”"):
        off("goal.pian", editor)


def test_an_urgent_rule_is_switched_off_only_when_confirmed_a_second_time(editor):
    with pytest.raises(SwitchNotConfirmed):
        off(INFECTION, editor)
    assert off(INFECTION, editor, twice=True).confirmed_twice


def test_the_database_itself_refuses_an_urgent_rule_off_without_the_second_confirmation(editor):
    row = {"reason": "x", "since": DAY, "switched_by": editor, "ruleset": "2026.2", "is_off": True}
    with pytest.raises(IntegrityError, match="rule_switch_of_an_alarm"), transaction.atomic():
        RuleSwitch.objects.create(action=INFECTION, **row)
    RuleSwitch.objects.create(action=PAIN_GOAL, **row)


def test_a_switching_is_never_edited(editor):
    row = off(PAIN_GOAL, editor)
    row.reason = "another"
    with pytest.raises(ValidationError, match="cannot be changed"):
        row.save()


def test_an_alarm_that_is_off_holds_procedures_and_the_patient_stands_as_alarmed(editor, patient):
    recorded(patient, fever=True)
    off(INFECTION, editor, twice=True)
    told = advice_for(patient, DAY).told
    assert told["red_flags"]["present"] == [INFECTION]
    assert told["red_flags"]["noted"] == ["fever"]
    assert refresh_standing(patient, DAY).alarm == "present"


def test_a_standing_is_written_without_what_is_off(editor, patient):
    assert PAIN_GOAL in refresh_standing(patient, DAY).verdicts
    off(PAIN_GOAL, editor)
    assert PAIN_GOAL not in refresh_standing(patient, DAY).verdicts
