"""The report of a unit: bad input says so, every number opens as many patients, nobody sees another unit's."""

import json
import re
from collections import Counter
from datetime import date
from html import unescape
from urllib.parse import parse_qsl

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.urls import reverse

from registry.actions import record_assessment, record_procedure
from registry.actions.assessments import Answered
from registry.actions.simulation import store_simulation
from registry.actions.statistics import refresh_statistics
from registry.models import Department, Episode, Membership, Role, StatisticsState, User
from registry.report_page.coding import coding_breaks
from registry.report_page.figures import FIGURES
from registry.report_page.figures.years import axis_of
from registry.report_page.like_ones import measure_for
from registry.reports.behind import Group
from registry.reports.blocks import Leaf
from registry.reports.nation import Counts, Nation
from registry.selectors.like_ones import latest_of
from registry.selectors.report_cells import ReportCells
from registry.simulation.people import Recipe
from registry.statistics import STRATA, Counted, Moments, Question, measure
from tests.factories import a_department, a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db
ODI_40 = dict.fromkeys(
    [
        "pain_intensity",
        "personal_care",
        "lifting",
        "walking",
        "sitting",
        "standing",
        "sleeping",
        "sex_life",
        "social_life",
        "travelling",
    ],
    2,
)
ODI_20 = dict.fromkeys(ODI_40, 1)


@pytest.fixture
def clinician(client):
    user = a_user(Role.CLINICIAN, a_department("here"))
    client.force_login(user)
    return user


def a_pair(department: Department, after=ODI_20) -> Episode:
    """One operated patient with ODI 40 before and, as a rule, 20 a year after."""
    episode = an_episode(a_patient(department), onset_on=date(2020, 1, 10))
    record_procedure(
        episode=episode, kind="kyphoplasty", performed_on=date(2020, 2, 1), version=episode.version, by=None
    )
    for timepoint, day, responses in (
        ("baseline", date(2020, 1, 20), ODI_40),
        ("y1", date(2021, 2, 1), after),
    ):
        odi = Answered("odi", responses)
        record_assessment(episode=episode, answered=odi, timepoint=timepoint, observed_on=day, by=None)
    return episode


def test_a_unit_without_patients_is_told_so_and_no_figure_is_empty(client, clinician):
    a_pair(a_department("elsewhere"))
    page = client.get(reverse("unit-report"))
    assert page.status_code == 200
    assert "has no patients in the registry yet" in page.text
    assert "diagnosis not recorded" not in page.text
    assert "<img" not in page.text
    assert "no patients" in client.get(reverse("unit-report"), {"diagnosis": "stenosis"}).text
    for figure in FIGURES:
        assert client.get(reverse("report-figure", args=[figure, "csv"])).status_code == 200
        assert client.get(reverse("report-figure", args=[figure, "svg"])).status_code == 404


def test_one_patient_has_no_interval_and_is_said_to_be_few(client, clinician, django_assert_max_num_queries):
    episode = a_pair(clinician.memberships.get().department)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("unit-report"))
    text = unescape(page.text)
    assert "one patient has no interval" in text
    assert "Few: 1 patient," in text
    assert "The country is not shown" in text
    assert "better by 20.0" in text
    worst = unescape(client.get(reverse("unit-report"), {"silent": "worst"}).text)
    assert "Worst case: no silent patient did: 100 %</strong> (of 1)" in worst  # nobody was silent
    listed = client.get(reverse("report-patients"), {"of": "paired"})
    assert "1 patient" in listed.text
    assert [row.key for row in listed.context["rows"]] == [str(episode.patient.key)]
    seen = LogEntry.objects.filter(object_pk="list", actor=clinician).latest("pk")
    assert str(episode.patient.key) in str(seen.additional_data)


def test_tile_table_and_chart_tell_the_same_interval_of_two_patients(client, clinician):
    """Better by 20 and by 0: 10 with a standard error of 10, and Student's t of one degree of freedom is 12.706."""
    for after in (ODI_20, ODI_40):
        a_pair(clinician.memberships.get().department, after)
    page = client.get(reverse("unit-report"))
    (improvement,) = (row for row in page.context["rows"] if row.title == "Improvement")
    (years,) = (figure for figure, _src in page.context["figures"] if figure.code == "years")
    assert improvement.own.interval == years.table.rows[0][2] == "-117.1 to 137.1"
    drawn = [row for layer in years.chart(titled=False)["layer"] for row in layer["data"].get("values", ())]
    assert {(round(row["low"], 1), round(row["high"], 1)) for row in drawn if "low" in row} == {
        (-117.1, 137.1)
    }


