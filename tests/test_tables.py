"""A table in one test is still tried row by row, and says which rows fail."""

import pytest

from tests.tables import every_row


def odd(number):
    assert number % 2


def test_every_row_is_tried_with_those_of_the_table_above():
    tried = []

    @every_row("big", "AB")
    @every_row("small, number", [("a", 1), ("b", 2)])
    def table(big, small, number):
        tried.append(f"{big}{small}{number}")

    table()
    assert tried == ["Aa1", "Ab2", "Ba1", "Bb2"]


def test_each_row_that_fails_is_named_and_the_others_are_still_tried():
    @every_row("number", [1, 2, 3, 4], ids=lambda number: f"no. {number}")
    def table(number):
        if number == 4:
            pytest.fail("four")
        assert number % 2

    with pytest.RaisesGroup(AssertionError, pytest.fail.Exception) as failed:
        table()
    assert [error.__notes__ for error in failed.value.exceptions] == [["the row: no. 2"], ["the row: no. 4"]]


def test_one_row_that_fails_fails_as_itself():
    with pytest.raises(AssertionError) as failed:
        every_row("number", [1, 2])(odd)()
    assert failed.value.__notes__ == ["the row: 2"]


def test_a_table_without_rows_shows_nothing_and_fails():
    with pytest.raises(AssertionError, match="without rows"):
        every_row("number", [])(odd)()
