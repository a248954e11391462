"""The clinical assessment: what is filled in, what is saved, what is cleared, and what survives."""

import json
from datetime import date, timedelta

import pytest
from auditlog.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from guidelines.adapters import fact_sheet, facts_for
from guidelines.forms.earlier import earlier_answers, prefilled
from guidelines.forms.sections import QUESTIONS
from guidelines.models import Standing
from registry.models import Assessment, ClinicalRecord, Draft, Patient, Role
from tests.factories import DAY, a_department, a_patient, a_user, an_episode, recorded

pytestmark = pytest.mark.django_db
TODAY = DAY


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: DAY)


@pytest.fixture
def department():
    return a_department()


@pytest.fixture
def clinician(client, department):
    user = a_user(Role.CLINICIAN, department)
    client.force_login(user)
    return user


@pytest.fixture
def patient(department):
    return an_episode(a_patient(department)).patient


def address(patient, name="assessment"):
    return reverse(name, args=[patient.key])


def filled_in(patient, **typed):
    """The whole form as a browser sends it: as it was filled in, with some answers typed anew."""
    patient.refresh_from_db()
    filled = prefilled(earlier_answers(fact_sheet(patient, TODAY)))
    answers = {name: question.typed(filled.get(name)) for name, question in QUESTIONS.items()}
    form = {"version": patient.facts_version, "baseline": json.dumps(filled), "observed_on": str(TODAY)}
    return form | answers | typed


def save(client, patient, **typed):
    return client.post(address(patient), filled_in(patient, **typed))


def records(patient, name):
    """Value and day of everything recorded under a name, the oldest first."""
    rows = ClinicalRecord.objects.filter(patient=patient, name=name).order_by("observed_on", "id")
    return [(row.value, row.observed_on) for row in rows]


def shown(response):
    """The form on a page."""
    return response.context["form"]


class TestSaving:
    def test_what_was_typed_is_recorded_and_the_advice_follows(self, client, clinician, patient):
        response = save(client, patient, fever="no", t_score="-2,5", pain_locations=["lumbar", "groin"])
        assert (response.status_code, response.url) == (302, address(patient, "recommendation"))
        facts = facts_for(patient, TODAY)
        assert (facts.fever, facts.t_score, facts.pain_locations) == (False, -2.5, {"lumbar", "groin"})
        assert {row.recorded_by for row in patient.clinical_records.all()} == {clinician}

    def test_the_standing_is_refreshed_in_the_same_step(self, client, clinician, patient):
        save(client, patient, fever="yes")
        assert Standing.objects.get(patient=patient).alarm == "present"

    def test_asked_none_is_an_answer_and_nothing_ticked_is_none(self, client, clinician, patient):
        save(client, patient, other_red_flags=["none-of-these"], pain_locations=[])
        facts = facts_for(patient, TODAY)
        assert (facts.other_red_flags, facts.pain_locations) == (frozenset(), None)

    def test_an_answer_nobody_touched_keeps_its_day(self, client, clinician, patient):
        yesterday = TODAY - timedelta(days=1)
        recorded(patient, on=yesterday, frail=True, fever=False)
        save(client, patient, fever="yes")
        assert records(patient, "frail") == [(True, yesterday)]
        assert records(patient, "fever") == [(False, yesterday), (True, TODAY)]

    def test_an_answer_asked_again_is_recorded_again(self, client, clinician, patient):
        yesterday = TODAY - timedelta(days=1)
        recorded(patient, on=yesterday, frail=True)
        save(client, patient, again=["frail"])
        assert records(patient, "frail") == [(True, yesterday), (True, TODAY)]

    def test_an_answer_made_not_recorded_is_cleared_and_kept_in_history(self, client, clinician, patient):
        yesterday = TODAY - timedelta(days=1)
        recorded(patient, on=yesterday, frail=True)
        save(client, patient, frail="")
        assert facts_for(patient, TODAY).frail is None
        assert records(patient, "frail") == [(True, yesterday), (None, TODAY)]

    def test_answers_are_recorded_on_the_day_of_the_visit(self, client, clinician, patient):
        save(client, patient, fever="no", observed_on="1.11.2026")
        assert records(patient, "fever") == [(False, date(2026, 11, 1))]

    def test_nothing_new_records_nothing_and_says_so(self, client, clinician, patient):
        response = client.post(address(patient), filled_in(patient))
        assert response.status_code == 302
        assert not patient.clinical_records.exists()
        patient.refresh_from_db()
        assert patient.facts_version == 1

    def test_a_month_is_stored_as_a_month(self, client, clinician, patient):
        save(client, patient, pain_started_on="3/2026")
        assert records(patient, "pain_started_on") == [("2026-03", TODAY)]
        assert "pain_weeks" in fact_sheet(patient, TODAY).month_only

    def test_the_bulk_write_leaves_one_entry_that_names_who(self, client, clinician, patient):
        save(client, patient, fever="no", frail="yes")
        entry = LogEntry.objects.get(additional_data__event="facts.recorded")
        assert entry.actor == clinician
        assert entry.additional_data["facts"] == {"fever": False, "frail": True}


