"""An instrument of several scores: all of them are kept with the assessment and said with it."""

from __future__ import annotations

import pytest

from registry.actions.assessments import Answered, record_assessment
from registry.instruments import INSTRUMENTS
from registry.models import Role
from registry.score_words import score_words
from tests.factories import DAY, a_department, a_patient, a_user, an_episode

BEST = {
    item.code: item.highest if item.direction == "higher_is_better" else item.lowest
    for item in INSTRUMENTS["sf36"].items
}


@pytest.mark.django_db
def test_every_domain_is_stored_and_the_headline_is_the_score():
    department = a_department()
    episode = an_episode(a_patient(department))
    kept = record_assessment(
        episode=episode,
        answered=Answered("sf36", BEST),
        timepoint="baseline",
        observed_on=DAY,
        by=a_user(Role.CLINICIAN, department),
    )
    kept.refresh_from_db()
    assert kept.score == kept.domains["pcs"] == pytest.approx(57.87, abs=0.005)
    assert kept.domains["pf"] == 100


def test_every_domain_is_said_and_which_one_is_the_score():
    words = score_words(INSTRUMENTS["sf36"], INSTRUMENTS["sf36"].score(BEST))
    assert words.score == "57.9 T-score, US norm of 1990 is 50"
    assert "Physical functioning 100.0" in words.details
    assert "Physical summary (PCS) 57.9 (the score)" in words.details


def test_a_domain_that_cannot_be_scored_is_said_to_be_so():
    blank = {**BEST, "i21": None, "i22": None}
    words = score_words(INSTRUMENTS["sf36"], INSTRUMENTS["sf36"].score(blank))
    assert words.score == ""
    assert "Bodily pain not scorable" in words.details
