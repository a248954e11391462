"""What a fact is: its name, its kind, what it may hold and how a person reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from annotated_types import Ge, Le
from pydantic.fields import FieldInfo

from guidelines.pathway.translate import _


class Kind(StrEnum):
    DATE = "date"
    INT = "int"
    FLOAT = "float"
    BOOL = "bool"
    ENUM = "enum"
    SET = "set"
    TREATMENT = "treatment"


@dataclass(frozen=True)
class Unit:
    """The unit of a number, as words; stands in a field's annotation."""

    words: str


@dataclass(frozen=True, kw_only=True)
class Fact:
    """The description of one fact. `label` and `help` are English and marked for translation."""

    name: str
    kind: Kind
    label: str
    help: str = ""
    values: tuple[str | int, ...] = ()  # of an enum, a treatment or a set, in contract order
    low: float | None = None
    high: float | None = None
    unit: str = ""
    required: bool = False

    @property
    def allowed(self) -> str:
        """What the fact may hold, as words for an error message."""
        words = self._allowed_value()
        return words if self.required else f"{words}, or null when not recorded"

    def _allowed_value(self) -> str:
        listed = ", ".join(str(value) for value in self.values)
        match self.kind:
            case Kind.BOOL:
                return "true or false"
            case Kind.DATE:
                return "a date as YYYY-MM-DD"
            case Kind.SET:
                return f"a list without repeats of {listed}"
            case Kind.INT | Kind.FLOAT:
                number = "a whole number" if self.kind is Kind.INT else "a number"
                return f"{number} from {self.low:g} to {self.high:g}"
            case Kind.ENUM | Kind.TREATMENT:
                return f"one of {listed}"


def describe(name: str, field: FieldInfo) -> Fact:
    """The fact that a field of PatientFacts declares: kind, values and range are read from its annotation."""
    base, marks = _taken_apart(field)
    numbers = {type(mark): mark for mark in marks}
    kind, values = _kind(base, marks)
    return Fact(
        name=name,
        kind=kind,
        label=field.title or name,
        help=field.description or "",
        values=values,
        low=numbers[Ge].ge if Ge in numbers and not values else None,
        high=numbers[Le].le if Le in numbers and not values else None,
        unit=numbers[Unit].words if Unit in numbers else "",
        required=field.is_required(),
    )


def _taken_apart(field: FieldInfo) -> tuple[Any, tuple[Any, ...]]:
    """The type without None, and the marks that stood beside it."""
    kept = [part for part in get_args(field.annotation) if part is not NoneType]
    optional = NoneType in get_args(field.annotation)
    found = kept[0] if optional else field.annotation
    if get_origin(found) is Annotated:
        base, *marks = get_args(found)
        return base, (*_flat(marks), *field.metadata)
    return found, tuple(field.metadata)


def _flat(marks: list[Any]) -> list[Any]:
    return [inner for mark in marks for inner in (mark.metadata if isinstance(mark, FieldInfo) else [mark])]


def _kind(base: Any, marks: tuple[Any, ...]) -> tuple[Kind, tuple[str | int, ...]]:
    """Kind and values; a whole number with a `Choices` mark is an enum of numbers."""
    for mark in marks:
        if isinstance(mark, Choices):
            return mark.kind, mark.values
    if get_origin(base) is frozenset:
        return Kind.SET, get_args(get_args(base)[0])
    if get_origin(base) is Literal:
        return Kind.ENUM, get_args(base)
    return {date: Kind.DATE, int: Kind.INT, float: Kind.FLOAT, bool: Kind.BOOL}[base], ()


@dataclass(frozen=True)
class Choices:
    """Says in an annotation that a field is an enum of these values where its type alone cannot say so."""

    kind: Kind
    values: tuple[str | int, ...]


TREATMENT_STATUSES = ("not_tried", "ongoing", "inadequate", "effective", "not_tolerated", "contraindicated")

VALUE_LABELS: dict[str | int, str] = {
    "female": _("female"),
    "male": _("male"),
    "cervical": _("neck"),
    "thoracic": _("mid back"),
    "lumbar": _("low back"),
    "sacral_gluteal": _("sacrum or buttock"),
    "groin": _("groin"),
    "none": _("none"),
    "low": _("low"),
    "high": _("high"),
    "confirmed": _("confirmed"),
    "suspected": _("suspected"),
    "excluded": _("excluded"),
    1: _("zone 1"),
    2: _("zone 2"),
    3: _("zone 3"),
    "osteoporotic": _("osteoporotic"),
    "malignant": _("malignant"),
    "traumatic": _("traumatic"),
    "infectious": _("infectious"),
    "radiation": _("radiation"),
    "weight_loss": _("weight loss"),
    "night_pain": _("night pain"),
    "malaise": _("malaise"),
    "anaemia_or_hypercalcaemia": _("anaemia or hypercalcaemia"),
    "immunosuppressed": _("immunosuppressed"),
    "injection_drugs": _("injection drug use"),
    "active": _("active"),
    "correctable": _("correctable, not yet corrected"),
    "corrected": _("corrected"),
    "uncorrectable": _("cannot be corrected"),
    "not_done": _("not done"),
    "no_fracture": _("no fracture seen"),
    "fracture": _("fracture seen"),
    "other_finding": _("other finding"),
    "not_tried": _("not tried"),
    "ongoing": _("under way, too early to judge"),
    "inadequate": _("too little relief"),
    "effective": _("effective"),
    "not_tolerated": _("not tolerated"),
    "contraindicated": _("contraindicated"),
    "short_term": _("short term"),
    "activity": _("during activity"),
    "whole_day": _("whole day"),
    "bisphosphonate": _("bisphosphonate"),
    "denosumab": _("denosumab"),
    "denosumab_stopped": _("denosumab, stopped"),
    "teriparatide": _("teriparatide"),
    "other": _("other"),
    "trains": _("trains"),
    "everyday": _("active in everyday life"),
    "sedentary_disease": _("sedentary because of disease"),
}
