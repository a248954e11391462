"""Responses to the instruments: item by item, with the score and its surname, and what happens to a second entry."""

from datetime import timedelta

import pytest
import yaml
from auditlog.models import LogEntry
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from guidelines.adapters import facts_for
from guidelines.models import Standing
from registry.instruments import INSTRUMENTS
from registry.models import Assessment, Draft, Role
from tests.factories import DAY, a_department, a_patient, a_user, an_episode
from tests.registry.instruments.test_wording import complete

pytestmark = pytest.mark.django_db


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
def episode(department, clinician):
    return an_episode(a_patient(department))


def address(episode, instrument, timepoint="baseline", name="instrument-entry"):
    where = {"episode": episode.pk, "timepoint": timepoint, "instrument": instrument}
    return reverse(name, kwargs={"key": episode.patient.key, **where})


def answers(instrument, value="1", **items):
    """Every item with the same answer, some with another."""
    codes = [item.code for item in INSTRUMENTS[instrument].items]
    typed = {f"{instrument}-{code}": items.get(code, value) for code in codes}
    return {"version": "", "observed_on": str(DAY), **typed}


def save(client, episode, instrument, timepoint="baseline", **typed):
    opened = client.get(address(episode, instrument, timepoint)).context["form"]
    form = {"version": opened["version"].value() or "", "observed_on": str(DAY), **typed}
    return client.post(address(episode, instrument, timepoint), form)


def said(client, episode, instrument, **typed):
    """The score as the fragment shows it."""
    url = address(episode, instrument, name="instrument-score")
    return client.post(url, typed).context["scores"]


class TestRecording:
    def test_ten_answers_are_stored_item_by_item_and_scored(self, client, episode, clinician):
        response = client.post(address(episode, "odi"), answers("odi", "1", walking="0"))
        assert response.url == address(episode, "odi")
        stored = Assessment.objects.get()
        assert (stored.score, stored.band, stored.recorded_by) == (18.0, "minimal", clinician)
        assert stored.responses["walking"] == 0
        assert (stored.timepoint, stored.observed_on) == ("baseline", DAY)

    def test_the_success_line_gives_the_score_its_surname(self, client, episode):
        page = client.post(address(episode, "odi"), answers("odi"), follow=True)
        line = str(next(iter(page.context["messages"])))
        assert line == (
            "Oswestry Disability Index (ODI): 20.0 points of 100 "
            "(10 of 10 answered, Minimal disability, rule odi-prorata-min8)"
        )

    def test_a_blank_is_not_nought(self, client, episode):
        client.post(address(episode, "odi"), answers("odi", "0", sex_life=""))
        stored = Assessment.objects.get()
        assert (stored.score, stored.responses["sex_life"], stored.responses["walking"]) == (0.0, None, 0)

    def test_too_many_blanks_are_stored_and_say_why_there_is_no_score(self, client, episode):
        few = answers("ndi", "2", lifting="", reading="", driving="")
        page = client.post(address(episode, "ndi"), few, follow=True)
        assert Assessment.objects.get().score is None
        assert "not scorable: 3 of 10 sections are blank; at most 2 may be." in page.content.decode()

    def test_an_index_is_stored_with_the_value_set_that_was_chosen(self, client, episode):
        client.post(address(episode, "eq5d_3l"), answers("eq5d_3l", "2") | {"value_set": "uk_tto"})
        stored = Assessment.objects.get()
        assert (stored.value_set, stored.score) == ("uk_tto", 0.516)

    def test_nothing_answered_stores_nothing_and_says_so(self, client, episode):
        response = client.post(address(episode, "odi"), answers("odi", ""))
        assert response.status_code == 422
        assert "Nothing is answered yet." in response.content.decode()
        assert not Assessment.objects.exists()

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"odi-walking": "7"}, "Found “7”"),
            ({"observed_on": "31.2.2026"}, "no such day"),
            ({"observed_on": str(DAY + timedelta(days=1))}, "still to come"),
        ],
    )
    def test_what_cannot_be_read_is_refused_and_the_rest_is_kept(self, client, episode, typed, said):
        response = client.post(address(episode, "odi"), answers("odi", "3") | typed)
        assert response.status_code == 422
        assert said in response.content.decode()
        assert response.context["form"]["odi-lifting"].value() == "3"
        assert not Assessment.objects.exists()


