"""The timed tests over time: bands from the cut-offs, unable as its own mark, and the table that says the same."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from decision_support.patient_page.function_trend import UNABLE_Y, results_of, trends_of
from guidelines.pathway.functional_bands import TESTS
from guidelines.pathway.thresholds import DEFAULT, Override
from registry.models import Role
from registry.timeline.axis import axis_over
from registry.timeline.treatments import Noted
from tests.factories import DAY, a_department, a_patient, a_user, recorded
from tests.tables import every_row

LATER = DAY + timedelta(weeks=9)
AXIS = axis_over([DAY, LATER], LATER)


def trend(*noted, thresholds=DEFAULT):
    (found,) = trends_of([Noted(*one) for one in noted], thresholds, AXIS)
    return found


def test_each_result_lies_where_its_time_lies_and_later_is_further_right():
    found = trend(("tug_s", 20.0, DAY), ("tug_s", 10.0, LATER))
    slow, quick = found.marks
    assert slow.x < quick.x
    assert slow.y < quick.y  # the higher time is drawn higher
    assert [line.split() for line in found.lines] == [[f"{slow.x},{slow.y}", f"{quick.x},{quick.y}"]]
    assert [(row.result, row.band) for row in found.rows] == [("10 s", "green"), ("20 s", "very red")]
    assert found.lower_is_better


@every_row(
    ("name", "value", "band"),
    [
        ("tug_s", 11.9, "green"), ("tug_s", 12.0, "amber"), ("tug_s", 15.0, "amber"), ("tug_s", 15.1, "red"),
        ("tug_s", 20.0, "very red"), ("tug_unable", True, "very red"), ("five_sts_s", 11.9, "green"),
        ("five_sts_s", 12.0, "amber"), ("five_sts_s", 15.1, "red"), ("five_sts_unable", True, "very red"),
        ("tandem_s", 2.9, "red"), ("tandem_s", 3.0, "amber"), ("tandem_s", 9.9, "amber"), ("tandem_s", 10.0, "green"),
        ("tandem_s", 0.0, "red"),
    ],
)  # fmt: skip
def test_the_band_is_that_of_the_rule(name, value, band):
    assert trend((name, value, DAY)).rows[0].band == band


def test_bands_follow_one_another_from_the_floor_to_the_top_with_their_names():
    found = trend(("tug_s", 9.0, DAY))
    assert [band.label for band in found.bands] == ["green", "amber", "red", "very red"]
    assert [number for _y, number in found.cuts] == ["12", "15", "20"]
    for lower, upper in zip(found.bands, found.bands[1:], strict=False):
        assert lower.y == pytest.approx(upper.y + upper.height, abs=0.11)


def test_a_department_s_own_cut_off_moves_its_band():
    own = DEFAULT.with_overrides({"tug_amber_s": Override(13, "ours", date(2026, 1, 1))})
    assert trend(("tug_s", 12.5, DAY), thresholds=own).rows[0].band == "green"


def test_unable_is_a_mark_of_its_own_and_no_time_and_breaks_the_line():
    found = trend(
        ("tug_s", 14.0, DAY), ("tug_unable", True, DAY + timedelta(weeks=3)), ("tug_s", 12.0, LATER)
    )
    assert [mark.unable for mark in found.marks] == [False, True, False]
    assert found.marks[1].y == UNABLE_Y
    assert found.lines == ()
    assert found.rows[1].result == "unable"
    assert "3 results." in found.description


def test_what_was_cleared_or_could_be_done_is_no_result():
    noted = [Noted("tug_s", None, DAY), Noted("tug_unable", False, DAY)]
    assert results_of(TESTS[0], noted) == []
    assert trends_of(noted, DEFAULT, AXIS) == []


def test_a_result_beyond_the_scale_makes_the_scale_longer():
    found = trend(("tug_s", 63.0, DAY))
    assert 30 <= found.marks[0].y <= 158


@pytest.mark.django_db
class TestOnThePage:
    @pytest.fixture(autouse=True)
    def today(self, monkeypatch):
        monkeypatch.setattr(timezone, "localdate", lambda *_: LATER)

    def page(self, client, role):
        patient = a_patient(a_department())
        recorded(patient, tug_s=17.0)
        recorded(patient, on=LATER, tug_s=11.0, five_sts_unable=True)
        client.force_login(a_user(role, patient.department))
        return client.get(reverse("patient-page", args=[patient.key])).content.decode()

    def test_it_shows_each_test_with_its_table(self, client):
        page = self.page(client, Role.PHYSIOTHERAPIST)
        assert "Timed tests" in page
        assert "mark--unable" in page
        assert "Timed up and go, amber from 12 s" in page

    def test_who_may_not_see_function_sees_no_trend(self, client):
        assert "Timed tests" not in self.page(client, Role.COORDINATOR)
