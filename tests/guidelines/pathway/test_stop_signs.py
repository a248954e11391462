"""What a patient is told to stop for covers every alarm question that a patient can notice."""

from guidelines.pathway.facts import FACTS
from guidelines.pathway.stop_signs import STOP_SIGNS
from tests.tables import every_row


@every_row("fact", ["neuro_deficit", "bladder_bowel_new", "fever"])
def test_an_alarm_a_patient_can_notice_is_a_reason_to_call_at_once(fact):
    assert any(fact in sign.facts and sign.at_once for sign in STOP_SIGNS)


def test_new_back_pain_stops_the_training():
    assert any("back_pain_new" in sign.facts and not sign.at_once for sign in STOP_SIGNS)


def test_signs_name_facts_there_are():
    assert {fact for sign in STOP_SIGNS for fact in sign.facts} <= set(FACTS)
