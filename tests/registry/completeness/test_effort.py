"""How many more answers bring a department to its target: exact at, below and above it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.completeness.effort import Reach, effort
from tests.tables import every_row

# asked, answered, still open -> answers needed, reach
CASES = [
    ("nothing is asked yet", 0, 0, 0, 0, Reach.NOTHING_ASKED),
    ("exactly at the target", 100, 80, 20, 0, Reach.REACHED),
    ("above it", 100, 81, 19, 0, Reach.REACHED),
    ("one short", 100, 79, 21, 1, Reach.WITHIN_REACH),
    ("78 % of 200: four more", 200, 156, 10, 4, Reach.WITHIN_REACH),
    ("as many open as needed", 200, 156, 4, 4, Reach.WITHIN_REACH),
    ("one fewer open than needed", 200, 156, 3, 4, Reach.OUT_OF_REACH),
    ("every window has closed", 10, 7, 0, 1, Reach.OUT_OF_REACH),
    ("80 % of 11 is 8.8, so nine", 11, 8, 3, 1, Reach.WITHIN_REACH),
    ("one asked, and answered", 1, 1, 0, 0, Reach.REACHED),
    ("one asked, still open", 1, 0, 1, 1, Reach.WITHIN_REACH),
    ("nobody answered, nobody can", 5, 0, 0, 4, Reach.OUT_OF_REACH),
]


@pytest.mark.parametrize(
    ("asked", "answered", "still_open", "needed", "reach"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_how_many_more_answers_it_takes(asked, answered, still_open, needed, reach):
    found = effort(asked=asked, answered=answered, open_now=still_open, target_percent=80)
    assert (found.needed, found.reach) == (needed, reach)


@given(st.integers(0, 3000), st.data())
def test_so_many_more_reach_the_target_and_one_fewer_does_not(asked, data):
    answered = data.draw(st.integers(0, asked))
    found = effort(asked=asked, answered=answered, open_now=asked - answered, target_percent=80)
    assert 100 * (answered + found.needed) >= 80 * asked
    assert found.needed == 0 or 100 * (answered + found.needed - 1) < 80 * asked
    assert found.reach is not Reach.OUT_OF_REACH  # where nobody's window has closed, all can still answer


@every_row(("asked", "answered", "still_open"), [(1, 2, 0), (3, 2, 2), (-1, 0, 0)])
def test_more_answers_than_questions_are_refused(asked, answered, still_open):
    with pytest.raises(ValueError, match="cannot be"):
        effort(asked=asked, answered=answered, open_now=still_open, target_percent=80)
