"""Whatever reports are subtracted from each other, no count of one to four patients of another department comes out.

The attack is made by a solver (z3) that knows its own department or its own three, every country figure of every choice
of procedure and years, every unit of the funnel, and the rule itself; it is asked whether a small cell could be anything
else.
"""

from itertools import combinations, product
from random import Random

import pytest
import z3

from registry.reports.blocks import (
    FUNNEL_FROM,
    FUNNEL_STEP,
    Leaf,
    as_drawn,
    as_told,
    blocks,
    inside,
    is_fit,
    tells_percent,
)

EVERY = (1, 2, 3, 4, 5)
PROCEDURES, YEARS = ("decompression", "fusion"), (2019, 2020, 2021)
LEAVES = [Leaf(*place) for place in product(PROCEDURES, YEARS)]
REPORTS = [
    [Leaf(procedure, year) for procedure in chosen for year in range(first, last + 1)]
    for chosen in (PROCEDURES[:1], PROCEDURES[1:], PROCEDURES)
    for first in YEARS
    for last in YEARS
    if first <= last
]


def test_a_total_is_fit_when_no_three_departments_leave_one_to_four_of_another():
    fit = [{1: 5}, {1: 0, 2: 0}, {1: 40, 2: 5}, {1: 9, 2: 9, 3: 5}, {1: 40}, {1: 40, 2: 40, 3: 40, 4: 5}]
    unfit = [
        {1: 4},
        {1: 40, 2: 4},
        {1: 40, 2: 40, 3: 2},
        {1: 3, 2: 3, 3: 3},
        {1: 40, 2: 40, 3: 40, 4: 2, 5: 2},
    ]
    assert [is_fit(parts) for parts in (*fit, *unfit)] == [True] * len(fit) + [False] * len(unfit)


def test_a_total_is_fit_when_nobody_who_works_in_many_departments_is_left_with_one_to_four():
    parts = {1: 9, 2: 9, 3: 9, 4: 9, 5: 4, 6: 0}
    assert is_fit(parts)
    assert is_fit(parts, held=[frozenset({1, 2, 3, 5}), frozenset({1, 2, 3, 4, 5})])
    assert not is_fit(parts, held=[frozenset({1, 2, 3, 4})])
    assert not is_fit(parts, held=[frozenset({1, 2, 3, 4, 6})])


def test_years_wait_for_each_other_until_they_are_fit_and_thirty_without_any_one_department():
    counts = {
        Leaf("fusion", 2018): {1: 30, 2: 30},
        Leaf("fusion", 2019): {1: 30, 2: 27},
        Leaf("fusion", 2020): {1: 30, 2: 3},
        Leaf("fusion", 2021): {1: 30, 2: 30, 3: 3},
        Leaf("fusion", 2022): {1: 30, 2: 30, 3: 2},
        Leaf("fusion", 2023): {1: 2},
    }
    found = blocks(counts)
    assert [sorted(leaf.year for leaf in block) for block in found] == [[2018], [2019, 2020], [2021, 2022]]
    assert inside(found, [Leaf("fusion", 2020), Leaf("fusion", 2018)]) == [found[0]]


def test_what_is_fit_but_of_few_is_told_of_all_procedures_together():
    counts = {Leaf("fusion", 2019): {1: 20, 2: 5}, Leaf("other", 2020): {1: 3}, Leaf("other", 2021): {1: 30}}
    assert blocks(counts) == [
        frozenset({Leaf("other", 2020), Leaf("other", 2021)}),
        frozenset({Leaf("fusion", 2019)}),
    ]


def test_a_share_is_told_in_per_cent_only_of_fifty_others_and_outcomes_to_the_nearest_five():
    told = [{1: 500, 2: 50}, {1: 50, 2: 50, 3: 50, 4: 30, 5: 20}]
    untold = [{1: 500, 2: 49}, {1: 500}, {}, {1: 500, 2: 500, 3: 2}, {1: 50, 2: 50, 3: 50, 4: 30, 5: 19}]
    assert [tells_percent(due) for due in (*told, *untold)] == [True] * 2 + [False] * 5
    assert not tells_percent({1: 50, 2: 50, 3: 50, 4: 50, 5: 4}, held=[frozenset({1, 2, 3, 4})])
    assert [as_told(reached, 98) for reached in (0, 2, 3, 7, 8, 97, 98)] == [0, 0, 5, 5, 10, 95, 98]
    assert [as_drawn(paired) for paired in (0, 29, 30, 34, 36)] == [None, None, 30, 30, 40]


class World:
    """Made-up counts of patients: department and leaf to due, and to paired; two departments are small."""

    def __init__(self, seed: int) -> None:
        random = Random(seed)  # noqa: S311
        self.due, self.paired = {}, {}
        for department, leaf in product(EVERY, LEAVES):
            size = random.choice((0, 3, 8, 40, 120) if department < 4 else (0, 3, 8))
            self.due[department, leaf] = random.randint(0, size)
            self.paired[department, leaf] = random.randint(0, self.due[department, leaf])
        self.blocks = blocks({leaf: self.parts(self.paired, [leaf]) for leaf in LEAVES})

    @staticmethod
    def parts(counts, leaves):
        return {one: sum(counts[one, leaf] for leaf in leaves) for one in EVERY}


