"""The parts of a mapping (registry/exchange/mapping.py): which column is what, and how it is written there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from registry.exchange.date_form import SERIAL, DateForm
from registry.exchange.mapping_words import CONSTANT, IN_COLUMN, _, together, wrong
from registry.instruments import INSTRUMENTS, Instrument

NOT_ASKED = "not_asked"
NOT_RECORDED = "not_recorded"
AS_DIAGNOSED = "as_diagnosed"  # the kind of episode is that of its diagnosis
Kind = Literal["vertebral_fracture", "sacral_fracture", "metastasis", "other"]
# a visit is no key: there may be many
Wave = Literal["baseline", "w6", "y1", "y2", "y5", "y10"]
Column = Annotated[str, Field(min_length=1)]


def _code_as_text(found: Any) -> Any:
    """YAML reads the code 1 as a number; a code is text. A bare yes or no is neither."""
    return str(found) if type(found) is int else found


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class DepartmentPart(Part):
    """The department that keeps the rows of an import by command that names none; made at the first import."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,50}$")]
    name: Annotated[str, Field(min_length=1, max_length=120)]
    country: Literal["DK", "SE"]


Code = Annotated[str, BeforeValidator(_code_as_text)]


class CodedColumn(Part):
    """A column of codes; a code that is not listed is refused."""

    column: Column
    codes: Annotated[dict[Code, str], Field(min_length=1)]


class SexPart(CodedColumn):
    codes: dict[Code, Literal["female", "male", "not_recorded"]]


class TimepointPart(CodedColumn):
    codes: dict[Code, Wave]


class KindPart(CodedColumn):
    codes: dict[Code, Kind]


class DateColumn(Part):
    """A column of dates, written as `format` says."""

    column: Column
    format: str

    @field_validator("format")
    @classmethod
    def can_be_read(cls, form: str) -> str:
        try:
            DateForm(form)
        except ValueError:
            raise wrong(
                _(
                    "the form '{found}' is none; write it with YYYY, MM (or M), DD (or D) and - . / between, "
                    "such as DD-MM-YYYY, or {serial}"
                ),
                found=form,
                serial=SERIAL,
            ) from None
        return form


def _constant_or_column(found: Any) -> str:
    return IN_COLUMN if isinstance(found, dict | Part) else CONSTANT


ConstantOrColumn = Discriminator(_constant_or_column)
Day = Annotated[Annotated[date, Tag(CONSTANT)] | Annotated[DateColumn, Tag(IN_COLUMN)], ConstantOrColumn]
Timepoint = Annotated[
    Annotated[Wave, Tag(CONSTANT)] | Annotated[TimepointPart, Tag(IN_COLUMN)], ConstantOrColumn
]
KindOfEpisode = Annotated[
    Annotated[Kind | Literal["as_diagnosed"], Tag(CONSTANT)] | Annotated[KindPart, Tag(IN_COLUMN)],
    ConstantOrColumn,
]


class DuplicatesPart(Part):
    """What is done with a patient who stands on several lines of the file, and with answers that are stored already."""

    in_file: Literal["refuse", "take_first"] = "refuse"
    stored: Literal["refuse", "keep", "update"] = "refuse"


class CheckPart(Part):
    """A column with the file's own score, printed to so many decimals; compared with ours and never stored."""

    column: Column
    decimals: Annotated[int, Field(ge=0, le=6)]


class InstrumentPart(Part):
    """One instrument: a column for each of its items, or not_asked."""

    instrument: str
    items: dict[str, Column]
    value_set: str | None = None
    check: CheckPart | None = None

    @model_validator(mode="after")
    def matches_its_instrument(self) -> InstrumentPart:
        known = INSTRUMENTS.get(self.instrument)
        if known is None:
            raise wrong(
                _("there is no instrument '{found}'; give one of {known}"),
                found=self.instrument,
                known=", ".join(INSTRUMENTS),
            )
        if known.facts:
            raise wrong(
                _(
                    "the answers to '{found}' are kept as facts of the patient and are not imported; take it out"
                ),
                found=self.instrument,
            )
        problems = [*_item_problems(known, set(self.items)), *_value_set_problems(known, self.value_set)]
        if problems:
            raise together(problems)
        return self

    @property
    def known(self) -> Instrument:
        return INSTRUMENTS[self.instrument]

    @property
    def columns(self) -> dict[str, str]:
        """Item code to column, for the items that were asked."""
        return {item: column for item, column in self.items.items() if column != NOT_ASKED}


def _item_problems(known: Instrument, given: set[str]) -> Iterator[PydanticCustomError]:
    codes = [item.code for item in known.items]
    if missing := [code for code in codes if code not in given]:
        said = _("no column for {missing}; name one, or write {not_asked}")
        yield wrong(said, missing=", ".join(missing), not_asked=NOT_ASKED)
    if unknown := sorted(given - set(codes)):
        said = _("{instrument} has no item '{found}'; its items are {known}")
        yield wrong(said, instrument=known.code, found=unknown[0], known=", ".join(codes))


def _value_set_problems(known: Instrument, given: str | None) -> Iterator[PydanticCustomError]:
    sets = ", ".join(known.value_sets)
    if known.value_sets and given is None:
        yield wrong(_("value_set is missing; give one of {known}"), known=sets)
    if known.value_sets and given is not None and given not in known.value_sets:
        yield wrong(_("value_set is {found}; give one of {known}"), found=given, known=sets)
    if given and not known.value_sets:
        yield wrong(_("{instrument} has no value sets; leave value_set out"), instrument=known.code)
