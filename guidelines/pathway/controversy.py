"""What a controversy card holds: two or more positions side by side, never merged, never averaged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from guidelines.pathway.criteria import All, Criterion
from guidelines.pathway.sources import SOURCE_OF_LETTER, SOURCES
from guidelines.pathway.statements import STATEMENTS
from guidelines.pathway.translate import _

CARDS_IN = "guidelines/pathway/controversies/"


class ControversyError(ValueError):
    """A card that may not be shown; raised when the cards are loaded. Says which card, where, and what to do."""


class Kind(StrEnum):
    """Where a disagreement belongs, and with that where its card is shown."""

    PATHWAY = "pathway"  # beside the actions it touches
    OUTSIDE = "outside"  # other diseases of the back: beside the note that this pathway is not for them
    HISTORY = "history"  # what a source recommends and no step of ours does
    REGISTRY = "registry"  # within the annual report itself: it touches no patient's advice


KIND_LABELS: dict[Kind, str] = {
    Kind.PATHWAY: _("on the pathway"),
    Kind.OUTSIDE: _("outside this pathway"),
    Kind.HISTORY: _("history: no step of ours"),
    Kind.REGISTRY: _("within the annual report"),
}


@dataclass(frozen=True)
class Reference:
    """A document outside our five sources: looked up for a figure, not in the catalogue of statements."""

    title: str
    address: str
    read_on: date


@dataclass(frozen=True)
class Trait:
    """One thing that patients of a position have in common, and why it counts."""

    criterion: Criterion
    because: str


@dataclass(frozen=True, kw_only=True)
class Position:
    """What one side says, about whom, compared with what, and with which numbers.

    `traits` say together whom it is about; a position about no group of patients says so in `about_no_group`.
    """

    says: str
    statements: tuple[str, ...]
    design: str  # sham-controlled, uncontrolled registry, expert opinion ...
    year: str
    population: str
    comparator: str
    fracture_age: str
    outcome: str
    result: str  # absolute numbers with their n where the source gives any
    funding: str
    uncontrolled: bool = False  # a before/after change or a series: never proof of effect
    references: tuple[Reference, ...] = ()
    traits: tuple[Trait, ...] = ()
    about_no_group: str = ""

    @cached_property
    def resembles(self) -> Criterion | None:
        """Met for a patient like those of this position; None where no criterion could decide."""
        return All(tuple(trait.criterion for trait in self.traits)) if self.traits else None

    @property
    def source_titles(self) -> tuple[str, ...]:
        letters = dict.fromkeys(statement[0] for statement in self.statements)
        return tuple(SOURCES[SOURCE_OF_LETTER[letter]].title for letter in letters)

    def faults(self) -> Iterator[str]:
        """What keeps the position from being shown, each with what to do."""
        for name in ("says", "design", "year", "population", "comparator", "fracture_age", "outcome", "result", "funding"):  # fmt: skip
            if not getattr(self, name).strip():
                yield f"{name} is empty: say it, or say that the source does not state it"
        unknown = [statement for statement in self.statements if statement not in STATEMENTS]
        if unknown:
            yield f"{', '.join(unknown)} is not in the catalogue of statements: correct the id or add the statement"
        if not self.statements and not self.references:
            yield "it rests on nothing: cite a statement, or a document outside our sources"
        if bool(self.traits) == bool(self.about_no_group):
            yield "give either the traits of its patients, or the reason why it is about no group of patients"


@dataclass(frozen=True, kw_only=True)
class Controversy:
    """One question on which the sources disagree.

    `catalogue`: the contradictions (C01 ...) it carries; `touches`: codes of the actions it is shown beside.
    """

    id: str
    question: str
    catalogue: tuple[str, ...]
    positions: tuple[Position, ...]
    why_they_differ: str
    what_we_do: str
    kind: Kind = Kind.PATHWAY
    touches: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for fault in self._faults():
            raise ControversyError(f"Controversy card {self.id!r} ({CARDS_IN}): {fault}.")

    def _faults(self) -> Iterator[str]:
        if len(self.positions) < 2:
            yield f"has {len(self.positions)} position(s): a card shows two or more sides, so add the other side"
        for name in ("question", "why_they_differ", "what_we_do"):
            if not getattr(self, name).strip():
                yield f"{name} is empty: write it"
        if not self.catalogue:
            yield "carries no contradiction of the catalogue: name at least one of C01 to C32"
        beside = self.kind in (Kind.PATHWAY, Kind.OUTSIDE)
        if beside != bool(self.touches):
            yield f"is {self.kind} and touches {list(self.touches)}: name the actions it is shown beside, or change its kind"
        for number, position in enumerate(self.positions, start=1):
            for fault in position.faults():
                yield f"position {number} ({position.says[:40]}): {fault}"

    @property
    def newest(self) -> int | None:
        """The newest year a position carries; None where every one is undated."""
        return max(
            (int(position.year) for position in self.positions if position.year.isdigit()), default=None
        )

    @property
    def statements(self) -> tuple[str, ...]:
        """Every statement some position rests on, once, in the order of the positions."""
        return tuple(dict.fromkeys(code for position in self.positions for code in position.statements))


# ---- what most positions say alike

NOT_STATED = _("not stated")
UNDATED_REVIEW = _("undated, between 2001 and 2009")
UNDATED_SACRAL = _("undated, between 2007 and 2009")
UNDATED_INFORMATION = _("undated, between 2009 and 2018")
UNDATED_PHYSIOTHERAPY = _("undated, between 2019 and 2026")
EXPERT = _("experts' recommendation")
DESCRIBED = _("description of usual practice")

ABOUT_METHOD = _("It is about how the studies were done, not about a group of patients.")
ABOUT_PRACTICE = _("It describes what is usually done, not a group of patients.")
ABOUT_LITERATURE = _("It is about what has been studied, not about a group of patients.")
ABOUT_SERVICE = _("It is about where and how treatment is offered, not about a group of patients.")


def side(
    says: str,
    statements: str,
    design: str,
    year: str,
    *traits: Trait,
    population: str = _("patients with osteoporotic fractures of the spine"),
    result: str = _("no numbers given"),
    comparator: str = _("none"),
    fracture_age: str = NOT_STATED,
    outcome: str = NOT_STATED,
    funding: str = NOT_STATED,
    uncontrolled: bool = False,
    references: tuple[Reference, ...] = (),
    about_no_group: str = "",
) -> Position:
    """A position; what the source leaves out is said to be not stated."""
    return Position(
        says=says,
        statements=tuple(statements.split()),
        design=design,
        year=year,
        population=population,
        comparator=comparator,
        fracture_age=fracture_age,
        outcome=outcome,
        result=result,
        funding=funding,
        uncontrolled=uncontrolled,
        references=references,
        traits=traits,
        about_no_group=about_no_group,
    )