def test_the_interval_of_a_few_patients_does_not_flatten_the_years_of_many():
    few, many = Moments.of([20, 0]), Moments.of([9.0, 10.0, 11.0, 10.0, 10.0])
    low, high = axis_of([few, many, Moments()], 200)
    assert 8 < low < 10 < high < 12
    low, high = axis_of([few], 200)
    assert low < -117.06
    assert high > 137.06


def test_the_years_reach_no_farther_than_anybody_can_change():
    """The interval of 20 and 0 goes from -117 to 137; nobody changes by more than 100 points."""
    low, high = axis_of([Moments.of([20, 0])], 100)
    assert -115 < low < -100
    assert 100 < high < 115


@pytest.mark.parametrize(
    "as_pictures", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["specified", "drawn"]
)
def test_no_chart_holds_more_of_the_country_than_its_words_tell(client, clinician, monkeypatch, as_pictures):
    """60 of 140 answered and 63 of 133 pairs reached the threshold: told are 43 %, and 65 of 133, which is 49 %."""
    episode = a_pair(clinician.memberships.get().department)
    own, at = clinician.memberships.get().department_id, Leaf("kyphoplasty", episode.index_date.year)
    after = {"n": 133, "pairs": 133, "reached_1": 63, "change_bin_24": 63, "change_bin_20": 70}
    departments = {
        own: {at: Counts(80, 40, after)},
        0: {at: Counts(60, 20, {"pairs": 56, "reached_1": 30})},
    }
    nation = Nation(measure("odi"), {at: Counts(140, 60, Counter(after))}, departments)
    monkeypatch.setattr(ReportCells, "nation", lambda _cells: nation)
    page = client.get(reverse("unit-report"))
    drawn = {
        figure.code: json.dumps(figure.chart(titled=True))
        + (client.get(f"{source}.svg").text if as_pictures else "")
        for figure, source in page.context["figures"]
        if figure.is_drawn
    }
    assert {"change", "years", "completeness", "funnel"} <= set(drawn)
    assert '"series": "The country", "value": 43.0' in drawn["completeness"]
    assert not as_pictures or "136.8" in drawn["completeness"]  # of 240 points, from the top
    told = client.get(reverse("report-figure", args=["funnel", "csv"])).text.splitlines()
    assert [row.split(",")[0] for row in told[4:]] == [
        *("1 (Department here)", "30", '"another unit', "100", "300")
    ]  # whatever is drawn, as coarse as it is drawn
    (another,) = (row for row in told if "another" in row)
    assert another.startswith('"another unit, about 60",')
    assert another.endswith(",54 %")
    for exact in (
        "42.857",
        "137.142",
        "47.36",
        "52.63",
    ):  # per cent, the height it would be drawn at, either bar
        assert not [code for code, text in drawn.items() if exact in text], exact


def test_the_country_is_told_so_that_nobody_who_works_in_many_departments_can_subtract_them(clinician):
    departments = [a_department(f"of-many-{place}") for place in range(5)]
    for department in departments[:4]:
        Membership.objects.create(user=clinician, department=department, role=Role.COORDINATOR)
    Membership.objects.create(user=clinician, department=departments[4], role=Role.EDITOR)
    here = clinician.memberships.get(department__code="here").department_id
    asked = Question(department=here, diagnoses=("stenosis",), instrument="odi", wave="y1")
    assert ReportCells(asked).nation().held == {frozenset({here, *(one.pk for one in departments[:4])})}


def test_each_page_of_numbers_says_so_while_something_is_stored_and_not_counted(client, clinician):
    notice = "Do not rely on them until this notice is gone"
    department = clinician.memberships.get().department
    StatisticsState.objects.update_or_create(pk=StatisticsState.ONLY, defaults={"is_outdated": True})
    assert notice in client.get(reverse("unit-report")).text
    pair = a_pair(department)
    Membership.objects.create(user=clinician, department=department, role=Role.COORDINATOR)
    like = reverse("like-ones", args=[pair.patient.key])
    pages = [reverse("unit-report"), reverse("follow-up-report"), reverse("capture"), like]
    assert [notice in client.get(page).text for page in pages] == [True] * 4
    StatisticsState.objects.update(is_outdated=False)
    assert [notice in client.get(page).text for page in pages] == [False] * 4


