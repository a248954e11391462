"""Scores and classifications a clinician enters: the reference cases, and each cut below, at and above."""

from __future__ import annotations

import pytest

from registry.instruments import INSTRUMENTS, InvalidResponse, NotComparable, NotScorable, change
from tests.registry.instruments.reference_cases import rows
from tests.tables import every_row

REVISED, ORIGINAL = INSTRUMENTS["tokuhashi_revised"], INSTRUMENTS["tokuhashi_1990"]
# scoring.md, section 8: what each answer counts
COUNTS = {
    "general": {"poor": 0, "moderate": 1, "good": 2},
    "extraspinal": {">=3": 0, "1-2": 1, "0": 2},
    "vertebral": {">=3": 0, "3": 0, "2": 1, "1": 2},
    "organs": {"unremovable": 0, "removable": 1, "none": 2},
    "primary": {
        **dict.fromkeys(("lung", "osteosarcoma", "stomach", "bladder", "esophagus", "pancreas"), 0),
        **dict.fromkeys(("liver", "gallbladder", "unidentified"), 1),
        "other": 2,
        **dict.fromkeys(("kidney", "uterus"), 3),
        "rectum": 4,
        **dict.fromkeys(("thyroid", "breast", "prostate", "carcinoid"), 5),
    },
    "palsy": {"A": 0, "B": 0, "C": 1, "D": 1, "E": 2},
}
BANDS = {
    "<6 months": "under_6_months",
    ">=6 months": "from_6_months",
    ">=1 year": "from_1_year",
    "<=3 months": "to_3_months",
    "<=12 months": "to_12_months",
    ">=12 months": "from_12_months",
}
OF_ITEMS = {
    "of_grade": "of_class",
    "severe_osteoporosis": "severe_osteoporosis",
    "progression": "progression",
    "pain_ge5": "pain",
    "neuro": "neuro",
    "mobilised": "mobilised",
    "asa_gt3": "asa",
    "mfi_gt2": "frailty",
    "anticoag": "anticoagulation",
}


def tokuhashi(instrument, *points):
    return instrument.score(instrument.in_order(points))


@every_row("case", rows("tokuhashi_cases.csv"), ids=lambda case: case["case"])
def test_the_revised_tokuhashi_score(case):
    named = {item: case[item] for item in COUNTS}
    if case["case"] == "invalid_primary":
        with pytest.raises(InvalidResponse):
            REVISED.score({"primary": 6})
        return
    found = REVISED.score({item: COUNTS[item][name] if name else None for item, name in named.items()})
    if case["prognosis_2005"] == "incomplete":
        assert str(found.reason) == "1 of 6 items are blank; the score needs all."
        return
    assert (found.value, found.band) == (int(case["score"]), BANDS[case["prognosis_2005"]])
    assert ORIGINAL.band_of(found.value) == BANDS[case["danespine_band"]]


@every_row(
    ("score", "revised", "original"),
    [
        (5, "under_6_months", "to_3_months"),
        (6, "under_6_months", "to_12_months"),
        (8, "under_6_months", "to_12_months"),
        (9, "from_6_months", "from_12_months"),
        (11, "from_6_months", "from_12_months"),
        (12, "from_1_year", "from_12_months"),
    ],
)
def test_the_bands_of_the_two_tokuhashi_scores_differ_at_the_same_total(score, revised, original):
    assert (REVISED.band_of(score), ORIGINAL.band_of(score)) == (revised, original)


def test_the_two_tokuhashi_scores_end_at_15_and_12_and_refuse_each_other_s_primary_tumour():
    assert tokuhashi(REVISED, 2, 2, 2, 2, 5, 2).value == 15
    assert tokuhashi(ORIGINAL, 2, 2, 2, 2, 2, 2).value == 12
    with pytest.raises(InvalidResponse):
        tokuhashi(ORIGINAL, 2, 2, 2, 2, 5, 2)


