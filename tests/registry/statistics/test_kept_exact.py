"""After any sequence of writes every cell is what the rows say, by a second way of counting."""

from __future__ import annotations

from statistics import fmean, stdev

import pytest
from django.db import transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.actions.statistics_check import verify_statistics
from registry.actions.statistics_rebuild import rebuild_statistics
from registry.follow_up import WAVE_CODES
from registry.models import Assessment, CountedEpisode, Episode, StatisticsCell
from registry.selectors.statistics import answer, answers_by
from registry.statistics import AGE, BMI, OPERATIONS, Key, Moments, Question
from tests.registry.statistics.direct import age_band_of, ages, bmis, direct, operations_of, procedure_of
from tests.registry.statistics.writes import Registry

numbers = st.integers(0, 40)
histories = st.lists(st.tuples(st.integers(0, 11), numbers, numbers, numbers), min_size=5, max_size=25)
MEASURES = (("odi", ""), ("eq5d_3l", "dk_tto"), ("eq5d_3l", "se_tto"))
AXES = {
    "procedure": procedure_of,
    "diagnosis": lambda episode: episode.diagnosis or episode.kind,
    "year": lambda episode: str(episode.index_date.year),
    "sex": lambda episode: episode.patient.sex,
    "age_band": age_band_of,
    "department": lambda episode: str(episode.patient.department_id),
}


def assert_every_number_is_the_direct_one(wave: str) -> None:
    for instrument, value_set in MEASURES:
        question = Question(instrument, wave, value_set=value_set)
        assert_same(answer(question), instrument, wave, value_set, lambda _episode: True)
        for axis, value_of in AXES.items():
            parts = answers_by(question, axis)
            assert set(parts) <= {value_of(episode) for episode in Episode.objects.all()}
            for value, part in parts.items():
                same = lambda episode, of=value_of, value=value: of(episode) == value  # noqa: E731
                assert_same(part, instrument, wave, value_set, same)


def assert_same(found, instrument, wave, value_set, keep) -> None:
    right = direct(instrument, wave, keep, value_set)
    counts = (found.n_due, found.n_baseline, found.n_answered, found.n_paired)
    assert counts == (right.n_due, len(right.before), len(right.after), len(right.gains))
    for one, other in ((found.change.mean, right.mean_gain), (found.change.sd, right.sd_gain)):
        assert one == other if other is None else one == pytest.approx(other, rel=1e-9, abs=1e-9)
    if instrument == "odi" and found.n_paired:
        shares = {share.threshold.code: share.reached for share in found.shares}
        fixed = {code: right.reached(code) for code in ("12.8", "15", "22")}
        assert shares == fixed | {"30%": sum(right.relative)}
        assert found.change_histogram.total == len(right.gains)


def run(history: list[tuple[int, int, int, int]]) -> None:
    with transaction.atomic():
        registry = Registry()
        for step in history:
            registry.write(*step)
        check()
        transaction.set_rollback(True)


def assert_ages_and_bmi_are_the_direct_ones() -> None:
    for quantity, read in ((AGE, ages), (BMI, bmis)):
        everybody = read(list(Episode.objects.select_related("patient")))
        assert_moments(answer(Question(quantity)).baseline, everybody)
        for department, part in answers_by(Question(quantity), "department").items():
            own = Episode.objects.select_related("patient").filter(patient__department=int(department))
            assert_moments(part.baseline, read(list(own)))


def assert_operations_are_the_direct_ones() -> None:
    for department, part in answers_by(Question(OPERATIONS), "department").items():
        own = list(Episode.objects.filter(patient__department=int(department)))
        assert part.n_baseline == len(operations_of(own))
    for year, part in answers_by(Question(OPERATIONS), "year").items():
        days = [day for _episode, day in operations_of(list(Episode.objects.all()))]
        assert part.n_baseline == sum(day.year == int(year) for day in days)


def assert_moments(found: Moments, numbers: list[float]) -> None:
    assert found.n == len(numbers)
    assert found.mean == (pytest.approx(fmean(numbers)) if numbers else None)
    assert found.sd == (pytest.approx(stdev(numbers)) if len(numbers) > 1 else None)


def assert_no_follow_up_is_answered_before_its_index_date() -> None:
    at_a_wave = Assessment.objects.filter(timepoint__in=WAVE_CODES)
    assert not at_a_wave.filter(observed_on__lt=F("episode__index_date")).exists()


