"""The nodes: Kleene's logic, blanks, and a rule that does not fit the facts refused when it is made."""

import pytest

from guidelines.pathway.building import (
    above,
    at_least,
    at_most,
    below,
    blank,
    is_in,
    is_true,
    known_true,
    meets,
    not_empty,
    not_false,
    not_known,
    not_true,
)
from guidelines.pathway.criteria import (
    ALWAYS,
    All,
    Any,
    BlankCountsAs,
    Limit,
    Named,
    Recorded,
    RuleError,
    SetIs,
)
from guidelines.pathway.readings.verdict import status
from guidelines.pathway.thresholds import DEFAULT, Override
from tests.guidelines.pathway.vignettes import patient
from tests.tables import every_row

FEVER, FRAIL = is_true("fever"), is_true("frail")
STATUSES = [True, False, None]


def of(criterion, thresholds=DEFAULT, **facts):
    return status(criterion, patient(**facts), thresholds)


@every_row("fever", STATUSES)
@every_row("frail", STATUSES)
def test_and_or_not_follow_kleene(fever, frail):
    facts = {"fever": fever, "frail": frail}
    both = False if False in (fever, frail) else None if None in (fever, frail) else True
    either = True if True in (fever, frail) else None if None in (fever, frail) else False
    assert of(FEVER & FRAIL, **facts) is both
    assert of(FEVER | FRAIL, **facts) is either
    assert of(~FEVER, **facts) is (None if fever is None else not fever)


@every_row(
    ("build", "when_true", "when_false", "when_blank"),
    [
        (known_true, True, False, False),
        (not_false, True, False, True),
        (not_true, False, True, True),
        (not_known, False, False, True),
    ],
)
def test_what_a_blank_counts_as(build, when_true, when_false, when_blank):
    criterion = build(FEVER)
    assert of(criterion, fever=True) is when_true
    assert of(criterion, fever=False) is when_false
    assert of(criterion) is when_blank


@every_row(
    ("criterion", "below_cut", "at_cut", "above_cut"),
    [
        (at_least("pain_rest_vas", 45), False, True, True),
        (above("pain_rest_vas", 45), False, False, True),
        (at_most("pain_rest_vas", 45), True, True, False),
        (below("pain_rest_vas", 45), True, False, False),
        (at_least("pain_rest_vas", Limit("escalate_rest_vas")), False, True, True),
    ],
)
def test_a_comparison_below_at_above_and_not_recorded(criterion, below_cut, at_cut, above_cut):
    assert of(criterion, pain_rest_vas=44.9) is below_cut
    assert of(criterion, pain_rest_vas=45) is at_cut
    assert of(criterion, pain_rest_vas=45.1) is above_cut
    assert of(criterion) is None


def test_a_threshold_is_looked_up_among_those_the_patient_is_judged_by():
    from datetime import date

    own = DEFAULT.with_overrides({"severe_vas": Override(60, "Department guideline", date(2026, 1, 1))})
    severe = at_least("pain_rest_vas", Limit("severe_vas"))
    assert of(severe, pain_rest_vas=65) is False
    assert of(severe, own, pain_rest_vas=65) is True


@every_row(
    ("locations", "meeting", "exactly", "some"),
    [
        (["lumbar"], True, True, True),
        (["lumbar", "groin"], True, False, True),
        (["groin"], False, False, True),
        ([], False, False, False),
        (None, None, None, None),
    ],
)
def test_a_set_that_is_empty_is_not_a_set_that_was_not_recorded(locations, meeting, exactly, some):
    assert of(meets("pain_locations", "lumbar", "thoracic"), pain_locations=locations) is meeting
    assert of(SetIs("pain_locations", frozenset({"lumbar"})), pain_locations=locations) is exactly
    assert of(not_empty("pain_locations"), pain_locations=locations) is some


def test_whether_something_is_recorded_is_always_known():
    assert of(Recorded("cement_weeks")) is False
    assert of(Recorded("cement_weeks"), cement_weeks=0) is True
    assert of(blank("cement_weeks")) is True


def test_no_parts_is_always_met_and_parts_of_one_kind_are_one_node():
    assert of(ALWAYS) is True
    assert of(Any(())) is False
    assert len((FEVER & FRAIL & blank("mri")).parts) == 3
    assert len((FEVER | FRAIL | blank("mri")).parts) == 3


def test_what_is_always_known_needs_no_rule_for_blanks():
    assert not_false(Recorded("mri")) == Recorded("mri")
    assert known_true(above("age_years", 50)) == above("age_years", 50)
    assert isinstance(known_true(above("pain_weeks", 4)), BlankCountsAs)


@every_row(
    ("build", "said"),
    [
        (lambda: is_true("feverish"), "feverish is not a fact"),
        (lambda: at_least("fever", 1), "cannot be asked of fever"),
        (lambda: is_in("mri", "seen"), "mri cannot be 'seen'"),
        (lambda: is_in("fever", "yes"), "fever cannot be 'yes'"),
        (lambda: meets("mri", "fracture"), "cannot be asked of mri"),
        (lambda: meets("pain_locations", "knee"), "cannot be 'knee'"),
        (lambda: Limit("severe"), "severe is not a threshold"),
    ],
)
def test_a_rule_that_does_not_fit_the_facts_cannot_be_made(build, said):
    with pytest.raises(RuleError, match=said):
        build()


def test_criteria_are_frozen_and_equal_by_what_they_ask():
    assert All((FEVER, FRAIL)) == FEVER & FRAIL
    assert Named("a", "a", FEVER) == Named("a", "a", is_true("fever"))
    with pytest.raises(AttributeError):
        FEVER.fact = "frail"
