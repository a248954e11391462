"""Every statement of the sources is used, or has the reason why not; everything that is cited exists."""

from guidelines.pathway.content import Content, unaccounted
from guidelines.pathway.controversies import CONTROVERSIES
from guidelines.pathway.evidence import EVIDENCE
from guidelines.pathway.rulebook import PATHWAY
from guidelines.pathway.statements import STATEMENTS
from guidelines.pathway.uses import NOT_USED, NotUsed, Reason, Use, UseKind, uses, uses_of
from guidelines.pathway.uses.registry import REGISTRY
from guidelines.pathway.uses.reports import REPORTS
from tests.guidelines.pathway.test_statements import IDS
from tests.tables import every_row


@every_row("code", IDS)
def test_a_statement_has_a_use_or_a_reason_and_never_both(code):
    assert bool(uses_of(code)) != (code in NOT_USED)


def test_everything_that_is_cited_or_given_a_reason_exists():
    assert set(uses()) <= set(STATEMENTS)
    assert set(NOT_USED) <= set(IDS)


@every_row("row", NOT_USED.values(), ids=lambda row: row.statement)
def test_a_reason_is_a_code_and_words(row):
    assert row.reason in Reason
    assert len(row.words) > 20


def test_what_a_rule_cites_is_read_from_the_rule():
    for action in PATHWAY:
        for code in action.statements:
            assert Use(UseKind.RULE, action.code, action.title) in uses_of(code)
    # F11 stands in no action's own list: the criterion of the risk factors names it
    assert any(use.code == "refer.osteoporosis_assessment" for use in uses_of("F11"))
    # F38 stands in a line of a programme of training
    assert any(use.code == "training-programme" for use in uses_of("F38"))


def test_what_evidence_and_controversies_cite_is_read_from_them():
    for found in EVIDENCE.values():
        assert all(any(use.code == found.action for use in uses_of(code)) for code in found.statements)
    for card in CONTROVERSIES.values():
        cited = {code for position in card.positions for code in position.statements}
        assert all(any(use.code == card.id for use in uses_of(code)) for code in cited)


def test_all_tables_and_figures_of_the_report_are_named_once():
    named = " ".join(report.title.split(":")[0] for report in REPORTS)
    assert all(f"Table {number}" in named for number in range(1, 16))
    codes = [requirement.code for requirement in (*REGISTRY, *REPORTS)]
    assert len(set(codes)) == len(codes)


def test_the_walk_finds_a_statement_with_neither_a_use_nor_a_reason():
    content = Content(cited={**uses(), "R37": ()})
    assert [str(problem) for problem in unaccounted(content)] == [
        "statement R37: has neither a use nor a reason for not being used; cite it where it belongs, or give it a row in "
        "guidelines/pathway/uses/unused.py."
    ]


def test_the_walk_finds_a_statement_with_both():
    content = Content(not_used={**NOT_USED, "A78": NotUsed("A78", Reason.GENERAL, "made up for this test")})
    assert [problem.where for problem in unaccounted(content)] == ["statement A78"]
