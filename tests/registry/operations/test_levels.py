"""Levels of the spine: read as they are typed, written as runs, and each way back to the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.operations.background import duration_band
from registry.operations.levels import LEVELS, read, written
from tests.tables import every_row


def test_the_levels_go_from_the_occiput_to_the_iliac_bone():
    assert len(LEVELS) == 8 + 12 + 5 + 5 + 1
    assert (LEVELS[0], LEVELS[-1]) == ("C0", "iliac")


@every_row(
    ("typed", "levels", "shown"),
    [
        ("L3-L5", ["L3", "L4", "L5"], "L3–L5"),
        ("l3-5, s1", ["L3", "L4", "L5", "S1"], "L3–S1"),
        ("L5 – L4", ["L4", "L5"], "L4–L5"),
        ("Th12 L1", ["T12", "L1"], "T12–L1"),
        ("S1 iliac L4", ["L4", "S1", "iliac"], "L4, S1, iliac"),
        ("C5", ["C5"], "C5"),
        ("", [], ""),
    ],
)
def test_typed_levels_are_read_and_written_as_runs(typed, levels, shown):
    assert read(typed) == levels
    assert written(levels) == shown


@every_row("typed", ["L6", "L0", "C8", "T13", "L3-X1", "L3--L5", "5", "low back"])
def test_what_is_no_level_is_refused_by_its_name(typed):
    with pytest.raises(ValueError, match=typed.split()[0]):
        read(typed)


@given(st.lists(st.sampled_from(LEVELS), unique=True))
def test_what_is_written_reads_back_as_the_same_levels(levels):
    assert set(read(written(levels))) == set(levels)


def test_a_duration_falls_into_one_band_below_at_and_above_each_cut():
    cuts = {
        0: "under_3",
        2.99: "under_3",
        3: "3_to_12",
        12: "3_to_12",
        12.01: "12_to_24",
        24: "12_to_24",
        24.01: "over_24",
    }
    assert {months: duration_band(months) for months in cuts} == cuts
