"""The transfer screens: nothing of a person shows to who may not know, a second answer is met with what became of it."""

from __future__ import annotations

import pytest
from auditlog.models import LogEntry
from django.urls import reverse

from registry.actions import ask_for_transfer, offer_transfer, withdraw_transfer
from registry.models import Patient, Role, Transfer
from tests.factories import DAY, a_department, a_patient, a_user

pytestmark = pytest.mark.django_db
TELLS = ("Ragnhild", "Flyttesen", "4711", "1948", "Nord")


@pytest.fixture
def north():
    north = a_department()
    north.name = "Nordhospital"
    north.save()
    return north


@pytest.fixture
def south():
    return a_department()


@pytest.fixture
def patient(north):
    return a_patient(north, given_name="Ragnhild", family_name="Flyttesen", number="TEST-4711")


@pytest.fixture
def nora(north):
    return a_user(Role.COORDINATOR, north, first_name="Nora", last_name="Nordmann")


@pytest.fixture
def sven(south):
    return a_user(Role.COORDINATOR, south)


@pytest.fixture
def offered(patient, south, nora):
    return offer_transfer(patient=patient, receiving=south, reason="moved", by=nora)


@pytest.fixture
def asked(patient, south, sven):
    return ask_for_transfer(patient=patient, receiving=south, reason="moved", reference="case 9", by=sven)


@pytest.fixture
def as_(client):
    """as_(user): the client of that user."""

    def enter(user):
        client.force_login(user)
        return client

    return enter


def at(name: str, *args) -> str:
    return reverse(name, args=args)


def told(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_asking_by_number_shows_nothing_of_the_person(as_, sven, patient, south):
    typed = {"number_kind": "other", "number": "test-4711", "reason": "referred"}
    answer = as_(sven).post(at("transfer-ask"), typed, follow=True)
    assert Transfer.objects.get().receiving == south
    page = answer.content.decode().replace("2026", "")
    assert [word for word in TELLS if word in page] == []
    listed = as_(sven).get(at("transfer-list")).content.decode()
    assert "not shown" in listed
    assert [word for word in TELLS if word in listed] == []


@pytest.mark.parametrize("closing", ["transfer-reject", "transfer-withdraw"])
def test_whoever_asked_reads_the_answer_and_still_nobody(as_, asked, nora, sven, closing):
    typed = {"refusal": "still_here"}
    as_(nora if closing == "transfer-reject" else sven).post(at(closing, asked.pk), typed)
    page = as_(sven).get(at("transfer", asked.pk)).content.decode()
    assert ("Care goes on in the present department" in page) is (closing == "transfer-reject")
    assert [word for word in TELLS if word in page] == []


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("TEST-9999", "Nobody with this number is registered"),
        ("TEST-OWN", "already a patient of your department"),
        ("", "required"),
    ],
)
def test_a_number_that_cannot_be_asked_for_is_refused_at_its_field(as_, sven, south, patient, number, said):
    a_patient(south, number="TEST-OWN")
    typed = {"number_kind": "other", "number": number, "reason": "moved"}
    answer = as_(sven).post(at("transfer-ask"), typed)
    assert answer.status_code == 422
    assert said in " ".join(answer.context["form"].errors["number"])
    assert not Transfer.objects.exists()


def test_every_number_that_was_tried_is_recorded_and_none_is_written_down(as_, sven, patient):
    for number in ("TEST-4711", "TEST-9999"):
        as_(sven).post(at("transfer-ask"), {"number_kind": "other", "number": number, "reason": "moved"})
    tried = LogEntry.objects.filter(actor=sven, additional_data__read="number asked for in a transfer")
    assert sorted(entry.additional_data["rows"] for entry in tried) == [[], [str(patient.key)]]
    assert not any(
        "4711" in str(vars(entry)) or "9999" in str(vars(entry)) for entry in LogEntry.objects.all()
    )


def test_the_giving_department_reads_the_question_on_the_patient_s_page(as_, asked, nora, south):
    page = as_(nora).get(at("patient-page", asked.patient.key)).content.decode()
    assert f"{south.name} asks to take this patient over" in page
    assert at("transfer", asked.pk) in page


def test_an_offer_shows_name_and_birth_date_and_opens_no_page_of_the_patient(as_, offered, sven):
    page = as_(sven).get(at("transfer", offered.pk)).content.decode()
    assert "Ragnhild Flyttesen" in page
    assert str(offered.patient.key) not in page
    assert as_(sven).get(at("patient-page", offered.patient.key)).status_code == 404


