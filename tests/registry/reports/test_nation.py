"""What is told of the country: blocks added up, outcomes to the nearest five, completeness only of many."""

import pytest

from registry.reports.blocks import Leaf
from registry.reports.nation import Counts, Nation
from registry.statistics import Moments, measure
from registry.statistics.exact import scaled
from tests.tables import every_row

ODI = measure("odi")
OWN, OTHER = 1, 2


def counts(due: int, pairs: int, improved_by: float = 10.0, reached: int = 0) -> Counts:
    change = Moments.of([improved_by] * pairs)
    high, low = divmod(change.squares, 2**36)
    after = {"n": pairs, "pairs": pairs, "reached_1": reached, "change_total": scaled(improved_by) * pairs}
    return Counts(
        due, pairs, {**after, "change_squares_high": high, "change_squares_low": low, "bin_00": pairs}
    )


def nation(**years: tuple[Counts, Counts]) -> Nation:
    own = {Leaf("fusion", int(year[1:])): pair[0] for year, pair in years.items()}
    other = {Leaf("fusion", int(year[1:])): pair[1] for year, pair in years.items()}
    both = {leaf: _together(own[leaf], other[leaf]) for leaf in own}
    return Nation(ODI, both, {OWN: own, OTHER: other})


def _together(first: Counts, second: Counts) -> Counts:
    after = {
        name: first.after.get(name, 0) + second.after.get(name, 0) for name in {*first.after, *second.after}
    }
    return Counts(first.due + second.due, first.answered + second.answered, after)


def test_a_year_in_which_another_unit_has_four_is_told_of_only_together_with_the_next():
    found = nation(y2020=(counts(30, 20), counts(9, 4)), y2021=(counts(30, 20), counts(40, 30)))
    assert found.told("", 2020, 2020).n == 0
    assert found.leaves_out("", 2020, 2020)
    assert found.told("", 2021, 2021).n == 0  # else it could be subtracted
    assert found.told("", 2020, 2021).n == 74
    assert not found.leaves_out("", 2020, 2021)
    assert found.told().pairs.change.mean == pytest.approx(10)


def test_outcomes_are_told_to_the_nearest_five_and_completeness_only_where_the_others_are_fifty():
    few, many = (
        nation(y2020=(counts(80, 40), counts(49, 20, reached=3))),
        nation(y2020=(counts(80, 40), counts(60, 20))),
    )
    assert few.told().pairs.share_over("12.8").reached == 5
    assert few.told().completeness is None
    assert many.told().completeness == 0.43  # 60 of 140, in whole per cent
    assert few.told().pairs.n_due is None  # how many were due is not told, nor how many answered
    assert few.told().pairs.n_answered == 0


def test_other_units_are_drawn_to_the_nearest_ten_and_not_below_thirty():
    found = nation(y2020=(counts(80, 40), counts(60, 34, reached=17)))
    assert [(point.n, point.value) for point in found.others(OWN, "", "reached_1")] == [(30, 0.5)]
    assert found.others(OTHER, "", "reached_1")[0].n == 40
    assert nation(y2020=(counts(80, 40), counts(60, 29))).others(OWN, "", "reached_1") == []


@every_row("reached", [1, 2, 3, 4, 33, 32, 31, 30])
def test_a_circle_of_another_unit_tells_no_outcome_of_one_to_four_patients_nor_of_all_but_so_few(reached):
    def drawn(reached):
        return nation(y2020=(counts(80, 40), counts(60, 34, reached=reached))).others(OWN, "", "reached_1")

    rounded = {1: 0, 2: 0, 3: 5, 4: 5, 33: 34, 32: 34, 31: 29, 30: 29}[reached]
    assert drawn(reached) == drawn(rounded)
    assert drawn(0) != drawn(5) != drawn(6)
