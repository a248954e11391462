"""The system check that asks for a review: the clock is read here and nowhere below."""

from datetime import date

import pytest
from django.core.checks import WARNING, run_checks

from guidelines import checks
from guidelines.pathway.rulebook import PATHWAY
from guidelines.pathway.sources import SOURCES


@pytest.fixture
def on(monkeypatch):
    def day(today: date):
        monkeypatch.setattr(checks.timezone, "localdate", lambda: today)
        return [message for message in run_checks() if message.id == "guidelines.W001"]

    return day


def test_no_review_is_overdue_on_its_last_day(on):
    assert on(date(2027, 11, 22)) == []


def test_the_day_after_every_source_and_every_rule_that_cites_one_is_warned_of(on):
    found = on(date(2027, 11, 23))
    assert {message.obj for message in found} == {
        *SOURCES,
        *(action.code for action in PATHWAY if action.cites),
    }
    assert {message.level for message in found} == {WARNING}


def test_a_warning_says_what_was_checked_when_and_what_to_read_again(on):
    [message] = [found for found in on(date(2028, 1, 1)) if found.obj == "refer.pain_clinic"]
    assert (
        message.msg == "refer.pain_clinic was last checked on 2026-11-22; its review was due by 2027-11-22."
    )
    assert message.hint.startswith(
        "Read pain-review: Conclusion and recommended treatment (A78) again, then update checked_on and checked_by"
    )