def check() -> None:
    assert_ages_and_bmi_are_the_direct_ones()
    assert_operations_are_the_direct_ones()
    assert_no_follow_up_is_answered_before_its_index_date()
    for wave in ("baseline", "y1", "y2"):
        assert_every_number_is_the_direct_one(wave)
    assert all(found.is_right for found in verify_statistics(mend=False))


@pytest.mark.django_db
def test_after_one_write_of_every_kind_each_number_is_the_direct_one():
    pairs = [(1, a, wave, 10 + 6 * a + 2 * wave) for a in (0, 1, 2) for wave in (0, 1)]
    pairs.append((9, 1, 0, 1))  # a BMI
    every = [(kind, kind + 1, kind, 3 + kind) for kind in range(12)]
    with transaction.atomic():
        registry = Registry()
        for step in (*pairs, *every, *pairs):
            registry.write(*step)
        assert answer(Question("odi", "y1")).n_paired > 1
        assert answer(Question(AGE)).baseline.n > answer(Question(BMI)).baseline.n > 0
        check()


@pytest.mark.slow
@pytest.mark.django_db
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(histories)
def test_after_any_writes_each_number_is_the_direct_one(history):
    run(history)


@pytest.mark.django_db
def test_a_wrong_cell_is_found_said_and_mended_and_a_rebuild_comes_to_the_same():
    registry = Registry()
    for step in ((1, 0, 0, 10), (1, 0, 1, 6), (1, 1, 0, 12), (4, 1, 1, 3)):
        registry.write(*step)
    cells = StatisticsCell.objects.filter(stratum="", n__gt=0)
    broken = cells.filter(place="DK").first()
    stood = broken.n
    StatisticsCell.objects.filter(pk=broken.pk).update(n=stood + 2)
    cells.exclude(place="DK").first().delete()
    wrong = [one for found in verify_statistics(mend=True) for one in found.wrong]
    assert ("n", stood + 2, stood) in {(one.column, one.stored, one.right) for one in wrong}
    assert all(found.is_right for found in verify_statistics(mend=False))
    before = answer(Question("odi", "y1"))
    assert rebuild_statistics() == Episode.objects.count()
    assert answer(Question("odi", "y1")) == before
    assert all(found.is_right for found in verify_statistics(mend=False))


@pytest.mark.django_db
def test_a_wrong_department_is_not_laid_at_the_countrys_door_and_a_country_wrong_by_as_much_is_found():
    registry = Registry()
    for step in ((1, 0, 0, 10), (1, 0, 1, 6), (1, 1, 0, 12)):
        registry.write(*step)
    cell = StatisticsCell.objects.exclude(place="DK").filter(stratum="", n__gt=0).first()
    StatisticsCell.objects.filter(pk=cell.pk).update(n=cell.n + 1)
    found = {one.place: one.wrong for one in verify_statistics(mend=False)}
    assert [(one.column, one.stored, one.right) for one in found.pop(cell.place)] == [
        ("n", cell.n + 1, cell.n)
    ]
    assert not any(found.values())
    alike = {name: getattr(cell, name) for name in Key._fields if name != "place"}
    country = StatisticsCell.objects.get(place="DK", **alike)
    StatisticsCell.objects.filter(pk=country.pk).update(n=country.n + 1)
    found = {one.place: one.wrong for one in verify_statistics(mend=False)}
    assert [(one.column, one.stored, one.right) for one in found["DK"]] == [("n", country.n + 1, country.n)]
    assert sum(len(one.wrong) for one in list(verify_statistics(mend=True))) == 2
    assert all(one.is_right for one in verify_statistics(mend=False))


@pytest.mark.django_db
def test_an_episode_of_which_nothing_or_something_unreadable_is_remembered_is_said_and_mended():
    registry = Registry()
    for step in ((1, 0, 0, 10), (1, 1, 0, 12), (1, 2, 0, 12)):
        registry.write(*step)
    first, second = CountedEpisode.objects.order_by("pk").values_list("pk", flat=True)[:2]
    CountedEpisode.objects.filter(pk=first).update(counted="")
    CountedEpisode.objects.filter(pk=second).update(counted="{")
    for mend in (False, True):
        every = list(verify_statistics(mend=mend))
        assert {pk for one in every for pk in one.remembered} == {first, second}
        assert not any(one.wrong for one in every)
    assert all(one.is_right for one in verify_statistics(mend=False))
