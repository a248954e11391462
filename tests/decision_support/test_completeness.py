"""The completeness pages: every number opens into as many patients, others are counts alone, and few are hidden."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from decision_support.completeness_words import percent_words
from guidelines.actions import send_questionnaire
from registry.actions import (
    Answered,
    close_wave,
    invite,
    keep_answer,
    record_assessment,
    record_procedure,
)
from registry.instruments import INSTRUMENTS
from registry.models import ExternalCount, Role
from tests.factories import a_department, a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db
FULL = {item.code: 1 for item in INSTRUMENTS["odi"].items}


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def ours():
    return a_department("ours")


@pytest.fixture
def user(client, ours):
    user = a_user(Role.COORDINATOR, ours)
    client.force_login(user)
    return user


def a_year_ago(department, today, *, answered=True, days=366):
    """An episode whose first year's target day was yesterday; all in one calendar year but on 1 January."""
    episode = an_episode(a_patient(department), onset_on=today - timedelta(days=days))
    if answered:
        record_assessment(
            episode=episode, answered=Answered("odi", FULL), timepoint="y1", observed_on=today, by=None
        )
    return episode


def text(response) -> str:
    return " ".join(strip_tags(response.content.decode()).split())


def test_every_number_opens_into_as_many_patients(client, user, ours, today):
    for _number in range(3):
        a_year_ago(ours, today)
    a_year_ago(ours, today, answered=False)
    closed = a_year_ago(ours, today, answered=False)
    close_wave(episode=closed, wave="y1", reason="not_available", note="no answer", by=user)
    a_year_ago(a_department("theirs"), today)
    year = {"year": (today - timedelta(days=1)).year}
    page = client.get(reverse("completeness"), year)
    first_year = next(row for row in page.context["rows"] if row.label == "1 year")
    assert {part: number.n for part, number in first_year.numbers.items()} == {
        "asked": 4,
        "complete": 3,
        "missing": 1,
        "closed": 1,
    }
    form = page.context["forms"][0].cells[2].missing
    for number in [*first_year.numbers.values(), form]:
        listed = client.get(number.url)
        assert len(listed.context["rows"]) == listed.context["page_obj"].paginator.count == number.n
    assert "1 more answer at 1 year brings the unit from 75 % to 80 %." in text(page)
    assert f"{reverse('follow-up-list')}?wave=y1" in page.content.decode()


def test_what_a_patient_declined_stays_asked_and_is_shown_as_declined_and_as_nobody_s_task(
    client, user, ours, today
):
    declined, waiting = a_year_ago(ours, today, answered=False), a_year_ago(ours, today, answered=False)
    close_wave(episode=declined, wave="y1", reason="declined", by=None)
    asked = {"timepoint": "y1", "what": "missing", "year": (today - timedelta(days=1)).year}
    rows = client.get(reverse("completeness-patients"), asked).context["rows"]
    assert sorted((row.standing.word, row.standing.code) for row in rows) == [
        ("Declined", "closed"),
        ("Overdue", "overdue"),
    ]
    tasks = {}
    for episode in (declined, waiting):
        gaps = client.get(reverse("patient-data", args=[episode.patient.key])).context["gaps"]
        tasks[episode] = [(gap.what, gap.task) for gap in gaps if gap.what.startswith("1 year")]
    assert tasks[declined] == [("1 year: Declined by the patient", "Nobody")]
    assert tasks[waiting] == [
        ("1 year: An invitation: nobody has asked the patient yet", "Registry coordinator")
    ]


def test_a_baseline_that_was_declined_is_nobody_s_task_until_the_patient_is_invited_again(
    client, user, ours, today
):
    episode = an_episode(a_patient(ours), onset_on=today)
    invited = {"episode": episode, "wave": "baseline", "channel": "letter", "on": today, "by": user}
    invitation = invite(**invited).link.invitation
    keep_answer(invitation=invitation, question="odi-walking", answer="declined")
    invitation.refresh_from_db()
    send_questionnaire(invitation=invitation, on=today)

    def task():
        gaps = client.get(reverse("patient-data", args=[episode.patient.key])).context["gaps"]
        return next(gap.task for gap in gaps if gap.what.startswith("Baseline"))

    assert task() == "Nobody"
    invite(**invited)
    assert task() == "Patient"


