"""Rows by the hundred, as each database takes them: tests/postgresql runs these there too."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from registry.actions.bulk_rows import add_numbers, insert_columns, stored_day
from registry.actions.completeness import KEY, MEASURES
from registry.actions.inserting import COPIED_FROM
from registry.actions.statistics_cells import add_to_cells
from registry.models import CompletenessCell, Procedure, StatisticsCell
from registry.statistics.contributions import Group
from tests.factories import a_department, an_episode

pytestmark = pytest.mark.django_db
MANY = COPIED_FROM + 1
DAYS = [date(2020, 1, 1) + timedelta(days=number) for number in range(MANY)]


def add_counts(keys, numbers):
    add_numbers(CompletenessCell, KEY, MEASURES, [(key, numbers) for key in keys])


def rows(worth):
    return [("odi", "y1", f"{place:06}", "", "", "stenosis", "fusion", 2020, worth) for place in range(MANY)]


def test_what_is_added_to_cells_that_are_there_adds_up_and_begins_at_nothing_elsewhere():
    add_to_cells(1, [Group(("n",), rows(2)[:-1])])
    add_to_cells(1, [Group(("n",), rows(3)), Group(("pairs",), rows(-1))])
    cells = StatisticsCell.objects.order_by("place").values_list("generation", "n", "pairs", "worse")
    assert list(cells) == [(1, 5, -1, 0)] * (MANY - 1) + [(1, 3, -1, 0)]


def test_cells_are_stored_in_the_order_in_which_they_came():
    add_to_cells(1, [Group(("n",), rows(1))])
    places = list(StatisticsCell.objects.order_by("pk").values_list("place", flat=True))
    assert places == sorted(places)
    assert len(places) == MANY


def test_counts_are_lowered_again_but_never_below_nothing():
    unit = a_department().pk
    keys = [(stored_day(day), unit, "y1", "") for day in DAYS]
    add_counts(keys, (3, 2, 1))
    add_counts(keys, (-1, -2, 0))
    assert list(CompletenessCell.objects.values_list(*MEASURES)) == [(2, 0, 1)] * MANY
    with pytest.raises(IntegrityError), transaction.atomic():
        add_counts(keys, (-3, 0, 0))
    assert list(CompletenessCell.objects.values_list(*MEASURES)) == [(2, 0, 1)] * MANY


def test_a_row_that_is_refused_is_told_as_django_tells_it_and_none_is_stored():
    episode = an_episode().pk
    made = [{"episode_id": episode, "kind": "other", "performed_on": stored_day(day)} for day in DAYS]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_columns(Procedure, [*made, made[0]])
    assert not Procedure.objects.exists()
    assert insert_columns(Procedure, made) == MANY
    assert Procedure.objects.count() == MANY
