"""The words mean what the rule means: an outline, read as a careful person reads it, holds exactly when its rule does."""

from __future__ import annotations

from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from guidelines.pathway.building import blank, is_true, known_true, not_false, not_true
from guidelines.pathway.criteria import All, Any, Criterion, Recorded
from guidelines.pathway.facts import FACTS
from guidelines.pathway.readings.outline import Outline, Outliner
from guidelines.pathway.readings.verdict import Status, reader
from guidelines.pathway.thresholds import DEFAULT

NAMES = ("fever", "frail", "adl_help", "back_pain_new")
BY_LABEL = {FACTS[name].label: name for name in NAMES}
RECORDS = [
    dict(zip(NAMES, values, strict=True)) for values in product((True, False, None), repeat=len(NAMES))
]
ANSWERS: dict[str, tuple[Status, Status, Status]] = {  # for yes, no, not recorded
    "yes": (True, False, None),
    "no": (False, True, None),
    "yes, or not recorded": (True, False, True),
    "no, or not recorded": (False, True, True),
    "recorded": (True, True, False),
    "not recorded": (False, False, True),
}

leaves = st.one_of(
    st.sampled_from(NAMES).map(is_true),
    st.sampled_from(NAMES).map(Recorded),
    st.sampled_from(NAMES).map(blank),
)
criteria = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map(known_true),
        inner.map(not_false),
        inner.map(not_true),
        inner.map(lambda criterion: ~criterion),
        st.lists(inner, min_size=1, max_size=4).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=1, max_size=4).map(lambda parts: Any(tuple(parts))),
    ),
    max_leaves=10,
)


def read(line: Outline, record: dict[str, Status]) -> Status:
    """What a careful person takes the line to say of this patient."""
    if line.parts:
        said = together([read(part, record) for part in line.parts], every=line.every)
    else:
        at = {True: 0, False: 1, None: 2}
        values = [ANSWERS[line.text][at[record[BY_LABEL[fact]]]] for fact in line.facts]
        said = together(values, every=line.every)
    return blanks(said, line.suffix)


def together(statuses: list[Status], *, every: bool) -> Status:
    settles = not every
    if settles in statuses:
        return settles
    return None if None in statuses else every


def blanks(said: Status, suffix: str) -> Status:
    """Each remark about blanks, in the order it stands."""
    for remark in suffix.replace(" (", "|").replace(", ", "|").strip("|").split("|"):
        if said is None and remark:
            said = remark == "or not known"
    return said


def outlined(criterion: Criterion, how: str) -> Outline:
    speak = Outliner(DEFAULT)
    line = getattr(speak, how)(criterion)
    assume("it is" not in speak.in_line(line))  # "it is not known whether" is read in test_words
    return line


@given(criteria)
def test_what_is_asked_holds_exactly_where_the_criterion_is_met(criterion):
    line, met = outlined(criterion, "asked"), reader(criterion)
    for record in RECORDS:
        assert (read(line, record) is True) is (met(record, DEFAULT.values, {}) is True), record


@given(criteria)
def test_the_whole_says_met_not_met_and_not_known_as_the_criterion_does(criterion):
    line, status = outlined(criterion, "whole"), reader(criterion)
    for record in RECORDS:
        assert read(line, record) is status(record, DEFAULT.values, {}), record
