"""Every place in the rules keeps a patient who comes there."""

import json

import pytest

from guidelines.pathway.facts import facts_from_json
from guidelines.pathway.readings.proof.examples import Example
from guidelines.pathway.readings.proof.places import places
from guidelines.pathway.readings.proof.proving import witnesses_of
from guidelines.pathway.readings.proof.witnesses import PATH, text_of, without_witness, witnesses
from guidelines.pathway.rulebook import CURRENT
from guidelines.pathway.thresholds import DEFAULT
from tests.guidelines.pathway.proof.broken import DEAD_CASE
from tests.tables import every_row

PLACES = {place.code: place for place in places(CURRENT)}


def test_every_case_of_every_action_and_every_row_of_the_table_is_a_place():
    cases = sum(len(action.cases) for action in CURRENT.actions)
    table = CURRENT.functional
    rows = len(table.steps) + 1 + len(table.considerations) + len(table.constraints)
    assert len(PLACES) == cases + rows


def test_the_kept_witnesses_are_those_of_the_places_in_their_order():
    assert list(witnesses()) == list(PLACES)


@every_row("code", PLACES)
def test_the_witness_comes_to_its_place(code):
    assert PLACES[code].reached_by(witnesses()[code].patient, DEFAULT)


def test_a_place_without_a_witness_is_found():
    (dead,) = without_witness(DEAD_CASE, witnesses())
    assert (dead.place.code, dead.found) == ("drug.tramadol.again", "no witness is kept for it")


def test_a_witness_who_comes_elsewhere_is_found():
    code = "urgent.cord_compression.otherwise"
    healthy = Example({"index_date": "2026-01-01", "age_years": 75})
    (dead,) = without_witness(CURRENT, {**witnesses(), code: healthy})
    assert (dead.place.code, dead.found) == (code, "the patient kept for it gets another verdict")


def test_a_witness_that_the_door_refuses_is_found():
    code = "urgent.cord_compression.otherwise"
    (dead,) = without_witness(
        CURRENT, {**witnesses(), code: Example({"index_date": "2026-01-01", "age": 75})}
    )
    assert "its witness is refused (age: found a name that is not a fact" in dead.found


def test_the_file_is_what_is_written_of_it_and_each_patient_is_let_in():
    assert PATH.read_text("utf-8") == text_of(witnesses())
    for facts in json.loads(PATH.read_text("utf-8")).values():
        facts_from_json(json.dumps(facts))


@pytest.mark.slow
def test_a_witness_is_found_for_every_place_and_for_a_dead_one_none():
    found = {place.code: example for place, example in witnesses_of(CURRENT)}
    assert all(PLACES[code].reached_by(example.patient, DEFAULT) for code, example in found.items())
    assert [place.code for place, example in witnesses_of(DEAD_CASE) if example is None] == [
        "drug.tramadol.again"
    ]
