"""What is listed by department stands under its patient's, whatever became of the patient."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.core.management import call_command

from registry.actions import (
    Chosen,
    accept_transfer,
    answer_query,
    close_wave,
    merge_patients,
    offer_transfer,
    raise_by_rules,
    raise_query,
    undo_merge,
)
from registry.actions.dates import record_confirmation
from registry.actions.departments import PATIENT_OF, astray
from registry.actions.invitations import invite
from registry.dated import Confirmed
from registry.models import Department, Membership, Merge, OfDepartment, Patient, Role, WaveClosure
from registry.selectors.data_queries import ChosenQueries, queries_for, queries_in_order
from registry.selectors.follow_up_list import Chosen as Narrowed
from registry.selectors.follow_up_list import closed_by_hand, closures_in_order
from tests.factories import DAY, a_department, a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db

ONSET = date(DAY.year - 1, DAY.month, 1)


@pytest.fixture
def by():
    return a_user(Role.COORDINATOR, a_department("north"))


def listed_person(by, number: str) -> Patient:
    """Somebody with a row of every kind that is listed by department, each made by the action that makes it."""
    patient = a_patient(a_department("north"), number=number)
    episode = an_episode(patient, onset_on=ONSET)
    close_wave(episode=episode, wave="y5", reason="moved", by=by)
    invite(episode=episode, wave="y1", channel="letter", on=DAY, by=by)
    raise_query(patient=patient, question="Which side?", task="clinician", by=by)
    raise_by_rules([patient], episodes={episode.pk})
    record_confirmation(patient, Confirmed(("made-up",), "seen"), by=by)
    return patient


def strayed() -> list[str]:
    return [model.__name__ for model in PATIENT_OF if astray(model).exists()]


def moved_to(patient: Patient, code: str, by) -> None:
    patient.refresh_from_db()
    offered = offer_transfer(patient=patient, receiving=a_department(code), reason="moved", by=by)
    accept_transfer(transfer=offered, by=by)


def merged(stands: Patient, goes: Patient, by) -> Merge:
    ours, theirs = (one.episodes.get().pk for one in (stands, goes))
    first, second = (Patient.objects.get(pk=one.pk) for one in (stands, goes))
    joined = Chosen("twice", same_episodes={theirs: ours})
    return merge_patients(
        standing=first, gone=second, versions=(first.version, second.version), chosen=joined, by=by
    )


def test_every_model_that_is_listed_by_department_is_taken_along():
    assert set(PATIENT_OF) == {one for one in apps.get_models() if issubclass(one, OfDepartment)}


def test_rows_stand_under_their_patient_s_department_after_every_action_that_moves_either(by):
    stands, goes = (listed_person(by, number) for number in ("OLD-1", "NEW-2"))
    assert not strayed()
    merge = merged(stands, goes, by)  # the second closing of one wave is set aside
    moved_to(stands, "south", by)
    assert not strayed()
    south = Department.objects.get(code="south")
    assert set(WaveClosure.objects.values_list("department", flat=True)) == {south.pk}
    for step in merge.journal:  # as it was written before a row knew its department
        for row in step.get("rows", ()):
            if row["model"] == "registry.waveclosure":
                row["fields"].pop("department")
    merge.save()
    undo_merge(merge=merge, by=by)
    assert not strayed()
    assert WaveClosure.objects.filter(department=south, episode__patient=goes).count() == 1


def test_of_several_departments_and_states_the_latest_of_all_come_first(by):
    user = a_user(Role.COORDINATOR, a_department("north"))
    Membership.objects.create(user=user, department=a_department("south"), role=Role.COORDINATOR)
    places = ("north", "south", "elsewhere", "north", "south", "north")
    patients = [a_patient(a_department(place)) for place in places]
    queries = [raise_query(patient=one, question="Why?", task="clinician", by=by) for one in patients]
    answer_query(query=queries[1], version=1, answer="So.", by=by)
    closures = [
        close_wave(episode=an_episode(one, onset_on=ONSET), wave="y1", reason="moved", by=by)
        for one in patients
    ]
    # the two that were closed at one moment stand in the order of their ids
    WaveClosure.objects.filter(pk__in=[closures[3].pk, closures[4].pk]).update(
        closed_at=closures[5].closed_at
    )
    seen = [5, 4, 3, 1, 0]
    for most in (9, 5, 3, 1):
        assert queries_for(user, ChosenQueries(), most) == [queries[n].pk for n in seen[:most]]
        assert closed_by_hand(user, Narrowed(), most) == [closures[n].pk for n in seen[:most]]
    assert queries_for(user, ChosenQueries(state="answered"), 9) == [queries[1].pk]
    nobody = a_user(Role.EDITOR, a_department("north"))
    assert queries_for(nobody, ChosenQueries(), 9) == closed_by_hand(nobody, Narrowed(), 9) == []


def test_a_row_astray_is_shown_to_nobody_is_found_and_is_set_right(by, capsys):
    listed_person(by, "OLD-1")
    south = a_department("south")
    for model in PATIENT_OF:
        model.objects.update(department=south)
    sven = a_user(Role.COORDINATOR, south)
    assert closures_in_order(sven, closed_by_hand(sven, Narrowed(), 9)) == []
    assert queries_in_order(sven, queries_for(sven, ChosenQueries(), 9)) == []
    with pytest.raises(SystemExit):
        call_command("verify_completeness")
    assert "closed follow-ups: 1 under another department than their patient's" in capsys.readouterr().out
    call_command("verify_completeness", "--mend")
    assert not strayed()
