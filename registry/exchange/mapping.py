"""How the columns of a file become patients and assessments: a small YAML file, checked before any row is read."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from registry.exchange.date_form import DateForm
from registry.exchange.mapping_parts import (
    CONSTANT,
    IN_COLUMN,
    Code,
    CodedColumn,
    Column,
    DateColumn,
    Day,
    DepartmentPart,
    DuplicatesPart,
    EpisodePart,
    InstrumentPart,
    Part,
    PatientPart,
    Timepoint,
)
from registry.exchange.strict_yaml import InvalidYaml, read_yaml


class InvalidMapping(ValueError):
    """A mapping that cannot be used; the message has one line a problem, each saying where."""


class Mapping(Part):
    """What a file holds, and what is constant in it."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,50}$")]
    source: Annotated[str, Field(min_length=1)]
    observed_on: Day
    timepoint: Timepoint
    department: DepartmentPart | None = None
    patient: PatientPart
    episode: EpisodePart
    instruments: Annotated[tuple[InstrumentPart, ...], BeforeValidator(tuple), Field(min_length=1)]
    whole_numbers_as_floats: bool = False
    blank: Annotated[frozenset[str], BeforeValidator(frozenset)] = frozenset({""})
    encoding: Literal["utf-8", "latin-1", "cp1252"] = "utf-8"
    delimiter: Literal[",", ";", "\t"] = ","
    decimal: Literal[".", ","] = "."
    sheet: Column | None = None
    missing: dict[Column, Annotated[frozenset[Code], BeforeValidator(frozenset), Field(min_length=1)]] = {}
    duplicates: DuplicatesPart = DuplicatesPart()
    not_read: Annotated[frozenset[str], BeforeValidator(frozenset)] = frozenset()

    @model_validator(mode="after")
    def reads_each_column_once(self) -> Mapping:
        counts = Counter([*self.columns, *self.not_read])
        repeated = sorted(column for column, count in counts.items() if count > 1)
        if repeated:
            raise ValueError(f"the column {repeated[0]!r} is used more than once; use each column once")
        twice = [
            code for code, count in Counter(part.instrument for part in self.instruments).items() if count > 1
        ]
        if twice:
            raise ValueError(f"the instrument {twice[0]!r} is given more than once; give it once")
        return self

    @model_validator(mode="after")
    def begins_before_it_is_observed(self) -> Mapping:
        onset, observed = self.episode.onset_on, self.observed_on
        if isinstance(onset, date) and isinstance(observed, date) and onset > observed:
            raise ValueError(
                f"episode.onset_on is {onset}, after observed_on {observed}; give an earlier day"
            )
        if isinstance(observed, DateColumn) and not DateForm(observed.format).is_of_days:
            raise ValueError(
                f"observed_on.format is {observed.format!r}; answers need a day, so write DD in it"
            )
        return self

    @model_validator(mode="after")
    def misses_only_what_it_reads(self) -> Mapping:
        if unread := sorted(set(self.missing) - set(self.columns)):
            raise ValueError(
                f"missing names the column {unread[0]!r}, which the mapping does not read; it reads {', '.join(self.columns)}"
            )
        return self

    @property
    def tells_onset(self) -> bool:
        """Whether each row tells its onset, so that a patient may have several episodes of a kind."""
        return isinstance(self.episode.onset_on, DateColumn)

    @property
    def columns(self) -> list[str]:
        """Every column that must be in the file."""
        patient = [self.patient.id, self.patient.age_years, self.patient.sex and self.patient.sex.column]
        episode = [
            part.column
            for part in (self.observed_on, self.timepoint, self.episode.kind, self.episode.onset_on)
            if isinstance(part, DateColumn | CodedColumn)
        ]
        scores = [column for part in self.instruments for column in part.columns.values()]
        checks = [part.check.column for part in self.instruments if part.check]
        return [column for column in (*patient, *episode, *scores, *checks) if column]


def read_mapping(text: str) -> Mapping:
    """The mapping in a YAML file; InvalidMapping with every problem and where it stands."""
    try:
        return Mapping.model_validate(read_yaml(text))
    except InvalidYaml as error:
        raise InvalidMapping(str(error)) from None
    except ValidationError as error:
        raise InvalidMapping("\n".join(_in_words(problem) for problem in error.errors())) from None


def _in_words(problem: Any) -> str:
    parts = [str(part) for part in problem["loc"] if part not in (CONSTANT, IN_COLUMN)]
    where = ".".join(parts) or "the mapping"
    return f"{where}: {problem['msg'].removeprefix('Value error, ')}"
