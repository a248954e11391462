"""One test over a whole table: an item of its own costs a row of a pure rule far more than the rule does."""

import inspect
from functools import wraps

import pytest


def every_row(names, rows, *, ids=repr):
    """Like pytest.mark.parametrize in one item: every row is tried, and each that fails is named.

    Not for a test that leaves something behind (a database, a file): one row would meet what another left.
    """
    named = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    table = [row if len(named) > 1 else (row,) for row in rows]

    def over_the_table(test):
        @wraps(test)
        def whole(**others):
            assert table, "a table without rows shows nothing"
            failed = [error for row in table if (error := failure(row, others))]
            if len(failed) > 1:
                raise BaseExceptionGroup(f"{len(failed)} of {len(table)} rows", failed)
            for error in failed:
                raise error

        def failure(row, others):
            try:
                test(**dict(zip(named, row, strict=True)), **others)
            except (Exception, pytest.fail.Exception) as error:
                error.add_note(f"the row: {', '.join(f'{ids(value):.80}' for value in row)}")
                return error
            return None

        asked = inspect.signature(test).parameters.values()
        whole.__signature__ = inspect.Signature([each for each in asked if each.name not in named])
        return whole

    return over_the_table