@pytest.mark.slow
class TestPainScores:
    def test_a_score_typed_here_is_an_assessment_and_the_fact(self, client, clinician, patient):
        save(client, patient, vas_rest="0", vas_activity="72")
        facts = facts_for(patient, TODAY)
        assert (facts.pain_rest_vas, facts.pain_activity_vas) == (0.0, 72.0)
        stored = Assessment.objects.get(patient=patient, instrument="vas_activity")
        assert (stored.timepoint, stored.observed_on, stored.score) == ("visit", TODAY, 72.0)
        assert not patient.clinical_records.filter(name__startswith="vas").exists()

    def test_a_second_score_of_the_day_corrects_the_first(self, client, clinician, patient):
        save(client, patient, vas_rest="40")
        save(client, patient, vas_rest="20")
        stored = Assessment.objects.get(patient=patient, instrument="vas_rest")
        assert (stored.score, stored.version) == (20.0, 2)

    def test_a_score_typed_in_error_today_can_be_cleared(self, client, clinician, patient):
        save(client, patient, vas_rest="40")
        save(client, patient, vas_rest="")
        assert facts_for(patient, TODAY).pain_rest_vas is None

    def test_the_score_of_an_earlier_visit_is_not_cleared_by_this_one(self, client, clinician, patient):
        save(client, patient, vas_rest="40", observed_on=str(TODAY - timedelta(days=3)))
        response = save(client, patient, vas_rest="")
        assert response.status_code == 422
        assert "cannot be cleared by another visit" in shown(response).errors["vas_rest"][0]

    def test_a_score_needs_an_episode_and_says_so(self, client, clinician, department):
        response = save(client, a_patient(department), vas_rest="40", fever="no")
        assert "belongs to an episode" in shown(response).errors["vas_rest"][0]
        assert not ClinicalRecord.objects.exists()

    def test_two_people_who_only_typed_scores_meet_too(self, client, clinician, patient):
        mine = filled_in(patient, vas_rest="40")
        save(client, patient, vas_rest="70")
        assert client.post(address(patient), mine).status_code == 409
        assert facts_for(patient, TODAY).pain_rest_vas == 70.0


class TestConditionalQuestions:
    def test_a_child_of_an_unticked_parent_is_cleared_from_the_rules_and_kept_in_history(
        self, client, clinician, patient
    ):
        yesterday = TODAY - timedelta(days=1)
        recorded(patient, on=yesterday, cancer_history=True, metastasis_excluded=True)
        form = filled_in(patient, cancer_history="no")
        del form["metastasis_excluded"]  # a hidden question sends nothing
        client.post(address(patient), form)
        assert facts_for(patient, TODAY).metastasis_excluded is None
        assert records(patient, "metastasis_excluded") == [(True, yesterday), (None, TODAY)]

    def test_a_child_that_is_sent_all_the_same_is_cleared_too(self, client, clinician, patient):
        recorded(patient, on=TODAY, sacral_fracture="confirmed", sacral_denis_zone=3)
        save(client, patient, sacral_fracture="excluded")
        assert facts_for(patient, TODAY).sacral_denis_zone is None

    def test_a_child_stays_while_its_parent_merely_grew_old(self, client, clinician, patient):
        long_ago = TODAY - timedelta(days=40)
        recorded(patient, on=long_ago, corset_use="short_term", corset_started_on="2026-09-01")
        form = filled_in(patient, fever="no")
        del form["corset_started_on"]
        client.post(address(patient), form)
        assert records(patient, "corset_started_on") == [("2026-09-01", long_ago)]

    def test_a_child_typed_under_no_parent_is_refused_and_says_what_to_do(self, client, clinician, patient):
        response = save(client, patient, mri_covers_sacrum="yes")
        assert shown(response).errors["mri_covers_sacrum"] == [
            "This belongs to “MRI”. Answer that first, or leave this not recorded."
        ]