def test_a_department_that_is_not_one_s_own_narrows_nothing(client, user, ours, today):
    a_year_ago(ours, today)
    theirs = a_department("theirs")
    a_year_ago(theirs, today, answered=False)
    asked = {
        "department": theirs.pk,
        "timepoint": "y1",
        "what": "asked",
        "year": (today - timedelta(days=1)).year,
    }
    assert [
        row.standing.code for row in client.get(reverse("completeness-patients"), asked).context["rows"]
    ] == ["complete"]
    assert client.get(reverse("completeness-patients"), {"what": "everybody"}).status_code == 404


def test_a_choice_that_is_not_offered_is_said_with_what_is_shown_instead(client, user, ours, today):
    this_year = today.year
    asked = {"department": a_department("theirs").pk, "year": "2199", "timepoint": "y1", "what": "asked"}
    for name in ("completeness", "completeness-patients"):
        said = unescape(client.get(reverse(name), asked).text)
        assert f"“{asked['department']}” is not offered. Shown is “All”." in said
        assert f"“2199” is not offered. Shown is “{this_year}”." in said
    for name in ("completeness-country", "capture"):
        assert "“2199” is not offered" in unescape(client.get(reverse(name), asked).text)
    assert "not offered" not in client.get(reverse("completeness"), {"year": str(this_year)}).text


@pytest.mark.parametrize(
    ("theirs", "shown"),
    [((8, 8), True), ((9, 5), False), ((5, 2), False), ((3, 0), False), ((0, 0), True), ((5, 0), True)],
)
def test_the_country_is_hidden_where_a_few_of_others_could_be_worked_out(
    client, user, ours, today, theirs, shown
):
    """Of others: (asked, answered). Eight of eight tells of nobody who did not answer; five of nine of four who did not."""
    a_year_ago(ours, today)
    asked, answered = theirs
    for number in range(asked):
        a_year_ago(a_department("theirs"), today, answered=number < answered)
    page = client.get(reverse("completeness-country"), {"year": (today - timedelta(days=1)).year})
    row = next(row for row in page.context["rows"] if row.label == "1 year")
    assert bool(row.country) is shown


def test_the_pages_cost_few_queries(client, user, ours, today, django_assert_max_num_queries):
    for _number in range(3):
        a_year_ago(ours, today, answered=False)
    listed = (
        reverse("completeness-patients") + f"?timepoint=y1&what=asked&year={(today - timedelta(days=1)).year}"
    )
    for address in (*map(reverse, ("completeness", "completeness-country", "capture")), listed):
        with django_assert_max_num_queries(12):
            client.get(address)


@pytest.mark.parametrize(
    ("percent", "said"),
    [(None, "–"), (80, "80 %"), (79.96, "79.9 %"), (100 * 2 / 3, "66.6 %"), (0, "0 %"), (100, "100 %")],
)
def test_a_rate_is_never_rounded_up_to_its_target(percent, said):
    assert percent_words(percent) == said


def test_capture_is_of_somebody_else_s_count_and_coverage_of_units(client, user, ours, today, tmp_path):
    episode = an_episode(a_patient(ours), onset_on=today - timedelta(days=40))
    day = today - timedelta(days=1)
    record_procedure(episode=episode, version=1, kind="vertebroplasty", performed_on=day, by=None)
    address = reverse("capture") + f"?year={day.year}"
    assert "no count from elsewhere is loaded" in text(client.get(address))
    file = tmp_path / "counts.csv"
    file.write_text(
        f"unit,department,year,operations\nOurs,ours,{day.year},4\nElsewhere,,{day.year},16\n", "utf-8"
    )
    call_command("load_external_counts", str(file), "--source", "made up")
    said = text(client.get(address))
    assert "1 registered of 4 counted elsewhere (25 %)" in said
    assert "1 registered of 20 counted elsewhere (5 %)" in said
    assert "1 of 2 units that operate report (50 %)" in said


def test_a_file_with_a_wrong_line_is_refused_whole(tmp_path):
    file = tmp_path / "counts.csv"
    file.write_text("unit,department,year,operations\nA,,2025,10\nB,nowhere,2025,1\nC,,2025,many\n", "utf-8")
    with pytest.raises(CommandError) as refused:
        call_command("load_external_counts", str(file), "--source", "made up")
    assert re.search(r"Line 3: .*nowhere.*\nLine 4: operations is 'many'", str(refused.value))
    assert not ExternalCount.objects.exists()