@pytest.mark.slow
class TestPainScales:
    def test_all_on_one_page_and_only_those_answered_are_stored(self, client, episode):
        save(client, episode, "vas", **{"vas_back-pain": "0", "vas_rest-pain": "65"})
        stored = {row.instrument: row.score for row in Assessment.objects.all()}
        assert stored == {"vas_back": 0.0, "vas_rest": 65.0}

    def test_pain_at_rest_is_the_fact_the_pathway_reads_and_the_standing_is_refreshed(self, client, episode):
        save(client, episode, "vas", **{"vas_rest-pain": "65"})
        assert facts_for(episode.patient, DAY).pain_rest_vas == 65.0
        assert Standing.objects.filter(patient=episode.patient).exists()

    def test_one_more_scale_leaves_the_others_as_they_were(self, client, episode):
        save(client, episode, "vas", **{"vas_back-pain": "10"})
        save(client, episode, "vas", **{"vas_back-pain": "10", "vas_leg-pain": "20"})
        assert {row.instrument for row in Assessment.objects.all()} == {"vas_back", "vas_leg"}


@pytest.mark.slow
class TestEnteredByAClinician:
    def test_a_classification_is_answered_in_words_and_stored_with_its_band(self, client, episode):
        page = client.get(address(episode, "tokuhashi_revised")).content.decode()
        assert "Thyroid, breast, prostate, carcinoid" in page
        assert "underestimates survival" in page
        client.post(
            address(episode, "tokuhashi_revised"), answers("tokuhashi_revised", "2", primary="5", palsy="1")
        )
        stored = Assessment.objects.get()
        assert (stored.score, stored.band, stored.scoring_rule) == (
            14.0,
            "from_1_year",
            "tokuhashi_revised-sum",
        )

    def test_what_is_measured_may_have_decimals_and_is_kept_as_it_was_measured(self, client, episode):
        client.post(address(episode, "genant"), answers("genant", "", height_loss="25,4"))
        stored = Assessment.objects.get()
        assert (stored.responses["height_loss"], stored.score, stored.band) == (25.4, 2.0, "moderate")

    def test_the_patient_page_tells_it_and_draws_no_chart_of_it(self, client, episode):
        client.post(address(episode, "lenke"), answers("lenke", "", curve="5", lumbar="2"))
        page = client.get(reverse("patient-page", args=[episode.patient.key])).content.decode()
        assert "Thoracolumbar or lumbar" in page


class TestSecondEntry:
    def test_it_corrects_the_first_and_the_old_answers_stay_in_the_trail(self, client, episode):
        save(client, episode, "odi", **answers_only("odi", "1"))
        save(client, episode, "odi", **answers_only("odi", "2"))
        stored = Assessment.objects.get()
        assert (stored.score, stored.version) == (40.0, 2)
        changed = LogEntry.objects.filter(object_pk=str(stored.pk), action=LogEntry.Action.UPDATE).first()
        assert "responses" in changed.changes

    def test_it_is_filled_in_with_what_stands(self, client, episode):
        save(client, episode, "odi", **answers_only("odi", "0"))
        form = client.get(address(episode, "odi")).context["form"]
        assert form["odi-walking"].value() == 0

    def test_a_visit_is_one_of_a_day(self, client, episode):
        yesterday = str(DAY - timedelta(days=1))
        save(client, episode, "odi", "visit", **answers_only("odi", "1") | {"observed_on": yesterday})
        assert client.get(address(episode, "odi", "visit")).context["form"]["version"].value() == ""
        save(client, episode, "odi", "visit", **answers_only("odi", "2"))
        assert Assessment.objects.count() == 2

    def test_the_day_of_a_visit_can_be_corrected(self, client, episode):
        save(client, episode, "odi", "visit", **answers_only("odi", "1"))
        yesterday = DAY - timedelta(days=1)
        save(client, episode, "odi", "visit", **answers_only("odi", "1") | {"observed_on": str(yesterday)})
        assert Assessment.objects.get().observed_on == yesterday

    def test_somebody_else_s_answers_meanwhile_are_shown_beside_mine_and_mine_are_kept(self, client, episode):
        mine = answers("odi", "3")
        save(client, episode, "odi", **answers_only("odi", "1"))
        page = client.post(address(episode, "odi"), mine)
        text = page.content.decode()
        assert page.status_code == 409
        assert 'name="odi-walking" value="1"' in text
        assert 'name="odi-walking" value="3"' in text
        assert Assessment.objects.get().score == 20.0

    def test_mine_can_be_saved_on_the_version_that_stands_now(self, client, episode):
        mine = answers("odi", "3")
        save(client, episode, "odi", **answers_only("odi", "1"))
        page = client.post(address(episode, "odi"), mine)
        again = mine | {"version": page.context["version"]}
        assert client.post(address(episode, "odi"), again).status_code == 302
        assert Assessment.objects.get().score == 60.0

    def test_an_older_version_meets_the_newer(self, client, episode):
        save(client, episode, "odi", **answers_only("odi", "1"))
        opened = client.get(address(episode, "odi")).context["form"]["version"].value()
        save(client, episode, "odi", **answers_only("odi", "2"))
        response = client.post(address(episode, "odi"), answers("odi", "3") | {"version": opened})
        assert response.status_code == 409