def test_accepted_the_patient_s_page_opens_here_and_no_longer_there(as_, offered, nora, sven):
    answer = as_(sven).post(at("transfer-accept", offered.pk), follow=True)
    assert answer.redirect_chain[0][0] == at("patient-page", offered.patient.key)
    assert "Accepted. The patient is yours" in told(answer)[0]
    assert as_(nora).get(at("patient-page", offered.patient.key)).status_code == 404
    gone = as_(nora).get(at("transfer", offered.pk)).content.decode()
    assert "Ragnhild" not in gone


def test_a_look_at_an_offer_is_a_look_at_the_patient(as_, offered, sven):
    as_(sven).get(at("transfer", offered.pk))
    entry = LogEntry.objects.get(actor=sven, additional_data__read="transfer")
    assert entry.object_pk == str(offered.patient.pk)
    as_(sven).get(at("transfer-list"))
    listed = LogEntry.objects.get(actor=sven, additional_data__read="transfer list")
    assert listed.additional_data["rows"] == [str(offered.patient.key)]


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        ("transfer-accept", "transfer-accept", "already accepted"),
        ("transfer-accept", "transfer-reject", "already accepted"),
        ("transfer-reject", "transfer-accept", "already rejected"),
    ],
)
def test_the_second_answer_is_met_with_what_became_of_it(as_, offered, sven, first, then, said):
    typed = {"refusal": "not_known"}
    as_(sven).post(at(first, offered.pk), typed)
    answer = as_(sven).post(at(then, offered.pk), typed)
    assert answer.status_code == 409
    assert said in answer.context["errors"][0]["text"]
    assert not answer.context["may_answer"]


def test_an_answer_to_what_was_withdrawn_meanwhile_is_met_with_that(as_, offered, nora, sven):
    withdraw_transfer(transfer=offered, by=nora)
    answer = as_(sven).post(at("transfer-accept", offered.pk))
    assert answer.status_code == 409
    assert "was withdrawn" in answer.context["errors"][0]["text"]
    assert "Ragnhild" not in answer.content.decode()


def test_each_side_does_what_is_its_own(as_, offered, nora, sven):
    assert as_(nora).post(at("transfer-accept", offered.pk)).status_code == 403
    assert as_(nora).post(at("transfer-reject", offered.pk), {"refusal": "other"}).status_code == 403
    assert as_(sven).post(at("transfer-withdraw", offered.pk)).status_code == 403
    assert Transfer.objects.get().is_open


def test_of_the_dead_the_page_says_so_and_offers_rejection_alone(as_, asked, nora):
    Patient.objects.update(died_on=DAY)
    page = as_(nora).get(at("transfer", asked.pk)).content.decode()
    assert "The patient died on" in page
    assert "Accept the transfer" not in page
    answer = as_(nora).post(at("transfer-accept", asked.pk))
    assert answer.status_code == 422
    assert "died on" in answer.context["errors"][0]["text"]


def test_the_form_of_an_offer_says_that_one_is_open_or_can_not_be(as_, offered, nora, patient):
    page = as_(nora).get(at("transfer-offer", patient.key)).content.decode()
    assert at("transfer", offered.pk) in page
    assert "Offer the patient" not in page
    withdraw_transfer(transfer=offered, by=nora)
    Patient.objects.update(withdrawn_on=DAY)
    assert "withdrew" in as_(nora).get(at("transfer-offer", patient.key)).content.decode()


def test_a_coordinator_meets_how_many_wait_for_an_answer(as_, offered, sven, nora):
    assert "1 transfer waits for your answer" in as_(sven).get("/").content.decode()
    assert "waits for your answer" not in as_(nora).get("/").content.decode()
    chips = as_(sven).get(at("transfer-list")).context["chips"]
    assert [chip["count"] for chip in chips] == [1, 1, 0, 0]


@pytest.mark.slow
def test_a_page_of_many_takes_few_queries(as_, north, south, nora, sven, django_assert_max_num_queries):
    for _serial in range(12):
        offer_transfer(patient=a_patient(north), receiving=south, reason="moved", by=nora)
    client = as_(sven)
    with django_assert_max_num_queries(12):
        assert len(client.get(at("transfer-list")).context["rows"]) == 12
