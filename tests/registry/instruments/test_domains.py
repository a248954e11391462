"""SF-36, RAND-36 and SRS-22r against reference cases that other implementations computed."""

from __future__ import annotations

from operator import itemgetter

import pytest

from registry.instruments import INSTRUMENTS, InvalidResponse, NotScorable
from tests.registry.instruments.reference_cases import items, rows
from tests.tables import every_row

SF36, RAND36, SRS22R = (INSTRUMENTS[code] for code in ("sf36", "rand36", "srs22r"))
SCALES = ("PF", "RP", "BP", "GH", "VT", "SF", "RE", "MH")
SHORT_FORM = rows("sf36_cases.csv")
DEFORMITY = rows("srs22r_cases.csv")
PRINTED = 6e-5  # the cases are printed with four decimals


def expected(written):
    return float(written) if written else None


def assert_alike(found, wanted):
    assert found == (None if wanted is None else pytest.approx(wanted, abs=PRINTED))


def answered(case):
    return {f"i{number}": int(case[f"i{number}"]) if case[f"i{number}"] else None for number in range(1, 37)}


@every_row("case", SHORT_FORM, ids=itemgetter("case"))
def test_every_scale_and_summary_of_the_sf36(case):
    found = SF36.score(answered(case)).domains
    for code in (*SCALES, "PCS", "MCS"):
        assert_alike(found[code.lower()], expected(case[code]))


@every_row("case", SHORT_FORM, ids=itemgetter("case"))
def test_every_scale_of_the_rand36(case):
    found = RAND36.score(answered(case)).domains
    for code in SCALES:
        assert_alike(found[code.lower()], expected(case[f"rand_{code}"]))


def test_the_published_vector_of_the_sf36_is_met_to_the_last_digit():
    case = next(case for case in SHORT_FORM if case["case"] == "julia_pkg_test_vector")
    found = SF36.score(answered(case)).domains
    assert (found["pcs"], found["mcs"]) == (
        pytest.approx(44.4027962318693, abs=1e-12),
        pytest.approx(32.31104541346562, abs=1e-12),
    )


def test_the_summaries_are_not_clipped():
    worst = SF36.score(
        {
            item.code: item.lowest if item.direction == "higher_is_better" else item.highest
            for item in SF36.items
        }
    )
    assert [round(worst.domains[code], 2) for code in ("pcs", "mcs")] == [20.14, 17.34]


def test_without_a_scale_there_is_no_summary_and_the_other_scales_are_kept():
    case = next(case for case in SHORT_FORM if case["case"] == "bp_both_missing")
    result = SF36.score(answered(case))
    assert isinstance(result, NotScorable)
    assert str(result.reason) == "1 of 8 scales cannot be scored; the summaries need all eight."
    assert result.domains["pf"] == 35


def test_the_score_of_each_is_its_headline():
    case = answered(SHORT_FORM[0])
    assert SF36.score(case).value == SF36.score(case).domains["pcs"]
    assert RAND36.score(case).value == RAND36.score(case).domains["pf"]


@every_row("case", [case for case in DEFORMITY if case["status"] == "ok"], ids=lambda case: case["case"])
def test_every_domain_of_the_srs22r(case):
    found = SRS22R.score(SRS22R.in_order(items(case["items"]))).domains
    for code in ("function", "pain", "self_image", "mental_health", "satisfaction", "subtotal", "total"):
        assert_alike(found[code], expected(case[code]))


@pytest.mark.parametrize(
    "case", [case for case in DEFORMITY if case["status"] == "invalid"], ids=lambda case: case["case"]
)
def test_an_srs_item_out_of_range_is_refused(case):
    with pytest.raises(InvalidResponse):
        SRS22R.in_order(items(case["items"]))


def test_before_treatment_satisfaction_is_left_out_and_the_subtotal_stands():
    before = SRS22R.score({f"i{number}": 3 for number in range(1, 21)})
    assert (before.value, before.domains["satisfaction"], before.domains["total"]) == (3, None, None)
