"""People made by a process of its own, while those before them are being stored.

A process that shares nothing, not a fork: a connection to the database must not be in two. What it makes comes through
a pipe, which lets it run one batch ahead and no more.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator, Sequence
from subprocess import PIPE, Popen
from typing import BinaryIO

from registry.simulation.people import Person, Recipe, people


def people_by_batch(recipe: Recipe, batches: Sequence[range]) -> Iterator[list[Person]]:
    """The people of each range of serial numbers, in order; they are the same wherever they are made."""
    if len(batches) < 2:
        yield from (list(people(recipe, serials)) for serials in batches)
        return
    command, paths = [sys.executable, "-m", "registry.simulation.ahead"], os.pathsep.join(sys.path)
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


def make(asked: BinaryIO, made: BinaryIO) -> None:
    """The other side of the pipe."""
    recipe, batches = pickle.load(asked)  # noqa: S301  from the process that started this one
    for serials in batches:
        pickle.dump(list(people(recipe, serials)), made)
        made.flush()


if __name__ == "__main__":
    make(sys.stdin.buffer, sys.stdout.buffer)