def test_what_an_address_asks_and_is_not_offered_is_said_and_the_page_says_what_it_shows_instead(
    client, clinician
):
    a_pair(clinician.memberships.get().department)
    given = {name: found for name, (found, _said, _shown) in NOT_OFFERED.items()}
    for page in ("unit-report", "follow-up-report", "report-patients"):
        text = unescape(client.get(reverse(page), given).text)
        for _found, said, shown in NOT_OFFERED.values():
            assert f"{said} is not offered. Shown is {shown}" in text, page
        assert "not offered" not in client.get(reverse(page), {"from": "2020", "wave": "y2"}).text


NOT_OFFERED = {  # parameter of the address to what it asks, what is said of it, and what is shown instead
    "unit": ("elsewhere", "Unit: “elsewhere”", "“Department here”"),
    "diagnosis": ("stenosis", "Diagnosis: “stenosis”", "“Vertebral fracture, diagnosis not recorded (1)”"),
    "procedure": ("x", "Procedure: “x”", "“All procedures”"),
    "from": ("2199", "First year: “2199”", "“Any”"),
    "to": ("2008", "Last year: “2008”", "“Any”"),
    "measure": ("x" * 99, f"Instrument: “{'x' * 40}…”", "“Oswestry Disability Index"),
    "wave": ("y3", "Wave: “y3”", "“1 year”"),
    "threshold": ("9", "Threshold: “9”", "“12.8 points"),
    "silent": ("<b>", "Those who did not answer: “<b>”", "“As observed"),
}


def test_years_in_the_wrong_order_are_turned_round_and_said(client, clinician):
    a_pair(clinician.memberships.get().department)
    text = client.get(reverse("unit-report"), {"from": "2022", "to": "2019"}).text
    assert "The first year, 2022, is later than the last, 2019: shown is 2019 to 2022." in text
    assert "2019–2022" in text
    assert "later than" not in client.get(reverse("unit-report"), {"from": "2019", "to": "2019"}).text


def test_a_number_or_figure_that_no_report_has_is_not_found_and_years_without_patients_say_so(
    client, clinician
):
    a_pair(clinician.memberships.get().department)
    assert client.get(reverse("report-patients"), {"of": "nothing"}).status_code == 404
    assert client.get(reverse("report-figure", args=["nothing", "svg"])).status_code == 404
    none = client.get(reverse("unit-report"), {"from": "2010", "to": "2011"})
    assert "has no patients with this diagnosis, procedure and period" in none.text


def test_somebody_of_no_department_has_no_unit_to_report_on(client):
    client.force_login(User.objects.create_superuser("root"))
    assert client.get(reverse("unit-report")).status_code == 403


def test_a_year_in_which_codes_changed_is_drawn_as_a_break(monkeypatch):
    monkeypatch.setattr(
        "registry.report_page.coding.breaks", lambda diagnosis: (date(2016, 1, 1), date(2031, 1, 1))
    )
    found = coding_breaks("stenosis", range(2012, 2020))
    assert [one.year for one in found] == [2016]
    assert "DM480" in found[0].label
    assert coding_breaks("vertebral_fracture", range(2012, 2020)) == []  # a kind of episode has no codes


@pytest.mark.slow
def test_every_number_of_ones_own_unit_opens_a_list_as_long_as_the_number(client):
    store_simulation(Recipe(3, date(2015, 1, 1), date(2021, 12, 31), 3), 600, by=None)
    refresh_statistics(Episode.objects.values_list("pk", flat=True))
    user = User.objects.create_user("reader")
    Membership.objects.create(user=user, department=Department.objects.first(), role=Role.CLINICIAN)
    client.force_login(user)
    followed = set()
    pages = [
        ("unit-report", {"diagnosis": "stenosis"}),
        ("unit-report", {"wave": "y2", "from": "2017"}),
        ("unit-report", {"measure": "vas_leg", "to": "2019", "threshold": "30%"}),
        ("follow-up-report", {}),
    ]
    for name, asked in pages:
        page = unescape(client.get(reverse(name), asked).text)
        for address, number in re.findall(r'href="(/reports/patients/[^"]+)">(\d+)<', page):
            listed = client.get(address)
            paginator = listed.context["page_obj"].paginator
            assert (paginator.count, len(paginator.object_list[:10_000])) == (int(number), int(number)), (
                address
            )
            followed |= {(name, *part) for part in parse_qsl(address.partition("?")[2]) if part[0] in KINDS}
    groups = {value for name, key, value in followed if key == "of"}
    assert groups == {group.value for group in Group}
    assert {(name, key) for name, key, _value in followed} == {
        *(("unit-report", key) for key in KINDS),
        *(("follow-up-report", key) for key in ("of", "from")),
    }


