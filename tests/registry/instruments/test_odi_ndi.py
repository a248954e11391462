"""ODI and NDI against the reference cases, and the cuts of their bands from the sources."""

import pytest

from registry.instruments import INSTRUMENTS, InvalidOption, InvalidResponse, NotScorable, Score
from tests.registry.instruments.reference_cases import items, rows
from tests.tables import every_row

ODI, NDI = INSTRUMENTS["odi"], INSTRUMENTS["ndi"]
# The reference prints the source's own words; ours are neutral.
ODI_BANDS = {
    "minimal": "minimal",
    "moderate": "moderate",
    "severe": "severe",
    "crippled": "very_severe",
    "bedbound_or_exaggerated": "extreme",
}
CASES = [
    (instrument, case, minimum)
    for instrument in (ODI, NDI)
    for case in rows(f"{instrument.code}_cases.csv")
    for minimum in (8, 9)
]


def scored(instrument, values, **options):
    return instrument.score(instrument.in_order(values), **options)


def exact_percent(case):
    return 100 * int(case["raw_sum"]) / (5 * int(case["n_answered"]))


@every_row(("instrument", "case", "minimum"), CASES)
def test_reference_case(instrument, case, minimum):
    if case["status"] == "invalid":
        with pytest.raises(InvalidResponse):
            scored(instrument, items(case["items"]), min_answered=minimum)
        return
    result = scored(instrument, items(case["items"]), min_answered=minimum)
    if case["ok_max2" if minimum == 8 else "ok_max1"] == "0":
        assert isinstance(result, NotScorable)
        return
    assert result.value == pytest.approx(exact_percent(case), abs=1e-12)
    assert result.value == pytest.approx(float(case.get("pct_prorata") or case["pct"]), abs=5e-5)
    assert result.answered == int(case["n_answered"])
    assert result.band == (case.get("band") or ODI_BANDS[case["band_on_int"]])
    assert result.rule == f"{instrument.code}-prorata-min{minimum}"


def test_one_omitted_section_gives_16_of_45():
    assert scored(ODI, [2, 2, 2, 2, 2, 2, 2, None, 1, 1]) == Score(
        100 * 16 / 45, 9, "odi-prorata-min8", band="moderate"
    )


@every_row(
    ("values", "band"),
    [
        ([5, 5, 0, 0, 0, 0, 0, 0, 0, 0], "minimal"),  # 20
        ([5, 4, 0, 0, 0, 0, 0, 0, 0, None], "minimal"),  # 20.0 of nine
        ([5, 3, 0, 0, 0, 0, 0, 0, None, None], "minimal"),  # 20.0 of eight
        ([5, 5, 1, 0, 0, 0, 0, 0, 0, 0], "moderate"),  # 22
        ([5, 5, 5, 3, 0, 0, 0, 0, 0, None], "moderate"),  # 40.0 of nine
        ([5, 5, 5, 5, 1, 0, 0, 0, 0, 0], "severe"),  # 42
        ([5, 5, 5, 5, 5, 2, 0, 0, 0, None], "severe"),  # 60.0 of nine
        ([5, 5, 5, 5, 5, 5, 1, 0, 0, 0], "very_severe"),  # 62
        ([5, 5, 5, 5, 5, 5, 5, 5, 1, 0], "extreme"),  # 82
    ],
)
def test_odi_band_at_each_cut(values, band):
    assert scored(ODI, values).band == band


@every_row(
    ("percent", "band"),
    [
        (20, "minimal"),
        (20.4, "minimal"),
        (20.5, "moderate"),
        (40.5, "severe"),
        (60.5, "very_severe"),
        (80.5, "extreme"),
    ],
)
def test_odi_bands_are_of_the_whole_percent_so_that_no_score_falls_between(percent, band):
    assert ODI.band_of(percent) == band


@every_row(
    ("percent", "band"),
    [
        (9.99, "none"),
        (10, "mild"),
        (29.99, "mild"),
        (30, "moderate"),
        (49.99, "moderate"),
        (50, "severe"),
        (69.99, "severe"),
        (70, "complete"),
    ],
)
def test_ndi_bands_are_half_open_at_5_15_25_and_35_of_50(percent, band):
    assert NDI.band_of(percent) == band


@pytest.mark.parametrize("instrument", [ODI, NDI], ids=["odi", "ndi"])
def test_too_many_blanks_say_how_many_and_how_many_may_be(instrument):
    result = scored(instrument, [1, 2, 3, 4, 5, 0, 0, None, None, None])
    assert str(result.reason) == "3 of 10 sections are blank; at most 2 may be."
    assert (result.answered, result.rule) == (7, f"{instrument.code}-prorata-min8")


@pytest.mark.parametrize("instrument", [ODI, NDI], ids=["odi", "ndi"])
def test_all_blank_is_not_scorable_and_all_zero_is_zero(instrument):
    assert isinstance(scored(instrument, [None] * 10), NotScorable)
    assert scored(instrument, [0] * 10).value == 0


@every_row("minimum", [7, 10, 0, True, 8.0])
def test_only_8_or_9_answered_can_be_asked_for(minimum):
    with pytest.raises(InvalidOption, match="give one of 8, 9"):
        ODI.score({}, min_answered=minimum)


def test_a_value_set_is_refused_where_there_is_none():
    with pytest.raises(InvalidOption, match="odi has no value sets"):
        ODI.score({}, value_set="dk_tto")
