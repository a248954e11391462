"""Sources say what they are, who checked them and until when that holds."""

from datetime import date

import pytest
from pydantic import ValidationError

from guidelines.pathway.overdue import overdue, review_due
from guidelines.pathway.rulebook import ACTIONS, PATHWAY
from guidelines.pathway.sources import CHECKED_ON, SOURCES, Citation, Source, review_by
from tests.tables import every_row

CARD = {
    "id": "pain-review",
    "title": "A review",
    "language": "da",
    "kind": "review",
    "read_for": "the ladder",
    "year": 2005,
}


@every_row(
    ("checked", "due"),
    [
        (date(2026, 11, 22), date(2027, 11, 22)),
        (date(2026, 12, 31), date(2027, 12, 31)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 1, 1), date(2028, 1, 1)),
    ],
)
def test_a_check_holds_for_a_year(checked, due):
    assert review_by(checked) == due


@every_row("source", SOURCES.values(), ids=lambda source: source.id)
def test_a_source_carries_its_whole_card(source):
    assert source.title
    assert source.kind
    assert source.read_for
    assert source.checked_by
    assert source.review_by == date(2027, 11, 22)
    assert (source.year is None) != (source.between is None)


@every_row(
    ("wrong", "said"),
    [
        (
            {"checked_by": " "},
            "source pain-review: found checked_by ' ', so nobody has checked it; write who",
        ),
        ({"year": None}, "pain-review: found year None and between None; give a year"),
        ({"between": (2001, 2009)}, "pain-review: found year 2005 and between"),
    ],
)
def test_a_source_without_a_checker_or_a_date_is_refused_with_what_to_do(wrong, said):
    with pytest.raises(ValidationError) as refused:
        Source.model_validate({**CARD, **wrong})
    assert said in str(refused.value)


def test_a_citation_without_a_checker_is_refused_by_its_statements():
    with pytest.raises(ValidationError, match=r"citation of A79 \(pain-review\): found checked_by ''"):
        Citation(source="pain-review", statements=("A79",), locator="Conclusion", checked_by="")


def test_nothing_is_overdue_on_the_last_day_and_everything_the_day_after():
    last = review_by(CHECKED_ON)
    assert overdue(last, PATHWAY, SOURCES.values()) == ()
    late = overdue(last.replace(day=last.day + 1), PATHWAY, SOURCES.values())
    assert {one.what for one in late} == {*SOURCES, *(action.code for action in PATHWAY if action.cites)}


def test_an_overdue_review_says_what_to_read_again():
    late = overdue(date(2028, 1, 1), [ACTIONS["refer.pain_clinic"]], [])
    assert [(one.what, one.reads, one.review_by) for one in late] == [
        ("refer.pain_clinic", "pain-review: Conclusion and recommended treatment (A78)", date(2027, 11, 22))
    ]


def test_a_rule_of_our_own_has_no_review_by_a_source():
    assert review_due(ACTIONS["review.bone_drug"]) is None
    assert review_due(ACTIONS["refer.pain_clinic"]) == date(2027, 11, 22)


def test_an_action_cites_each_source_once_whatever_the_order_of_its_statements():
    for action in PATHWAY:
        assert [cited.source for cited in action.cites] == list(action.sources)
        gathered = [code for cited in action.cites for code in cited.statements]
        assert sorted(gathered) == sorted(code for code in action.statements if not code.startswith("C"))
