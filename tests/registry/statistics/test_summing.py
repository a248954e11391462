"""Cells are added up in two ways, one by one and by columns: both lock and store the same cells in the same order."""

from functools import cache
from itertools import pairwise

from registry.statistics import Key, counted, moves
from registry.statistics.contributions import AT_ONCE, added, grouped, in_order
from registry.statistics.summing import summed
from tests.registry.annual_report.source import episodes


@cache
def _changes():
    """Some come, some go, some change into another; one moves to another department, one to another country, and of two
    who change places nothing comes."""
    found = [counted(rows) for rows in episodes(60)]
    moved = [(found[0], found[0]._replace(department=9)), (found[1], found[1]._replace(country="SE"))]
    swapped = [(found[2], found[3]), (found[3], found[2])]
    return [(None, one) for one in found[:40]] + [(found[40], None), *moved, *swapped, *pairwise(found[41:])]


def test_both_ways_give_the_same_cells_in_the_same_order():
    changes = _changes()
    one_by_one = {
        group.rows[0][:2]: group for group in grouped(added(part for one in changes for part in moves(*one)))
    }
    by_columns = {group.rows[0][:2]: group for group in summed(changes)}
    assert list(by_columns) == list(one_by_one)
    for measured, group in one_by_one.items():
        assert group.rows == sorted(group.rows, key=lambda row: in_order(Key(*row[:8])))
        assert _held(by_columns[measured]) == _held(group)


def test_a_few_cells_are_one_group_in_the_order_of_all():
    before = counted(episodes(1)[0])
    key, at = before.scores[0]
    after = before._replace(scores=((key, at[:-1]), *before.scores[1:]))  # the last answer is taken away
    cells = added(moves(before, after))
    [group] = grouped(cells)
    assert 1 < len(group.rows) <= AT_ONCE
    assert [Key(*row[:8]) for row in group.rows] == sorted(cells, key=in_order)
    assert dict(_held(group)) == cells


def _held(group):
    """Each cell with what is added to it, but nothings: one way names columns that add up to nothing."""
    return [
        (Key(*row[:8]), {name: value for name, value in zip(group.columns, row[8:], strict=True) if value})
        for row in group.rows
    ]


def test_the_undivided_cells_come_first_and_then_all_strata_of_a_diagnosis_procedure_and_year():
    odi = next(
        group
        for group in grouped(added(part for one in _changes() for part in moves(*one)))
        if group.rows[0][0] == "odi"
    )
    keys = [Key(*row[:8]) for row in odi.rows]
    divided = [key.stratum != "" for key in keys]
    assert divided == sorted(divided)
    whose = [(key.place, *key[5:]) for key, is_divided in zip(keys, divided, strict=True) if is_divided]
    assert len([1 for one, other in pairwise(whose) if one != other]) + 1 == len(set(whose))
