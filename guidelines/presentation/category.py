"""The functional category in words: a suggestion with its reasons, what it must respect and what could change it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from guidelines.pathway.functional_category import FunctionalCategory
from guidelines.pathway.functional_constraints import CONSTRAINTS
from guidelines.pathway.functional_rules import (
    CATEGORY_LABELS,
    CONSIDERATIONS,
    PHYSICIAN_FIRST,
    STEPS,
    Category,
    Status,
)
from guidelines.presentation.evidence import rests_on
from guidelines.presentation.missing import MissingFact, missing_fact
from guidelines.presentation.values import label

STATUS_LABELS = {
    Status.HOLD: gettext_noop("On hold: the physician first"),
    Status.ACUTE: gettext_noop("Acute phase"),
    Status.UNDETERMINED: gettext_noop("Cannot be suggested yet"),
    Status.SUGGESTED: gettext_noop("Suggested, to be confirmed by a physiotherapist"),
}
REASONS = {row.code: row for row in (PHYSICIAN_FIRST, *STEPS, *CONSIDERATIONS)}
NAMED_CONSTRAINTS = {constraint.code: constraint for constraint in CONSTRAINTS}


@dataclass(frozen=True)
class Reason:
    """A row of the decision table that was triggered; `cites` are the statements it rests on, with their document."""

    code: str
    label: str
    source: str
    design_choice: bool
    cites: tuple[str, ...] = ()


@dataclass(frozen=True)
class ConstraintWords:
    title: str
    meaning: str
    source: str
    own_part: str


@dataclass(frozen=True)
class CouldBecome:
    """Another category, the facts that alone could bring it, and pairs that could only together."""

    label: str
    facts: tuple[MissingFact, ...]
    pairs: tuple[tuple[MissingFact, ...], ...]


@dataclass(frozen=True)
class CategoryWords:
    """The functional category as screens show it; `label` is empty where there is none."""

    status: str
    status_label: str
    label: str
    provisional: bool
    reasons: tuple[Reason, ...]
    constraints: tuple[ConstraintWords, ...]
    borderline: tuple[str, ...]
    could_become: tuple[CouldBecome, ...]


def category_words(found: FunctionalCategory) -> CategoryWords:
    return CategoryWords(
        status=found.status.value,
        status_label=_(STATUS_LABELS[found.status]),
        label=_(CATEGORY_LABELS[found.category]) if found.category else "",
        provisional=found.provisional,
        reasons=tuple(_reason(code) for code in found.reasons),
        constraints=tuple(_constraint(code) for code in found.constraints),
        borderline=tuple(label(fact) for fact in found.borderline),
        could_become=tuple(_could_become(category, found) for category in _others(found)),
    )


def _reason(code: str) -> Reason:
    row = REASONS[code]
    return Reason(code, _(row.label), row.source, row.design_choice, tuple(map(rests_on, row.cites)))


def _constraint(code: str) -> ConstraintWords:
    constraint = NAMED_CONSTRAINTS[code]
    own_part = _(constraint.own_part) if constraint.own_part else ""
    return ConstraintWords(_(constraint.title), _(constraint.meaning), constraint.source, own_part)


def _others(found: FunctionalCategory) -> list[Category]:
    return [
        category
        for category in Category
        if found.could_become.get(category) or found.needs_both.get(category)
    ]


def _could_become(category: Category, found: FunctionalCategory) -> CouldBecome:
    pairs = tuple(tuple(map(missing_fact, pair)) for pair in found.needs_both.get(category, ()))
    alone = () if pairs else tuple(map(missing_fact, found.could_become.get(category, ())))
    return CouldBecome(_(CATEGORY_LABELS[category]), alone, pairs)
