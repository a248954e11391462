"""Rows beside the row they belong to come as they are stored, to the last digit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from registry.models import Assessment, Episode, Procedure
from registry.selectors.json_rows import rows_beside
from tests.factories import a_department, a_patient, an_episode

pytestmark = pytest.mark.django_db
COLUMNS = ("timepoint", "observed_on", "score", "domains")
DAY = date(2024, 3, 4)
numbers = st.floats(-1e300, 1e300, allow_subnormal=False)


def answered(timepoint: str, score: float | None = None, **domains: float | None) -> Assessment:
    episode = Episode.objects.first() or an_episode(a_patient(a_department()), onset_on=DAY)
    told = {"score": score, "not_scorable": "" if score is not None else "blank", "domains": domains}
    fixed = {"instrument": "odi", "observed_on": DAY, "responses": {}, "scoring_rule": "odi_v1"}
    return Assessment.objects.create(
        patient=episode.patient, episode=episode, timepoint=timepoint, **fixed, **told
    )


def beside(rows, *columns):
    return list(
        Episode.objects.annotate(beside=rows_beside(rows, "episode", *columns)).values_list(
            "beside", flat=True
        )
    )


def test_each_row_has_its_own_and_none_where_there_are_none():
    first = answered("baseline", 52.0)
    answered("y1", None, physical=1 / 3, mental=None)
    an_episode(a_patient(a_department()), onset_on=date(2020, 1, 1))
    found, nobody = beside(Assessment.objects.all(), *COLUMNS)
    day = DAY.isoformat()
    assert sorted(found) == [
        ["baseline", day, 52.0, {}],
        ["y1", day, None, {"physical": 1 / 3, "mental": None}],
    ]
    assert nobody is None
    assert beside(Assessment.objects.filter(timepoint="y1"), "timepoint") == [[["y1"]], None]
    assert beside(Procedure.objects.all(), "kind") == [None, None]
    first.delete()
    assert beside(Assessment.objects.exclude(timepoint="y1"), "timepoint") == [None, None]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(numbers)
@example(0.0)
@example(100 * 17 / 45)
@example(0.1 + 0.2)
def test_a_number_keeps_every_digit(number):
    one = Assessment.objects.first() or answered("baseline", 1.0)
    Assessment.objects.filter(pk=one.pk).update(score=number, domains={"physical": number})
    [[[score, domains]]] = beside(Assessment.objects.all(), "score", "domains")
    found = (score, domains["physical"])
    assert tuple(map(float, found)) == (number, number)  # PostgreSQL writes a whole number as one