@pytest.mark.slow
class TestWhatIsTooOld:
    @pytest.fixture(autouse=True)
    def fever_long_ago(self, patient):
        recorded(patient, on=TODAY - timedelta(days=50), fever=False)

    def test_it_is_not_filled_in_and_its_day_is_shown(self, client, clinician, patient):
        page = client.get(address(patient))
        assert shown(page)["fever"].value() is None
        assert "too old to use: ask again" in page.content.decode()

    def test_leaving_it_alone_records_nothing(self, client, clinician, patient):
        save(client, patient, frail="no")
        assert len(records(patient, "fever")) == 1

    def test_one_tap_says_it_is_still_so(self, client, clinician, patient):
        save(client, patient, again=["fever"])
        assert records(patient, "fever")[-1] == (False, TODAY)
        assert facts_for(patient, TODAY).fever is False

    def test_another_answer_counts_more_than_the_tap(self, client, clinician, patient):
        save(client, patient, again=["fever"], fever="yes")
        assert facts_for(patient, TODAY).fever is True

    def test_a_form_opened_before_it_grew_old_does_not_confirm_it_unasked(self, client, clinician, patient):
        opened_long_ago = filled_in(patient, fever="no") | {"baseline": json.dumps({"fever": False})}
        client.post(address(patient), opened_long_ago)
        assert len(records(patient, "fever")) == 1


class TestRefusals:
    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("typed", "at", "said"),
        [
            ({"t_score": "-9"}, "t_score", "Allowed: -8"),
            ({"falls_12m": "2.5"}, "falls_12m", "whole number"),
            ({"pain_started_on": "31.2.2026"}, "pain_started_on", "no such day"),
            ({"pain_started_on": "2126-01"}, "pain_started_on", "after the day of the visit"),
            ({"hip_fracture_on": "1.1.1930"}, "hip_fracture_on", "before the patient was born"),
            ({"observed_on": "2126-01-01"}, "observed_on", "still to come"),
            ({"observed_on": ""}, "observed_on", "required"),
            ({"tug_unable": "yes", "tug_s": "14"}, "tug_unable", "Only one can be"),
            ({"five_sts_unable": "yes", "five_sts_s": "14"}, "five_sts_unable", "Only one can be"),
            (
                {"cancer_history": "yes", "metastasis_confirmed": "yes", "metastasis_excluded": "yes"},
                "metastasis_confirmed",
                "Only one can be",
            ),
            (
                {"corset_use": "activity", "corset_started_on": "2010-01"},
                "corset_started_on",
                "Allowed: 0 to 520 weeks",
            ),
        ],
    )
    def test_the_error_stands_at_its_field_once_and_nothing_is_stored(
        self, client, clinician, patient, typed, at, said
    ):
        response = save(client, patient, fever="no", **typed)
        assert response.status_code == 422
        errors = shown(response).errors
        assert list(errors) == [at]
        assert len(errors[at]) == 1
        assert said in errors[at][0]
        assert not ClinicalRecord.objects.exists()

    def test_what_was_typed_stays_as_it_was_typed(self, client, clinician, patient):
        response = save(
            client, patient, fever="yes", t_score="-9,5", pain_started_on="31.2.2026", nsaid="ongoing"
        )
        page = response.content.decode()
        assert 'value="-9,5"' in page
        assert 'value="31.2.2026"' in page
        assert '<option value="ongoing" selected>' in page
        assert 'name="fever" id="id_fever_0" value="yes" checked' in page

    def test_the_summary_leads_to_the_field(self, client, clinician, patient):
        page = save(client, patient, t_score="x").content.decode()
        assert '<a href="#id_t_score">T-score: Found “x”' in page
        assert 'aria-describedby="id_t_score_unit id_t_score_helptext id_t_score_error"' in page

    def test_an_answer_older_than_what_stands_is_refused_because_nobody_would_read_it(
        self, client, clinician, patient
    ):
        recorded(patient, on=TODAY, fever=False)
        response = save(client, patient, fever="yes", observed_on=str(TODAY - timedelta(days=2)))
        assert "after this visit" in shown(response).errors["observed_on"][0]

    def test_a_baseline_that_is_not_ours_is_taken_as_none(self, client, clinician, patient):
        recorded(patient, on=TODAY - timedelta(days=1), fever=False)
        assert save(client, patient, baseline="[1]").status_code == 302
        assert save(client, patient, baseline="{").status_code == 302


