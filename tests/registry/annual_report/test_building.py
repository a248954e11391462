"""The whole report from made-up statistics: every part, what it says, what it hides, and nothing that the linter finds."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from statistics import fmean, stdev

import pytest

from registry.annual_report.building import as_json, built, from_json
from registry.annual_report.linting import lint
from registry.annual_report.making import make
from registry.annual_report.measures import shown
from registry.annual_report.populations import OPERATIONS, populations
from registry.annual_report.report import Absent, Kind, Report, Rule
from registry.annual_report.specification import BY_NAME, CHAPTERS, FIGURES, PARTS, TABLES
from registry.annual_report.text import notes, sentences_on
from registry.exchange.annual.charts import chart_of
from registry.exchange.annual.words import sentence
from registry.models import Procedure
from tests.registry.annual_report.source import asking, episodes

pytestmark = pytest.mark.slow  # hundreds of episodes, counted in memory


@pytest.fixture(scope="module")
def report() -> Report:
    return built(asking(400))


def test_there_are_fifteen_tables_and_thirty_nine_figures_each_in_one_chapter(report):
    assert [spec.number for spec in TABLES] == list(range(1, 16))
    assert [spec.number for spec in FIGURES] == list(range(1, 40))
    assert sorted(name for chapter in CHAPTERS for name in chapter.parts) == sorted(
        spec.name for spec in PARTS
    )
    assert [part.name for part in report.parts] == [spec.name for spec in PARTS]


@pytest.mark.parametrize("people", [0, 1, 12, 80, 400])
def test_the_linter_finds_nothing_in_a_report_of_our_own(people):
    assert [str(finding) for finding in lint(built(asking(people)))] == []


def test_every_part_has_a_sentence_and_one_of_nobody_says_so(report):
    for made, said in ((report, "operations in 2022"), (built(asking(0)), "no operation is registered")):
        assert {sentence.where for sentence in made.sentences} == {spec.name for spec in PARTS}
        assert any(said in str(sentence.text) for sentence in made.sentences)


def test_nothing_from_one_to_four_is_shown_of_a_small_registry():
    small = built(asking(80))
    shown_numbers = [
        number
        for _part, cell in small.cells()
        if cell.value is not None
        for number in (cell.value if cell.kind is Kind.COUNT else None, cell.n, cell.of)
        if number is not None
    ]
    assert not [number for number in shown_numbers if 0 < number < 5]
    hidden = [part for part, cell in small.cells() if cell.absent is Absent.SUPPRESSED]
    assert hidden
    assert all(any("not shown" in str(note.text) for note in part.notes) for part in hidden)


def test_a_count_that_is_hidden_in_one_table_is_shown_by_no_other():
    small = built(asking(80))
    counts: dict[str, set[bool]] = {}
    for _part, cell in small.cells([Kind.COUNT]):
        if cell.counts:
            counts.setdefault(cell.counts, set()).add(cell.absent is Absent.SUPPRESSED)
    assert any(True in seen for seen in counts.values())
    assert [what for what, seen in counts.items() if len(seen) > 1] == []


def test_a_change_is_of_pairs_with_its_interval_and_its_threshold_named(report):
    table = report.part("table 4")
    change, reached = table.at("odi", "baseline-y1"), table.at("odi_reached", "y1")
    assert Decimal(15) < shown(change) < Decimal(35)
    assert change.n <= min(table.at("odi", "baseline").n, table.at("odi", "y1").n)
    assert change.low <= change.value <= change.high
    assert change.after - change.before == pytest.approx(-change.value)
    assert reached.surname == "12.8, DaneSpine"
    assert table.at("eq5d_3l", "baseline").surname == "dk_tto"


def test_before_and_after_is_called_uncontrolled_and_not_adjusted(report):
    for name in ("table 4", "table 13", "figure 9", "figure 31"):
        notes = " ".join(str(note.text) for note in report.part(name).notes)
        assert "without a comparison group" in notes
        assert "Not adjusted" in notes


def test_a_sentence_on_a_change_has_its_unit_and_its_threshold_the_unit_and_the_source(report):
    said = {one.where: [] for one in report.sentences}
    for one in report.sentences:
        said[one.where].append(sentence(one.text))
    odi = next(text for text in said["table 4"] if "(ODI): better at 1 year" in text)
    assert re.search(r"by [\d.]+ points of 100 \(95 % interval", odi)
    assert any("at least 12.8 points of 100 (DaneSpine)" in text for text in said["table 4"])
    index = next(text for text in said["table 4"] if text.startswith("EQ-5D-3L (dk_tto): better at 1 year"))
    assert re.search(r"by 0\.\d+ on the index, where 1 is full health", index)


def test_where_too_little_is_shown_to_say_anything_a_sentence_says_what_is_hidden_and_why():
    hidden = 0
    for part in built(asking(80)).parts:
        suppressed = [cell for cell in part.cells if cell.absent is Absent.SUPPRESSED]
        for one in sentences_on(part):
            assert "See the numbers" not in str(one.text)
            told = f"{len(suppressed)} of the {len(part.cells)} numbers are not shown, because they are from 1 to 4"
            hidden += told in sentence(one.text)
    assert hidden


def test_follow_up_below_the_target_is_said(report):
    table = report.part("table 5")
    due, answered = table.at("due", "y1").value, table.at("patients", "y1").value
    below = any(f"Of {due} due at 1 year" in str(note.text) for note in table.notes)
    assert below is (answered < 0.8 * due)


def test_walking_distance_and_sick_leave_are_told_with_how_many(report):
    walking = report.part("figure 5")
    assert {cell.timepoint for cell in walking.cells} == {"baseline", "y1"}
    assert any("not the same patients" in str(note.text) for note in walking.notes)
    assert report.part("figure 22").at("sick_leave", "baseline", "Total") is not None
    shown = [cell.row for cell in report.part("figure 12").cells]
    assert "No such pain" not in shown
    assert "Under 3 months" in shown


def test_a_sentence_that_is_not_what_the_table_shows_is_found(report):
    [claim, *_rest] = next(one for one in report.sentences if one.claims).claims
    cell = report.at(claim.places[0])
    object.__setattr__(cell, "value", cell.value + 1)
    assert Rule.TEXT in {finding.rule for finding in lint(report)}
    object.__setattr__(cell, "value", cell.value - 1)


def test_a_year_with_other_codes_is_drawn_and_said(report, monkeypatch):
    monkeypatch.setattr(notes, "breaks", lambda diagnosis: (date(2015, 1, 1),))
    for name in ("figure 1", "figure 3"):
        part = notes.with_notes(replace(report.part(name), notes=()))
        assert any("From 2015 other codes stand" in str(note.text) for note in part.notes)
        assert "coding changed" in str(chart_of(part, ""))


@pytest.mark.parametrize("people", [0, 2, 6])
def test_where_no_number_can_be_shown_a_sentence_says_why_and_nothing_is_drawn(people):
    made = built(asking(people))
    for part in made.parts:
        assert any(one.where == part.name for one in made.sentences)
        assert (chart_of(part, "") is None) is not any(cell.value for cell in part.cells)
    said = {str(one.text) for one in made.sentences}
    assert any("no operation is registered" in one or "none is shown" in one for one in said)


def test_ages_and_bmi_are_told_with_their_sd_and_of_how_many():
    table = make(BY_NAME["table 6"], asking(400))
    group = populations()["segmental_decompression"]
    people = [
        one
        for one in episodes(400)
        if one.diagnosis in group.diagnoses and one.procedures[0].kind in group.procedures
    ]
    bmis = [one.background("baseline").bmi for one in people]
    numbers = {"age": [one.age_years for one in people], "bmi": [one for one in bmis if one is not None]}
    assert len(people) == table.at("operated", "baseline").value
    for code, known in numbers.items():
        cell = table.at(code, "baseline")
        assert (cell.n, cell.spread_is) == (len(known), "SD")
        assert (cell.value, cell.spread) == (pytest.approx(fmean(known)), pytest.approx(stdev(known)))


def test_a_report_comes_back_from_storage_as_it_was(report):
    assert from_json(as_json(report)) == report


def test_every_kind_of_operation_is_counted_and_every_diagnosis_exists():
    assert set(OPERATIONS) == set(Procedure.Kind.values)
    assert all(one.diagnoses or one.code in {"all", "cement"} for one in populations().values())


def test_a_follow_up_is_told_of_the_years_whose_whole_follow_up_the_report_covers():
    """Whoever was operated later and answered early is in no number: those who are silent yet could not be counted beside."""
    for year in (2015, 2022):
        table = make(BY_NAME["table 5"], asking(400, year=year))
        group = populations()["herniation"]
        people = [one for one in episodes(400) if one.diagnosis in group.diagnoses]
        for wave, last in (("y1", year - 1), ("y2", year - 2)):
            operated = [one for one in people if one.index_date.year <= last]
            answered = [one for one in operated if any(score.timepoint == wave for score in one.scores)]
            assert table.at("due", wave).value == len(operated)
            assert table.at("patients", wave).value == table.at("odi", wave).n == len(answered)
        assert table.at("operated", "baseline").value == sum(one.index_date.year <= year for one in people)


def test_of_which_years_a_follow_up_is_stands_beside_it_and_a_young_registry_has_none(report):
    notes = [str(note.text) for note in report.part("table 5").notes]
    assert "1 year: of those operated 2009–2021, whose whole follow-up came by the end of 2022." in notes
    assert "2 years: of those operated 2009–2020, whose whole follow-up came by the end of 2022." in notes
    first = built(asking(400, year=2009))
    assert first.part("table 5").at("due", "y1").value == 0
    assert first.part("table 5").at("odi", "y1").absent is Absent.NOBODY
    assert any("1 year: nobody was operated on so long" in str(n.text) for n in first.part("table 5").notes)
    assert [str(finding) for finding in lint(first)] == []
