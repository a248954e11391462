"""Where each statement is used, or why it is not. What rules and controversies cite is read from them, never repeated."""

from __future__ import annotations

from functools import cache
from itertools import chain

from guidelines.pathway.controversies import CONTROVERSIES
from guidelines.pathway.evidence import EVIDENCE
from guidelines.pathway.programmes import PROGRAMMES
from guidelines.pathway.rulebook import CURRENT
from guidelines.pathway.statements import STATEMENTS
from guidelines.pathway.uses.parts import PARTS
from guidelines.pathway.uses.reading import (
    asked_by,
    cited_by_controversies,
    cited_by_evidence,
    cited_by_programmes,
    cited_by_rules,
)
from guidelines.pathway.uses.registry import REGISTRY
from guidelines.pathway.uses.reports import REPORTS
from guidelines.pathway.uses.unused import UNUSED
from guidelines.pathway.uses.use import (
    REASON_LABELS,
    USE_LABELS,
    NotUsed,
    Reason,
    Requirement,
    Use,
    UseKind,
)

__all__ = [
    "NOT_USED",
    "REASON_LABELS",
    "USE_LABELS",
    "NotUsed",
    "Reason",
    "Requirement",
    "Use",
    "UseKind",
    "uses",
    "uses_of",
]

NOT_USED: dict[str, NotUsed] = {row.statement: row for row in UNUSED}


@cache
def uses() -> dict[str, tuple[Use, ...]]:
    """Every statement to its uses, each once: rules first, then evidence, controversies, registry and reports."""
    found: dict[str, dict[Use, None]] = {code: {} for code in STATEMENTS}
    for code, use in chain(
        cited_by_rules(CURRENT),
        cited_by_programmes(PROGRAMMES.values()),
        asked_by(UseKind.RULE, PARTS),
        cited_by_evidence(EVIDENCE.values(), {action.code: action.title for action in CURRENT.actions}),
        cited_by_controversies(CONTROVERSIES.values()),
        asked_by(UseKind.REGISTRY, REGISTRY),
        asked_by(UseKind.REPORT, REPORTS),
    ):
        found.setdefault(code, {})[use] = None  # an id that does not exist is kept, for the walk to find
    return {code: tuple(listed) for code, listed in found.items()}


def uses_of(statement: str) -> tuple[Use, ...]:
    return uses()[statement]
