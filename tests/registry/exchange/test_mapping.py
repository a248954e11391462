"""A mapping is checked before any row is read, and every problem says where it stands."""

import copy
from datetime import date

import pytest

from registry.exchange.mapping import InvalidMapping, read_mapping
from tests.registry.exchange.made_files import EXAMPLE, MAPPING, SECTIONS, mapping_text
from tests.tables import every_row


def problem(**changes):
    with pytest.raises(InvalidMapping) as refused:
        read_mapping(mapping_text(**changes))
    return str(refused.value)


def instruments(**changes):
    """The instruments of the made-up mapping, with the first one changed."""
    first, *others = copy.deepcopy(MAPPING["instruments"])
    return [{**first, **changes}, *others]


def test_the_shipped_example_can_be_used():
    mapping = read_mapping(EXAMPLE.read_text("utf-8"))
    assert [part.instrument for part in mapping.instruments] == ["nrs_pain", "odi", "eq5d_3l"]
    assert mapping.instruments[2].value_set == "nl_tto"
    assert "sex_life" not in mapping.instruments[1].columns
    assert set(mapping.patient.sex.codes.values()) == {"not_recorded"}


def test_every_column_that_must_be_there_is_known():
    mapping = read_mapping(mapping_text())
    assert mapping.columns[:3] == ["id", "age", "sex"]
    assert mapping.columns[-2:] == ["own_odi", "own_eq5d"]


@every_row(
    ("changes", "says"),
    [
        ({"colour": "blue"}, 'colour: there is no such entry, and "blue" stands there; correct its name'),
        (
            {"observed_on": "yesterday"},
            'observed_on: found "yesterday"; give a day as YYYY-MM-DD, or a column and a format',
        ),
        ({"observed_on": None}, "observed_on: "),
        ({"timepoint": "visit"}, "timepoint: "),
        ({"timepoint": "y3"}, "timepoint: found \"y3\"; give one of 'baseline', 'w6'"),
        ({"name": "Made Up"}, "name: "),
        (
            {"instruments": []},
            "it brings nothing but ids; give instruments, operation, background or patient.identity",
        ),
        ({"instruments": "odi"}, 'instruments: found "odi"; give a list'),
        ({"delimiter": "|"}, "delimiter: "),
        ({"encoding": "utf-16"}, "encoding: "),
        ({"whole_numbers_as_floats": 1}, "whole_numbers_as_floats: "),
        ({"department": {"code": "x", "name": "X", "country": "NL"}}, "department.country: "),
        (
            {"patient": {}},
            "patient: it names no column that tells patients apart; give id, or identity, or both",
        ),
        (
            {"patient": {"id": "id", "sex": {"column": "sex", "codes": {True: "female"}}}},
            "patient.sex.codes.",
        ),
        (
            {"patient": {"id": "id", "sex": {"column": "sex", "codes": {"1": "woman"}}}},
            "patient.sex.codes.1: ",
        ),
        ({"not_read": ["id"]}, "the column 'id' is used more than once"),
        (
            {"episode": {"kind": "other", "onset_on": date(2027, 1, 1)}},
            "onset_on is 2027-01-01, after observed_on 2026-03-01",
        ),
        (
            {"instruments": instruments(instrument="oswestry")},
            "there is no instrument 'oswestry'; give one of vas_back",
        ),
        (
            {"instruments": instruments(instrument="tug")},
            "the answers to 'tug' are kept as facts of the patient and are not imported; take it out",
        ),
        ({"instruments": instruments(value_set="nl_tto")}, "odi has no value sets; leave value_set out"),
        ({"instruments": instruments(instrument="eq5d_3l")}, "value_set is missing; give one of dk_tto"),
        ({"instruments": instruments(items={**SECTIONS, "swimming": "o8"})}, "odi has no item 'swimming'"),
        (
            {"instruments": instruments(items={"walking": "o4"})},
            "no column for pain_intensity, personal_care, lifting, sitting",
        ),
        (
            {"instruments": instruments(items={**SECTIONS, "sex_life": "o1"})},
            "the column 'o1' is used more than once",
        ),
        ({"instruments": [MAPPING["instruments"][0], instruments(check=None)[0]]}, "more than once"),
    ],
)
def test_a_wrong_entry_is_named(changes, says):
    assert says in problem(**changes)


def test_every_problem_is_told_at_once():
    assert len(problem(name="", source="", timepoint="y3").splitlines()) == 3


def test_the_same_instrument_twice_is_refused():
    again = copy.deepcopy(MAPPING["instruments"][0])
    again["items"] = {item: f"second_{column}" for item, column in SECTIONS.items()}
    again["items"]["sex_life"] = "not_asked"
    del again["check"]
    assert "the instrument 'odi' is given more than once" in problem(
        instruments=[MAPPING["instruments"][0], again]
    )


@every_row("text", ["", "- a list", "just text", "a: [", "a: 1\na: 2", "\tname: x"])
def test_what_is_no_mapping_at_all_is_refused(text):
    with pytest.raises(InvalidMapping):
        read_mapping(text)


def test_a_key_given_twice_is_not_silently_the_last_one():
    with pytest.raises(InvalidMapping, match="'timepoint' is given more than once"):
        read_mapping(mapping_text() + "timepoint: y1\n")
