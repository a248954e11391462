"""Licensed wording: complete, or refused with everything that is missing."""

from operator import attrgetter

import pytest

from registry.instruments import INSTRUMENTS
from registry.instruments.wording import IncompleteWording, read_wording
from tests.tables import every_row

EVERY = every_row("instrument", INSTRUMENTS.values(), ids=attrgetter("code"))


def complete(instrument, key=lambda level: level):
    return {
        "instrument": instrument.code,
        "language": "da",
        "licence": "A licence holder, no. 7",
        "items": {
            item.code: {
                "text": f"Question {item.code}",
                "levels": {key(level): f"Answer {level}" for level in item.labelled},
            }
            for item in instrument.items
        },
    }


def problems(instrument, found):
    with pytest.raises(IncompleteWording) as refusal:
        read_wording(instrument, found)
    return [str(problem) for problem in refusal.value.problems]


@EVERY
def test_a_complete_wording_is_taken(instrument):
    wording = read_wording(instrument, complete(instrument))
    assert set(wording.items) == {item.code for item in instrument.items}
    first = instrument.items[0]
    assert wording.items[first.code].levels == {level: f"Answer {level}" for level in first.labelled}


def test_json_writes_level_numbers_as_text():
    odi = INSTRUMENTS["odi"]
    assert read_wording(odi, complete(odi, key=str)) == read_wording(odi, complete(odi))


@EVERY
def test_every_missing_item_is_named(instrument):
    found = {**complete(instrument), "items": {}}
    assert problems(instrument, found) == [
        f"items.{item.code} is missing or empty." for item in instrument.items
    ]


def test_every_missing_level_text_and_heading_is_named_at_once():
    ndi = INSTRUMENTS["ndi"]
    found = complete(ndi)
    del found["licence"]
    found["language"] = "  "
    del found["items"]["work"]["levels"][4]
    found["items"]["lifting"]["text"] = ""
    assert problems(ndi, found) == [
        "language is missing or empty.",
        "licence is missing or empty.",
        "items.lifting.text is missing or empty.",
        "items.work.levels.4 is missing or empty.",
    ]


def test_what_does_not_belong_is_named():
    odi = INSTRUMENTS["odi"]
    found = complete(odi)
    found["colour"] = "blue"
    found["items"]["swimming"] = {}
    found["items"]["walking"]["levels"][6] = "too many"
    assert [problem.split(" is not part")[0] for problem in problems(odi, found)] == [
        "colour",
        "items.swimming",
        "items.walking.levels.6",
    ]


def test_a_file_for_another_instrument_is_refused():
    found = {**complete(INSTRUMENTS["odi"]), "instrument": "ndi"}
    assert problems(INSTRUMENTS["odi"], found) == ['The file is for "ndi"; it was loaded for odi.']


@every_row("found", [None, [], "text", 3])
def test_a_file_without_named_entries_is_refused(found):
    assert problems(INSTRUMENTS["odi"], found) == [
        "A wording file holds named entries: instrument, language, licence and items."
    ]


@every_row("wrong", [None, [], "text", {"text": "x"}, {"levels": {}}, {"text": 1, "levels": [1]}])
def test_an_item_of_the_wrong_shape_is_a_problem_and_not_a_crash(wrong):
    odi = INSTRUMENTS["odi"]
    found = complete(odi)
    found["items"]["walking"] = wrong
    assert all("items.walking" in problem for problem in problems(odi, found))
