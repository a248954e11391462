"""An assessment is stored item by item and scored as it is stored."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from registry.actions import Answered, correct_assessment, record_assessment
from registry.instruments import INSTRUMENTS, InvalidOption, InvalidResponse
from registry.models import Assessment, VersionConflict
from tests.factories import DAY, a_user, an_episode

pytestmark = pytest.mark.django_db
ODI_ITEMS = [item.code for item in INSTRUMENTS["odi"].items]


def record(responses, instrument="odi", episode=None, **options):
    answered = Answered(instrument, responses, **options)
    return record_assessment(
        episode=episode or an_episode(), answered=answered, timepoint="baseline", observed_on=DAY, by=a_user()
    )


def test_ones_throughout_score_twenty_by_the_named_rule():
    stored = record(dict.fromkeys(ODI_ITEMS, 1))
    assert (stored.score, stored.not_scorable, stored.band) == (20.0, "", "minimal")
    assert stored.scoring_rule


def test_a_score_of_nought_is_a_score():
    assert record(dict.fromkeys(ODI_ITEMS, 0)).score == 0.0


def test_too_many_blanks_are_stored_with_the_reason_and_no_score():
    stored = record(dict.fromkeys(ODI_ITEMS[:7], 1))
    assert stored.score is None
    assert stored.not_scorable
    assert stored.responses[ODI_ITEMS[9]] is None


def test_an_index_is_stored_with_its_value_set():
    stored = record({item.code: 1 for item in INSTRUMENTS["eq5d_3l"].items}, "eq5d_3l", value_set="se_tto")
    assert (stored.score, stored.value_set) == (0.9694, "se_tto")


def test_an_index_without_a_value_set_is_refused():
    with pytest.raises(InvalidOption):
        record({item.code: 1 for item in INSTRUMENTS["eq5d_3l"].items}, "eq5d_3l")


@pytest.mark.parametrize("wrong", [6, -1, "3", 3.0, True])
def test_a_value_that_is_no_answer_is_refused_and_nothing_is_stored(wrong):
    episode = an_episode()
    with pytest.raises(InvalidResponse):
        record({**dict.fromkeys(ODI_ITEMS, 1), ODI_ITEMS[0]: wrong}, episode=episode)
    assert not episode.assessments.exists()


def test_the_same_timepoint_twice_is_refused_with_what_to_do():
    episode = an_episode()
    record(dict.fromkeys(ODI_ITEMS, 1), episode=episode)
    with pytest.raises(ValidationError, match="correct it instead"):
        record(dict.fromkeys(ODI_ITEMS, 2), episode=episode)


def test_a_correction_scores_again_and_the_second_of_two_meets_a_conflict():
    stored = record(dict.fromkeys(ODI_ITEMS, 1))
    twos = Answered("odi", dict.fromkeys(ODI_ITEMS, 2))
    corrected = correct_assessment(assessment=stored, version=1, answered=twos, observed_on=DAY, by=None)
    assert (corrected.score, corrected.version) == (40.0, 2)
    with pytest.raises(VersionConflict):
        correct_assessment(assessment=stored, version=1, answered=twos, observed_on=DAY, by=None)


def test_a_follow_up_is_not_answered_before_the_day_it_follows_up():
    """By one day or by a year: the sign decides, never the distance."""
    episode = an_episode(onset_on=date(2024, 3, 14))
    for day in (date(2024, 3, 13), date(2023, 3, 14)):
        with pytest.raises(ValidationError, match="cannot come before its question"):
            record_assessment(
                episode=episode,
                answered=Answered("vas_back", {"pain": 4}),
                timepoint="y1",
                observed_on=day,
                by=None,
            )
    assert not Assessment.objects.exists()
