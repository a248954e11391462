"""The bands of the three tests: below, at and above each cut, unable, and missing."""

from guidelines.pathway.functional_bands import BAND_LABELS, TESTS, Band, band_of
from guidelines.pathway.thresholds import DEFAULT, Override
from tests.guidelines.pathway.functional import patient
from tests.tables import every_row

BY_SECONDS = {test.seconds: test for test in TESTS}


@every_row(
    ("fact", "seconds", "band"),
    [
        ("tug_s", 11.9, Band.GREEN),
        ("tug_s", 12, Band.AMBER),
        ("tug_s", 15, Band.AMBER),
        ("tug_s", 15.1, Band.RED),
        ("tug_s", 19.9, Band.RED),
        ("tug_s", 20, Band.VERY_RED),
        ("five_sts_s", 0, Band.GREEN),
        ("five_sts_s", 11.9, Band.GREEN),
        ("five_sts_s", 12, Band.AMBER),
        ("five_sts_s", 15, Band.AMBER),
        ("five_sts_s", 15.1, Band.RED),
        ("five_sts_s", 60, Band.RED),
        ("tandem_s", 10, Band.GREEN),
        ("tandem_s", 9.9, Band.AMBER),
        ("tandem_s", 3, Band.AMBER),
        ("tandem_s", 2.9, Band.RED),
        ("tandem_s", 0, Band.RED),
    ],
)
def test_each_time_has_its_band(fact, seconds, band):
    assert band_of(BY_SECONDS[fact], patient(**{fact: seconds}), DEFAULT) is band


@every_row("test", TESTS, ids=lambda test: test.seconds)
def test_a_missing_test_has_no_band(test):
    assert band_of(test, patient(), DEFAULT) is None


@every_row("fact", ["tug_s", "five_sts_s"])
@every_row(("unable", "band"), [(True, Band.VERY_RED), (False, None)])
def test_unable_is_very_red_and_able_without_a_time_is_missing(fact, unable, band):
    test = BY_SECONDS[fact]
    assert band_of(test, patient(**{test.unable: unable}), DEFAULT) is band


def test_a_department_s_cut_moves_the_band():
    moved = DEFAULT.with_overrides(
        {"tug_amber_s": Override(10, "our unit", DEFAULT.named("tug_amber_s").valid_from)}
    )
    assert band_of(BY_SECONDS["tug_s"], patient(tug_s=11), moved) is Band.AMBER


def test_every_band_has_a_word():
    assert set(BAND_LABELS) == set(Band)