def knowledge(world, own, due, paired):
    """All that who works in the departments `own` can read off their patients and every report; and the rule behind them."""
    for key in due:
        yield z3.And(due[key] >= paired[key], paired[key] >= 0)
        if key[0] in own:
            yield z3.And(due[key] == world.due[key], paired[key] == world.paired[key])
    for asked in REPORTS:
        yield from of_report(world, asked, due, paired)
    for department, chosen in product(EVERY, (PROCEDURES[:1], PROCEDURES[1:], PROCEDURES)):
        keys = [(department, leaf) for leaf in LEAVES if leaf.procedure in chosen]
        drawn, told = as_drawn(sum(world.paired[key] for key in keys)), z3.Sum([paired[key] for key in keys])
        half = FUNNEL_STEP // 2
        yield told < FUNNEL_FROM if drawn is None else z3.And(told >= drawn - half, told <= drawn + half)
    for block, known in product(world.blocks, sets_of_departments()):  # that it is shown tells that it is fit
        rest = z3.Sum([paired[one, leaf] for one in EVERY if one not in known for leaf in block])
        yield z3.Or(rest == 0, rest >= 5)


def sets_of_departments():
    return [set(known) for size in range(4) for known in combinations(EVERY, size)]


def of_report(world, asked, due, paired):
    """Exactly how many pairs the blocks inside hold; of the due only the share that is paired, in whole per cent."""
    keys = [(one, leaf) for block in inside(world.blocks, asked) for leaf in block for one in EVERY]
    yield z3.Sum([paired[key] for key in keys]) == sum(world.paired[key] for key in keys)
    if tells_percent(world.parts(world.due, asked)):
        keys = [(one, leaf) for leaf in asked for one in EVERY]
        percent = round(100 * sum(world.paired[key] for key in keys) / sum(world.due[key] for key in keys))
        all_due, part = z3.Sum([due[key] for key in keys]), z3.Sum([paired[key] for key in keys])
        yield z3.And(200 * part >= (2 * percent - 1) * all_due, 200 * part <= (2 * percent + 1) * all_due)


def targets(world, own, due, paired):
    """What must not come out: each small count of another department, of all the others together, and of who is not paired."""
    for mine, true in ((due, world.due), (paired, world.paired)):
        yield from ((mine[key], true[key]) for key in true if key[0] not in own)
        for leaf in LEAVES:
            keys = [(one, leaf) for one in EVERY if one not in own]
            yield z3.Sum([mine[key] for key in keys]), sum(true[key] for key in keys)
    for key in due:
        if key[0] not in own:
            yield due[key] - paired[key], world.due[key] - world.paired[key]


@pytest.mark.slow
@pytest.mark.parametrize("own", [(1,), (1, 2), (1, 2, 3)])
def test_a_solver_that_knows_every_report_and_the_rule_recovers_no_small_cell_of_another_department(own):
    attacked, shown = 0, 0
    for seed in range(12):
        world = World(seed)
        due = {key: z3.Int(f"due-{key}") for key in world.due}
        paired = {key: z3.Int(f"paired-{key}") for key in world.due}
        solver = z3.Solver()
        solver.add(*knowledge(world, own, due, paired))
        shown += len(world.blocks)
        for guess, true in targets(world, own, due, paired):
            if 0 < true < 5:
                attacked += 1
                assert solver.check(guess != true) == z3.sat, (seed, guess, true)
    assert attacked > 200
    assert shown > 8  # reports that show nothing would give nothing away


@pytest.mark.slow
def test_the_attack_works_where_reports_hide_each_small_number_by_itself():
    """Without blocks: the same solver finds small cells, so that its silence above means something."""
    found = 0
    for seed in range(12):
        world = World(seed)
        due = {key: z3.Int(f"due-{key}") for key in world.due}
        solver = z3.Solver()
        solver.add(*(count >= 0 for count in due.values()))
        solver.add(*(due[key] == world.due[key] for key in due if key[0] == 1))
        for asked in REPORTS:
            total = sum(world.due[one, leaf] for one in EVERY for leaf in asked)
            others = z3.Sum([due[one, leaf] for one in EVERY[1:] for leaf in asked])
            if total >= 5:
                solver.add(others == total - sum(world.due[1, leaf] for leaf in asked))
        for leaf in LEAVES:
            others = z3.Sum([due[one, leaf] for one in EVERY[1:]])
            true = sum(world.due[one, leaf] for one in EVERY[1:])
            found += 0 < true < 5 and solver.check(others != true) == z3.unsat
    assert found > 0
