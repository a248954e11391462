"""The parts of a mapping that tell the diagnosis of an episode and the operation in it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator, model_validator

from registry.diagnoses import DIAGNOSES
from registry.exchange.date_form import DateForm
from registry.exchange.mapping_parts import (
    AS_DIAGNOSED,
    Code,
    CodedColumn,
    Column,
    DateColumn,
    Day,
    KindOfEpisode,
    Part,
)
from registry.exchange.mapping_words import _, wrong
from registry.operations import details

NONE = "none"
Procedure = Literal[
    "vertebroplasty",
    "kyphoplasty",
    "sacroplasty",
    "decompression",
    "discectomy",
    "fusion_uninstrumented",
    "fusion_instrumented",
    "fusion_with_cage",
    "disc_prosthesis",
    "stabilisation",
    "other",
]
# The coded lists of an operation in which none and not reported differ, and those of one code.
LISTS = {
    "implants": details.IMPLANTS,
    "complications_during": details.DURING,
    "complications_30_days": details.WITHIN_30_DAYS,
    "complications_later": details.LATER,
}
CHOICES = {
    "approach": details.APPROACHES,
    "anaesthesia": details.ANAESTHESIA,
    "guidance": details.GUIDANCE,
}

TEXTS = ("levels", "started_at", "implant_type")  # a column each, and nothing more to say of it
TOLD = (*TEXTS, *CHOICES, "admitted_on", "discharged_on", *LISTS)  # what a file may tell of an operation


class DiagnosisPart(Part):
    """A column of own codes, or of ICD-10 or SKS codes; with both, the listed ones are looked up first."""

    column: Column
    system: Literal["own", "icd10"] = "own"
    codes: dict[Code, str] = {}

    @model_validator(mode="after")
    def knows_its_diagnoses(self) -> DiagnosisPart:
        if self.system == "own" and not self.codes:
            raise wrong(_("it lists no codes; give codes, or system: icd10"))
        if strange := [one for one in self.codes.values() if one not in DIAGNOSES]:
            raise wrong(
                _("there is no diagnosis '{found}'; the diagnoses are in docs/reference/diagnoses.md"),
                found=strange[0],
            )
        return self


class EpisodePart(Part):
    """The episode a new patient gets; a patient of an earlier import keeps theirs."""

    kind: KindOfEpisode
    onset_on: Day
    diagnosis: DiagnosisPart | None = None

    @model_validator(mode="after")
    def has_a_kind(self) -> EpisodePart:
        if self.kind == AS_DIAGNOSED and self.diagnosis is None:
            raise wrong(_("kind is as_diagnosed, and no diagnosis is told; give diagnosis, or another kind"))
        return self


def _several(found: Any) -> Any:
    """One code, a list of codes, or none at all, as codes."""
    if found == NONE:
        return ()
    return (found,) if isinstance(found, str) else tuple(found) if isinstance(found, list) else found


def _columns(found: Any) -> Any:
    return tuple(found) if isinstance(found, list) else found if isinstance(found, tuple) else (found,)


class ListColumn(CodedColumn):
    """A column of codes, each of which stands for none, for one or for several; `between` parts several in one cell."""

    codes: Annotated[dict[Code, Annotated[tuple[str, ...], BeforeValidator(_several)]], Field(min_length=1)]
    between: Literal[",", ";", "+", "/", " "] | None = None


class ProceduresColumn(ListColumn):
    codes: Annotated[
        dict[Code, Annotated[tuple[Procedure, ...], BeforeValidator(_several)]], Field(min_length=1)
    ]


Lists = Annotated[tuple[ListColumn, ...], BeforeValidator(_columns), Field(min_length=1)]
Procedures = Annotated[tuple[ProceduresColumn, ...], BeforeValidator(_columns), Field(min_length=1)]


class OperationPart(Part):
    """An operation of the row's episode. A row without its day has none; what is blank is not reported, never none."""

    performed_on: DateColumn
    procedures: Procedures
    started_at: Column | None = None
    levels: Column | None = None
    approach: CodedColumn | None = None
    anaesthesia: CodedColumn | None = None
    guidance: CodedColumn | None = None
    admitted_on: DateColumn | None = None
    discharged_on: DateColumn | None = None
    implants: Lists | None = None
    implant_type: Column | None = None
    complications_during: Lists | None = None
    complications_30_days: Lists | None = None
    complications_later: Lists | None = None

    @field_validator("performed_on", "admitted_on", "discharged_on")
    @classmethod
    def is_of_days(cls, part: DateColumn | None) -> DateColumn | None:
        if part and not DateForm(part.format).is_of_days:
            raise wrong(
                _("the format is '{found}'; an operation needs a day, so write DD in it"), found=part.format
            )
        return part

    @model_validator(mode="after")
    def knows_its_codes(self) -> OperationPart:
        for name, codes in (LISTS | CHOICES).items():
            meant = _meant(getattr(self, name), single=name in CHOICES)
            if strange := [one for one in meant if one not in codes]:
                raise wrong(
                    _("{name}: there is no '{found}'; give one of {known}"),
                    name=name,
                    found=strange[0],
                    known=", ".join(codes if name in CHOICES else (NONE, *codes)),
                )
        return self

    @property
    def lists(self) -> dict[str, tuple[ListColumn, ...]]:
        return {name: getattr(self, name) for name in LISTS if getattr(self, name)}

    @property
    def choices(self) -> dict[str, CodedColumn]:
        return {name: getattr(self, name) for name in CHOICES if getattr(self, name)}

    @property
    def days(self) -> list[DateColumn]:
        return [day for day in (self.performed_on, self.admitted_on, self.discharged_on) if day]

    @property
    def columns(self) -> list[str]:
        """All but those of days, which may be told of more than one thing."""
        lists = [one.column for part in (self.procedures, *self.lists.values()) for one in part]
        texts = [getattr(self, name) for name in TEXTS if getattr(self, name)]
        return [*lists, *texts, *(part.column for part in self.choices.values())]


def _meant(part: Any, *, single: bool) -> list[str]:
    if part is None:
        return []
    if single:
        return list(part.codes.values())
    return [one for column in part for meant in column.codes.values() for one in meant]
