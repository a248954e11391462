"""No count of one to four is shown, nor can it be worked out from what is."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from registry.suppression import SMALLEST_SHOWN, suppressed
from tests.tables import every_row

counts = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 12), min_size=1, max_size=4)
with_sizes = st.dictionaries(
    st.sampled_from("abcd"), st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=4
)


def possible(shown, sizes):
    """Every way to fill in what is hidden: at least one each, no more than there are, and adding up."""
    hidden = [cell for cell, count in shown.cells.items() if count is None]
    seen = sum(count for count in shown.cells.values() if count is not None)
    ranges = [range(1, sizes.get(cell, 60) + 1) for cell in hidden]
    if shown.total is not None:
        ranges = [range(1, min(each.stop, shown.total - seen + 1)) for each in ranges]
    fillings = (dict(zip(hidden, filling, strict=True)) for filling in product(*ranges))
    return [each for each in fillings if shown.total in (None, seen + sum(each.values()))]


@given(counts)
def test_no_hidden_count_can_be_worked_out_from_the_total(counts):
    shown = suppressed(counts)
    hidden = [cell for cell, count in shown.cells.items() if count is None]
    if shown.total is not None:
        fillings = possible(shown, {})
        assert all(len({filling[cell] for filling in fillings}) > 1 for cell in hidden)


@given(with_sizes)
def test_nor_where_it_is_known_how_many_there_could_be(parts):
    counts, sizes = (
        {cell: n for cell, (n, _) in parts.items()},
        {cell: n + m for cell, (n, m) in parts.items()},
    )
    shown = suppressed(counts, sizes)
    hidden = [cell for cell, count in shown.cells.items() if count is None]
    if shown.total is not None:
        fillings = possible(shown, sizes)
        assert all(len({filling[cell] for filling in fillings}) > 1 for cell in hidden)


@given(counts)
def test_what_is_shown_is_true_and_none_of_it_is_small(counts):
    shown = suppressed(counts)
    assert set(shown.cells) == set(counts)
    for cell, count in shown.cells.items():
        assert count is None or (count == counts[cell] and (count == 0 or count >= SMALLEST_SHOWN))
    assert shown.total in (None, sum(counts.values()))
    assert shown.total is None or shown.total == 0 or shown.total >= SMALLEST_SHOWN


@given(with_sizes)
def test_the_rest_of_a_shown_count_is_not_small_either(parts):
    counts, sizes = (
        {cell: n for cell, (n, _) in parts.items()},
        {cell: n + m for cell, (n, m) in parts.items()},
    )
    for cell, count in suppressed(counts, sizes).cells.items():
        # where nobody is counted the rest is everybody, and how many that is was known before
        assert not count or not 0 < sizes[cell] - count < SMALLEST_SHOWN


@every_row(
    ("counts", "cells", "total"),
    [
        ({"a": 0, "b": 7}, {"a": 0, "b": 7}, 7),
        (
            {"a": 4, "b": 7, "c": 9},
            {"a": None, "b": None, "c": 9},
            20,
        ),  # 7 is the smallest that keeps 4 hidden
        ({"a": 5, "b": 7}, {"a": 5, "b": 7}, 12),
        ({"a": 4, "b": 0}, {"a": None, "b": 0}, None),  # nothing else could keep it hidden
        ({"a": 3, "b": 2}, {"a": None, "b": None}, 5),
        ({"a": 1, "b": 1}, {"a": None, "b": None}, None),  # two in all is small itself
        ({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}, dict.fromkeys("abcde"), None),  # five in five: one each
        ({}, {}, 0),
    ],
)
def test_worked_examples(counts, cells, total):
    shown = suppressed(counts)
    assert (shown.cells, shown.total) == (cells, total)


def test_a_count_whose_rest_is_small_is_hidden():
    shown = suppressed({"a": 17, "b": 30}, {"a": 20, "b": 60})
    assert shown.cells == {"a": None, "b": None}
    assert shown.total == 47
    assert suppressed({"a": 20, "b": 30}, {"a": 20, "b": 60}).cells == {"a": 20, "b": 30}