@every_row("case", rows("of_score_cases.csv"))
def test_the_modified_of_score(case):
    found = INSTRUMENTS["of_score"].score(
        {item: int(case[name]) if case[name] else None for name, item in OF_ITEMS.items()}
    )
    assert (found.value, found.band) == (int(case["score"]), case["advice"])
    assert found.domains["of_class"] == int(case["of_grade"])
    assert found.domains["least"] <= found.value <= found.domains["most"]


def test_the_blanks_of_an_of_score_are_counted_0_and_what_they_leave_open_is_said():
    found = INSTRUMENTS["of_score"].score({"of_class": 3})
    assert (found.value, found.band, found.answered) == (6, "either", 1)
    # least: no progression, no pain, mobilised, two illnesses; most: osteoporosis, progression, pain, deficit, in bed
    assert (found.domains["least"], found.domains["most"]) == (1, 12)


def test_an_of_score_needs_the_type():
    found = INSTRUMENTS["of_score"].score({"pain": 1})
    assert isinstance(found, NotScorable)
    assert str(found.reason) == "The OF type is not recorded."


@every_row("case", rows("genant_cases.csv"), ids=lambda case: case["height_loss_pct"])
def test_the_genant_grade(case):
    measured = float(case["height_loss_pct"])
    assert INSTRUMENTS["genant"].score({"height_loss": measured}).value == int(case["grade"])


@every_row(
    ("measured", "grade"),
    [(0, 0), (19.99, 0), (20, 1), (25, 1), (25.01, 2), (40, 2), (40.01, 3), (100, 3)],
)
def test_the_genant_grade_at_each_cut(measured, grade):
    assert INSTRUMENTS["genant"].score({"height_loss": measured}).value == grade


def test_a_shape_alone_has_no_genant_grade():
    assert isinstance(INSTRUMENTS["genant"].score({"shape": 1}), NotScorable)


def test_the_lenke_type_is_a_name_and_measures_no_change():
    lenke = INSTRUMENTS["lenke"]
    assert (lenke.score({"curve": 5}).value, lenke.score({"curve": 5}).band) == (5, "lumbar")
    assert isinstance(lenke.score({"lumbar": 0}), NotScorable)
    assert (
        str(change(lenke, 1, 5).reason)
        == "Lenke type has no threshold (MCID) that a change could be held against."
    )
    assert isinstance(change(REVISED, 5, 9), NotComparable)


def test_the_denis_zone_is_the_highest_that_is_involved():
    assert [INSTRUMENTS["denis"].score({"zone": zone}).band for zone in (1, 2, 3)] == [
        "zone_1",
        "zone_2",
        "zone_3",
    ]


@pytest.mark.parametrize("code", ["tug", "five_sts"])
def test_unable_is_an_answer_and_never_a_number(code):
    unable = INSTRUMENTS[code].score({"unable": 1})
    assert (str(unable.reason), unable.answered) == ("Unable to do the test: that is the answer.", 1)
    assert INSTRUMENTS[code].score({"seconds": 12.4, "unable": 0}).value == 12.4
    assert str(INSTRUMENTS[code].score({"seconds": 12.4, "unable": 1}).reason).startswith("Both a time")
    assert str(INSTRUMENTS[code].score({"unable": 0}).reason) == "The time is not recorded."


@every_row(
    ("code", "seconds", "band"),
    [
        ("tug", 11.9, "below_12"),
        ("tug", 12, "from_12"),
        ("tug", 19.9, "from_12"),
        ("tug", 20, "from_20"),
        ("tug", 30, "from_30"),
        ("five_sts", 14.9, "from_12"),
        ("five_sts", 15, "from_15"),
        ("tandem", 2.9, "below_3"),
        ("tandem", 3, "from_3"),
        ("tandem", 9.9, "from_3"),
        ("tandem", 10, "full"),
    ],
)
def test_the_published_cuts_of_a_timed_test_are_offered_and_no_part_of_its_score(code, seconds, band):
    test = INSTRUMENTS[code]
    assert test.optional_bands.code_of(seconds) == band
    assert test.score({"seconds": seconds}).band is None


def test_a_stance_that_could_not_be_taken_is_0_s():
    assert INSTRUMENTS["tandem"].score({"seconds": 0}).value == 0
