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

from registry.exchange.date_form import DateForm
from registry.instruments import INSTRUMENTS, Instrument

NOT_ASKED = "not_asked"
NOT_RECORDED = "not_recorded"
# pydantic puts these into the place of a problem, where nobody is told of them
CONSTANT, IN_COLUMN = "constant", "in a column"
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
        DateForm(form)
        return form


def _constant_or_column(found: Any) -> str:
    return IN_COLUMN if isinstance(found, dict | Part) else CONSTANT


ConstantOrColumn = Discriminator(_constant_or_column)
Day = Annotated[Annotated[date, Tag(CONSTANT)] | Annotated[DateColumn, Tag(IN_COLUMN)], ConstantOrColumn]
Timepoint = Annotated[
    Annotated[Wave, Tag(CONSTANT)] | Annotated[TimepointPart, Tag(IN_COLUMN)], ConstantOrColumn
]
KindOfEpisode = Annotated[
    Annotated[Kind, Tag(CONSTANT)] | Annotated[KindPart, Tag(IN_COLUMN)], ConstantOrColumn
]


class PatientPart(Part):
    id: Column
    age_years: Column | None = None
    sex: SexPart | None = None


class EpisodePart(Part):
    """The episode a new patient gets; a patient of an earlier import keeps theirs."""

    kind: KindOfEpisode
    onset_on: Day


class DuplicatesPart(Part):
    """What is done with a patient who stands on several lines of the file, and with answers that are stored already."""

    in_file: Literal["refuse", "take_first"] = "refuse"
    stored: Literal["refuse", "keep"] = "refuse"


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
            raise ValueError(
                f"there is no instrument {self.instrument!r}; give one of {', '.join(INSTRUMENTS)}"
            )
        if known.facts:
            raise ValueError(
                f"the answers to {self.instrument!r} are kept as facts of the patient and are not imported; take it out"
            )
        problems = [*_item_problems(known, set(self.items)), *_value_set_problems(known, self.value_set)]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    @property
    def known(self) -> Instrument:
        return INSTRUMENTS[self.instrument]

    @property
    def columns(self) -> dict[str, str]:
        """Item code to column, for the items that were asked."""
        return {item: column for item, column in self.items.items() if column != NOT_ASKED}


def _item_problems(known: Instrument, given: set[str]) -> Iterator[str]:
    codes = {item.code for item in known.items}
    if missing := [item.code for item in known.items if item.code not in given]:
        yield f"no column for {', '.join(missing)}; name one, or write {NOT_ASKED}"
    if unknown := sorted(given - codes):
        yield f"{known.code} has no item {unknown[0]!r}; its items are {', '.join(item.code for item in known.items)}"


def _value_set_problems(known: Instrument, given: str | None) -> Iterator[str]:
    if known.value_sets and given not in known.value_sets:
        yield f"value_set is {given or 'missing'}; give one of {', '.join(known.value_sets)}"
    if given and not known.value_sets:
        yield f"{known.code} has no value sets; leave value_set out"
