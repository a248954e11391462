"""The linter: every defect of the printed report of 2022, one by one, and each rule on a report with one thing wrong."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

import pytest

from registry.annual_report.building import built
from registry.annual_report.linting import RULE_TITLES, lint
from registry.annual_report.printed import printed, tables_in, wrong
from registry.annual_report.report import (
    Absent,
    Cell,
    Claim,
    Kind,
    Note,
    Of,
    Place,
    Reference,
    Rule,
    Sentence,
)
from registry.instruments.translate import say
from tests.registry.annual_report.reports import count, right, with_cell, with_part
from tests.registry.annual_report.source import asking
from tests.tables import every_row

FOUND = lint(printed())
# Noted in the printed report of 2022 (its tables and figures, and what its text says of them), as one line each.
NAMED = """
table 1 | blank | the body is a picture
table 2, total, operations, 2022 | sum | 6430 where the rows add up to 6803
table 2, other, operations, 2022 | sum | the 373 that are left out
table 2, total, operations, 2022 | same-count | table 3 has 6803
table 2, total, share, 2022 | shares | 107 %
table 2, stenosis, share, 2022 | shares | 39 % where 2490 of 6803 is 36.6
table 2, total, share, 2009-2022 | rounding | 101 %, and nothing said of it
table 2, spondylosis_radiculopathy, operations, 2022 | text | 878 is quoted as segmental pain
table 3 | caption | 2020 for 2021
table 3, unit 1, answered_before, 2021 | blank | none, or not known
table 3, unit 1, completeness, 2021 | blank | none, or not known
table 3, unit 1, operations, 2021 | form | runs into the number of the unit
table 4, odi, baseline-y1 | rounding | 15.2 for 15.1
table 4, patients, baseline | same-count | 21852, and 22716 in figure 5
table 5, vas_leg, baseline | spread-name | 29.2 is called SE
table 5, odi, y2 | spread-name | 17.7 is called SE
table 6, women, baseline | implied-count | of 3227; there are 2261
table 6, leg_over_12m, baseline | implied-count | of 2316
table 6, back_over_12m, baseline | implied-count | of 3230
table 6, eq5d_3l, y2 | at-odds | rises while the others get worse
table 6, patients, baseline | text | more than 2600; there are 2261
table 7, age, baseline | text | 8 years younger; it is 14.7
table 7, women, baseline | implied-count | of 2219; there are 1529
table 7, leg_over_12m, baseline | implied-count | of 2215
table 7, leg_over_12m, baseline | form | no per cent sign
table 7, leg_over_12m, baseline | text | 85 %
table 7, back_over_12m, baseline | implied-count | of 2219
table 7, back_over_12m, baseline | form | no per cent sign
table 7, back_over_12m, baseline | text | 85 %
table 7, vas_leg, baseline | form | a point for a comma
table 7, eq5d_3l, baseline | difference | takes part in 0.24 for 0.16
table 7, eq5d_3l, baseline-y1 | difference | 0.24 for 0.16
table 7, odi, y2 | form | two decimals
table 7, vas_leg, baseline-y1 | text | the cage group does not improve more
table 8 | caption | anterior for posterior
table 8, age, baseline | text | just under 50; it is 56.4
table 8, women, baseline | implied-count | of 2200; there are 1637
table 8, leg_over_12m, baseline | implied-count | of 2197
table 8, back_over_12m, baseline | implied-count | of 2200
table 8, vas_leg, baseline-y1 | sign | -17.2
table 8, vas_back, baseline-y1 | sign | -16.8
table 9, total, operations, 2021 | sum | 1188 for 1176
table 9, total, operations, 2022 | sum | 1214 for 1193
table 9, total, operations, 2022 | same-count | figure 21 has 1058
table 9, unit 3, operations, 2021 | blank | none, or not known
table 9, unit 3, answered_before, 2022 | blank | none, or not known
table 9, unit 15, completeness, 2022 | share | 0 % of nobody
text on table 9 | text | 10 units, 26 % complete at least
table 10, vas_neck, baseline-y1 | rounding | 25.3 for 25.4
table 11, eq5d_3l, baseline-y1 | edge | 0.12 is the threshold itself
table 11, ndi, baseline-y1 | edge | 9.3 is within 5-10
table 12, total, operations, 2009-2022 | base | of osteoporotic and malignant fractures
table 13, eq5d_3l, baseline | spread | no dispersion
table 13, odi, y2 | spread | no dispersion
table 13, odi, y1 | form | a point for a comma
table 13, patients, y1 | text | about 60 %; it is 56.6
table 14 | caption | spondylodesis for spondylodiscitis
table 14, patients, baseline | more-after | 57 before, 84 after
table 15, eq5d_3l, baseline | spread-name | 0.40 is called SE
table 15, eq5d_3l, w6 | spread-name | 0.37 is called SE
table 15, eq5d_3l, baseline-w6 | paired | of 378 before and 295 after
text on figure 5 | text | better in every patient
figure 21, total, operations, 2022 | same-count | table 9 has 1214
figure 39, patients, baseline | same-count | table 15 has 378
text on figures 19 and 20 | reference | leads to figures 20 and 21
"""


def test_every_defect_noted_in_the_printed_report_is_found():
    found = {(str(place), finding.rule.value) for finding in FOUND for place in finding.places}
    named = [tuple(line.split(" | ")[:2]) for line in NAMED.strip().splitlines()]
    assert [one for one in named if one not in found] == []
    assert [(str(place), rule) for place, rule in wrong() if (str(place), rule.value) not in found] == []


def test_nothing_is_found_in_the_printed_report_that_no_reader_noted():
    known = set(wrong())
    assert [str(finding) for finding in FOUND if (finding.place, finding.rule) not in known] == []


def test_what_is_found_says_what_stands_there_and_what_should():
    said = {(str(finding.place), finding.rule): str(finding.text) for finding in FOUND}
    left_out = said["table 2, total, operations, 2022", Rule.SUM]
    assert left_out == "The total is 6430; the rows add up to 6803: one of 373 is left out of it."
    assert said["table 7, eq5d_3l, baseline-y1", Rule.DIFFERENCE] == "From 0.39 to 0.55 is 0.16, not 0.24."
    assert "can only be the SD" in said["table 15, eq5d_3l, w6", Rule.SPREAD_NAME]


def test_a_report_that_is_right_has_no_finding():
    assert lint(right()) == ()


def test_a_file_of_tables_is_held_to_the_same_rules():
    tables = (files("registry.annual_report") / "printed_tables.csv").read_text("utf-8").splitlines()
    found = {(str(one.place), one.rule) for one in lint(tables_in(tables))}
    assert ("table 2, total, operations, 2022", Rule.SUM) in found
    assert ("table 8, vas_leg, baseline-y1", Rule.SIGN) in found
    for lines, said in (
        (["table,row"], "There is no column measure, timepoint, value, spread, n"),
        (["table,row,measure,timepoint,value,spread,n", "16,,odi,y1,1,,"], "there are tables 1 to 15"),
        (
            ["table,row,measure,timepoint,value,spread,n", '4,,odi,y1,"1,5",,'],
            "value is '1,5'; give a number",
        ),
        (["table,row,measure,timepoint,value,spread,n", "4,,pain,y1,1,,"], "the measures are those of"),
    ):
        with pytest.raises(ValueError, match=said):
            tables_in(lines)


def test_every_rule_has_a_title():
    assert set(RULE_TITLES) == set(Rule)


WRONG_CELLS = [
    (Rule.SUM, "table 2", ("operations", "2022", "stenosis"), {"value": 119}),
    (Rule.SHARE, "table 2", ("share", "2022", "stenosis"), {"n": 130}),
    (Rule.SAME_COUNT, "figure 1", ("operations", "2022", ""), {"value": 201}),
    (Rule.PAIRED, "table 4", ("odi", "baseline-y1", ""), {"n": 71}),
    (Rule.PAIRED, "table 4", ("odi", "baseline-y1", ""), {"n": None, "value": 15.1}),
    (Rule.SIGN, "table 4", ("odi", "baseline-y1", ""), {"n": None, "value": -15.1}),
    (Rule.DIFFERENCE, "table 4", ("odi", "baseline-y1", ""), {"n": None, "value": 15.4}),
    (Rule.ROUNDING, "table 4", ("odi", "baseline-y1", ""), {"n": None, "value": 15.2}),
    (Rule.DUE, "table 4", ("due", "y1", ""), {"value": 69}),
    (Rule.DUE, "table 4", ("odi", "y1", ""), {"n": 71}),
    (Rule.DUE, "table 4", ("odi", "baseline", ""), {"n": 101}),
    (Rule.SHARE, "table 2", ("operations", "2022", "stenosis"), {"value": 121}),
    (Rule.SPREAD, "table 4", ("odi", "y1", ""), {"spread": None}),
    (Rule.SPREAD_NAME, "table 4", ("odi", "y1", ""), {"spread_is": ""}),
    (Rule.SPREAD_NAME, "table 4", ("odi", "y1", ""), {"spread_is": "SE"}),
    (Rule.SURNAME, "table 4", ("eq5d_3l", "baseline", ""), {"surname": ""}),
    (Rule.BLANK, "table 4", ("due", "y1", ""), {"value": None}),
    (Rule.EDGE, "table 4", ("odi", "baseline-y1", ""), {"value": 12.84}),
    (Rule.SMALL, "table 4", ("due", "y1", ""), {"value": 4}),
    (Rule.BASE, "table 4", ("operated", "baseline", ""), {"value": 99}),
    (Rule.TEXT, "table 4", ("odi", "baseline", ""), {"value": 41.7}),
]


@every_row(("rule", "part", "place", "changed"), WRONG_CELLS)
def test_one_number_made_wrong_is_found(rule, part, place, changed):
    assert rule in {finding.rule for finding in lint(with_cell(right(), part, place, **changed))}


def test_one_thing_made_wrong_about_a_part_is_found():
    report = right()
    without_base = tuple(cell for cell in report.part("table 4").cells if cell.measure != "operated")
    wrongs = {
        Rule.CAPTION: with_part(report, "table 4", caption=("2020",), heading=("2021",)),
        Rule.BASE: with_part(report, "table 4", cells=without_base),
        Rule.BLANK: with_part(report, "figure 1", points=3),
        Rule.REFERENCE: replace(
            report, sentences=(Sentence("x", say("x"), references=(Reference("figure 1", "another"),)),)
        ),
        Rule.TEXT: replace(
            report,
            sentences=(Sentence("x", say("x"), (Claim(Of.VALUE, (Place("table 9"),), 0, 1),)),),
        ),
    }
    for rule, made in wrongs.items():
        assert rule in {finding.rule for finding in lint(made)}, rule


def test_what_is_counted_in_parts_adds_up_to_the_whole_in_another_table():
    years = [
        count("operations", str(year), 60, counts=f"operations/stenosis/{year}") for year in (2021, 2022)
    ]
    kinds = [
        count("operations", "2009-2022", number, row=kind, counts=f"operations/segmental/{kind}/2009-2022")
        for kind, number in (("decompression", 40), ("discectomy", 20), ("other", 9))
    ]
    regions = [
        *(count("operations", "2022", number, row=row) for row, number in (("East", 120), ("West", 80))),
        count("operations", "2021", 100, row="East"),
        Cell(kind=Kind.SHARE, measure="change", timepoint="2021-2022", row="East", value=20.0),
    ]

    def added(operated: int = 120, decompressed: int = 60, west: int = 80, change: float = 20.0):
        whole = count("operated", "baseline", operated, counts="operations/stenosis/2021-2022")
        some = count(
            "operated", "baseline", decompressed, counts="operations/segmental_decompression/2009-2022"
        )
        of_regions = (
            regions[0],
            replace(regions[1], value=west),
            regions[2],
            replace(regions[3], value=change),
        )
        stand = right().part("table 4")
        made = [
            replace(stand, number=5, cells=(whole,)),
            replace(stand, number=6, population="segmental_decompression", cells=(some,)),
            replace(right().part("figure 1"), number=4, population="stenosis", cells=tuple(years)),
            replace(
                right().part("figure 1"),
                number=15,
                population="segmental",
                years=(2009, 2022),
                cells=tuple(kinds),
            ),
            replace(right().part("figure 1"), number=2, cells=of_regions),
        ]
        report = right()
        return [(str(one.place), one.rule) for one in lint(replace(report, parts=(*report.parts, *made)))]

    clean = added()
    assert not [one for one in clean if one[1] in {Rule.SUM, Rule.DIFFERENCE}]
    for changed, place, rule in (
        ({"operated": 121}, "table 5, operated, baseline", Rule.SUM),
        ({"decompressed": 61}, "table 6, operated, baseline", Rule.SUM),
        ({"west": 81}, "table 2, total, operations, 2022", Rule.SUM),
        ({"change": 21.0}, "figure 2, East, change, 2021-2022", Rule.DIFFERENCE),
    ):
        assert [one for one in added(**changed) if one not in clean] == [(place, rule)]


@pytest.mark.slow
def test_a_mean_of_more_than_answered_were_due_or_operated_on_is_found_wherever_it_stands():
    report = built(asking(400))
    means = [(part, cell) for part, cell in report.cells([Kind.MEAN]) if cell.value is not None]
    passed = []
    for part, cell in means[::3]:
        place = (cell.measure, cell.timepoint, cell.row)
        if not lint(with_cell(report, part.name, place, n=(cell.n or 0) + 500)):
            passed.append(str(part.place(cell)))
    assert len(means) > 60
    assert passed == []


def test_one_measure_against_all_the_others_has_to_be_remarked_on():
    cells = [
        replace(right().part("table 4").at("odi", "y1"), measure=measure, timepoint=wave, value=value)
        for measure, first, second in (("odi", 27.5, 29.9), ("vas_leg", 37.1, 39.5), ("vas_back", 36.4, 33.0))
        for wave, value in (("y1", first), ("y2", second))
    ]
    found = lint(with_part(right(), "table 4", cells=(*right().part("table 4").cells[:4], *cells)))
    assert [str(one.place) for one in found if one.rule is Rule.AT_ODDS] == ["table 4, vas_back, y2"]


@every_row(("total", "wrong_sum"), [(79, True), (81, False), (200, False)])
def test_a_total_leaves_room_for_the_row_that_is_hidden(total, wrong_sum):
    place = ("operations", "2022", "stenosis")
    report = with_cell(right(), "table 2", place, value=None, absent=Absent.SUPPRESSED)
    report = with_cell(report, "table 2", ("operations", "2022", "total"), value=total)
    rules = {finding.rule for finding in lint(report)}
    assert (Rule.SUM in rules) is wrong_sum
    assert (Rule.SMALL in rules) is not wrong_sum  # one hidden row alone: what is left of the total tells it


def test_a_difference_of_rounding_is_let_pass_where_it_is_said():
    report = with_cell(right(), "table 4", ("odi", "baseline-y1", ""), n=None, value=15.2)
    said = with_part(report, "table 4", notes=(Note(say("Rounded."), Rule.ROUNDING),))
    assert {finding.rule for finding in lint(report)} == {Rule.PAIRED, Rule.ROUNDING}
    assert {finding.rule for finding in lint(said)} == {Rule.PAIRED}
