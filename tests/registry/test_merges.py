"""Two records of one person become one and two again: nothing is lost, nothing is counted twice, and each is as it was."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from guidelines.actions import refresh_standing
from guidelines.actions.merges import merge_records, undo
from guidelines.models import Evaluation, Standing, TrainingProgramme
from registry.actions import (
    Answered,
    Chosen,
    PeriodLocked,
    ask_for_transfer,
    edit_patient,
    erase_person,
    merge_patients,
    plan_follow_up,
    record_assessment,
    record_procedure,
    register_patient,
    save_draft,
    undo_merge,
)
from registry.actions.merge_values import OF_IDENTITY, OF_PATIENT
from registry.actions.statistics import refresh_statistics
from registry.after_lock import because
from registry.models import (
    Assessment,
    ClinicalRecord,
    CompletenessCell,
    Episode,
    Invitation,
    Merge,
    Patient,
    PatientIdentity,
    PendingWave,
    PeriodLock,
    Procedure,
    ReportedAlarm,
    Role,
    StatisticsCell,
    User,
    VersionConflict,
    WaveClosure,
    WaveStanding,
    WindowCount,
)
from registry.reach import OURS, rows_of
from registry.selectors.patients import found_by, patient_for, visible_patients, with_number
from tests.admin_rows import rows_about
from tests.factories import DAY, a_department, a_patient, a_person, a_user, an_episode, recorded

pytestmark = pytest.mark.django_db

ONSET = date(2024, 3, 10)
# They only ever grow, so that a form opened before meets a conflict; or are written anew from the rest.
GROWS = {"version", "facts_version"}
DERIVED = {PendingWave, WindowCount, Standing, WaveStanding, CompletenessCell, StatisticsCell}
CELLS = {
    CompletenessCell: ("month", "department_id", "timepoint", "form"),
    WindowCount: ("department_id", "wave", "closes_on", "target_on", "opens_on"),
    StatisticsCell: (
        "generation",
        "measure",
        "wave",
        "place",
        "stratum",
        "value",
        "diagnosis",
        "procedure",
        "year",
    ),
}
NOT_COMPARED = {Merge, apps.get_model("registry", "PossibleDuplicate")}


def everything() -> dict[str, Any]:
    """Every row of our tables, column by column; of what is derived, all but its own id."""
    return {
        model._meta.label: sorted(map(repr, _rows(model)))
        for app in OURS
        for model in apps.get_app_config(app).get_models()
        if model not in NOT_COMPARED
    }


def _rows(model):
    left_out = GROWS | ({"id"} if model in DERIVED else set())
    names = [one.attname for one in model._meta.concrete_fields if one.attname not in left_out]
    rows = model._base_manager.values(*names)
    if model not in CELLS:
        return rows
    numbers = [one.attname for one in model._meta.concrete_fields if one.attname not in (*CELLS[model], "id")]
    return [row for row in rows if any(row[name] for name in numbers)]  # an empty cell is as good as none


@pytest.fixture
def by():
    return a_user(Role.COORDINATOR, a_department("north"))


@pytest.fixture
def stands():
    return a_patient(a_department("north"), given_name="Ragnhild", family_name="Østervang", number="OLD-1")


@pytest.fixture
def goes():
    return a_patient(a_department("north"), given_name="Ragnild", family_name="Ostervang", number="NEW-2")


def merged(stands, goes, by, **chosen) -> Merge:
    first, second = (Patient.objects.get(pk=one.pk) for one in (stands, goes))
    return merge_patients(
        standing=first,
        gone=second,
        versions=(first.version, second.version),
        chosen=Chosen(**{"ground": "twice", **chosen}),
        by=by,
    )


def answer(episode, timepoint="baseline", day=ONSET, walking=2):
    return record_assessment(
        episode=episode,
        answered=Answered("odi", {"walking": walking}),
        timepoint=timepoint,
        observed_on=day,
        by=None,
    )


# what anybody recorded of a person, drawn at random
DAYS = st.dates(ONSET, date(2024, 12, 31))
RECORD = st.fixed_dictionaries(
    {
        "named": st.booleans(),
        "sex": st.sampled_from(["", "female", "male"]),
        "died_on": st.none() | st.dates(date(2025, 1, 1), date(2026, 1, 1)),
        "withdrawn_on": st.none() | st.dates(date(2025, 1, 1), date(2026, 1, 1)),
        "facts": st.lists(st.tuples(st.sampled_from(["fever", "frail"]), DAYS), max_size=2),
        "drafts": st.sets(st.sampled_from(["assessment", "function"])),
        "advised": st.lists(st.sampled_from(["a", "b"]), max_size=2, unique=True),
        "told": st.sets(st.sampled_from(["goal.pain", "refer.pain_clinic"])),
        "programmes": st.integers(0, 2),
        "episodes": st.lists(
            st.fixed_dictionaries(
                {
                    "kind": st.sampled_from(["vertebral_fracture", "sacral_fracture"]),
                    "onset_on": st.dates(date(2023, 6, 1), ONSET),
                    "answers": st.sets(
                        st.tuples(st.sampled_from(["odi", "vas_back"]), st.sampled_from(["baseline", "y1"]))
                    ),
                    "visits": st.sets(DAYS, max_size=2),
                    "procedures": st.sets(DAYS, max_size=2),
                    "closed": st.sets(st.sampled_from(["y2", "y5"])),
                    "invited": st.sets(st.sampled_from(["y1", "y2"])),
                }
            ),
            max_size=2,
        ),
    }
)


def recorded_of(record, department, by) -> Patient:
    patient = Patient.objects.create(
        department=department,
        registered_on=DAY,
        sex=record["sex"],
        died_on=record["died_on"],
        withdrawn_on=record["withdrawn_on"],
    )
    if record["named"]:
        identity = a_patient(department).identity
        alone, identity.patient = identity.patient, patient
        identity.save()
        alone.delete()
    for name, day in record["facts"]:
        ClinicalRecord.objects.create(patient=patient, name=name, value=True, observed_on=day)
    for form in record["drafts"]:
        save_draft(owner=by, form=form, patient=patient, content={"note": str(patient.pk)})
    for episode in record["episodes"]:
        _episode_of(patient, episode, by)
    _advised(patient, record, by)
    return patient


def _episode_of(patient, told, by) -> None:
    latest = max(told["procedures"], default=told["onset_on"])
    episode = Episode.objects.create(
        patient=patient,
        kind=told["kind"],
        onset_on=told["onset_on"],
        index_date=latest,
        care="operated" if told["procedures"] else "conservative",
    )
    scored = {"score": 40.0, "scoring_rule": "made-up", "responses": {"walking": 2}}
    moments = [(*one, date(2025, 6, 1)) for one in told["answers"]]
    for instrument, timepoint, day in (*moments, *(("odi", "visit", day) for day in told["visits"])):
        Assessment.objects.create(
            patient=patient,
            episode=episode,
            instrument=instrument,
            timepoint=timepoint,
            observed_on=day,
            **scored,
        )
    for day in told["procedures"]:
        Procedure.objects.create(episode=episode, kind="vertebroplasty", performed_on=day)
    for wave in told["closed"]:
        WaveClosure.objects.create(
            episode=episode, department=patient.department, wave=wave, reason="moved", closed_by=by
        )
    for wave in told["invited"]:
        invitation = Invitation.objects.create(
            episode=episode,
            department=patient.department,
            wave=wave,
            instruments=["odi"],
            invited_on=DAY,
            invited_by=by,
        )
        ReportedAlarm.objects.create(invitation=invitation, patient=patient, signs=["fever"])


def _advised(patient, record, by) -> None:
    for digest in record["advised"]:
        Evaluation.objects.create(
            patient=patient,
            department=patient.department,
            ruleset="2026.1",
            index_date=DAY,
            facts={},
            provenance={},
            answer={"actions": {}},
            digest=digest,
            shown="",
            language="en",
            created_by=by,
        )
    for action in record["told"]:
        apps.get_model("guidelines", "ToldTo").objects.create(patient=patient, action=action)
    decisions = apps.get_model("guidelines", "FunctionalDecision").objects
    for version in range(1, record["programmes"] + 1):
        decision = decisions.create(
            patient=patient,
            suggestion={},
            facts={},
            ruleset="2026.1",
            category="x",
            decided_on=DAY,
            decided_by=by,
        )
        TrainingProgramme.objects.create(
            patient=patient,
            version=version,
            decision=decision,
            ruleset="2026.1",
            basis={},
            exercises=[{"code": "sit_to_stand"}],
            suggested=[],
            retest_on=DAY + timedelta(weeks=10),
            confirmed_on=DAY,
            confirmed_by=by,
        )


def joinable(stands, goes, draw) -> dict[int, int]:
    """Some of the episodes of one kind, each joined to at most one."""
    pairs = {}
    free = list(stands.episodes.order_by("pk"))
    for gone in goes.episodes.order_by("pk"):
        kept = next((one for one in free if one.kind == gone.kind), None)
        if kept is not None and draw(st.booleans()):
            free.remove(kept)
            pairs[gone.pk] = kept.pk
    return pairs


@pytest.mark.slow
class TestAnyTwoRecords(TestCase):
    @given(data=st.data(), first=RECORD, second=RECORD)
    @settings(max_examples=25, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    def test_merged_and_undone_every_row_is_as_it_was(self, data, first, second):
        department = a_department("north")
        by = User.objects.filter(username="karl").first() or a_user(
            Role.COORDINATOR, department, username="karl"
        )
        stands, goes = (recorded_of(one, department, by) for one in (first, second))
        for patient in (stands, goes):
            episodes = list(patient.episodes.values_list("pk", flat=True))
            plan_follow_up(episodes)
            refresh_statistics(episodes)
            refresh_standing(patient=patient, on=DAY)
        groups = data.draw(st.sets(st.sampled_from([*OF_PATIENT, *OF_IDENTITY])))
        groups -= {"age_given", "birth_date"}
        chosen = Chosen(
            "twice",
            frozenset(groups),
            joinable(stands, goes, data.draw),
            frozenset(pk for pk in goes.assessments.values_list("pk", flat=True) if data.draw(st.booleans())),
        )
        before = everything()
        stands, goes = (Patient.objects.get(pk=one.pk) for one in (stands, goes))
        try:
            merge = merge_records(standing=stands, gone=goes, versions=(1, 1), chosen=chosen, on=DAY, by=by)
        except ValidationError:
            # what one knows is impossible beside what the other knows: nothing is changed
            assert everything() == before
            return
        assert not Patient.objects.filter(pk=goes.pk).exists()
        assert not Episode.objects.filter(patient=goes).exists()
        assert not Assessment.objects.filter(patient=goes).exists()
        undo(merge=merge, on=DAY, by=by)
        assert everything() == before


@pytest.mark.slow
def test_with_a_row_in_every_table_on_both_sides_every_row_comes_back(by):
    department = a_department("north")
    stands, goes = a_patient(department, number="OLD-1"), a_patient(department, number="NEW-2")
    for patient in (stands, goes):
        rows_about(patient, by)
        patient.transfers.update(state="withdrawn", closed_by=by, closed_at=timezone.now())
        Patient.everybody.filter(merged_into=patient).update(merged_into=None)
        Merge.objects.all().delete()
    before = everything()
    counted = {model: rows.count() for model, rows in rows_of(goes)}
    merge = merged(stands, goes, by)
    left = {
        model._meta.label: model._base_manager.filter(**{f"{path}": goes.pk}).count()
        for model, path in LINKED
    }
    assert {label: n for label, n in left.items() if n} == {}
    assert sum(counted.values()) > 20
    undo_merge(merge=merge, by=by)
    for patient in (stands, goes):
        refresh_standing(patient=Patient.objects.get(pk=patient.pk), on=DAY)
    after = everything()
    after["guidelines.Standing"] = before["guidelines.Standing"]  # written by hand there
    assert after == before


LINKED = [
    (model, link.attname)
    for app in OURS
    for model in apps.get_app_config(app).get_models()
    for link in model._meta.concrete_fields
    if link.is_relation
    and link.related_model is Patient
    and model not in (PatientIdentity, Merge, Standing, apps.get_model("registry", "PossibleDuplicate"))
]


def test_what_is_recorded_of_one_is_the_other_s_and_the_lists_show_one_person(stands, goes, by):
    episode = an_episode(goes, onset_on=ONSET)
    answer(episode)
    recorded(goes, fever=True)
    merged(stands, goes, by)
    assert list(stands.episodes.all()) == [episode]
    assert (stands.assessments.count(), stands.clinical_records.count()) == (1, 1)
    assert stands.pending_waves.filter(wave="y1").exists()
    assert list(visible_patients(by)) == [stands]
    assert a_department("north").patients.count() == 1


@pytest.mark.parametrize("words", ["NEW-2", "OLD-1", "Ostervang", "Ragnild Ostervang"])
def test_either_name_and_number_finds_the_one_that_stands(stands, goes, by, words):
    merged(stands, goes, by)
    assert list(found_by(visible_patients(by), words)) == [stands]
    assert patient_for(by, goes.key) == stands
    assert with_number("other", "NEW-2") == [stands]


def test_the_number_that_went_is_not_registered_again(stands, goes, by):
    merged(stands, goes, by)
    with pytest.raises(ValidationError, match="already registered"):
        register_patient(department=a_department("north"), person=a_person(number="NEW-2"), on=DAY, by=by)


def test_the_values_chosen_stand_and_the_others_are_kept(stands, goes, by):
    Patient.objects.filter(pk=goes.pk).update(died_on=DAY, sex="male")
    merge = merged(stands, goes, by, from_gone=frozenset({"given_name", "number", "died_on"}))
    current = Patient.objects.get(pk=stands.pk)
    assert (current.identity.full_name, current.identity.number) == ("Ragnild Østervang", "NEW-2")
    assert (current.died_on, current.sex) == (DAY, "female")
    assert list(found_by(Patient.objects.all(), "Ragnild Østervang")) == [stands]
    undo_merge(merge=merge, by=by)
    told = [
        (one.identity.full_name, one.identity.number, one.died_on) for one in Patient.objects.order_by("pk")
    ]
    assert told == [("Ragnhild Østervang", "OLD-1", None), ("Ragnild Ostervang", "NEW-2", DAY)]


def test_a_number_is_not_parted_from_its_birth_date(by):
    department = a_department("north")
    stands = a_patient(department, number_kind="cpr", number="010248-1234", birth_date=date(1948, 2, 1))
    goes = a_patient(department, number_kind="cpr", number="020248-1234", birth_date=date(1948, 2, 2))
    with pytest.raises(ValidationError, match="do not belong together"):
        merged(stands, goes, by, from_gone=frozenset({"number"}))
    merged(stands, goes, by, from_gone=frozenset({"number", "birth_date"}))
    assert stands.identity.number in ("0102481234", "0202481234")
    assert PatientIdentity.objects.get(patient=stands).birth_date == date(1948, 2, 2)


def test_somebody_imported_without_a_name_takes_the_other_s(goes, by):
    stands = Patient.objects.create(department=a_department("north"), source_id="STUDY-1", registered_on=DAY)
    merge = merged(stands, goes, by)
    assert PatientIdentity.objects.get().patient == stands
    undo_merge(merge=merge, by=by)
    assert PatientIdentity.objects.get().patient == goes


@pytest.mark.slow
class TestOneFractureInBothRecords:
    @pytest.fixture
    def both(self, stands, goes):
        return an_episode(stands, onset_on=ONSET), an_episode(goes, onset_on=ONSET)

    @pytest.mark.parametrize(("take_gone", "stays"), [(False, 1), (True, 3)])
    def test_what_was_answered_in_both_stands_once_and_the_other_is_set_aside_to_be_seen(
        self, stands, goes, by, both, take_gone, stays
    ):
        ours, theirs = both
        answer(ours, walking=1)
        other, further = answer(theirs, walking=3), answer(theirs, "y1", date(2025, 3, 1))
        chosen = {"answers_from_gone": frozenset({other.pk})} if take_gone else {}
        merge = merged(stands, goes, by, same_episodes={theirs.pk: ours.pk}, **chosen)
        (baseline,) = ours.assessments.filter(timepoint="baseline")
        assert baseline.responses["walking"] == stays
        assert ours.assessments.filter(pk=further.pk).exists()
        assert not Episode.objects.filter(pk=theirs.pk).exists()
        aside = [step["rows"][0]["fields"] for step in merge.journal if step["step"] == "aside"]
        assert [one["responses"]["walking"] for one in aside if "responses" in one] == [4 - stays]

    def test_follow_up_counts_from_the_latest_procedure_of_both(self, stands, goes, by, both):
        ours, theirs = both
        day = date(2024, 5, 1)
        record_procedure(episode=theirs, version=1, kind="vertebroplasty", performed_on=day, by=None)
        merge = merged(stands, goes, by, same_episodes={theirs.pk: ours.pk})
        ours.refresh_from_db()
        assert (ours.care, ours.index_date) == ("operated", day)
        assert ours.pending_waves.get(wave="y1").target_on == date(2025, 5, 1)
        undo_merge(merge=merge, by=by)
        ours.refresh_from_db()
        assert (ours.care, ours.index_date) == ("conservative", ONSET)
        assert ours.pending_waves.get(wave="y1").target_on == date(2025, 3, 10)

    def test_a_second_questionnaire_is_closed_and_its_alarm_is_not_lost(self, stands, goes, by, both):
        for episode in both:
            told = {"wave": "y1", "instruments": ["odi"], "invited_on": DAY, "invited_by": by}
            department = episode.patient.department
            invitation = Invitation.objects.create(episode=episode, department=department, **told)
            ReportedAlarm.objects.create(invitation=invitation, patient=episode.patient, signs=["fever"])
        ours, theirs = both
        merged(stands, goes, by, same_episodes={theirs.pk: ours.pk})
        assert ours.invitations.filter(locked_at=None).count() == 1
        assert stands.reported_alarms.count() == 2

    def test_episodes_of_two_kinds_or_two_people_are_not_joined(self, stands, goes, by, both):
        ours, _theirs = both
        sacral = an_episode(goes, onset_on=ONSET, kind="sacral_fracture")
        strange = an_episode(a_patient(a_department("north")), onset_on=ONSET)
        for pairs in ({sacral.pk: ours.pk}, {strange.pk: ours.pk}):
            with pytest.raises(ValidationError, match="cannot be one"):
                merged(stands, goes, by, same_episodes=pairs)
        assert not Merge.objects.exists()


def test_what_was_recorded_since_stays_with_its_episode_and_what_was_set_since_stays_set(stands, goes, by):
    ours, theirs = an_episode(stands, onset_on=ONSET), an_episode(goes, onset_on=ONSET, kind="other")
    merge = merged(stands, goes, by)
    new_here, new_there = answer(ours), answer(Episode.objects.get(pk=theirs.pk))
    recorded(stands, fever=True)
    undo_merge(merge=merge, by=by)
    assert Assessment.objects.get(pk=new_there.pk).patient == goes
    assert Assessment.objects.get(pk=new_here.pk).patient == stands
    assert stands.clinical_records.count() == 1


def test_the_later_of_two_merges_is_undone_first(stands, goes, by):
    third = a_patient(a_department("north"), number="MID-3")
    first = merged(goes, third, by)
    second = merged(stands, goes, by)
    assert patient_for(by, third.key) == stands
    with pytest.raises(ValidationError, match="undo the later"):
        undo_merge(merge=first, by=by)
    undo_merge(merge=second, by=by)
    assert patient_for(by, third.key) == goes
    undo_merge(merge=first, by=by)
    assert visible_patients(by).count() == 3
    with pytest.raises(ValidationError, match="undone already"):
        undo_merge(merge=first, by=by)


def test_what_cannot_be_merged_says_why(stands, goes, by):
    elsewhere = a_patient(a_department("south"))
    with pytest.raises(ValidationError, match="different departments"):
        merged(stands, elsewhere, by)
    with pytest.raises(ValidationError, match="one record, not two"):
        merged(stands, stands, by)
    ask_for_transfer(patient=goes, receiving=a_department("south"), reason="moved", by=by)
    with pytest.raises(ValidationError, match="waits for an answer"):
        merged(stands, goes, by)
    goes.transfers.all().delete()
    erase_person(patient=goes, version=goes.version, ground="asked", on=DAY, by=by)
    with pytest.raises(ValidationError, match="erased"):
        merged(stands, goes, by)


def test_death_before_the_other_s_fracture_is_refused_and_nothing_is_changed(stands, goes, by):
    an_episode(stands, onset_on=ONSET)
    Patient.objects.filter(pk=goes.pk).update(died_on=ONSET - timedelta(days=1))
    before = everything()
    with pytest.raises(ValidationError):
        merged(stands, goes, by, from_gone=frozenset({"died_on"}))
    assert everything() == before


def test_a_form_opened_on_either_record_meets_a_conflict(stands, goes, by):
    merged(stands, goes, by)
    for opened in (1, 2):
        standing = Patient.objects.get(pk=stands.pk)
        if opened == standing.version:
            continue
        with pytest.raises(VersionConflict):
            edit_patient(patient=standing, version=opened, person=a_person(), by=by)
    with pytest.raises(VersionConflict):
        merge_patients(standing=stands, gone=goes, versions=(1, 1), chosen=Chosen("twice"), by=by)


def test_both_histories_tell_of_the_merge_and_of_its_undoing(stands, goes, by):
    undo_merge(merge=merged(stands, goes, by), by=by)
    for patient in (stands, goes):
        told = LogEntry.objects.get_for_object(patient).filter(actor=by)
        events = {entry.additional_data["event"] for entry in told if entry.additional_data}
        assert {"patient.merged", "patient.merge_undone"} <= events


def test_a_merge_in_a_locked_year_asks_why(stands, goes, by):
    an_episode(goes, onset_on=ONSET)
    PeriodLock.objects.create(
        department=a_department("north"), year=2024, signed_off_by=by, locked_by=by, locked_on=DAY
    )
    with pytest.raises(PeriodLocked):
        merged(stands, goes, by)
    with because("Registered twice"):
        assert merged(stands, goes, by).standing == stands
