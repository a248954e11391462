"""The part of a mapping that tells who a patient is: the number, and where the file has them names and birth date."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Tag, field_validator, model_validator

from registry.exchange.date_form import DateForm
from registry.exchange.mapping_parts import (
    Code,
    CodedColumn,
    Column,
    ConstantOrColumn,
    DateColumn,
    Part,
    SexPart,
)
from registry.exchange.mapping_words import CONSTANT, IN_COLUMN, _, wrong

NumberKind = Literal["cpr", "personnummer", "other"]
ENDS = ("died_on", "withdrawn_on", "moved_on")


class NumberKindPart(CodedColumn):
    codes: dict[Code, NumberKind]


KindOfNumber = Annotated[
    Annotated[NumberKind, Tag(CONSTANT)] | Annotated[NumberKindPart, Tag(IN_COLUMN)], ConstantOrColumn
]


class IdentityPart(Part):
    """A number in every row. Without a birth date it is read from the number, where the number tells it."""

    kind: KindOfNumber
    number: Column
    given_name: Column | None = None
    family_name: Column | None = None
    birth_date: DateColumn | None = None
    email: Column | None = None

    @model_validator(mode="after")
    def tells_a_day_of_birth(self) -> IdentityPart:
        if self.birth_date and not DateForm(self.birth_date.format).is_of_days:
            raise wrong(
                _("birth_date.format is '{found}'; a birth date needs a day, so write DD in it"),
                found=self.birth_date.format,
            )
        if self.kind == "other" and self.birth_date is None:
            raise wrong(_("a number of kind other tells no birth date; name the column of birth_date"))
        return self

    @property
    def columns(self) -> list[str]:
        """All of them identify somebody: what stands in them is told to nobody."""
        kind = self.kind.column if isinstance(self.kind, NumberKindPart) else None
        born = self.birth_date and self.birth_date.column
        named = (kind, self.number, self.given_name, self.family_name, born, self.email)
        return [column for column in named if column]


class PatientPart(Part):
    """Known by an id of the file, by a number, or by both; then they have to agree."""

    id: Column | None = None
    identity: IdentityPart | None = None
    age_years: Column | None = None
    sex: SexPart | None = None
    died_on: DateColumn | None = None
    withdrawn_on: DateColumn | None = None
    moved_on: DateColumn | None = None

    @field_validator(*ENDS)
    @classmethod
    def is_of_days(cls, part: DateColumn | None) -> DateColumn | None:
        if part and not DateForm(part.format).is_of_days:
            raise wrong(_("the format is '{found}'; it needs a day, so write DD in it"), found=part.format)
        return part

    @model_validator(mode="after")
    def is_known_by_something(self) -> PatientPart:
        if self.id is None and self.identity is None:
            raise wrong(_("it names no column that tells patients apart; give id, or identity, or both"))
        return self

    @property
    def ends(self) -> dict[str, DateColumn]:
        """What ended the following of the patient, to its column."""
        return {name: getattr(self, name) for name in ENDS if getattr(self, name)}

    @property
    def key(self) -> str:
        """The column that tells patients apart."""
        return self.id or (self.identity.number if self.identity else "")
