"""People made, encrypted and scored by a process of its own, while those before them are being stored.

A process that shares nothing, not a fork: a connection to the database must not be in two, and this one has none. What
it makes comes through a pipe, which lets it run one batch ahead and no more.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator, Sequence
from subprocess import PIPE, Popen
from typing import Any, NamedTuple

from registry.actions.simulation_rows import answer_columns, identity_columns
from registry.collecting import collecting_seldom
from registry.simulation.people import Person, Recipe, people

WORK = "import django; django.setup(); from registry.actions.simulation_ahead import work; work()"


class Made(NamedTuple):
    """A person, and the columns that take longest to prepare and need no id: of the identity, and of each answer."""

    person: Person
    identity: tuple[Any, ...]
    answers: list[dict[str, Any]]


def made_by_batch(recipe: Recipe, batches: Sequence[range]) -> Iterator[list[Made]]:
    """The people of each range of serial numbers, in order; they are the same wherever they are made."""
    if len(batches) < 2:
        yield from (_made(recipe, serials) for serials in batches)
        return
    command, paths = [sys.executable, "-c", WORK], os.pathsep.join(sys.path)
    with Popen(command, stdin=PIPE, stdout=PIPE, env={**os.environ, "PYTHONPATH": paths}) as maker:  # noqa: S603  our own
        assert maker.stdin is not None  # noqa: S101  for the type checker: both are pipes
        assert maker.stdout is not None  # noqa: S101
        with maker.stdin as asked:
            pickle.dump((recipe, batches), asked)
        try:
            yield from (pickle.load(maker.stdout) for _batch in batches)  # noqa: S301  what our own process made
        except (EOFError, pickle.UnpicklingError) as error:  # it may end in the middle of a batch
            raise RuntimeError(
                "The process that makes people ended before they were all made; nothing is stored. Run it again."
            ) from error
        finally:
            maker.kill()


@collecting_seldom()
def work() -> None:
    """The other side of the pipe."""
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    recipe, batches = pickle.load(asked)  # noqa: S301  from the process that started this one
    for serials in batches:
        pickle.dump(_made(recipe, serials), told)
        told.flush()


def _made(recipe: Recipe, serials: range) -> list[Made]:
    return [
        Made(person, identity_columns(person), answer_columns(person)) for person in people(recipe, serials)
    ]
