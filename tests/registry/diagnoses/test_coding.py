"""Codes with dates: what stands for a diagnosis on a day, where a series breaks, and what a wrong table says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.diagnoses import CODES, DIAGNOSES, breaks, codes_of, resolve
from registry.diagnoses.coding import FIRST_DAY, Coded, problems, read
from tests.tables import every_row

DAY = date(2022, 6, 1)


def row(
    sks="DM431", first=FIRST_DAY, last=None, diagnosis="spondylolisthesis", tells="alone", note="", **other
):
    icd10 = f"{sks[1:4]}.{sks[4:]}".rstrip(".") if sks else ""
    return Coded(diagnosis, other.get("icd10", icd10), sks, first, last, tells, "ours", note)


def codes(code, on=DAY):
    return [one.code for one in resolve(code, on)]


def test_the_table_shipped_is_right_and_codes_every_diagnosis_to_this_day():
    assert list(problems(CODES)) == []
    assert all(codes_of(code, FIRST_DAY) and codes_of(code, DAY) for code in DIAGNOSES)


@every_row(
    ("code", "diagnoses"),
    [
        ("DM511", ["disc_herniation"]),
        ("M51.1", ["disc_herniation"]),
        (" dm51.1 ", ["disc_herniation"]),
        ("DM4126", ["scoliosis"]),  # a code under one of ours
        ("DG061", ["infection_other"]),
        ("DM480", ["stenosis", "stenosis_with_slip", "cervical_central_stenosis"]),  # a person decides
        ("DM5", []),  # above ours: says less than any of them
        ("D48", []),  # chapter D of ICD-10, not SKS
        ("", []),
    ],
)
def test_a_code_is_resolved_to_what_it_may_stand_for(code, diagnoses):
    assert codes(code) == diagnoses


def test_before_the_coding_began_no_code_stands_for_anything():
    assert codes("DM511", date(1993, 12, 31)) == []


CHANGED = (
    row("DM431", FIRST_DAY, date(2015, 12, 31)),
    row("DM432", date(2016, 1, 1), date(2018, 12, 31)),
    row("", date(2019, 1, 1), date(2019, 12, 31), note="No code of its own that year"),
    row("DM432", date(2020, 1, 1)),
)


def test_a_change_of_coding_is_a_break_on_its_first_day_and_a_row_that_repeats_the_code_is_none():
    assert breaks("spondylolisthesis", CHANGED) == (date(2016, 1, 1), date(2019, 1, 1), date(2020, 1, 1))
    repeated = (row(last=date(2015, 12, 31)), row(first=date(2016, 1, 1), note="read again"))
    assert breaks("spondylolisthesis", repeated) == ()
    assert all(breaks(code) == () for code in DIAGNOSES)  # none is known of since 1994
    assert [codes_of("spondylolisthesis", date(year, 12, 31), CHANGED) for year in (2015, 2016, 2019)] == [
        ("DM431",), ("DM432",), (),
    ]  # fmt: skip


@given(st.dates(date(1994, 1, 2), date(2030, 1, 1)))
def test_a_day_is_a_break_just_where_the_codes_are_not_those_of_the_day_before(day):
    before = codes_of("spondylolisthesis", date.fromordinal(day.toordinal() - 1), CHANGED)
    changed = codes_of("spondylolisthesis", day, CHANGED) != before
    assert (day in breaks("spondylolisthesis", CHANGED)) == changed


@every_row(
    ("rows", "said"),
    [
        ([row(last=date(2015, 1, 1)), row(first=date(2015, 1, 1))], "twice for spondylolisthesis"),
        ([row(), row(diagnosis="stenosis")], "then each is in_part"),
        ([row(last=date(2015, 12, 31)), row(first=date(2016, 1, 2))], "spondylolisthesis: no row for 2016-01-01"),
        ([row(first=date(1995, 1, 1))], "spondylolisthesis: no row for 1994-01-01"),
        ([row(last=date(2015, 12, 31))], "spondylolisthesis: no row for 2016-01-01"),
        ([row(first=date(2015, 1, 1), last=date(2014, 12, 31))], "before it begins"),
        ([row("", note="")], "needs a note"),
        ([row(icd10="M48.0")], "an SKS code is D and the ICD-10 code"),
        ([row(diagnosis="unheard_of")], "no such diagnosis"),
        ([row(tells="perhaps")], "tells is one of"),
    ],
)  # fmt: skip
def test_a_wrong_table_is_refused_and_says_where(rows, said):
    assert any(said in problem for problem in problems(rows))


def test_codes_that_follow_on_and_a_gap_that_is_said_are_no_problem():
    wrong = [problem for problem in problems(CHANGED) if problem.startswith(("spondylolisthesis", "DM43"))]
    assert wrong == []


def test_a_table_without_a_source_or_with_a_wrong_row_is_not_read():
    head = "diagnosis,icd10,sks,valid_from,valid_to,tells,mapping,note\n"
    with pytest.raises(ValueError, match="source"):
        read(head)
    with pytest.raises(ValueError, match="no row for 1994-01-01"):
        read(f"# source: made up\n{head}")
