"""What a controversy card holds: two or more positions side by side, never merged, never averaged."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from guidelines.pathway.sources import SOURCE_OF_LETTER, SOURCES, Frozen
from guidelines.pathway.statements import STATEMENTS
from guidelines.pathway.translate import _

NonEmpty = Annotated[str, Field(min_length=2)]


class Position(Frozen):
    """What one side says, about whom, compared with what, and with which numbers."""

    says: NonEmpty
    statements: Annotated[tuple[str, ...], Field(min_length=1)]
    design: NonEmpty  # sham-controlled, uncontrolled registry, expert opinion ...
    year: NonEmpty
    population: NonEmpty
    comparator: NonEmpty
    fracture_age: NonEmpty
    outcome: NonEmpty
    result: NonEmpty  # absolute numbers with their n where the source gives any
    funding: NonEmpty
    uncontrolled: bool = False  # a before/after change or a series: never proof of effect

    @model_validator(mode="after")
    def _cited(self) -> Self:
        unknown = [statement for statement in self.statements if statement not in STATEMENTS]
        if unknown:
            raise ValueError(f"cites {unknown}, which the catalogue of statements does not hold")
        return self

    @property
    def source_titles(self) -> tuple[str, ...]:
        letters = dict.fromkeys(statement[0] for statement in self.statements)
        return tuple(
            SOURCES[SOURCE_OF_LETTER[letter]].title for letter in letters if letter in SOURCE_OF_LETTER
        )


class Controversy(Frozen):
    """One question on which the sources disagree."""

    id: NonEmpty
    question: NonEmpty
    positions: Annotated[tuple[Position, ...], Field(min_length=2)]
    why_they_differ: NonEmpty
    what_we_do: NonEmpty


NOT_STATED = _("not stated")
UNDATED_REVIEW = _("undated, between 2001 and 2009")
UNDATED_INFORMATION = _("undated, between 2009 and 2018")
UNDATED_PHYSIOTHERAPY = _("undated, between 2019 and 2026")
EXPERT = _("experts' recommendation")
DESCRIBED = _("description of usual practice")


def side(
    says: str,
    statements: str,
    design: str,
    year: str,
    *,
    population: str = _("patients with osteoporotic fractures of the spine"),
    result: str = _("no numbers given"),
    comparator: str = _("none"),
    fracture_age: str = NOT_STATED,
    outcome: str = NOT_STATED,
    uncontrolled: bool = False,
) -> Position:
    """A position of a short card; what the source leaves out is said to be not stated."""
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
        funding=NOT_STATED,
        uncontrolled=uncontrolled,
    )
