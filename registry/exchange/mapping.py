"""How the columns of a file become patients and assessments: a small YAML file, checked before any row is read."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from registry.exchange.date_form import DateForm
from registry.exchange.mapping_background import BackgroundPart
from registry.exchange.mapping_care import DiagnosisPart, EpisodePart, OperationPart
from registry.exchange.mapping_parts import (
    Code,
    CodedColumn,
    Column,
    DateColumn,
    Day,
    DepartmentPart,
    DuplicatesPart,
    InstrumentPart,
    Part,
    Timepoint,
)
from registry.exchange.mapping_person import PatientPart
from registry.exchange.mapping_words import _, in_words, wrong
from registry.exchange.strict_yaml import InvalidYaml, read_yaml


class InvalidMapping(ValueError):
    """A mapping that cannot be used; the message has one line a problem, each saying where."""


def _as_tuple(found: Any) -> Any:
    return tuple(found) if isinstance(found, list) else found


def _as_set(found: Any) -> Any:
    return frozenset(found) if isinstance(found, list | set) else found


class Mapping(Part):
    """What a file holds, and what is constant in it."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,50}$")]
    source: Annotated[str, Field(min_length=1)]
    observed_on: Day
    timepoint: Timepoint
    department: DepartmentPart | None = None
    patient: PatientPart
    episode: EpisodePart
    instruments: Annotated[tuple[InstrumentPart, ...], BeforeValidator(_as_tuple)] = ()
    operation: OperationPart | None = None
    background: BackgroundPart | None = None
    whole_numbers_as_floats: bool = False
    blank: Annotated[frozenset[str], BeforeValidator(_as_set)] = frozenset({""})
    encoding: Literal["utf-8", "latin-1", "cp1252"] = "utf-8"
    delimiter: Literal[",", ";", "\t"] = ","
    decimal: Literal[".", ","] = "."
    sheet: Column | None = None
    missing: dict[Column, Annotated[frozenset[Code], BeforeValidator(_as_set), Field(min_length=1)]] = {}
    duplicates: DuplicatesPart = DuplicatesPart()
    not_read: Annotated[frozenset[str], BeforeValidator(_as_set)] = frozenset()

    @model_validator(mode="after")
    def brings_something(self) -> Mapping:
        patient, care = self.patient, self.operation or self.background
        if not (self.instruments or care or patient.identity or patient.ends):
            raise wrong(
                _("it brings nothing but ids; give instruments, operation, background or patient.identity")
            )
        return self

    @model_validator(mode="after")
    def reads_each_column_once(self) -> Mapping:
        counts = Counter([*self.columns, *self.not_read])
        if repeated := sorted(column for column, count in counts.items() if count > 1):
            raise wrong(
                _("the column '{column}' is used more than once; use each column once"), column=repeated[0]
            )
        codes = Counter(part.instrument for part in self.instruments)
        if twice := [code for code, count in codes.items() if count > 1]:
            raise wrong(_("the instrument '{code}' is given more than once; give it once"), code=twice[0])
        return self

    @model_validator(mode="after")
    def begins_before_it_is_observed(self) -> Mapping:
        onset, observed = self.episode.onset_on, self.observed_on
        if isinstance(onset, date) and isinstance(observed, date) and onset > observed:
            raise wrong(
                _("episode.onset_on is {onset}, after observed_on {observed}; give an earlier day"),
                onset=onset,
                observed=observed,
            )
        if isinstance(observed, DateColumn) and not DateForm(observed.format).is_of_days:
            raise wrong(
                _("observed_on.format is '{found}'; answers need a day, so write DD in it"),
                found=observed.format,
            )
        return self

    @model_validator(mode="after")
    def misses_only_what_it_reads(self) -> Mapping:
        if unread := sorted(set(self.missing) - set(self.columns)):
            raise wrong(
                _("missing names the column '{column}', which the mapping does not read; it reads {columns}"),
                column=unread[0],
                columns=", ".join(self.columns),
            )
        return self

    @property
    def tells_onset(self) -> bool:
        """Whether each row tells its onset, so that a patient may have several episodes of a kind."""
        return isinstance(self.episode.onset_on, DateColumn)

    @cached_property
    def sealed_columns(self) -> frozenset[str]:
        """The columns that tell who somebody is: what stands in them is told to nobody."""
        identity = self.patient.identity
        return frozenset(identity.columns if identity else ())

    @property
    def columns(self) -> list[str]:
        """Every column that must be in the file. One of dates may tell several, such as the onset and the operation."""
        patient, coded = self.patient, (self.timepoint, self.episode.kind, self.episode.diagnosis)
        operation = self.operation.columns if self.operation else []
        background = self.background.places.values() if self.background else ()
        known = [patient.id, patient.age_years, patient.sex and patient.sex.column]
        who = patient.identity.columns if patient.identity else []
        days = list(dict.fromkeys((day.column, day.format) for day in self._days))
        codes = [part.column for part in coded if isinstance(part, CodedColumn | DiagnosisPart)]
        scores = [column for part in self.instruments for column in part.columns.values()]
        checks = [part.check.column for part in self.instruments if part.check]
        dated = [column for column, _form in days]
        return [
            one for one in (*known, *who, *dated, *codes, *operation, *background, *scores, *checks) if one
        ]

    @property
    def _days(self) -> list[DateColumn]:
        days = (self.observed_on, self.episode.onset_on)
        return [
            *(day for day in days if isinstance(day, DateColumn)),
            *self.patient.ends.values(),
            *(self.operation.days if self.operation else ()),
        ]


def read_mapping(text: str) -> Mapping:
    """The mapping in a YAML file; InvalidMapping with every problem and where it stands."""
    try:
        return Mapping.model_validate(read_yaml(text))
    except InvalidYaml as error:
        raise InvalidMapping(str(error)) from None
    except ValidationError as error:
        raise InvalidMapping("\n".join(in_words(problem) for problem in error.errors())) from None
