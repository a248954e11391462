"""Every statement of the five sources has its row, once, in the order of its source."""

from guidelines.pathway.statements import CATALOGUE, STATEMENTS
from tests.tables import every_row

# how many statements each source was read for, by the letter of its ids
COUNTED = {"A": 84, "S": 69, "P": 30, "R": 170, "F": 44}
IDS = [f"{letter}{number:02d}" for letter, count in COUNTED.items() for number in range(1, count + 1)]


def test_the_catalogue_holds_all_397_statements_in_the_order_of_their_sources():
    assert len(IDS) == 397
    assert list(CATALOGUE) == IDS


def test_a_rule_may_also_cite_the_one_contradiction_it_is_written_from():
    assert set(STATEMENTS) - set(CATALOGUE) == {"C10"}


def test_no_two_statements_say_the_same():
    said = [(statement.says, statement.figures) for statement in CATALOGUE.values()]
    assert len(set(said)) == len(said)


@every_row(
    ("code", "figures"),
    [
        ("A49", "80-90 % of cases; pain for a few weeks to 35 years"),
        ("S40", "n = 50, 2 years, published 2007"),
        ("R37", "12.8 points"),
        ("R129", "5 trials, 541 patients"),
        ("R141", "EQ-5D 0.26, 0.59, 0.57; ODI 53.7, 34.6, 35.1; n 1204, 682, 489"),
        ("F15", "8 months; 2 a week; 30 minutes; 70-90 % of 1RM"),
    ],
)
def test_a_figure_stands_as_its_source_prints_it(code, figures):
    assert STATEMENTS[code].figures == figures


@every_row("code", ["A08", "A12", "A73", "S18", "S20", "S61", "R17", "R41", "R146", "R165", "R166", "F29"])
def test_what_is_ours_and_not_the_source_s_says_so(code):
    statement = STATEMENTS[code]
    assert "our " in f"{statement.says} {statement.figures}"
