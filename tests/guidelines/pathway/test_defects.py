"""The report's own mistakes stand beside the figures they concern."""

from guidelines.pathway.defects import DEFECTS, FAULT_LABELS, Fault, notes_on
from guidelines.pathway.statements import STATEMENTS
from tests.tables import every_row


@every_row(
    ("statement", "where", "instead"),
    [
        ("R47", "Table 2", "6803"),
        ("R50", "Table 3", "2021 and 2022"),
        ("R75", "Table 5", "SD"),
        ("R86", "Table 6", "2261"),
        ("R88", "Tables 7 and 8", "swapped"),
        ("R88", "Table 7", "0.16"),
        ("R89", "Table 8", "17.2 and 16.8"),
        ("R93", "Table 9", "1176 and 1193"),
        ("R97", "Figure 21", "1214"),
        ("R141", "Table 13", "57 %"),
        ("R150", "Table 14", "spondylodiscitis"),
        ("R162", "Table 15", "SD"),
        ("R130", "Text on the trials of vertebroplasty", "35.6 %"),
    ],
)
def test_a_figure_that_is_quoted_carries_what_is_wrong_with_it(statement, where, instead):
    assert any(note.where == where and instead in note.instead for note in notes_on([statement]))


def test_the_sums_behind_the_defects_are_right():
    assert 6430 + 373 == 6803
    assert round(0.55 - 0.39, 2) == 0.16
    assert (1188 - 1176, 1214 - 1193) == (12, 21)
    assert round(100 * 682 / 1204) == 57
    assert round(100 * 78 / 219, 1) == 35.6
    assert round(41.6 - 26.5, 1) == 15.1
    assert round(53.7 - 28.3, 1) == 25.4
    assert [round(n / share) for n, share in ((1778, 0.551), (1531, 0.474), (1341, 0.579))] == [
        3227,
        3230,
        2316,
    ]


def test_a_statement_of_another_source_has_no_notes():
    assert notes_on(["A49", "S40", "R128"]) == ()


def test_notes_on_several_statements_come_once_in_the_report_s_order():
    notes = notes_on(["R142", "R141", "R140"])
    assert list(notes) == [defect for defect in DEFECTS if defect in notes]
    assert len(set(notes)) == len(notes)


def test_only_the_report_has_defects_and_every_one_is_quoted_somewhere():
    assert all(defect.statements for defect in DEFECTS)
    assert {code[0] for defect in DEFECTS for code in defect.statements} == {"R"}
    assert {code for defect in DEFECTS for code in defect.statements} <= set(STATEMENTS)
    assert {defect.fault for defect in DEFECTS} == set(Fault) == set(FAULT_LABELS)
