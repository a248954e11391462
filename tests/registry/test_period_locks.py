"""A locked year: what asks for a reason, what does not, and that what was changed all the same can be read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models import F

from registry.actions import (
    Answered,
    PeriodLocked,
    close_wave,
    correct_assessment,
    edit_patient,
    erase_person,
    lock_period,
    offer_transfer,
    open_episode,
    open_period,
    record_assessment,
    record_background,
    record_operation,
    record_procedure,
    sign_off_period,
    start_rescoring,
    work_on_rescoring,
)
from registry.actions.operations import Operated
from registry.actions.transfers import accept_transfer
from registry.after_lock import because
from registry.instruments import INSTRUMENTS
from registry.models import CorrectionAfterLock, Episode, Patient, PeriodLock, Role
from registry.rescoring import Request
from registry.selectors.locks import corrections_after_lock
from tests.factories import a_department, a_patient, a_person, a_user, an_episode

pytestmark = pytest.mark.django_db

FRACTURE = date(2024, 3, 10)
LOCKED = date(2025, 5, 1)  # the first year of follow-up is answered until 2025-06-10
ODI = Answered("odi", {"walking": 2})


@pytest.fixture
def by():
    return a_user(Role.ADMINISTRATOR, a_department("north"))


@pytest.fixture
def episode():
    return an_episode(a_patient(a_department("north")), onset_on=FRACTURE)


@pytest.fixture
def baseline(episode):
    return record_assessment(
        episode=episode, answered=ODI, timepoint="baseline", observed_on=FRACTURE, by=None
    )


def locked(by, year=2024, on=LOCKED, department="north") -> PeriodLock:
    place = a_department(department) if department else None
    period = sign_off_period(department=place, year=year, on=on, by=by)
    return lock_period(period=period, on=on, by=by)


def person_of(patient: Patient, **changes):
    identity = patient.identity
    same = {name: getattr(identity, name) for name in ("given_name", "family_name", "birth_date", "number")}
    return a_person(**{**same, "sex": patient.sex, **changes})


def edited(patient, *, moved_on=None, died_on=None, **changes):
    current = Patient.objects.get(pk=patient.pk)
    return edit_patient(
        patient=current,
        version=current.version,
        person=person_of(patient, **changes),
        by=None,
        moved_on=moved_on,
        died_on=died_on,
    )


def answered(episode, timepoint, day):
    return record_assessment(episode=episode, answered=ODI, timepoint=timepoint, observed_on=day, by=None)


ASKS = {
    "a baseline": lambda one: answered(one, "baseline", FRACTURE),
    "a visit of before the lock": lambda one: answered(one, "visit", LOCKED - timedelta(days=1)),
    "an episode of the year": lambda one: open_episode(
        patient=one.patient,
        kind="sacral_fracture",
        onset_on=date(2024, 12, 31),
        onset_precision="day",
        by=None,
    ),
    "a procedure in the year": lambda one: record_procedure(
        episode=one, version=1, kind="vertebroplasty", performed_on=date(2024, 4, 1), by=None
    ),
    "a procedure that takes the episode out of the year": lambda one: record_procedure(
        episode=one, version=1, kind="vertebroplasty", performed_on=date(2025, 6, 1), by=None
    ),
    "a sex": lambda one: edited(one.patient, sex="male"),
    "a birth date": lambda one: edited(one.patient, birth_date=date(1948, 2, 2)),
    "a death before the lock": lambda one: edited(one.patient, died_on=LOCKED - timedelta(days=1)),
}
FREE = {
    "a visit of the day of the lock": lambda one: answered(one, "visit", LOCKED),
    "the first year, whose window was open": lambda one: answered(one, "y1", date(2025, 5, 20)),
    "the closing of a wave whose window was open": lambda one: close_wave(
        episode=one, wave="y1", reason="moved", by=a_user()
    ),
    "an episode of the day before the year": lambda one: open_episode(
        patient=one.patient, kind="other", onset_on=date(2023, 12, 31), onset_precision="day", by=None
    ),
    "an episode of the day after the year": lambda one: open_episode(
        patient=one.patient, kind="other", onset_on=date(2025, 1, 1), onset_precision="day", by=None
    ),
    "a name": lambda one: edited(one.patient, family_name="Nygift"),
    "a death on the day of the lock": lambda one: edited(one.patient, died_on=LOCKED),
    "another department": lambda one: an_episode(a_patient(a_department("south")), onset_on=FRACTURE),
}


@pytest.mark.parametrize("write", ASKS.values(), ids=ASKS.keys())
def test_what_changes_a_figure_of_the_year_is_refused_without_a_reason_and_listed_with_one(
    episode, by, write
):
    lock = locked(by)
    with pytest.raises(PeriodLocked):
        write(episode)
    for too_short in ("", "    ", "abcd"):
        with because(too_short), pytest.raises(PeriodLocked):
            write(episode)
    assert not CorrectionAfterLock.objects.exists()
    with because(" A letter came\nlate "):
        write(episode)
    correction = CorrectionAfterLock.objects.get()
    assert (correction.lock, correction.patient, correction.reason) == (
        lock,
        episode.patient,
        "A letter came late",
    )
    assert correction.became or correction.kind == "patient"


@pytest.mark.parametrize("write", FREE.values(), ids=FREE.keys())
def test_what_is_not_of_the_locked_year_asks_nothing(episode, by, write):
    locked(by)
    write(episode)
    assert not CorrectionAfterLock.objects.exists()


def test_a_window_that_closed_the_day_before_the_lock_is_held_and_one_that_closed_that_day_is_not(
    episode, by
):
    closes = date(2025, 6, 10)
    period = locked(by, on=closes)
    answered(episode, "y1", date(2025, 5, 20))
    episode.assessments.all().delete()
    PeriodLock.objects.filter(pk=period.pk).update(locked_on=closes + timedelta(days=1))
    with pytest.raises(PeriodLocked):
        answered(episode, "y1", date(2025, 5, 20))
    with pytest.raises(PeriodLocked):
        close_wave(episode=episode, wave="y1", reason="moved", by=by)


def test_a_correction_tells_what_was_and_what_became_item_by_item(baseline, by):
    locked(by)
    with because("Misread"):
        correct_assessment(
            assessment=baseline,
            version=1,
            answered=Answered("odi", {"walking": 3}),
            observed_on=FRACTURE,
            by=by,
        )
    told = CorrectionAfterLock.objects.get()
    assert told.was["responses"] == {"walking": 2}
    assert told.became["responses"] == {"walking": 3}
    assert "observed_on" not in told.was
    assert (told.made_by, told.kind) == (by, "assessment")


def test_what_an_operation_tells_of_the_diagnosis_and_of_before_it_is_listed_too(episode, by):
    locked(by)
    details = dict.fromkeys(("admitted_on", "discharged_on"))
    for smokes, was in ((True, {"diagnosis": "", "smokes": None}), (False, {"smokes": True})):
        current = Episode.objects.get(pk=episode.pk)
        said = Operated(
            date(2024, 4, 1), ("vertebroplasty",), "fracture_lumbar_osteoporotic", details, {"smokes": smokes}
        )
        with because("Found in a letter"):
            record_operation(
                episode=current,
                version=current.version,
                operated=said,
                operation=current.operations.first(),
                by=by,
            )
        told = CorrectionAfterLock.objects.latest("pk")
        assert told.was == was
        assert told.became["smokes"] is smokes
    assert set(told.became) == {"smokes"}


def test_a_new_background_in_a_locked_year_lists_what_it_tells_and_not_what_stayed(episode, by):
    locked(by)
    with because("Found in a letter"):
        record_background(
            episode=episode,
            version=1,
            timepoint="baseline",
            observed_on=FRACTURE,
            columns={"smokes": False},
            by=by,
        )
    told = CorrectionAfterLock.objects.get()
    assert (told.was, told.became) == ({"smokes": None}, {"smokes": False})


def test_a_birth_date_is_corrected_without_standing_in_the_list(episode, by):
    locked(by)
    with because("Mistyped at first"):
        edited(episode.patient, birth_date=date(1948, 2, 2))
    told = CorrectionAfterLock.objects.get()
    assert "1948" not in f"{told.was} {told.became}"


def test_a_lock_of_the_whole_registry_holds_every_department(episode, by):
    locked(by, department=None)
    with pytest.raises(PeriodLocked):
        edited(episode.patient, sex="male")


def test_a_year_opened_again_asks_nothing_and_keeps_its_list(episode, by):
    lock = locked(by)
    with because("A letter came late"):
        answered(episode, "baseline", FRACTURE)
    with pytest.raises(ValidationError):
        open_period(period=lock, reason="  ", by=by)
    open_period(period=lock, reason="A whole clinic was missing", by=by)
    edited(episode.patient, sex="male")
    assert corrections_after_lock(a_department("north"), 2024) == 1
    locked(by)
    with pytest.raises(PeriodLocked):
        edited(episode.patient, sex="female")


@pytest.mark.parametrize(("year", "allowed"), [(2024, True), (2025, False), (2026, False)])
def test_only_a_year_that_is_over_is_signed_off(by, year, allowed):
    if allowed:
        assert sign_off_period(department=None, year=year, on=LOCKED, by=by).locked_on is None
    else:
        with pytest.raises(ValidationError, match="not over yet"):
            sign_off_period(department=None, year=year, on=LOCKED, by=by)


def test_a_year_is_signed_off_once_and_locked_once(by):
    lock = locked(by)
    with pytest.raises(ValidationError, match="already signed off"):
        sign_off_period(department=a_department("north"), year=2024, on=LOCKED, by=by)
    with pytest.raises(ValidationError, match="locked already"):
        lock_period(period=lock, on=LOCKED, by=by)


def test_a_sign_off_alone_holds_nothing(episode, by):
    sign_off_period(department=a_department("north"), year=2024, on=LOCKED, by=by)
    edited(episode.patient, sex="male")
    assert Patient.objects.get(pk=episode.patient_id).sex == "male"
    assert not CorrectionAfterLock.objects.exists()


def test_a_transfer_and_an_erasure_are_let_through_and_listed(episode, by):
    locked(by)
    there = a_department("south")
    offered = offer_transfer(patient=episode.patient, receiving=there, reason="moved", by=by)
    accept_transfer(transfer=offered, by=by)
    told = CorrectionAfterLock.objects.get()
    assert (told.kind, told.was, told.became) == (
        "transfer",
        {"department": "north"},
        {"department": "south"},
    )
    locked(by, department="south")
    patient = Patient.objects.get()
    erase_person(patient=patient, version=patient.version, ground="asked", on=LOCKED, by=by)
    assert CorrectionAfterLock.objects.filter(kind="erasure", reason="The person asked for it").count() == 1


def test_a_new_scoring_rule_is_one_line_a_lock_with_how_many_scores(episode, by):
    def index(one, number):
        items = [item.code for item in INSTRUMENTS["eq5d_3l"].items]
        given = Answered("eq5d_3l", dict.fromkeys(items, number), "dk_tto")
        return record_assessment(
            episode=one, answered=given, timepoint="baseline", observed_on=one.index_date, by=None
        )

    index(episode, 2)
    index(an_episode(episode.patient, onset_on=date(2024, 6, 1), kind="other"), 1)
    index(an_episode(a_patient(a_department("south")), onset_on=FRACTURE), 3)
    locked(by), locked(by, department=None)
    run = start_rescoring(Request("eq5d_3l", "dk_tto", "uk_tto"), reason="The council chose it", by=by)
    list(work_on_rescoring(run, also=lambda _changes: None, by=by))
    told = CorrectionAfterLock.objects.order_by(F("lock__department").asc(nulls_last=True))
    assert [(one.kind, one.became, one.reason) for one in told] == [
        ("rescore", {"scores": 2}, "The council chose it"),
        ("rescore", {"scores": 3}, "The council chose it"),
    ]