class TestConflict:
    def test_both_versions_are_shown_and_what_was_typed_is_kept(self, client, clinician, patient):
        mine = filled_in(patient, fever="no", frail="yes", pain_locations=["lumbar"])
        save(client, patient, fever="yes")
        page = client.post(address(patient), mine)
        text = page.content.decode()
        assert page.status_code == 409
        assert "Saved by" in text
        assert 'name="fever" value="yes"' in text
        assert 'name="fever" value="no"' in text
        assert '<input type="hidden" name="pain_locations" value="lumbar">' in text
        assert facts_for(patient, TODAY).fever is True

    def test_what_only_the_other_person_answered_is_left_as_they_left_it(self, client, clinician, patient):
        mine = filled_in(patient, frail="yes")
        save(client, patient, fever="yes")
        again = sent_again(client.post(address(patient), mine))
        assert client.post(address(patient), again).status_code == 302
        facts = facts_for(patient, TODAY)
        assert (facts.fever, facts.frail) == (True, True)

    def test_saving_mine_on_the_new_version_replaces_theirs_and_keeps_it_in_history(
        self, client, clinician, patient
    ):
        mine = filled_in(patient, fever="no")
        save(client, patient, fever="yes")
        again = sent_again(client.post(address(patient), mine))
        client.post(address(patient), again)
        assert records(patient, "fever") == [(True, TODAY), (False, TODAY)]
        assert facts_for(patient, TODAY).fever is False


def sent_again(page) -> dict:
    """What the conflict page's form sends when one saves one's own version."""
    sent: dict = {"version": page.context["version"]}
    for name, value in page.context["hidden"]:
        sent.setdefault(name, []).append(value)
    return sent | {row.name: row.your_value for row in page.context["differing"] if row.name}


class TestDraft:
    def keep(self, client, patient, **typed):
        return client.post(address(patient, "assessment-draft"), filled_in(patient, **typed))

    def test_what_is_half_typed_comes_back_as_it_was_typed(self, client, clinician, patient):
        self.keep(client, patient, fever="yes", t_score="-2,", pain_locations=["groin"])
        page = client.get(address(patient))
        form = shown(page)
        assert (form["fever"].value(), form["t_score"].value()) == ("yes", "-2,")
        assert form["pain_locations"].value() == ["groin"]
        assert "What you had typed" in page.content.decode()
        assert not ClinicalRecord.objects.exists()

    def test_it_is_its_owner_s_only(self, client, clinician, patient, department):
        self.keep(client, patient, fever="yes")
        client.force_login(a_user(Role.CLINICIAN, department))
        page = client.get(address(patient))
        assert shown(page)["fever"].value() is None
        assert "What you had typed" not in page.content.decode()

    def test_only_what_was_touched_is_kept(self, client, clinician, patient):
        recorded(patient, on=TODAY, frail=True, other_red_flags=["malaise"], bone_drug="denosumab")
        self.keep(client, patient, frail="", other_red_flags=[], fever="no")
        answers = Draft.objects.get().content["answers"]
        assert answers == {"fever": "no", "frail": "", "other_red_flags": None}
        form = shown(client.get(address(patient)))
        assert (form["other_red_flags"].value(), form["bone_drug"].value()) == (None, "denosumab")

    def test_it_is_gone_when_the_form_is_saved(self, client, clinician, patient):
        self.keep(client, patient, fever="yes")
        save(client, patient, fever="yes")
        assert not Draft.objects.exists()

    def test_it_is_gone_when_everything_is_as_it_was(self, client, clinician, patient):
        self.keep(client, patient, fever="yes")
        self.keep(client, patient)
        assert not Draft.objects.exists()

    def test_it_can_be_discarded(self, client, clinician, patient):
        self.keep(client, patient, fever="yes")
        response = client.post(address(patient, "assessment-draft"), {"discard": "1"})
        assert response.url == address(patient)
        assert not Draft.objects.exists()

    def test_it_meets_what_was_saved_meanwhile(self, client, clinician, patient):
        self.keep(client, patient, fever="yes")
        Patient.objects.filter(pk=patient.pk).update(facts_version=2)
        assert int(shown(client.get(address(patient)))["version"].value()) == 1


