"""People made by another process are those that would be made here."""

import os
import signal
from datetime import date
from subprocess import Popen

import pytest

from registry.actions import simulation_ahead
from registry.actions.simulation_ahead import made_by_batch
from registry.actions.simulation_rows import answer_columns
from registry.simulation.people import Recipe, people

RECIPE = Recipe(7, date(2018, 1, 1), date(2023, 12, 31))
BATCHES = [range(1, 31), range(31, 61), range(61, 71)]

pytestmark = pytest.mark.slow  # starts processes


def test_people_made_by_another_process_are_the_same_in_the_same_order():
    made = list(made_by_batch(RECIPE, BATCHES))
    assert [len(batch) for batch in made] == [30, 30, 10]
    here = list(people(RECIPE, range(1, 71)))
    assert [one.person for batch in made for one in batch] == here
    assert [one.answers for batch in made for one in batch] == [answer_columns(person) for person in here]


def test_who_stops_early_leaves_no_process_behind(monkeypatch):
    started = _watched(monkeypatch)
    making = made_by_batch(RECIPE, BATCHES)
    next(making)
    making.close()
    assert started[0].poll() is not None


def test_a_process_that_was_killed_is_said(monkeypatch):
    started = _watched(monkeypatch)
    making = made_by_batch(RECIPE, [range(start, start + 200) for start in range(1, 2_001, 200)])
    next(making)
    os.kill(started[0].pid, signal.SIGKILL)
    with pytest.raises(RuntimeError, match="ended before"):
        list(making)


def _watched(monkeypatch):
    started = []

    def start(*args, **kwargs):
        started.append(Popen(*args, **kwargs))
        return started[-1]

    monkeypatch.setattr(simulation_ahead, "Popen", start)
    return started
