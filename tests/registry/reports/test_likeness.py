"""Like ones: alike in everything first, then widened in a fixed order, until there are thirty."""

from dataclasses import replace

from registry.reports.likeness import ENOUGH, WIDENINGS, Alike, Course, course_of, like_ones, share_below
from registry.statistics import counted, measure
from registry.statistics.counted import as_text, read_only
from tests.registry.annual_report.source import episodes

ONE = Alike("discectomy", 5, "0", 2)


def courses(count: int, alike: Alike) -> list[Course]:
    return [Course(alike, 40, 20, 20)] * count


def test_nothing_is_widened_where_thirty_are_alike_in_everything():
    found = like_ones(ONE, courses(ENOUGH, ONE) + courses(50, replace(ONE, waited="24")))
    assert (len(found.courses), found.widened) == (30, ())


def test_each_widening_takes_what_it_says_and_the_diagnosis_is_never_widened():
    others = {
        1: replace(ONE, waited="24"),
        2: replace(ONE, age_band=6),
        3: replace(ONE, baseline_band=1),
        4: replace(ONE, age_band=9),
        5: replace(ONE, procedure="decompression"),
        6: replace(ONE, baseline_band=None),
    }
    for step, other in others.items():
        assert [widening.takes(ONE, other) for widening in WIDENINGS] == [place >= step for place in range(7)]
        found = like_ones(ONE, courses(29, ONE) + courses(1, other))
        assert len(found.courses) == ENOUGH
        assert WIDENINGS[step].words in found.widened
    assert like_ones(ONE, courses(29, ONE)) is None
    told = like_ones(ONE, courses(30, others[6])).widened
    assert told == ("any length of symptoms", "any age", "any baseline", "any procedure")


def test_an_age_that_is_not_known_is_like_no_other_until_any_age_will_do():
    unknown = replace(ONE, age_band=None)
    assert [widening.takes(unknown, unknown) for widening in WIDENINGS] == [place >= 4 for place in range(7)]


def test_the_place_among_them_counts_equals_half():
    assert [share_below(value, [10, 20, 20, 30]) for value in (5, 10, 20, 35)] == [0, 0.125, 0.5, 1]


def test_what_is_only_read_tells_the_same_course():
    measures, found = [measure("odi"), measure("ndi"), measure("eq5d_3l", value_set="dk_tto")], 0
    for rows in episodes(30):
        whole = counted(rows)
        read = read_only(as_text(whole))
        for of in measures:
            course = course_of(whole, of, "y1")
            assert course_of(read, of, "y1") == course
            found += course is not None
    assert found >= 10
