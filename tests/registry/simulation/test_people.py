"""Made-up people: the same seed the same, answers that score as drawn, dates that can be, numbers nobody can have."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from django.core.exceptions import ValidationError

from registry.date_rules import findings
from registry.diagnoses import DIAGNOSES
from registry.follow_up import Moment, timing_of, waves_for
from registry.identity import normalised
from registry.instruments import INSTRUMENTS
from registry.partial_date import PartialDate
from registry.simulation import published
from registry.simulation.distributions import NoSuchDistribution, target, whole_numbers
from registry.simulation.groups import BY_CODE, GROUPS, SD_NOT_PRINTED, group_of
from registry.simulation.items import spread
from registry.simulation.people import Recipe, people
from registry.simulation.responding import after, before, by_age, shares_of_units
from registry.simulation.surgery import on_a_weekday
from tests.tables import every_row

RECIPE = Recipe(7, date(2009, 1, 1), date(2022, 12, 31))


@pytest.fixture(scope="module")
def some():
    return list(people(RECIPE, range(1, 301)))


def test_the_same_seed_makes_the_same_people_and_another_seed_others(some):
    assert list(people(RECIPE, range(1, 301))) == some
    assert list(people(RECIPE, range(101, 201))) == some[100:200]
    other = Recipe(8, RECIPE.first, RECIPE.last)
    assert next(people(other, range(1, 2))).born_on != some[0].born_on


@every_row("group", [group.code for group in GROUPS])
def test_every_printed_mean_and_sd_is_met_by_its_distribution(group):
    for cell in published.scores():
        if cell.group != group or cell.measure not in INSTRUMENTS:
            continue
        scores = target(group, cell.measure, cell.timepoint)
        steps = zip((0.0, *scores.cumulated), scores.cumulated, strict=False)
        chances = [high - low for low, high in steps]
        mean = sum(p * value for p, value in zip(chances, scores.values, strict=True))
        square = sum(p * (value - mean) ** 2 for p, value in zip(chances, scores.values, strict=True))
        assert mean == pytest.approx(cell.mean, abs=1e-6)
        assert square**0.5 == pytest.approx(cell.sd or SD_NOT_PRINTED[cell.measure], abs=1e-6)


def test_a_mean_and_an_sd_that_no_answers_can_have_are_refused():
    with pytest.raises(NoSuchDistribution, match="mean 10 and SD 60"):
        whole_numbers(0, 100, 10, 60)


def test_points_over_the_sections_add_up_and_stay_in_range():
    for total in range(51):
        points = spread(total, 10, Random(total))  # noqa: S311  points, not a secret
        assert sum(points) == total
        assert all(0 <= point <= 5 for point in points)


def test_every_answer_can_be_scored_by_the_instrument(some):
    for person in some:
        for answer in person.answers:
            value_set = "dk_tto" if answer.instrument == "eq5d_3l" else None
            scored = INSTRUMENTS[answer.instrument].score(answer.responses, value_set=value_set)
            not_asked = (
                2 if (answer.instrument, answer.timepoint) == ("srs22r", "baseline") else 0
            )  # satisfaction
            assert scored.answered == len(INSTRUMENTS[answer.instrument].items) - not_asked


def test_no_date_of_anybody_is_impossible(some):
    for person in some:
        days = {
            "today": PartialDate(RECIPE.last),
            "born": PartialDate(person.born_on),
            "onset": PartialDate(person.onset_on),
            "performed": PartialDate(person.operated_on),
            "died": person.died_on and PartialDate(person.died_on),
        }
        for day in {answer.observed_on for answer in person.answers} or {None}:
            found = findings({**days, "observed": day and PartialDate(day)})
            assert [one.rule.code for one in found if one.is_impossible] == []


def test_waves_are_answered_within_their_windows_and_the_baseline_before(some):
    for person in some:
        waves = {wave.code: wave for wave in waves_for(metastasis=person.group.metastasis)}
        for answer in person.answers:
            if answer.timepoint == "baseline":
                assert person.operated_on - timedelta(days=28) <= answer.observed_on <= person.operated_on
            else:
                timing = timing_of(waves[answer.timepoint], person.operated_on, answer.observed_on)
                assert timing.moment == Moment.WITHIN


def test_a_number_is_no_cpr_number_and_no_personnummer(some):
    assert len({person.number for person in some}) == len(some)
    for person in some:
        for kind in ("cpr", "personnummer"):
            with pytest.raises(ValidationError):
                normalised(kind, person.number, person.born_on)


def test_fewer_answer_at_each_later_wave_and_with_age():
    for group in GROUPS:
        chances = [after(group, wave) for wave in waves_for(metastasis=group.metastasis)]
        assert chances == sorted(chances, reverse=True), group.code
    assert by_age(0.6, 1) < by_age(0.6, 0) == 0.6 < by_age(0.6, -1)


def test_the_units_of_a_year_answer_as_printed_and_the_whole_period_adds_up():
    stenosis = BY_CODE["stenosis"]
    assert before(stenosis, 13, 2022) == pytest.approx(514 / 520)  # table 3
    shares = shares_of_units("lumbar")
    overall = sum(
        share * before(stenosis, unit, year) for unit, share in shares.items() for year in range(2009, 2023)
    )
    assert overall / 14 == pytest.approx(21852 / 29725)  # tables 4 and 2


def test_departments_that_are_asked_for_share_the_patients(some):
    alike = Recipe(7, RECIPE.first, RECIPE.last, departments=3)
    counted = Counter(person.department for person in people(alike, range(1, 301)))
    assert set(counted) == {0, 1, 2}
    assert alike.codes == ["simulated-01", "simulated-02", "simulated-03"]
    assert len(RECIPE.codes) == 18


def test_every_operation_has_a_diagnosis_of_its_group_and_is_found_again_by_it(some):
    for person in some:
        assert DIAGNOSES[person.diagnosis].kind == person.group.kind
        assert group_of(person.diagnosis, person.procedures) == person.group.printed_as
    assert group_of("metastasis", ("kyphoplasty",)) == ""


def test_an_operation_stays_in_its_year_and_metastases_are_operated_on_as_the_report_says():
    metastasis, random = BY_CODE["metastasis"], Random(1)  # noqa: S311  days, not a secret
    days = [RECIPE.first + timedelta(days=place % 5113) for place in range(20_000)]
    moved = [on_a_weekday(day, metastasis, RECIPE.first, RECIPE.last, random) for day in days]
    assert all(
        day.year == found.year and abs((day - found).days) < 14
        for day, found in zip(days, moved, strict=True)
    )
    share = sum(day.weekday() in {0, 3, 4} for day in moved) / len(moved)
    assert share == pytest.approx(0.53, abs=0.015)  # R157, figure 37


def test_how_it_went_can_be_none_and_can_be_not_recorded_and_no_stay_is_impossible(some):
    went = [person.surgery for person in some]
    for column in ("complications_during", "complications_30_days", "complications_later"):
        assert {type(getattr(one, column)) for one in went} == {list, type(None)}
    for person in some:
        discharged = person.surgery.discharged_on
        assert discharged is None or discharged >= person.operated_on
        assert {one.timepoint for one in person.backgrounds} == {one.timepoint for one in person.answers}
