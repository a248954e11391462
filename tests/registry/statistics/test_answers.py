"""What a report reads of a few patients whose numbers are worked out by hand."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from registry.actions import Answered, record_assessment, record_procedure
from registry.actions.statistics_check import verify_statistics
from registry.models import Episode, StatisticsCell
from registry.reports.behind import Behind, Group, number_in
from registry.selectors.external_counts import operations_registered
from registry.selectors.report_cells import ReportCells, completeness_by_wave
from registry.selectors.report_patients import EpisodesBehind
from registry.selectors.statistics import answer, answers_by
from registry.statistics import ANY, CONSERVATIVE, OPERATIONS, WALKING, Question
from tests.factories import a_department, a_patient, an_episode

pytestmark = pytest.mark.django_db
ONSET = date(2024, 3, 4)
SECTIONS = 10


def odi(score: int) -> Answered:
    """An ODI of so many points, in steps of 2."""
    from registry.instruments import INSTRUMENTS

    left, responses = score // 2, {}
    for item in INSTRUMENTS["odi"].items:
        responses[item.code] = min(5, left)
        left -= responses[item.code]
    return Answered("odi", responses)


def a_course(department, before=None, after=None, *, answered_on=date(2025, 3, 1), **fields):
    episode = an_episode(a_patient(department), **{"kind": "vertebral_fracture", "onset_on": ONSET, **fields})
    for timepoint, score, day in (("baseline", before, ONSET), ("y1", after, answered_on)):
        if score is not None:
            record_assessment(
                episode=episode, answered=odi(score), timepoint=timepoint, observed_on=day, by=None
            )
    return episode


@pytest.fixture
def unit():
    """Three pairs (better by 20, by 10, worse by 10), one who answered only before, one only after, one never."""
    department = a_department("unit")
    for before, after in ((60, 40), (40, 30), (20, 30), (80, None), (None, 50), (None, None)):
        a_course(department, before, after)
    a_course(a_department("other"), 50, 50)
    return department


def pain(episode, before: int, after: int) -> None:
    days = (("baseline", before, ONSET), ("y1", after, date(2025, 3, 1)))
    for timepoint, score, day in days:
        told = Answered("vas_back", {"pain": score})
        record_assessment(episode=episode, answered=told, timepoint=timepoint, observed_on=day, by=None)


def test_change_is_paired_and_every_number_has_its_n(unit):
    found = answer(Question("odi", "y1", department=unit.pk))
    assert (found.n_due, found.n_baseline, found.n_answered, found.n_paired) == (6, 4, 4, 3)
    assert (found.baseline.mean, found.follow_up.mean) == (50.0, 37.5)
    assert (found.paired_baseline.mean, found.paired_follow_up.mean) == (40.0, 100 / 3)
    assert found.change.mean == pytest.approx(20 / 3)  # improvement positive
    assert found.change.sd == pytest.approx((700 / 3) ** 0.5)
    reached = {share.threshold.code: share.reached for share in found.shares}
    assert reached == {"12.8": 1, "15": 1, "22": 0, "30%": 1}
    assert found.n_worse == 0  # by 12.8
    assert found.baseline_histogram.counts[12] == 1
    assert found.change_histogram.total == 3


def test_the_country_holds_its_departments(unit):
    country = answer(Question("odi", "y1"))
    departments = answers_by(Question("odi", "y1"), "department")
    assert country.n_paired == 4 == sum(one.n_paired for one in departments.values())
    assert set(departments) == {str(unit.pk), str(a_department("other").pk)}
    assert (
        country.change == departments[str(unit.pk)].change + departments[str(a_department("other").pk)].change
    )


def test_a_follow_up_is_due_when_its_target_lies_before_this_month(unit):
    asked = {
        on: answer(Question(ANY, "y1", department=unit.pk, on=on)).n_due
        for on in (date(2025, 3, 31), date(2025, 4, 1), None)
    }
    assert asked == {date(2025, 3, 31): 4, date(2025, 4, 1): 6, None: 6}  # an answer counts whenever it came


def test_who_answers_before_the_target_day_is_neither_due_nor_answered_of_the_due_until_it_has_come():
    """Index dates in three months; of each one answered in the window, and one is silent. Due: the target before this month."""
    department = a_department("early")
    for month in (2, 3, 4):
        for after in (40, None):
            a_course(department, 60, after, answered_on=date(2025, 2, 20), onset_on=date(2024, month, 10))
    for on, due, answered in (
        (date(2025, 2, 28), 0, 0),
        (date(2025, 3, 31), 2, 1),
        (date(2025, 4, 1), 4, 2),
        (date(2025, 5, 1), 6, 3),
        (date(2026, 6, 1), 6, 3),  # the whole year has come
    ):
        asked = Question("odi", "y1", department=department.pk, diagnoses=("vertebral_fracture",), on=on)
        cells = ReportCells(asked)
        own = cells.answer(cells.leaves())
        assert (own.n_due, own.answered_of_due, own.n_silent, own.n_paired) == (
            due,
            answered,
            due - answered,
            3,
        )
        by_sex = [found for (of, _value), found in cells.described(cells.leaves()).items() if of == "sex"]
        assert (sum(one.n_due for one in by_sex), sum(one.answered_of_due for one in by_sex)) == (
            due,
            answered,
        )
        assert completeness_by_wave(asked).get("y1", {}) == ({2024: (answered, due)} if due else {})
        for group in (Group.DUE, Group.ANSWERED_DUE, Group.SILENT, Group.ANSWERED):
            assert len(list(EpisodesBehind(Behind(asked, group)))) == number_in(own, group, None), (on, group)


def test_parts_of_an_axis_add_up_to_the_whole(unit):
    for episode in Episode.objects.all()[2:7]:
        pain(episode, 70, 30)
    question = Question("odi", "y1", department=unit.pk)
    axes = ("year", "diagnosis", "procedure", "age_band", "sex")
    national = ("back_pain_duration", "timing")  # and not divided by: who was due
    of_pain = Question("vas_back", "y1")
    for asked, by in (
        (question, (*axes, "timing")),
        (question.of_country(), (*axes, "timing")),
        (of_pain, (*axes, *national)),
    ):
        whole = answer(asked)
        assert whole.n_paired >= 2
        for axis in by:
            parts = answers_by(asked, axis).values()
            assert sum(part.n_answered for part in parts) == whole.n_answered, axis
            assert sum(part.n_paired for part in parts) == whole.n_paired, axis
            due = [part.n_due for part in parts]
            assert all(n is None for n in due) if axis in national else sum(due) == whole.n_due, axis
    everybody = answer(Question())
    for axis in ("waited", "leg_pain_duration", "walking"):  # of patients, in the country
        assert sum(part.n_due for part in answers_by(Question(), axis).values()) == everybody.n_due, axis
    waves = answers_by(question, "wave")
    assert list(waves) == ["baseline", "y1", "y2", "y5", "y10"]
    assert (waves["baseline"].n_answered, waves["y2"].n_answered, waves["y2"].n_due) == (4, 0, 6)


def test_a_question_can_be_narrowed(unit):
    operated = a_course(unit, 50, 20)
    record_procedure(
        episode=operated, version=1, kind="vertebroplasty", performed_on=date(2024, 3, 5), by=None
    )
    narrowed = {
        "procedure": Question("odi", "y1", procedures=("vertebroplasty",)),
        "conservative": Question("odi", "y1", procedures=(CONSERVATIVE,), department=unit.pk),
        "year": Question("odi", "y1", first_year=2025),
        "diagnosis": Question("odi", "y1", diagnoses=("stenosis",)),
        "kind": Question("odi", "y1", diagnoses=("vertebral_fracture",)),
        "stratum": Question("odi", "y1", stratum="sex", value="female"),
        "nobody": Question("odi", "y1", stratum="sex", value="male"),
        "operations": Question(OPERATIONS),
    }
    assert {name: answer(question).n_answered for name, question in narrowed.items()} == {
        "procedure": 1, "conservative": 4, "year": 0, "diagnosis": 0, "kind": 6, "stratum": 6, "nobody": 0, "operations": 1,
    }  # fmt: skip
    assert answer(narrowed["nobody"]).is_empty


def test_what_cannot_be_asked_says_what_to_give():
    for wrong in (
        {"instrument": "oddi"}, {"wave": "y3"}, {"stratum": "shoe_size"}, {"instrument": "eq5d_3l"},
        {"instrument": "odi", "domain": "walking"}, {"first_year": 2025, "last_year": 2024},
    ):  # fmt: skip
        with pytest.raises(ValueError, match=r"give|after"):
            Question(**wrong)
    for axis, question in {
        "hospital": Question(),
        "weekday": Question("odi", "y1"),
        "walking": Question(department=1),
        "waited": Question(department=1),
        "back_pain_duration": Question(ANY, "y1"),
        "leg_pain_duration": Question("vas_back", "y1"),
        "neck_pain_duration": Question("odi", "y1"),
        "timing": Question("odi"),
        "age_band": Question(WALKING, "y1"),
        "sex": Question(stratum="age_band", value="70"),
    }.items():
        with pytest.raises(ValueError, match="give"):
            answers_by(question, axis)


def test_the_procedures_of_one_day_are_one_operation_under_the_foremost_and_each_day_is_one(unit):
    episode = a_course(unit, 50, 20)
    days = (
        (date(2024, 3, 5), "other"),
        (date(2024, 3, 5), "fusion_instrumented"),
        (date(2025, 1, 2), "other"),
    )
    for version, (day, kind) in enumerate(days, start=1):
        record_procedure(episode=episode, version=version, kind=kind, performed_on=day, by=None)
    registered = [operations_registered("DK", year).get(unit.pk) for year in (2024, 2025)]
    assert registered == [1, 1]
    kinds = answers_by(Question(OPERATIONS, first_year=2024, last_year=2024), "procedure")
    found = {kind: part.n_baseline for kind, part in kinds.items() if part.n_baseline}
    assert found == {"fusion_instrumented": 1}


def test_the_upgrade_takes_out_the_cells_that_are_not_kept_any_more_and_no_other(unit):
    kept = StatisticsCell.objects.get(
        measure="odi", wave="y1", place="DK", stratum="", diagnosis="vertebral_fracture"
    )
    of = {
        "generation": kept.generation,
        "diagnosis": kept.diagnosis,
        "procedure": kept.procedure,
        "year": 2024,
        "n": 1,
    }
    for measure, wave, place, stratum in (
        ("odi", "y1", "DK", "baseline_band"), ("odi", "y1", f"{unit.pk}", "waited"), ("odi", "baseline", "DK", "timing"),
        ("odi", "y1", "DK", "walking"), ("any", "y1", "DK", "waited"), ("any", "y1", f"{unit.pk}", "timing"),
    ):  # fmt: skip
        StatisticsCell.objects.create(
            measure=measure, wave=wave, place=place, stratum=stratum, value="1", **of
        )
    count = StatisticsCell.objects.count()
    import_module("registry.migrations.0060_cells_that_no_figure_reads").take_them_out(apps, None)
    assert StatisticsCell.objects.count() == count - 6
    assert all(found.is_right for found in verify_statistics(mend=False))


def test_the_upgrade_leaves_a_part_of_the_patients_in_one_place(unit):
    """Cells as they were: of the country by age, sex, weekday and timing, and of every score by every duration."""
    pain(Episode.objects.all()[0], 70, 30)
    unread = {ANY: ("age_band", "sex")}
    scored = ("age_band", "sex", "timing", "leg_pain_duration")
    whole = StatisticsCell.objects.filter(wave="y1", place="DK", stratum="", diagnosis="vertebral_fracture")
    made = [
        StatisticsCell(**values | {"id": None, "stratum": stratum, "value": "1"})
        for values in whole.values()
        for stratum in unread.get(values["measure"], scored)
    ]
    assert len(made) == 2 + 4 + 4  # of who was due, of ODI and of back pain
    StatisticsCell.objects.bulk_create(made)
    count = StatisticsCell.objects.count()
    import_module("registry.migrations.0061_cells_of_one_place").take_them_out(apps, None)
    assert StatisticsCell.objects.count() == count - len(made)
    assert all(found.is_right for found in verify_statistics(mend=False))


def test_the_upgrade_takes_out_durations_that_no_figure_asks_for(unit):
    """Cells as they were: of every score by the time from onset, of EQ-5D by how long every pain had lasted."""
    whole = StatisticsCell.objects.filter(wave="y1", place="DK", stratum="", diagnosis="vertebral_fracture")
    values = whole.get(measure="odi").__dict__ | {"id": None, "value": "1"}
    values.pop("_state")
    kept, unread = (
        [
            StatisticsCell(**values | {"measure": measure, "diagnosis": diagnosis, "stratum": f"{stratum}"})
            for measure, diagnosis, strata in asked
            for stratum in strata.split()
        ]
        for asked in (
            (
                ("eq5d_3l:dk_tto", "spondylolisthesis", "leg_pain_duration"),
                ("eq5d_5l:dk_2021", "cervical_other", "neck_pain_duration arm_pain_duration"),
                ("eq5d_3l:dk_tto", "fracture_cervical_traumatic", "arm_pain_duration"),
                ("vas_leg", "cervical_other", "leg_pain_duration"),
                ("operations", "cervical_other", "leg_pain_duration waited"),
            ),
            (
                ("odi", "spondylolisthesis", "waited"),
                ("eq5d_3l:dk_tto", "spondylolisthesis", "back_pain_duration neck_pain_duration"),
                ("eq5d_5l:dk_2021", "cervical_other", "back_pain_duration leg_pain_duration waited"),
                ("eq5d_3l:dk_tto", "fracture_cervical_traumatic", "leg_pain_duration"),
            ),
        )
    )
    before = StatisticsCell.objects.count()
    StatisticsCell.objects.bulk_create([*kept, *unread])
    import_module("registry.migrations.0063_cells_no_figure_asks_for").take_them_out(apps, None)
    assert StatisticsCell.objects.count() == before + len(kept)
