"""Runs over a made-up registry."""

from __future__ import annotations

from datetime import date
from typing import Any

from guidelines.actions import start_reassessment, work_on
from guidelines.models import Reassessment
from guidelines.pathway.rulebook import RULESET
from guidelines.reassessment import NATIONAL, Side
from tests.factories import DAY

# Under these a spine of 45 is old, and a fracture is fresh for two weeks: some are told something else.
STRICT = {"malignancy_age_years": 40, "early_weeks": 2, "corset_short_weeks": 2, "acute_weeks": 12}


def started(by: Any, on: date = DAY, thresholds: Any = None) -> Reassessment:
    """National thresholds against the strict ones."""
    after = Side(RULESET, thresholds or STRICT)
    return start_reassessment(before=Side(RULESET, NATIONAL), after=after, on=on, by=by)


def a_reassessment(by: Any, on: date = DAY) -> Reassessment:
    """The same, worked to its end."""
    return work_on(started(by, on), seconds=60)
