"""Scores and changes in words, each with its surname; thresholds below, at and above."""

import pytest

from registry.change_words import change_words, score_words
from registry.instruments import INSTRUMENTS
from registry.models import Assessment
from tests.tables import every_row


def scored(instrument, score, value_set="", band="", why=""):
    return Assessment(instrument=instrument, score=score, value_set=value_set, band=band, not_scorable=why)


def said(instrument, first, second, *sets):
    value_sets = sets or ("", "")
    return change_words(scored(instrument, first, value_sets[0]), scored(instrument, second, value_sets[1]))


@every_row(
    ("first", "second", "text", "better", "met"),
    [
        (50.0, 30.9, "better by 19.1, more than 12.8 (ODI, DaneSpine)", True, True),
        (50.0, 37.2, "better by 12.8, at least 12.8 (ODI, DaneSpine)", True, True),
        (50.0, 37.24, "better by 12.76, less than 12.8 (ODI, DaneSpine)", True, False),
        (50.0, 48.0, "better by 2, less than 12.8 (ODI, DaneSpine)", True, False),
        (50.0, 50.0, "unchanged (ODI)", None, False),
        (50.0, 53.0, "worse by 3, less than 12.8 (ODI, DaneSpine)", False, False),
        (30.0, 62.0, "worse by 32, more than 12.8 (ODI, DaneSpine)", False, True),
    ],
)
def test_a_change_is_held_against_its_named_threshold(first, second, text, better, met):
    found = said("odi", first, second)
    assert (found.text, found.better, found.met) == (text, better, met)


@every_row(
    ("second", "text", "met"),
    [
        (0.732, "EQ-5D-3L dk_tto +0.14, at least 0.12 (DaneSpine)", True),
        (0.712, "EQ-5D-3L dk_tto +0.12, at least 0.12 (DaneSpine)", True),
        (0.711, "EQ-5D-3L dk_tto +0.119, less than 0.12 (DaneSpine)", False),
        (0.452, "EQ-5D-3L dk_tto −0.14, at least 0.12 (DaneSpine)", True),
    ],
)
def test_an_index_carries_its_value_set_and_its_sign(second, text, met):
    found = said("eq5d_3l", 0.592, second, "dk_tto", "dk_tto")
    assert (found.text, found.met) == (text, met)


def test_indexes_of_different_value_sets_are_not_compared():
    found = said("eq5d_3l", 0.592, 0.732, "nl_tto", "dk_tto")
    assert found.better is None
    assert found.text.startswith("Not comparable.")
    assert "nl_tto" in found.text
    assert "dk_tto" in found.text


@pytest.mark.parametrize(
    ("instrument", "text"),
    [
        ("ndi", "better by 12, more than 10 (NDI, Vernon)"),
        ("vas_back", "better by 12, less than 15 (Back pain (VAS), Ostelo 2008)"),
    ],
)
def test_every_threshold_has_its_own_name(instrument, text):
    assert said(instrument, 40.0, 28.0).text == text


def test_without_two_scores_there_is_no_change():
    assert change_words(None, scored("odi", 10.0)) is None
    assert change_words(scored("odi", None, why="blank"), scored("odi", 10.0)) is None


@every_row(
    ("assessment", "text"),
    [
        (scored("odi", 38.0, band="moderate"), "38 (Moderate disability)"),
        (scored("odi", 0.0, band="minimal"), "0 (Minimal disability)"),
        (scored("eq5d_3l", 0.652, "dk_tto"), "0.652 (dk_tto)"),
        (scored("vas_back", 70.0), "70"),
        (scored("odi", None, why="3 of 10 sections are blank."), "3 of 10 sections are blank."),
    ],
)
def test_a_score_is_said_with_its_band_and_value_set_or_why_there_is_none(assessment, text):
    assert score_words(assessment) == text


@every_row("instrument", INSTRUMENTS.values(), ids=lambda instrument: instrument.code)
def test_every_instrument_s_change_can_be_said(instrument):
    value_set = next(iter(instrument.value_sets), "")
    low, high = instrument.scale.lowest, instrument.scale.highest
    found = said(instrument.code, low, high, value_set, value_set).text
    assert instrument.mcid.surname in found if instrument.mcid else "has no threshold (MCID)" in found
