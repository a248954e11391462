"""A patient goes from one department to another when the side that was asked accepts, and not a moment before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from guidelines.actions import refresh_standing, store_evaluation, take_over
from guidelines.advice import advice_for
from guidelines.models import ThresholdOverride
from guidelines.selectors import evaluation_for
from registry.actions import (
    accept_transfer,
    ask_for_transfer,
    edit_patient,
    offer_transfer,
    reject_transfer,
    withdraw_transfer,
)
from registry.models import Membership, Patient, Role, Transfer
from registry.selectors.follow_up_list import asked_now
from registry.selectors.patients import visible_patients, with_number
from registry.selectors.transfers import (
    CLOSED,
    TO_ANSWER,
    WAITING,
    shows_person,
    transfer_counts,
    transfers_of,
)
from tests.factories import DAY, a_department, a_patient, a_person, a_user, an_episode, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return a_department()


@pytest.fixture
def south():
    return a_department()


@pytest.fixture
def patient(north):
    return a_patient(north, given_name="Ragnhild", family_name="Flyttesen", number="TEST-4711")


@pytest.fixture
def nora(north):
    """A coordinator of the department that has the patient."""
    return a_user(Role.COORDINATOR, north)


@pytest.fixture
def sven(south):
    """A coordinator of the other one."""
    return a_user(Role.COORDINATOR, south)


@pytest.fixture
def offered(patient, south, nora):
    return offer_transfer(patient=patient, receiving=south, reason="moved", by=nora)


@pytest.fixture
def asked(patient, south, sven):
    return ask_for_transfer(patient=patient, receiving=south, reason="referred", by=sven)


def has(user, patient) -> bool:
    return visible_patients(user).filter(pk=patient.pk).exists()


def refused(action, **given) -> str:
    with pytest.raises(ValidationError) as error:
        action(**given)
    return " ".join(error.value.messages)


def test_until_it_is_accepted_the_patient_is_the_giving_department_s_alone(offered, nora, sven):
    assert has(nora, offered.patient)
    assert not has(sven, offered.patient)


def test_an_offer_shows_who_it_is_to_the_department_it_is_made_to(offered, nora, sven):
    assert shows_person(offered, nora)
    assert shows_person(offered, sven)


def test_who_asks_by_number_sees_that_it_asked_and_nobody(asked, nora, sven):
    assert shows_person(asked, nora)
    assert not shows_person(asked, sven)
    assert list(transfers_of(sven)) == [asked]


@pytest.mark.parametrize(
    "closes",
    [
        lambda offered, by: reject_transfer(transfer=offered, refusal="not_known", by=by),
        lambda offered, by: withdraw_transfer(transfer=offered, by=by),
    ],
)
def test_an_offer_that_came_to_nothing_shows_nobody_any_more(offered, nora, sven, closes):
    closed = closes(offered, nora)
    assert shows_person(closed, nora)
    assert not shows_person(closed, sven)


def test_who_gave_the_patient_away_sees_that_and_nobody(offered, nora, sven):
    accepted = accept_transfer(transfer=offered, by=sven)
    assert shows_person(accepted, sven)
    assert not shows_person(accepted, nora)
    assert list(transfers_of(nora)) == [accepted]


def test_a_third_department_sees_nothing_of_it(offered):
    assert not transfers_of(a_user(Role.COORDINATOR)).exists()


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.CLINICIAN, True), (Role.PHYSIOTHERAPIST, False), (Role.ADMINISTRATOR, False)]
)
def test_clinicians_and_coordinators_see_transfers(offered, north, role, sees):
    assert transfers_of(a_user(role, north)).exists() is sees


def test_the_patient_changes_hands_at_once(offered, nora, sven, south):
    accept_transfer(transfer=offered, by=sven)
    assert Patient.objects.get().department == south
    assert has(sven, offered.patient)
    assert not has(nora, offered.patient)
    assert not nora.has_perm("registry.see_patient", Patient.objects.get())


def test_the_giving_department_accepts_what_the_other_asked_for(asked, nora, sven):
    accept_transfer(transfer=asked, by=nora)
    assert has(sven, asked.patient)
    assert not has(nora, asked.patient)


def test_what_was_advised_stays_as_it_was_and_goes_along(offered, nora, sven, north):
    recorded(offered.patient, frail=True)
    stored = store_evaluation(
        patient=offered.patient,
        advice=advice_for(offered.patient, DAY),
        shown="<p>shown</p>",
        by=nora,
        language="en",
        on=DAY,
    )
    accept_transfer(transfer=offered, by=sven)
    kept = evaluation_for(sven, stored.pk)
    assert (kept.department, kept.shown) == (north, "<p>shown</p>")
    assert sven.has_perm("guidelines.see_advice", kept)
    assert not nora.has_perm("guidelines.see_advice", kept)


def test_the_audit_trail_stays_and_tells_who_had_the_patient(offered, nora, sven, north, south):
    before = set(LogEntry.objects.values_list("pk", flat=True))
    accept_transfer(transfer=offered, by=sven)
    assert before <= set(LogEntry.objects.values_list("pk", flat=True))
    history = LogEntry.objects.get_for_object(offered.patient).filter(
        additional_data__event__startswith="transfer."
    )
    told = {(row.additional_data["event"], row.actor) for row in history}
    assert told == {("transfer.requested", nora), ("transfer.accepted", sven)}
    assert {row.additional_data["giving"] for row in history} == {north.code}
    assert {row.additional_data["receiving"] for row in history} == {south.code}


def test_the_receiving_department_s_thresholds_hold_from_now_on(patient, offered, sven, south):
    refresh_standing(patient, DAY)
    ThresholdOverride.objects.create(
        department=south, name="severe_vas", value=75, valid_from=DAY, source="made up"
    )
    take_over(transfer=offered, on=DAY + timedelta(days=1), by=sven)
    patient = Patient.objects.get()
    assert patient.standing.evaluated_on == DAY + timedelta(days=1)
    assert patient.standing.department == south  # whose lists it stands in from now on
    held = {threshold.name: threshold.value for threshold in advice_for(patient, DAY).thresholds}
    assert held["severe_vas"] == 75


def test_follow_up_goes_along_and_a_day_of_moving_ends_it_no_longer(north, south, nora, sven):
    today = timezone.localdate()
    patient = a_patient(north)
    an_episode(patient, onset_on=today - timedelta(days=370))
    edit_patient(patient=patient, version=1, person=a_person(), by=nora, moved_on=today)
    assert not asked_now(sven, today).exists()
    offered = offer_transfer(patient=patient, receiving=south, reason="moved", by=nora)
    accept_transfer(transfer=offered, by=sven)
    assert [wave.patient for wave in asked_now(sven, today)] == [patient]
    assert not asked_now(nora, today).exists()


def test_whoever_had_a_form_open_meets_a_newer_version(offered, sven):
    accept_transfer(transfer=offered, by=sven)
    assert Patient.objects.get().version == offered.patient.version + 1


def test_an_imported_id_that_the_department_has_already_refuses_and_changes_nothing(south, nora, sven):
    mine = a_patient(nora.memberships.get().department)
    Patient.objects.filter(pk=mine.pk).update(source_id="17")
    Patient.objects.create(department=south, source_id="17", registered_on=DAY)
    offered = offer_transfer(patient=mine, receiving=south, reason="moved", by=nora)
    assert "already imported" in refused(accept_transfer, transfer=offered, by=sven)
    assert Transfer.objects.get().is_open
    assert has(nora, mine)


def test_a_rejection_says_why(offered, nora, sven):
    reject_transfer(transfer=offered, refusal="other", note="Lives in Malmö now", by=sven)
    closed = Transfer.objects.get()
    assert (closed.state, closed.refusal_note, closed.closed_by) == (
        "rejected",
        "Lives in Malmö now",
        sven,
    )
    assert has(nora, offered.patient)


def test_another_reason_needs_words_and_no_reason_is_none(offered, sven):
    assert "in words" in refused(reject_transfer, transfer=offered, refusal="other", by=sven)
    assert "has a reason" in refused(reject_transfer, transfer=offered, refusal="", by=sven)
    assert Transfer.objects.get().is_open


@pytest.mark.parametrize("text", ["Ragnhild is not ours", "it is 010248-1234", "see test4711"])
def test_words_that_both_read_must_not_say_who_it_is(offered, sven, text):
    said = refused(reject_transfer, transfer=offered, refusal="other", note=text, by=sven)
    assert "leave it out" in said


def test_names_cannot_be_tried_by_whoever_asks(patient, south, sven):
    found = ask_for_transfer(patient=patient, receiving=south, reason="moved", reference="Ragnhild", by=sven)
    assert found.is_open


def test_accepted_twice_the_second_is_told_and_nothing_changes(offered, sven, south):
    accept_transfer(transfer=offered, by=sven)
    version = Patient.objects.get().version
    assert "already accepted on" in refused(accept_transfer, transfer=offered, by=sven)
    assert Patient.objects.get().version == version


def test_accepted_after_it_was_withdrawn_it_is_refused(offered, nora, sven):
    withdraw_transfer(transfer=offered, by=nora)
    assert "was withdrawn on" in refused(accept_transfer, transfer=offered, by=sven)
    assert has(nora, offered.patient)


def test_withdrawn_after_it_was_rejected_it_is_told(offered, nora, sven):
    reject_transfer(transfer=offered, refusal="not_known", by=sven)
    assert "already rejected on" in refused(withdraw_transfer, transfer=offered, by=nora)


@pytest.mark.parametrize(
    ("ended", "said"), [("died_on", "died on"), ("withdrawn_on", "withdrew"), ("erased_on", "was erased")]
)
def test_nobody_who_died_withdrew_or_was_erased_is_handed_over(patient, south, nora, ended, said):
    Patient.objects.filter(pk=patient.pk).update(**{ended: DAY})
    assert said in refused(offer_transfer, patient=patient, receiving=south, reason="moved", by=nora)
    assert not Transfer.objects.exists()


def test_a_death_between_asking_and_accepting_is_met(offered, sven, north):
    Patient.objects.filter(pk=offered.patient_id).update(died_on=DAY)
    assert "died on" in refused(accept_transfer, transfer=offered, by=sven)
    assert Patient.objects.get().department == north


def test_whoever_asks_does_not_learn_that_the_patient_died(patient, south, nora, sven):
    Patient.objects.filter(pk=patient.pk).update(died_on=DAY)
    asked = ask_for_transfer(patient=patient, receiving=south, reason="moved", by=sven)
    assert "died on" in refused(accept_transfer, transfer=asked, by=nora)
    reject_transfer(transfer=asked, refusal="not_followed", by=nora)


def test_one_is_open_at_a_time(offered, patient, nora, sven, south):
    third = a_department()
    assert "already open, since" in refused(
        offer_transfer, patient=patient, receiving=third, reason="moved", by=nora
    )
    said = refused(ask_for_transfer, patient=patient, receiving=third, reason="moved", by=nora)
    assert "another transfer is open" in said
    assert south.name not in said


def test_not_to_the_department_that_has_the_patient(patient, north, nora):
    assert "already with this department" in refused(
        offer_transfer, patient=patient, receiving=north, reason="moved", by=nora
    )


@pytest.mark.parametrize(
    "broken",
    [
        {"receiving": "same"},
        {"state": "accepted"},
        {"state": "rejected", "closed": True},
        {"state": "withdrawn", "closed": True, "refusal": "other", "refusal_note": "x"},
        {"state": "rejected", "closed": True, "refusal": "other"},
        {"closed": True},
        {"state": "lost"},
        {"asked_by_side": "nobody"},
    ],
)
def test_the_database_refuses_what_cannot_be(patient, north, south, nora, broken):
    row = {
        "patient": patient,
        "giving": north,
        "receiving": south,
        "asked_by_side": "giving",
        "reason": "moved",
        "requested_by": nora,
    }
    if broken.pop("closed", False):
        row |= {"closed_by": nora, "closed_at": timezone.now()}
    if broken.get("receiving") == "same":
        broken = {"receiving": north}
    with pytest.raises(IntegrityError), transaction.atomic():
        Transfer.objects.create(**row | broken)
    Transfer.objects.create(**{name: value for name, value in row.items() if not name.startswith("closed")})


def test_the_database_refuses_a_second_open_one(offered, nora):
    with pytest.raises(IntegrityError), transaction.atomic():
        Transfer.objects.create(
            patient=offered.patient,
            giving=offered.giving,
            receiving=a_department(),
            asked_by_side="giving",
            reason="moved",
            requested_by=nora,
        )


def test_the_queues_tell_whose_turn_it_is(offered, nora, sven, north, south):
    ask_for_transfer(patient=a_patient(south), receiving=north, reason="moved", by=nora)
    gone = offer_transfer(patient=a_patient(north), receiving=south, reason="moved", by=nora)
    withdraw_transfer(transfer=gone, by=nora)
    assert tuple(transfer_counts(nora)) == (0, 2, 1)
    assert tuple(transfer_counts(sven)) == (2, 0, 1)
    for user, counts in ((nora, (0, 2, 1)), (sven, (2, 0, 1))):
        assert tuple(transfers_of(user, queue).count() for queue in (TO_ANSWER, WAITING, CLOSED)) == counts


@pytest.mark.parametrize(
    ("kind", "typed", "found"),
    [
        ("cpr", "010248 1234", True),
        ("cpr", "010248-12", False),
        ("other", "0102481234", False),
        ("cpr", "Flyttesen", False),
        ("cpr", "", False),
    ],
)
def test_somebody_is_asked_for_by_the_whole_number_of_its_kind_alone(kind, typed, found):
    person = a_patient(family_name="Flyttesen", number_kind="cpr", number="010248-1234")
    assert with_number(kind, typed) == ([person] if found else [])


def test_whoever_works_on_both_sides_keeps_the_patient(offered, nora, south):
    Membership.objects.create(user=nora, department=south, role=Role.COORDINATOR)
    nora = type(nora).objects.get(pk=nora.pk)
    accept_transfer(transfer=offered, by=nora)
    assert has(nora, offered.patient)