KINDS = ("of", "from", "stratum", "bin")  # what the numbers that are followed differ in


def test_a_patient_among_like_ones_says_what_is_missing_and_never_predicts(client, clinician):
    department = clinician.memberships.get().department
    episode = a_pair(department)
    page = unescape(client.get(reverse("like-ones", args=[episode.patient.key])).text)
    assert "Descriptive, not a prognosis" in page
    assert "Fewer than 30 patients with this diagnosis have both scores" in page
    assert "<img" not in page
    nobody = an_episode(a_patient(department))
    page = client.get(reverse("like-ones", args=[nobody.patient.key])).text
    assert "There is no baseline score yet" in page


def test_like_ones_are_found_by_whichever_score_tells_how_the_patient_fares(clinician):
    strata = tuple((code, "") for code in STRATA)
    for keys, chosen in (
        (("srs22r", "srs22r.satisfaction", "age_years"), "srs22r"),
        (("vas_arm", "vas_neck", "bmi"), "vas_neck"),
        (("ndi", "odi"), "odi"),
        (("sf36.mcs",), "sf36.mcs"),
        (("age_years", "bmi", "genant"), None),
    ):
        scores = tuple((key, (("baseline", 40 * 10**9),)) for key in keys)
        counted = Counted(1, "DK", "scoliosis", "none", 2020, 1, strata, (), scores, (), ())
        found = measure_for(counted)
        assert (found and found.key) == chosen


def test_the_latest_of_the_patients_own_country_are_asked_for_whoever_else_came_later(clinician, monkeypatch):
    monkeypatch.setattr("registry.selectors.like_ones.MOST", 2)
    here = clinician.memberships.get().department
    there = Department.objects.create(code="there", name="There", country="SE")
    one, *ours = (an_episode(a_patient(here), onset_on=date(2020, 1, day)) for day in (9, 2, 3, 3, 1))
    for day in (4, 5, 6):
        an_episode(a_patient(there), onset_on=date(2020, 1, day))
    latest = latest_of(one, "DK", "y1", date(2022, 1, 1))
    assert list(latest) == [ours[2].pk, ours[1].pk]  # of one day the later row first


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="which way PostgreSQL goes follows from how much there is"
)
def test_the_latest_of_a_diagnosis_are_found_in_its_index(clinician):
    one = an_episode(a_patient(clinician.memberships.get().department))
    one.diagnosis = "stenosis"
    plan = latest_of(one, "DK", "y1", date(2022, 1, 1)).explain()
    assert "episode_by_diagnosis (diagnosis=? AND index_date<?" in plan, plan
    assert "TEMP B-TREE" not in plan, plan


@pytest.mark.slow
def test_a_patient_lies_among_thirty_like_ones_or_more(client):
    store_simulation(Recipe(4, date(2012, 1, 1), date(2020, 12, 31), 2), 900, by=None)
    refresh_statistics(Episode.objects.values_list("pk", flat=True))
    user = User.objects.create_user("reader")
    Membership.objects.create(user=user, department=Department.objects.first(), role=Role.CLINICIAN)
    client.force_login(user)
    answered = Episode.objects.filter(diagnosis="disc_herniation", assessments__timepoint="y1")
    one = answered.filter(assessments__timepoint="baseline", patient__department__code__endswith="01").first()
    page = client.get(reverse("like-ones", args=[one.patient.key]))
    text = unescape(page.text)
    assert re.search(r"about \d+ patients", text)
    assert re.search(r"Widened until there were thirty|Nothing had to be widened", text)
    assert client.get(reverse("like-figure", args=[one.patient.key, "like-change", "csv"])).status_code == 200