@pytest.mark.slow
class TestAdviceForming:
    def ask(self, client, patient, **typed):
        return client.post(address(patient, "assessment-advice"), filled_in(patient, **typed))

    def test_it_answers_what_is_typed_and_stores_nothing(self, client, clinician, patient):
        answer = self.ask(client, patient, fever="yes").context["answer"]
        assert answer.panel.alarm.state == "present"
        assert answer.panel.urgent
        assert not ClinicalRecord.objects.exists()
        assert not Draft.objects.exists()
        assert not Standing.objects.filter(alarm="present").exists()

    def test_it_takes_a_typed_score_for_the_fact(self, client, clinician, patient):
        tried = {"vertebral_fracture": "confirmed", "paracetamol": "inadequate", "tramadol": "inadequate"}
        for score, advised in (("0", False), ("90", True)):
            answer = self.ask(client, patient, **tried, pain_activity_acceptable="yes", vas_rest=score)
            groups = answer.context["answer"].panel.groups
            codes = [line.code for group in groups for line in group.lines]
            assert ("drug.strong_opioid" in codes) is advised

    @pytest.mark.parametrize(
        ("typed", "labels"),
        [
            ({"t_score": "-"}, ["T-score"]),
            ({"pain_started_on": "31.2.2026"}, ["The pain began"]),
            ({"tug_unable": "yes", "tug_s": "9"}, ["Timed up and go", "Unable to do the timed up and go"]),
        ],
    )
    def test_what_cannot_be_read_is_left_out_and_named(self, client, clinician, patient, typed, labels):
        response = self.ask(client, patient, fever="yes", **typed)
        assert response.context["answer"].left_out == labels
        assert response.context["answer"].panel.alarm.state == "present"
        assert "Left out" in response.content.decode()

    def test_an_older_answer_does_not_stand_in_for_one_that_cannot_be_read(self, client, clinician, patient):
        recorded(patient, on=TODAY, vertebral_fracture="confirmed", vertebral_fracture_on="2026-11-20")
        said = self.ask(client, patient, vertebral_fracture_on="2026-11-2x").context["answer"]
        assert said.left_out == ["Day of the latest vertebral fracture"]

    def test_it_says_it_is_not_for_clinical_use(self, client, clinician, patient):
        assert (
            "Not for clinical use: not a CE-marked medical device"
            in self.ask(client, patient).content.decode()
        )

    def test_who_saw_it_is_recorded_once_a_session(self, client, clinician, patient):
        self.ask(client, patient)
        self.ask(client, patient, fever="no")
        assert LogEntry.objects.filter(additional_data__read="advice forming").count() == 1


class TestPage:
    def test_counts_what_is_recorded_and_folds_what_is_complete(self, client, clinician, patient):
        recorded(
            patient,
            on=TODAY,
            t_score=-2.5,
            osteoporosis_risk_factor=True,
            osteoporosis_workup_done=False,
            bone_drug="none",
            calcium_vitamin_d=False,
            mri="fracture",
            sacral_fracture="confirmed",
        )
        counts = {step.section.code: step for step in client.get(address(patient)).context["steps"]}
        assert (counts["osteoporosis"].recorded, counts["osteoporosis"].open) == (5, 0)
        assert counts["osteoporosis"].is_folded
        # 20 questions, of which 4 wait for an answer above them
        assert (counts["fracture"].recorded, counts["fracture"].total) == (2, 16)
        assert not counts["fracture"].is_folded

    def test_every_missing_fact_has_a_place_to_be_led_to(self, client, clinician, patient):
        page = client.get(address(patient)).content.decode()
        for question in QUESTIONS.values():
            assert f'id="fact-{question.name}"' in page
            assert f'id="fact-{question.fact.name}"' in page

    def test_a_day_known_from_the_episode_is_shown_and_not_filled_in(self, client, clinician, patient):
        recorded(patient, on=TODAY, vertebral_fracture="confirmed")
        page = client.get(address(patient))
        assert not shown(page)["vertebral_fracture_on"].value()
        assert "Known from 2026-10-11" in page.content.decode()

    def test_age_and_sex_are_shown_and_not_asked(self, client, clinician, patient):
        page = client.get(address(patient)).content.decode()
        assert "78 years" in page
        assert 'name="age_years"' not in page

    @pytest.mark.parametrize("age", [{}, {"age_given_years": 120, "age_given_on": date(2020, 1, 1)}])
    def test_without_an_age_it_says_what_to_do(self, client, clinician, department, age):
        imported = Patient.objects.create(department=department, registered_on=TODAY, source_id="17", **age)
        page = client.get(address(imported))
        assert "No age is recorded that the pathway can use" in page.content.decode()

    @pytest.mark.slow
    def test_it_asks_at_most_twelve_queries_however_much_is_recorded(
        self, client, clinician, patient, django_assert_max_num_queries
    ):
        for days in range(120):
            recorded(patient, on=TODAY - timedelta(days=days), fever=False, vertebral_fracture="confirmed")
        client.get(address(patient))
        with django_assert_max_num_queries(12):
            client.get(address(patient))
        form = filled_in(patient, frail="no")
        client.post(address(patient, "assessment-advice"), form)
        with django_assert_max_num_queries(12):
            client.post(address(patient, "assessment-advice"), form)
        with django_assert_max_num_queries(12):
            client.post(address(patient, "assessment-draft"), form)
