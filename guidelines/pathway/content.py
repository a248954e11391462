"""Everything the guideline is made of, in one value, and what is wrong with it: wrong content never starts.

Rules, cards and evidence already refuse what is wrong with them alone when they are made. This walk finds what only
shows when they are held together, and lists all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from guidelines.pathway.controversies import CONTROVERSIES
from guidelines.pathway.controversy import Controversy
from guidelines.pathway.defects import DEFECTS, Defect
from guidelines.pathway.evidence import EVIDENCE, Evidence, Trials
from guidelines.pathway.exercise import Exercise
from guidelines.pathway.exercises import LIBRARY
from guidelines.pathway.exercises import problems as exercise_problems
from guidelines.pathway.recommendations import Action, Certainty
from guidelines.pathway.rulebook import CURRENT
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.sources import SOURCES, Source
from guidelines.pathway.statements import CATALOGUE, STATEMENTS, Statement
from guidelines.pathway.thresholds import ThresholdError, check_bounds, check_order
from guidelines.pathway.uses import NOT_USED, NotUsed, Use, uses

STATEMENTS_IN = "guidelines/pathway/statements/"
USES_IN = "guidelines/pathway/uses/"


class Problem(NamedTuple):
    """One thing that is wrong: where, what was found there, and what to do."""

    where: str
    found: str
    do: str

    def __str__(self) -> str:
        return f"{self.where}: {self.found}; {self.do}."


@dataclass(frozen=True)
class Content:
    """The guideline as it is, or, in a test, with one thing broken."""

    rules: RuleSet = CURRENT
    statements: Mapping[str, Statement] = field(default_factory=lambda: STATEMENTS)
    catalogue: Mapping[str, Statement] = field(default_factory=lambda: CATALOGUE)
    cited: Mapping[str, tuple[Use, ...]] = field(default_factory=uses)
    not_used: Mapping[str, NotUsed] = field(default_factory=lambda: NOT_USED)
    controversies: Mapping[str, Controversy] = field(default_factory=lambda: CONTROVERSIES)
    evidence: Mapping[str, Evidence] = field(default_factory=lambda: EVIDENCE)
    sources: Mapping[str, Source] = field(default_factory=lambda: SOURCES)
    defects: tuple[Defect, ...] = DEFECTS
    exercises: Mapping[str, Exercise] = field(default_factory=lambda: LIBRARY)


def problems(content: Content | None = None) -> tuple[Problem, ...]:
    """All that is wrong with the content, in the order a reader would mend it; nothing where all is well."""
    what = content or Content()
    return (
        *_unknown_statements(what),
        *_controversies(what),
        *_thresholds(what),
        *_citations(what.rules.actions, what.sources),
        *_evidence(what),
        *(Problem(*found) for found in exercise_problems(what.exercises)),
    )


def _unknown_statements(content: Content) -> Iterator[Problem]:
    """Ids that are cited, given a reason or marked as defective, and stand in no source."""
    named: list[tuple[str, Iterable[str]]] = [
        (f"{code} in the list of statements not used ({USES_IN}unused.py)", [code])
        for code in content.not_used
    ]
    named += [
        (f"defect of {row.where} (guidelines/pathway/defects.py)", row.statements) for row in content.defects
    ]
    named += [
        (f"{use.kind} {use.code} (“{use.title}”)", [code])
        for code, found in content.cited.items()
        for use in found
    ]
    for where, codes in named:
        for code in codes:
            if code not in content.statements:
                yield Problem(
                    where,
                    f"cites {code}, which is in no source",
                    f"correct the id, or add it to {STATEMENTS_IN}",
                )


def unaccounted(content: Content) -> Iterator[Problem]:
    """Statements without a use or a reason why not, or with both: bookkeeping, held by a test, not at the start."""
    for code in content.catalogue:
        used, reason = content.cited.get(code, ()), content.not_used.get(code)
        if used and reason:
            yield Problem(
                f"statement {code}",
                f"is used by {used[0].code} and has a reason for not being used",
                f"take its row out of {USES_IN}unused.py, or the citation out of {used[0].code}",
            )
        if not used and not reason:
            yield Problem(
                f"statement {code}",
                "has neither a use nor a reason for not being used",
                f"cite it where it belongs, or give it a row in {USES_IN}unused.py",
            )


def _controversies(content: Content) -> Iterator[Problem]:
    for card in content.controversies.values():
        if len(card.positions) < 2:
            yield Problem(
                f"controversy {card.id} (guidelines/pathway/controversies/)",
                f"has {len(card.positions)} position(s)",
                "a card shows two or more sides: add the other side",
            )
    for action in content.rules.actions:
        if action.controversy and action.controversy not in content.controversies:
            yield Problem(
                f"action {action.code}",
                f"names the controversy {action.controversy}, which there is none of",
                f"name one of {', '.join(content.controversies)}",
            )


def _thresholds(content: Content) -> Iterator[Problem]:
    where = "guidelines/pathway/thresholds.py"
    for threshold in content.rules.thresholds:
        try:
            check_bounds(threshold, threshold.value)
        except ThresholdError as refused:
            yield Problem(
                f"threshold {threshold.name} ({where})",
                refused.message.rstrip("."),
                "give it a value within its bounds",
            )
        if not threshold.source:
            yield Problem(
                f"threshold {threshold.name} ({where})",
                "has no source",
                "name it, or mark the value [D] as ours",
            )
    try:
        check_order(content.rules.thresholds)
    except ThresholdError as refused:
        yield Problem(
            f"threshold {refused.name} ({where})", refused.message.rstrip("."), "put the two in order"
        )


def _citations(actions: Iterable[Action], sources: Mapping[str, Source]) -> Iterator[Problem]:
    """A citation is made when it is asked for, so each is asked for here."""
    for action in actions:
        try:
            cited = action.cites
        except ValueError as refused:  # pydantic's message says what was found
            yield Problem(
                f"action {action.code}",
                _reason(refused),
                "write who checked it, and when, in guidelines/pathway/sources.py",
            )
            continue
        for one in cited:
            if one.source not in sources:
                yield Problem(
                    f"action {action.code}",
                    f"cites the source {one.source}, which there is none of",
                    f"name one of {', '.join(sources)}",
                )


def _reason(refused: ValueError) -> str:
    lines = [line.strip() for line in str(refused).splitlines()]
    return next(
        (line.removeprefix("Value error, ") for line in lines if line.startswith("Value error")), lines[0]
    )


def _evidence(content: Content) -> Iterator[Problem]:
    for action in content.rules.actions:
        where, found = f"action {action.code}", content.evidence.get(action.code)
        if found is None:
            yield Problem(
                where,
                "has no evidence",
                "say in guidelines/pathway/evidence/ whether it was ever tried in this group",
            )
        elif action.certainty is Certainty.NONE and found.trials is Trials.YES:
            yield Problem(
                where,
                "is said to have no studies in this group, and a trial in this group",
                "correct its certainty or its evidence",
            )
    for code in content.evidence:
        if code not in content.rules.by_code:
            yield Problem(f"evidence of {code}", "is of no action", "correct the code")
