"""The physiotherapist: who waits, the tests, the suggestion, the decision and its history, and what may be printed."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from decision_support.timed_tests import published_words
from guidelines.actions import refresh_standing
from guidelines.adapters import fact_sheet, facts_for
from guidelines.forms.assessment_form import FunctionForm
from guidelines.forms.earlier import earlier_answers, prefilled
from guidelines.models import FunctionalDecision, Standing
from guidelines.pathway.facts import PatientFacts
from guidelines.pathway.retest import retest_days
from guidelines.pathway.rulebook import RULESET
from registry.models import ClinicalRecord, Draft, Membership, Role
from tests.decision_support.lists import a_crowd, stands
from tests.factories import DAY, a_department, a_patient, a_user, an_episode, recorded

pytestmark = pytest.mark.django_db
QUERIES_A_PAGE = 12

NO_ALARM = {
    "neuro_deficit": False, "bladder_bowel_new": False, "fever": False, "infection_status": "none",
    "cancer_history": False,
}  # fmt: skip
ASKED = {
    "vertebral_fracture": "excluded", "t_score": -1.5, "falls_12m": 0, "sacral_fracture": "excluded",
    "pubic_ramus_fracture": False, "comorbidity_training": False, "daily_walking_aid": False, "adl_help": False,
}  # fmt: skip
EVERYDAY = {
    **NO_ALARM,
    **ASKED,
    "activity_level": "everyday",
    "tug_s": 9.0,
    "five_sts_s": 10.0,
    "tandem_s": 10.0,
}
FRACTURED = {**EVERYDAY, "vertebral_fracture": "confirmed"}
LIMITED = {**FRACTURED, "adl_help": True}
HELD = {**EVERYDAY, "multiple_myeloma": True}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: DAY)


@pytest.fixture
def ours():
    return a_department()


@pytest.fixture
def physio(client, ours):
    user = a_user(Role.PHYSIOTHERAPIST, ours, first_name="Frida", last_name="Fysio")
    client.force_login(user)
    return user


@pytest.fixture
def patient(ours):
    return a_patient(ours)


def address(patient, name="function"):
    return reverse(name, args=[patient.key])


def filled_in(patient, **typed):
    """The form as a browser sends it: as it was filled in, with some answers typed anew."""
    patient.refresh_from_db()
    filled = {
        name: value
        for name, value in prefilled(earlier_answers(fact_sheet(patient, DAY))).items()
        if name in FunctionForm.questions
    }
    answers = {name: asked.typed(filled.get(name)) for name, asked in FunctionForm.questions.items()}
    form = {"version": patient.facts_version, "baseline": json.dumps(filled), "observed_on": str(DAY)}
    return form | answers | typed


def save(client, patient, **typed):
    return client.post(address(patient), filled_in(patient, **typed))


def decide(client, patient, *, digest=None, **said):
    """Confirms unless something else is said."""
    if digest is None:
        digest = client.get(address(patient)).context["page"].advice.digest
    return client.post(address(patient, "function-decide"), {"decision": "confirm", "digest": digest, **said})


def override(client, patient, category, reason="clinical_judgement", **said):
    return decide(client, patient, decision="override", category=category, reason=reason, **said)


def built(client, patient, **changes):
    """Confirms the programme as the builder opens it, but for the changes; None leaves a field out."""
    page = client.get(address(patient, "programme-build"))
    sent = opened_fields(page.context["form"]) | changes
    return client.post(
        address(patient, "programme-build"),
        {name: value for name, value in sent.items() if value is not None},
    )


def opened_fields(form) -> dict[str, str]:
    """The form as a browser sends it back untouched: an unticked box sends nothing."""
    fields = {}
    for bound in form:
        shown = bound.field.widget.format_value(bound.value()) if not bound.name.startswith("pick-") else None
        value = (
            ("on" if bound.value() else None) if shown is None and bound.name.startswith("pick-") else shown
        )
        fields[bound.html_name] = value[0] if isinstance(value, list) else value
    return {name: value for name, value in fields.items() if value is not None}


def text(page) -> str:
    return " ".join(page.content.decode().split())


class TestList:
    @pytest.fixture
    def listed(self, client, physio):
        return lambda query="": client.get(f"{reverse('physiotherapy-list')}?{query}")

    @staticmethod
    def waiting(ours, status="suggested", weeks=None):
        patient = a_patient(ours)
        stands(patient, category_status=status, **decided_ago(weeks and weeks * 7))
        return str(patient.key)

    @pytest.mark.parametrize(
        ("days", "kind"), [(55, None), (56, "due"), (84, "due"), (85, "overdue"), (900, "overdue")]
    )
    def test_a_new_test_is_due_from_eight_weeks_and_overdue_after_twelve(self, listed, ours, days, kind):
        patient = a_patient(ours)
        stands(patient, category_status="suggested", **decided_ago(days))
        assert [row.asks_kind for row in listed().context["rows"]] == ([kind] if kind else [])

    def test_whoever_waits_longest_for_a_new_test_comes_first_then_who_awaits_a_category(self, listed, ours):
        untested = self.waiting(ours, "undetermined")
        acute = self.waiting(ours, "acute")
        due = self.waiting(ours, weeks=9)
        overdue, longest = self.waiting(ours, weeks=13), self.waiting(ours, "hold", weeks=40)
        self.waiting(ours, "hold")
        self.waiting(ours, weeks=2)
        assert [row.key for row in listed().context["rows"]] == [longest, overdue, due, acute, untested]

    def test_a_chip_shows_one_queue_and_counts_it(self, listed, ours):
        self.waiting(ours)
        self.waiting(ours, weeks=9)
        page = listed("show=due")
        assert [row.asks_kind for row in page.context["rows"]] == ["due"]
        assert [chip["count"] for chip in page.context["groups"][0]["items"]] == [2, 0, 1, 1, 0]

    def test_a_page_of_many_takes_few_queries_and_chips_survive_paging(
        self, listed, ours, physio, django_assert_max_num_queries
    ):
        crowd = a_crowd(ours)
        Standing.objects.filter(patient__in=crowd).update(category_status="suggested")
        FunctionalDecision.objects.bulk_create(a_decision(one, physio) for one in crowd[:40])
        listed()
        for query in ("", "show=category", "show=category&page=2"):
            with django_assert_max_num_queries(QUERIES_A_PAGE):
                page = listed(query)
            assert len(page.context["rows"]) == 50
        assert "51–100 of 120" in text(page)
        assert "?show=category&amp;page=3" in text(page)

    def test_the_rows_that_were_read_are_recorded(self, listed, ours):
        key = self.waiting(ours)
        listed()
        assert LogEntry.objects.get(additional_data__read="physiotherapy list").additional_data["rows"] == [
            key
        ]

    def test_only_departments_where_one_may_see_categories_are_listed(self, listed, ours, physio):
        elsewhere, coordinated, second = a_department(), a_department(), a_department()
        Membership.objects.create(user=physio, department=coordinated, role=Role.COORDINATOR)
        Membership.objects.create(user=physio, department=second, role=Role.CLINICIAN)
        mine, also = self.waiting(ours), self.waiting(second)
        for other in (elsewhere, coordinated):
            self.waiting(other)
        assert {row.key for row in listed().context["rows"]} == {mine, also}
        assert [row.key for row in listed(f"department={second.pk}").context["rows"]] == [also]
        assert {row.key for row in listed(f"department={coordinated.pk}").context["rows"]} == {mine, also}

    @pytest.mark.parametrize("gone", ["died_on", "withdrawn_on", "moved_on"])
    def test_who_is_no_longer_followed_waits_for_nothing(self, listed, ours, gone):
        patient = a_patient(ours)
        stands(patient, category_status="suggested")
        setattr(patient, gone, DAY)
        patient.save()
        assert listed().context["rows"] == []


def decided_ago(days):
    """What the standing of somebody holds who was decided about that many days ago, and has no day set since."""
    if days is None:
        return {}
    day = DAY - timedelta(days=days)
    first, last = retest_days(day)
    return {"category_confirmed_on": day, "retest_from": first, "retest_by": last}


def a_decision(patient, by, **fields) -> FunctionalDecision:
    given = {
        "suggestion": {},
        "facts": {},
        "ruleset": RULESET,
        "category": "everyday_active",
        "decided_on": DAY,
    }
    return FunctionalDecision(patient=patient, decided_by=by, **given | fields)


class TestTests:
    def test_what_was_typed_is_recorded_and_the_suggestion_follows(self, client, physio, patient):
        response = save(
            client, patient, activity_level="everyday", tug_s="9,4", tug_unable="no", tandem_s="10"
        )
        assert (response.status_code, response.url) == (302, address(patient))
        facts = facts_for(patient, DAY)
        assert (facts.activity_level, facts.tug_s, facts.tug_unable, facts.tandem_s) == (
            "everyday",
            9.4,
            False,
            10,
        )
        page = client.get(address(patient))
        assert page.context["suggestion"].category.label == "Everyday-active, with consideration"
        assert Standing.objects.get(patient=patient).category_status == "suggested"

    def test_what_the_page_does_not_ask_stays_as_it_is(self, client, physio, patient):
        recorded(patient, on=DAY - timedelta(days=1), **FRACTURED, pain_locations=["lumbar"])
        save(client, patient, tug_s="14")
        changed = ClinicalRecord.objects.filter(patient=patient, observed_on=DAY)
        assert [(row.name, row.value) for row in changed] == [("tug_s", 14.0)]

    @pytest.mark.parametrize("test", ["tug", "five_sts"])
    def test_unable_excludes_a_time(self, client, physio, patient, test):
        response = save(client, patient, **{f"{test}_unable": "yes", f"{test}_s": "14"})
        assert response.status_code == 422
        assert "Only one can be" in text(response)
        assert not ClinicalRecord.objects.exists()

    def test_unable_takes_the_earlier_time_back_because_its_field_is_hidden_and_sends_nothing(
        self, client, physio, patient
    ):
        recorded(patient, on=DAY - timedelta(days=7), **EVERYDAY)
        sent = filled_in(patient, tug_unable="yes")
        del sent["tug_s"]
        assert client.post(address(patient), sent).status_code == 302
        facts = facts_for(patient, DAY)
        assert (facts.tug_unable, facts.tug_s) == (True, None)
        assert client.get(address(patient)).context["suggestion"].category.label == "Function-limited"

    def test_earlier_answers_stand_with_their_days_and_old_ones_are_asked_again(
        self, client, physio, patient
    ):
        recorded(patient, on=DAY - timedelta(days=100), tug_s=9.0)
        recorded(patient, on=DAY - timedelta(days=30), falls_12m=1)
        page = client.get(address(patient))
        assert page.context["page"].rows["tug_s"].is_stale
        assert page.context["page"].rows["falls_12m"].texts == ["1"]
        assert "too old to use: ask again" in text(page)

    def test_two_people_who_test_the_same_patient_see_both_versions(self, client, physio, patient):
        mine = filled_in(patient, tug_s="14")
        save(client, patient, tug_s="12")
        page = client.post(address(patient), mine)
        assert page.status_code == 409
        assert {name for name, _value in page.context["hidden"]} < {
            *FunctionForm.questions,
            "observed_on",
            "baseline",
        }

    def test_what_is_half_typed_is_kept_for_its_owner_and_gone_when_saved(self, client, physio, patient):
        client.post(address(patient, "function-draft"), filled_in(patient, tug_s="14"))
        assert (Draft.objects.get().form, Draft.objects.get().content["answers"]) == (
            "function",
            {"tug_s": "14"},
        )
        page = client.get(address(patient))
        assert page.context["form"]["tug_s"].value() == "14"
        assert "What you had typed" in text(page)
        save(client, patient, tug_s="14")
        assert not Draft.objects.exists()

    def test_the_page_takes_few_queries(self, client, physio, patient, django_assert_max_num_queries):
        recorded(patient, **FRACTURED)
        an_episode(patient)
        decide(client, patient)
        built(client, patient)
        with django_assert_max_num_queries(QUERIES_A_PAGE):
            client.get(address(patient))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"tug_s": 12.0}, "12 s or more: risk of falling (STEADI)"),
        ({"tug_s": 0.0}, "Below 12 s"),
        ({"tug_s": 1.0}, "Below 12 s"),
        ({"tug_unable": True}, "Unable to do the test: that is the answer."),
        ({}, ""),
    ],
)
def test_a_time_stands_among_the_published_cut_offs(facts, said):
    known = PatientFacts(index_date=DAY, age_years=80, sex="female", **facts)
    assert published_words("tug_s", known) == said


class TestSuggestion:
    def test_it_says_why_with_sources_and_what_is_our_own_choice(self, client, physio, patient):
        recorded(patient, **FRACTURED)
        page = text(client.get(address(patient)))
        assert "Vertebral fracture, confirmed or suspected, or not asked about" in page
        assert "doi:10.1136/bjsports-2021-104634" in page
        assert "[D] our own choice" in page
        assert "The sources give no numeric criteria." in page
        assert "No more impact than brisk walking." in page

    def test_a_value_at_an_edge_is_drawn_among_its_cuts_and_said(self, client, physio, patient):
        recorded(patient, **{**EVERYDAY, "activity_level": "trains", "tug_s": 12.0})
        page = client.get(address(patient))
        (scale,) = page.context["suggestion"].scales
        assert (scale.fact, scale.value) == ("tug_s", "12 s")
        assert [(cut.number, cut.near) for cut in scale.cuts] == [("12", True), ("15", False), ("20", False)]
        assert scale.low_x < scale.x == scale.cuts[0].x < scale.high_x < scale.cuts[1].x < scale.cuts[2].x
        assert "Timed up and go is 12 s: 1 s more or less changes the category" in text(page)

    def test_what_more_would_tell_is_said_with_links_to_the_questions(self, client, physio, patient):
        recorded(
            patient,
            **{**EVERYDAY, "activity_level": "trains", "tandem_s": None, "pubic_ramus_fracture": None},
        )
        page = text(client.get(address(patient)))
        assert (
            'Could become “Exercise-active” if this is recorded: <a href="#fact-tandem_s">Tandem stance</a>'
            in page
        )
        assert f"{address(patient, 'assessment')}#fact-pubic_ramus_fracture" in page

    def test_two_that_belong_together_are_named_together(self, client, physio, patient):
        recorded(patient, **{**EVERYDAY, "activity_level": "trains", "tandem_s": None, "tug_s": None})
        page = text(client.get(address(patient)))
        assert "Could become “Exercise-active” once both are recorded:" in page

    def test_provisional_says_what_it_lacks(self, client, physio, patient):
        recorded(patient, **{**EVERYDAY, "t_score": None})
        words = client.get(address(patient)).context["suggestion"]
        assert words.category.provisional
        assert [fact.fact for fact in words.not_recorded] == ["pain_rest_vas", "pain_activity_vas", "t_score"]


class TestDecision:
    def test_confirming_keeps_suggestion_facts_rules_thresholds_who_and_when(self, client, physio, patient):
        recorded(patient, **FRACTURED)
        response = decide(client, patient)
        assert (response.status_code, response.url) == (302, address(patient))
        kept = FunctionalDecision.objects.get()
        assert (kept.category, kept.reason) == ("everyday_active_with_consideration", "")
        assert (kept.decided_by, kept.decided_on, kept.confirmed_twice) == (physio, DAY, False)
        assert kept.suggestion["reasons"] == ["F5", "H1"]
        assert kept.suggestion["thresholds"]["tug_red_s"]["value"] == 15
        assert (kept.facts["tug_s"], kept.ruleset) == (9.0, RULESET)

    def test_the_decision_is_in_the_audit_table_and_the_standing(self, client, physio, patient):
        recorded(patient, **FRACTURED)
        decide(client, patient)
        entry = LogEntry.objects.get(additional_data__event="functional_category.decided")
        assert (entry.actor, entry.additional_data["category"]) == (
            physio,
            "everyday_active_with_consideration",
        )
        assert Standing.objects.get(patient=patient).category_confirmed_on == DAY

    def test_an_override_keeps_its_reason_and_words(self, client, physio, patient):
        recorded(patient, **EVERYDAY)
        override(client, patient, "function_limited", "other", comment=" Afraid of falling. ")
        kept = FunctionalDecision.objects.get()
        assert (kept.category, kept.reason, kept.comment) == (
            "function_limited",
            "other",
            "Afraid of falling.",
        )
        assert not kept.confirmed_twice

    @pytest.mark.parametrize(
        ("said", "at"),
        [
            ({"category": "", "reason": "patient_wish"}, "category"),
            ({"category": "function_limited", "reason": ""}, "reason"),
            ({"category": "function_limited", "reason": "other"}, "comment"),
            ({"category": "sleeping", "reason": "patient_wish"}, "category"),
        ],
    )
    def test_an_override_without_its_parts_is_refused_where_they_are_missing(
        self, client, physio, patient, said, at
    ):
        recorded(patient, **EVERYDAY)
        response = decide(client, patient, decision="override", **said)
        assert response.status_code == 422
        assert list(response.context["decision"].errors) == [at]
        assert not FunctionalDecision.objects.exists()

    def test_the_suggested_category_is_confirmed_not_overridden(self, client, physio, patient):
        recorded(patient, **EVERYDAY)
        response = override(client, patient, "everyday_active")
        assert response.status_code == 422
        assert "confirm it, without a reason" in text(response)
        assert not FunctionalDecision.objects.exists()

    @pytest.mark.parametrize(
        ("facts", "category", "asked"),
        [
            (HELD, "function_limited", "A physician has to see this patient first."),
            ({**FRACTURED, "vertebral_fracture_on": "2026-11-01"}, "everyday_active", "in its acute phase"),
            (LIMITED, "exercise_active", "straight to the category that trains hardest"),
            (FRACTURED, "everyday_active", "Impact is to be kept low."),
        ],
        ids=["hold", "acute", "limited-to-active", "low-impact"],
    )
    def test_loosening_is_asked_a_second_time_and_stored_only_when_ticked(
        self, client, physio, patient, facts, category, asked
    ):
        recorded(patient, **facts)
        first = override(client, patient, category)
        assert first.status_code == 422
        assert asked in first.context["second_question"]
        assert not FunctionalDecision.objects.exists()
        other = override(client, patient, category, twice="exercise_active_with_consideration")
        assert other.status_code == 422  # it was ticked for another category
        assert override(client, patient, category, twice=category).status_code == 302
        assert FunctionalDecision.objects.get().confirmed_twice

    def test_what_needs_no_second_confirmation_is_not_marked_with_one(self, client, physio, patient):
        recorded(patient, **EVERYDAY)
        override(client, patient, "function_limited", twice="function_limited")
        assert not FunctionalDecision.objects.get().confirmed_twice

    @pytest.mark.parametrize("facts", [HELD, NO_ALARM], ids=["hold", "undetermined"])
    def test_where_nothing_is_suggested_nothing_can_be_confirmed(self, client, physio, patient, facts):
        recorded(patient, **facts)
        page = client.get(address(patient))
        assert 'value="confirm"' not in text(page)
        response = decide(client, patient)
        assert response.status_code == 422
        assert "no suggestion to confirm" in text(response)
        assert not FunctionalDecision.objects.exists()

    def test_undetermined_may_be_overridden(self, client, physio, patient):
        recorded(patient, **NO_ALARM)
        assert override(client, patient, "everyday_active_with_consideration").status_code == 302

    def test_a_decision_about_an_older_state_of_facts_is_refused_and_says_so(self, client, physio, patient):
        recorded(patient, **EVERYDAY)
        digest = client.get(address(patient)).context["page"].advice.digest
        save(client, patient, tug_s="17")
        response = decide(client, patient, digest=digest)
        assert response.status_code == 409
        assert "The suggestion changed after you opened the page, so nothing was decided." in text(response)
        assert not FunctionalDecision.objects.exists()

    def test_nobody_decides_over_answers_they_typed_and_did_not_save(self, client, physio, patient):
        recorded(patient, **EVERYDAY)
        client.post(address(patient, "function-draft"), filled_in(patient, tug_s="17"))
        response = decide(client, patient)
        assert response.status_code == 409
        assert "not saved, so nothing was decided" in text(response)
        assert not FunctionalDecision.objects.exists()

    @pytest.mark.parametrize(("tested", "warned"), [({}, True), ({"tug_s": 9.5}, False)])
    def test_deciding_anew_without_a_new_test_is_warned_about(
        self, client, physio, patient, monkeypatch, tested, warned
    ):
        recorded(patient, **EVERYDAY)
        decide(client, patient)
        assert "No test is recorded since" not in text(client.get(address(patient)))
        later = DAY + timedelta(weeks=9)
        monkeypatch.setattr(timezone, "localdate", lambda *_: later)
        recorded(patient, on=later, **tested)
        page = text(client.get(address(patient)))
        assert ("No test is recorded since the decision of 22 November 2026." in page) is warned

    def test_old_decisions_are_kept_and_listed_with_who_when_what_and_why(self, client, physio, patient):
        recorded(patient, **EVERYDAY)
        decide(client, patient)
        override(client, patient, "function_limited", "test_not_representative", comment="Tired.")
        page = text(client.get(address(patient)))
        first, second = page.index("Instead of the suggestion “Everyday-active”"), page.index("As suggested.")
        assert first < second
        assert "A test was not representative that day" in page
        assert "“Tired.”" in page
        assert page.count(f"22 November 2026, Frida Fysio, rules {RULESET}") == 2
        assert "Test again from 17 January 2027, by 14 February 2027." in page


class TestWhoMay:
    @pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
    def test_who_is_not_clinical_sees_no_category(self, client, ours, patient, role):
        client.force_login(a_user(role, ours))
        for url in (address(patient), address(patient, "programme"), reverse("physiotherapy-list")):
            assert client.get(url).status_code == 403

    def test_a_clinician_records_tests_and_decides_nothing(self, client, ours, patient):
        client.force_login(a_user(Role.CLINICIAN, ours))
        recorded(patient, **EVERYDAY)
        page = client.get(address(patient))
        assert "A physiotherapist of the department confirms" in text(page)
        assert save(client, patient, tug_s="8").status_code == 302
        assert decide(client, patient, digest=page.context["page"].advice.digest).status_code == 403

    def test_another_department_s_patient_is_not_there(self, client, physio):
        theirs = a_patient(a_department())
        for name in ("function", "programme"):
            assert client.get(address(theirs, name)).status_code == 404
        for name in ("function", "function-decide", "function-draft"):
            assert client.post(address(theirs, name)).status_code == 404

    def test_without_an_age_the_page_says_what_to_do(self, client, physio, patient):
        patient.identity.delete()
        assert "No age is recorded that the pathway can use" in text(client.get(address(patient)))
        assert "no programme is printed" in text(client.get(address(patient, "programme")))


class TestProgramme:
    def programme(self, client, patient):
        return text(client.get(address(patient, "programme")))

    def test_nothing_unconfirmed_is_printed(self, client, physio, patient):
        recorded(patient, **FRACTURED)
        page = self.programme(client, patient)
        assert "No category is decided, so there is no programme to print" in page
        decide(client, patient)
        page = self.programme(client, patient)
        assert "No programme is confirmed, so there is none to print" in page
        assert address(patient, "programme-build") in page
        assert "Rising without hands" not in page

    def test_a_confirmed_programme_is_a_sheet_for_the_patient(self, client, physio, patient):
        recorded(patient, **FRACTURED)
        decide(client, patient)
        assert built(client, patient, remarks="Well done so far.").status_code == 302
        page = self.programme(client, patient)
        for words in (
            "Strong",
            "Steady",
            "Straight",
            "Rising without hands",
            "1 round of 8, 2 days a week. Load: moderate effort: you could do a few more.",
            "3 times, stand 10 seconds each, every day.",
            "Short walks, often",
            "20 minutes a day",
            "A supervised start",
            "No more impact than brisk walking",
            "Stop and call at once",
            "New weakness or numbness in the legs",
            "cannot hold water or stool",
            "New pain in the back",
            "Well done so far.",
            "Programme 1, confirmed by Frida Fysio, 22 November 2026",
            "Your new test: 17 January 2027.",
            "Not for clinical use",
            'class="patient-facing"',
            patient.identity.full_name,
        ):
            assert words in page, words
        assert "Heel drop" not in page

    def test_whom_to_call_is_the_department_s_or_a_line_to_write_on(self, client, physio, patient, ours):
        recorded(patient, **EVERYDAY)
        decide(client, patient)
        built(client, patient)
        assert "______" in self.programme(client, patient)
        ours.phone, ours.phone_answered_by = "+45 11 22 33 44", "the physiotherapists, 8 to 15"
        ours.save()
        page = self.programme(client, patient)
        assert "+45 11 22 33 44" in page
        assert "the physiotherapists, 8 to 15" in page
        assert "______" not in page

    def test_the_decided_category_counts_and_not_the_suggested(self, client, physio, patient):
        recorded(patient, **EVERYDAY)
        override(client, patient, "function_limited")
        built(client, patient)
        page = self.programme(client, patient)
        assert "Standing with support" in page
        assert "tai chi" not in page

    def test_a_hold_that_comes_later_holds_the_programme_back(self, client, physio, patient):
        recorded(patient, **EVERYDAY)
        decide(client, patient)
        built(client, patient)
        recorded(patient, multiple_myeloma=True)
        page = self.programme(client, patient)
        assert "The programme is held back" in page
        assert "Physician first" in page
        assert "Rising without hands" not in page

    def test_a_new_alarm_holds_back_even_what_was_decided_against_a_hold(self, client, physio, patient):
        recorded(patient, **HELD)
        override(client, patient, "function_limited", twice="function_limited")
        built(client, patient)
        assert "Standing with support" in self.programme(client, patient)
        recorded(patient, neuro_deficit=True, back_pain_new=True)
        assert "The programme is held back" in self.programme(client, patient)

    def test_a_constraint_that_comes_later_holds_it_back_until_it_is_decided_and_built_anew(
        self, client, physio, patient
    ):
        recorded(patient, **EVERYDAY)
        decide(client, patient)
        built(client, patient)
        recorded(patient, falls_12m=3)
        assert "Balance first" in self.programme(client, patient)
        assert "held back" in self.programme(client, patient)
        decide(client, patient)
        page = self.programme(client, patient)
        assert "rests on an older category: look again" in page
        assert "Balance first" in page
        assert "Rests on an older category: look again." in text(client.get(address(patient)))
        built(client, patient)
        assert "Your training programme" in self.programme(client, patient)

    def test_a_fact_that_merely_grew_old_takes_no_programme_back(self, client, physio, patient, monkeypatch):
        recorded(patient, **EVERYDAY)
        decide(client, patient)
        built(client, patient)
        monkeypatch.setattr(timezone, "localdate", lambda *_: DAY + timedelta(days=100))
        assert "Your training programme" in self.programme(client, patient)

    def test_the_acute_phase_moves_on_and_the_programme_is_looked_at_again(
        self, client, physio, patient, monkeypatch
    ):
        recorded(patient, **{**FRACTURED, "vertebral_fracture_on": "2026-11-15"})
        decide(client, patient)
        built(client, patient)
        assert "Deep breathing" in self.programme(client, patient)
        monkeypatch.setattr(timezone, "localdate", lambda *_: DAY + timedelta(days=42))
        assert "another programme now, or another phase" in self.programme(client, patient)
        built(client, patient)
        assert "Deep breathing" not in self.programme(client, patient)

    def test_it_is_recorded_who_read_it(self, client, physio, patient):
        self.programme(client, patient)
        assert LogEntry.objects.filter(additional_data__read="programme", actor=physio).count() == 1


def test_the_home_page_lists_no_longer_who_was_decided(client, physio, patient):
    recorded(patient, **EVERYDAY)
    refresh_standing(patient, DAY)
    assert len(client.get(reverse("home")).context["rows"]) == 1
    decide(client, patient)
    assert client.get(reverse("home")).context["rows"] == []
