"""A change is improvement when it is positive, and reaches the threshold at the threshold."""

from registry.instruments import INSTRUMENTS, ChangeKind, NotComparable, change
from tests.tables import every_row

DK = ("dk_tto", "dk_tto")


@every_row(
    ("code", "baseline", "follow_up", "improvement", "kind"),
    [
        ("odi", 50, 37.2, 12.8, "better"),
        ("odi", 50, 37.3, 12.7, "less_than_threshold"),
        ("odi", 50, 30.9, 19.1, "better"),
        ("odi", 50, 62.8, -12.8, "worse"),
        ("odi", 50, 62.7, -12.7, "less_than_threshold"),
        ("odi", 50, 50, 0, "less_than_threshold"),
        ("ndi", 40, 30, 10, "better"),
        ("ndi", 40, 30.1, 9.9, "less_than_threshold"),
        ("vas_back", 70, 55, 15, "better"),
        ("vas_back", 70, 56, 14, "less_than_threshold"),
        ("nrs_pain", 7, 5, 2, "better"),
        ("nrs_pain", 7, 6, 1, "less_than_threshold"),
    ],
)
def test_where_higher_is_worse_a_fall_is_improvement(code, baseline, follow_up, improvement, kind):
    found = change(INSTRUMENTS[code], baseline, follow_up)
    assert (found.improvement, found.kind) == (improvement, kind)


@every_row(
    ("baseline", "follow_up", "improvement", "kind"),
    [
        (0.592, 0.712, 0.12, "better"),  # binary subtraction gives 0.11999999999999988... or thereabouts
        (0.3, 0.42, 0.12, "better"),
        (0.3, 0.419, 0.119, "less_than_threshold"),
        (0.42, 0.3, -0.12, "worse"),
    ],
)
def test_where_higher_is_better_a_rise_is_improvement(baseline, follow_up, improvement, kind):
    found = change(INSTRUMENTS["eq5d_3l"], baseline, follow_up, value_sets=DK)
    assert (found.improvement, found.kind) == (improvement, kind)


def test_every_pair_of_dutch_indices_0_12_apart_reaches_the_threshold():
    pairs = [(thousandths / 1000, (thousandths + 120) / 1000) for thousandths in range(-624, 881)]
    kinds = {change(INSTRUMENTS["eq5d_3l"], low, high, value_sets=DK).kind for low, high in pairs}
    assert kinds == {ChangeKind.BETTER}


def test_a_change_carries_its_threshold_with_unit_and_source():
    found = change(INSTRUMENTS["ndi"], 40, 20)
    assert (found.mcid.value, found.mcid.unit) == (10, "points on 0-100")
    assert found.reaches_threshold


@every_row("value_sets", [("dk_tto", "uk_tto"), (None, None), ("dk_tto", None), (None, "dk_tto")])
def test_two_indices_are_compared_only_within_one_named_value_set(value_sets):
    found = change(INSTRUMENTS["eq5d_3l"], 0.5, 0.9, value_sets=value_sets)
    assert isinstance(found, NotComparable)
    assert "one value set" in str(found.reason)
