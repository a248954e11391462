"""Wrong content is found, all of it, and said: where, what, and what to do."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from guidelines.checks import refuse_wrong_content
from guidelines.pathway import sources
from guidelines.pathway.content import Content, problems
from guidelines.pathway.criteria import RuleError
from guidelines.pathway.defects import DEFECTS
from guidelines.pathway.evidence import EVIDENCE
from guidelines.pathway.rulebook import ACTIONS, CURRENT
from guidelines.pathway.thresholds import Thresholds
from guidelines.pathway.uses import NOT_USED, NotUsed, Reason, Use, UseKind, uses

PAIN_CLINIC = ACTIONS["refer.pain_clinic"]


def with_thresholds(**values: float) -> Content:
    changed = tuple(replace(row, value=values.get(row.name, row.value)) for row in CURRENT.thresholds)
    return Content(rules=replace(CURRENT, thresholds=Thresholds(changed)))


def with_use(code: str) -> Content:
    return Content(
        cited={**uses(), code: (Use(UseKind.RULE, "refer.pain_clinic", "Refer to a pain clinic"),)}
    )


BROKEN = {
    "a statement that does not exist, cited by a rule": (
        with_use("A99"),
        "rule refer.pain_clinic (“Refer to a pain clinic”): cites A99, which is in no source; correct the id",
    ),
    "a statement that does not exist, among those not used": (
        Content(not_used={**NOT_USED, "S99": NotUsed("S99", Reason.GENERAL, "no such")}),
        "S99 in the list of statements not used (guidelines/pathway/uses/unused.py): cites S99",
    ),
    "a statement that does not exist, under a defect": (
        Content(defects=(replace(DEFECTS[0], statements=("R999",)),)),
        "defect of Table 1 (guidelines/pathway/defects.py): cites R999, which is in no source",
    ),
    "a controversy with one position": (
        Content(
            controversies={
                **Content().controversies,
                "one-sided": SimpleNamespace(id="one-sided", positions=(1,)),
            }
        ),
        "controversy one-sided (guidelines/pathway/controversies/): has 1 position(s); a card shows two or more",
    ),
    "a controversy that does not exist": (
        Content(rules=replace(CURRENT, actions=(replace(PAIN_CLINIC, controversy="no-such-card"),))),
        "action refer.pain_clinic: names the controversy no-such-card, which there is none of; name one of",
    ),
    "a threshold out of its bounds": (
        with_thresholds(severe_vas=95),
        "threshold severe_vas (guidelines/pathway/thresholds.py): severe_vas: found 95; allowed: a number from 50 to 80",
    ),
    "two thresholds out of order": (
        with_thresholds(tug_amber_s=14, tug_red_s=12),
        "tug_amber_s: found 14 with tug_red_s 12; allowed: tug_amber_s below tug_red_s; put the two in order",
    ),
    "an action without evidence": (
        Content(evidence={code: found for code, found in EVIDENCE.items() if code != "refer.pain_clinic"}),
        "action refer.pain_clinic: has no evidence; say in guidelines/pathway/evidence/",
    ),
    "evidence of no action": (
        Content(evidence={**EVIDENCE, "gone.action": EVIDENCE["refer.pain_clinic"]}),
        "evidence of gone.action: is of no action; correct the code",
    ),
}


def test_the_content_as_it_is_has_nothing_wrong_with_it():
    assert problems() == ()


@pytest.mark.parametrize(("content", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_wrong_content_is_named_with_where_what_and_what_to_do(content, said):
    found = [str(problem) for problem in problems(content)]
    assert any(said in problem for problem in found), found


def test_a_citation_without_a_checker_is_found_although_nobody_asked_for_it(monkeypatch):
    monkeypatch.setattr("guidelines.pathway.recommendations.CHECKED_BY", "")
    found = {str(problem) for problem in problems() if problem.where == "action refer.pain_clinic"}
    assert len(found) == 1
    assert "citation of A78 (pain-review): found checked_by ''" in found.pop()


def test_an_action_that_cites_an_unknown_statement_cannot_even_be_made():
    with pytest.raises(RuleError, match=r"Action refer\.pain_clinic: cites A99, which the catalogue"):
        replace(PAIN_CLINIC, statements=("A78", "A99"))


def test_the_application_does_not_start_on_wrong_content_and_lists_all_of_it():
    wrong = (*problems(with_use("A99")), *problems(with_thresholds(severe_vas=95)))
    with pytest.raises(ImproperlyConfigured) as refused:
        refuse_wrong_content(wrong)
    said = str(refused.value)
    assert said.startswith("The guideline's content is wrong, so Columna does not start:")
    assert "cites A99" in said
    assert "severe_vas: found 95" in said


def test_the_application_starts_on_the_content_as_it_is():
    assert refuse_wrong_content() is None
    assert sources.CHECKED_BY
