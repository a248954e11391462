"""Who the patient of a line is: the number checked as on the form, never told in any reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from registry.encryption import keyed_hashes
from registry.exchange.cells import Cell, Cells, RefusedCell
from registry.exchange.mapping_parts import CodedColumn
from registry.exchange.mapping_person import IdentityPart
from registry.identity import birth_date_in, has_unusual_check_digit, normalised, number_hash, number_hashes

if TYPE_CHECKING:
    from registry.exchange.reading import Reading

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class PlannedIdentity:
    """The number in its stored form with its keyed hash; a name that the file does not tell is blank."""

    kind: str
    number: str
    number_hash: str
    birth_date: date
    given_name: str = ""
    family_name: str = ""
    email: str = ""

    @property
    def number_hashes(self) -> list[str]:
        """What the number is found by, under every key."""
        return number_hashes(self.kind, self.number)

    @property
    def birth_date_hashes(self) -> list[str]:
        return keyed_hashes(self.birth_date.isoformat())

    @property
    def full_name_hashes(self) -> list[str]:
        """Empty unless the file tells the whole name."""
        told = self.given_name and self.family_name
        return keyed_hashes(f"{self.given_name} {self.family_name}") if told else []

    @property
    def is_unusual(self) -> bool:
        return has_unusual_check_digit(self.kind, self.number)

    def packed(self) -> list[str]:
        names = [self.given_name, self.family_name, self.email]
        return [self.kind, self.number, self.number_hash, self.birth_date.isoformat(), *names]

    @classmethod
    def unpacked(cls, values: list[str]) -> PlannedIdentity:
        kind, number, hashed, born, *names = values
        return cls(kind, number, hashed, date.fromisoformat(born), *names)


class PersonReader:
    """Reads who a row is about."""

    def __init__(self, part: IdentityPart, cells: Cells, on: date | None = None) -> None:
        self.part, self.cells, self.on = part, cells, on

    def read(self, reading: Reading) -> PlannedIdentity | None:
        """None where it is refused, which `reading` then knows."""
        part = self.part
        kind = self._kind(reading)
        given, family = (reading.take(name, self._name) or "" for name in (part.given_name, part.family_name))
        email = reading.take(part.email, self._email) or ""
        day = part.birth_date
        told = reading.take(day.column, lambda _column, cell: self.cells.day(day, cell).day) if day else None
        if not kind or (day and told is None):
            return None

        def identity(column: str, cell: Cell) -> PlannedIdentity:
            number, born = self._number(column, cell, kind, told)
            return PlannedIdentity(kind, number, number_hash(kind, number), born, given, family, email)

        return reading.take(part.number, identity)

    def _kind(self, reading: Reading) -> str:
        part = self.part.kind
        if isinstance(part, CodedColumn):
            return reading.take(part.column, lambda _c, cell: self.cells.coded(part, cell, needed=True)) or ""
        return part

    def _name(self, column: str, cell: Cell) -> str:
        text = " ".join(self.cells.text(column, cell).split())
        if len(text) > LONGEST_NAME or not text.isprintable():
            raise RefusedCell("name_form", longest=LONGEST_NAME)
        return text

    def _email(self, column: str, cell: Cell) -> str:
        text = self.cells.text(column, cell)
        try:
            if text:
                validate_email(text)
        except ValidationError:
            raise RefusedCell("email_form") from None
        return text

    def _number(self, column: str, cell: Cell, kind: str, told: date | None) -> tuple[str, date]:
        text = self.cells.text(column, cell)
        if not text:
            raise RefusedCell("number_blank")
        try:
            born = told or birth_date_in(kind, text)
            if born is None:
                raise RefusedCell("number_without_day")
            return normalised(kind, text, born, on=self.on), born
        except ValidationError as refused:
            raise RefusedCell(f"number_{refused.code.replace('-', '_')}") from None
