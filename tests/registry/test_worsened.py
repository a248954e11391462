"""Worse is worse by the threshold of the instrument or more, against the score before it, whichever way the scale runs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from registry.actions import Answered, record_assessment
from registry.instruments import INSTRUMENTS
from registry.selectors.worsened import Answer, from_kept, got_worse, worse_of
from tests.factories import DAY, an_episode
from tests.tables import every_row

FIRST = date(2025, 11, 1)
# Instrument, value set, its scores in time order, and whether the patient is worse: scoring.md gives the thresholds
# (ODI 12.8 and EQ-5D 0.12 as DaneSpine prints them, VAS 15 of Ostelo 2008).
CASES = [
    ("odi", "", (20, 32.7), False),
    ("odi", "", (20, 32.8), True),
    ("odi", "", (20, 32.9), True),
    ("odi", "", (32.8, 20), False),
    ("vas_back", "", (10, 24.9), False),
    ("vas_back", "", (10, 25), True),
    ("eq5d_3l", "dk_tto", (0.7, 0.581), False),
    ("eq5d_3l", "dk_tto", (0.7, 0.58), True),  # lower is worse
    ("eq5d_3l", "dk_tto", (0.58, 0.7), False),
    ("eq5d_3l", "", (0.7, 0.1), False),  # an index without its value set is compared with nothing
    ("odi", "", (80,), False),  # nothing came before
    ("odi", "", (), False),
    ("odi", "", (20, 80, 78), True),  # and still is
    ("odi", "", (20, 80, 30), False),  # taken back
    ("odi", "", (80, 20, 40), True),  # better than at first, worse than last time
]


@every_row(("instrument", "value_set", "scores", "is_worse"), CASES)
def test_below_at_and_above_the_threshold(instrument, value_set, scores, is_worse):
    answers = [Answer(score, FIRST + timedelta(days=30 * n), "visit") for n, score in enumerate(scores)]
    assert (got_worse(instrument, value_set, answers) is not None) is is_worse


@pytest.mark.django_db
def test_scores_are_compared_within_one_episode_and_what_has_none_is_passed_over():
    episode = an_episode(onset_on=FIRST)
    other = an_episode(episode.patient, onset_on=FIRST)
    for of, days, pain in ((episode, 0, 10), (other, 10, 90), (episode, 20, None), (episode, 30, 40)):
        record_assessment(
            episode=of,
            answered=Answered("vas_back", {"pain": pain}),
            timepoint="visit",
            observed_on=FIRST + timedelta(days=days),
            by=None,
        )
    (worse,) = worse_of([episode.patient_id])[episode.patient_id]
    assert (worse.episode, worse.before.score, worse.now.score) == (episode.pk, 10, 40)
    assert worse.now.observed_on == FIRST + timedelta(days=30)
    assert from_kept(worse.kept()) == worse


@pytest.mark.django_db
def test_an_index_of_another_value_set_is_no_score_before_it():
    episode = an_episode(onset_on=FIRST)
    items = [item.code for item in INSTRUMENTS["eq5d_3l"].items]
    for level, value_set, day in ((1, "dk_tto", FIRST), (3, "se_tto", DAY)):
        record_assessment(
            episode=episode,
            answered=Answered("eq5d_3l", dict.fromkeys(items, level), value_set),
            timepoint="visit",
            observed_on=day,
            by=None,
        )
    assert worse_of([episode.patient_id]) == {}