def answers_only(instrument, value):
    return {name: text for name, text in answers(instrument, value).items() if "-" in name}


class TestScoreAsItForms:
    def test_it_has_its_number_and_its_surname(self, client, episode):
        (score,) = said(client, episode, "odi", **answers("odi", "2", sex_life="", travelling="5"))
        assert score.score == "46.7 points of 100"  # 100 x 21 / 45
        assert score.details == ["9 of 10 answered", "Severe disability", "rule odi-prorata-min8"]

    def test_an_index_names_its_value_set_and_its_state(self, client, episode):
        (score,) = said(client, episode, "eq5d_3l", **answers("eq5d_3l", "2"), value_set="dk_tto")
        assert score.score == "0.592 index, 1 is full health"
        assert "value set Denmark, time trade-off (dk_tto)" in score.details
        assert "state 22222" in score.details

    def test_it_says_why_there_is_none_yet(self, client, episode):
        (score,) = said(client, episode, "odi", **answers("odi", "", walking="3"))
        assert (score.score, score.why) == ("", "9 of 10 sections are blank; at most 2 may be.")

    def test_it_stores_no_assessment_but_keeps_a_draft_for_its_owner(
        self, client, episode, clinician, department
    ):
        said(client, episode, "odi", **answers("odi", "", walking="3"))
        assert not Assessment.objects.exists()
        assert client.get(address(episode, "odi")).context["form"]["odi-walking"].value() == "3"
        client.force_login(a_user(Role.CLINICIAN, department))
        assert client.get(address(episode, "odi")).context["form"]["odi-walking"].value() is None

    def test_opening_the_page_keeps_no_draft(self, client, episode):
        said(client, episode, "odi", **answers("odi", ""))
        assert not Draft.objects.exists()

    def test_the_draft_is_gone_when_it_is_saved(self, client, episode):
        said(client, episode, "odi", **answers("odi", "", walking="3"))
        client.post(address(episode, "odi"), answers("odi"))
        assert not Draft.objects.exists()


class TestPage:
    @pytest.mark.parametrize(("country", "value_set"), [("DK", "dk_tto"), ("SE", "se_tto")])
    def test_the_value_set_of_the_country_is_offered_first(self, client, episode, country, value_set):
        department = episode.patient.department
        department.country = country
        department.save()
        form = client.get(address(episode, "eq5d_3l")).context["form"]
        assert form["value_set"].value() == value_set

    def test_without_licensed_wording_it_shows_names_and_codes_and_says_so(self, client, episode):
        page = client.get(address(episode, "odi")).content.decode()
        assert "the licensed wording is not shipped" in page
        assert "Personal care" in page

    def test_the_department_s_licensed_wording_is_shown_where_it_is_loaded(self, client, episode, tmp_path):
        file = tmp_path / "odi.yaml"
        file.write_text(yaml.safe_dump(complete(INSTRUMENTS["odi"])), "utf-8")
        call_command("load_wording", str(file), "--department", episode.patient.department.code)
        page = client.get(address(episode, "odi")).content.decode()
        assert "Question walking" in page
        assert "3. Answer 3" in page
        assert "not shipped" not in page

    def test_digits_answer_the_numbered_questions(self, client, episode):
        assert client.get(address(episode, "odi")).content.decode().count("data-number-keys") == 10

    @pytest.mark.parametrize("instrument", ["nrs_pain", "sf12", "vas_back"])
    def test_what_has_no_page_is_not_found(self, client, episode, instrument):
        assert client.get(address(episode, instrument)).status_code == 404

    def test_the_episode_of_another_patient_is_not_found(self, client, episode, department):
        other = an_episode(a_patient(department))
        where = {"key": episode.patient.key, "timepoint": "baseline", "instrument": "odi"}
        url = reverse("instrument-entry", kwargs={**where, "episode": other.pk})
        assert client.get(url).status_code == 404

    def test_a_metastasis_is_followed_up_at_six_weeks(self, client, department, clinician):
        episode = an_episode(a_patient(department), kind="metastasis")
        labels = [
            chip["label"]
            for chip in client.get(address(episode, "odi")).context["page"].choices["timepoints"]
        ]
        assert labels == ["Baseline", "Visit", "6 weeks"]

    @pytest.mark.slow
    def test_it_asks_at_most_twelve_queries(self, client, episode, django_assert_max_num_queries):
        for timepoint in ("baseline", "y1", "y2"):
            save(client, episode, "eq5d_3l", timepoint, **answers_only("eq5d_3l", "1"), value_set="dk_tto")
        with django_assert_max_num_queries(12):
            client.get(address(episode, "eq5d_3l", "y1"))
