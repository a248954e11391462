"""Reads from rules, evidence, controversies and requirements which statements they use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guidelines.pathway.controversy import Controversy
from guidelines.pathway.criteria import Named
from guidelines.pathway.evidence import Evidence
from guidelines.pathway.functional_rules import Consideration, Step
from guidelines.pathway.programme import Programme
from guidelines.pathway.readings.closure import criteria_of
from guidelines.pathway.recommendations import Action
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.translate import _
from guidelines.pathway.uses.use import Requirement, Use, UseKind

STATEMENT_ID = re.compile(r"[ASPRFC]\d{2,3}")
Cited = Iterator[tuple[str, Use]]  # a statement and one use of it

FUNCTIONAL = Use(UseKind.RULE, "functional-category", _("The functional category"))
TRAINING = Use(UseKind.RULE, "training-programme", _("The programmes of training"))


def cited_by_rules(rules: RuleSet) -> Cited:
    """What the actions, the criteria they are composed of, and the table of the functional category cite."""
    for action in rules.actions:
        use = Use(UseKind.RULE, action.code, action.title)
        yield from ((code, use) for code in cited_by(action))
    table = rules.functional
    rows: tuple[Step | Consideration, ...] = (table.physician_first, *table.steps, *table.considerations)
    yield from ((code, FUNCTIONAL) for row in rows for code in row.cites)


def cited_by(action: Action) -> tuple[str, ...]:
    """An action's statements, then those its criteria are written from."""
    nodes = (node for criterion in criteria_of(action) for node in criterion.walk())
    of_criteria = (code for node in nodes if isinstance(node, Named) for code in node.cites)
    return tuple(dict.fromkeys((*action.statements, *of_criteria)))


def cited_by_programmes(programmes: Iterable[Programme]) -> Cited:
    """A line of a programme names either a statement or other literature as its source."""
    for programme in programmes:
        lines = (*programme.strong, *programme.steady, *programme.straight, *programme.supervision)
        yield from ((line.source, TRAINING) for line in lines if STATEMENT_ID.fullmatch(line.source))


def cited_by_evidence(evidence: Iterable[Evidence], titles: dict[str, str]) -> Cited:
    for found in evidence:
        use = Use(UseKind.EVIDENCE, found.action, titles.get(found.action, found.action))
        yield from ((code, use) for code in found.statements)


def cited_by_controversies(cards: Iterable[Controversy]) -> Cited:
    for card in cards:
        use = Use(UseKind.CONTROVERSY, card.id, card.question)
        yield from ((code, use) for position in card.positions for code in position.statements)


def asked_by(kind: UseKind, requirements: Iterable[Requirement]) -> Cited:
    for requirement in requirements:
        use = Use(kind, requirement.code, requirement.title)
        yield from ((code, use) for code in requirement.statements)
