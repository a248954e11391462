"""What a mapping says of persons, diagnoses and operations, in words; and what of them a row would store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.diagnoses import DIAGNOSES
from registry.exchange.mapping import Mapping
from registry.exchange.mapping_background import BackgroundPart
from registry.exchange.mapping_care import CHOICES, TEXTS, DiagnosisPart, ListColumn, OperationPart
from registry.exchange.mapping_parts import AS_DIAGNOSED, DateColumn
from registry.exchange.mapping_person import IdentityPart
from registry.exchange.planned import PlannedRow
from registry.models import Background, Episode, Operation, Patient, PatientIdentity, Procedure
from registry.operations.levels import written

TEXT_FORMS = {"levels": "L3-L5, S1", "started_at": "08:15"}
MORE = {
    "identity": gettext_lazy("Identity"),
    "diagnosis": gettext_lazy("Diagnosis"),
    "operation": gettext_lazy("Operation"),
    "background": gettext_lazy("Background"),
    "ends": gettext_lazy("Died, withdrew or moved"),
}


@dataclass(frozen=True)
class Becomes:
    """A column of the file and what it becomes."""

    column: str
    what: str
    how: str = ""


def how(part: Any) -> str:
    """The form of its dates, or what its codes stand for."""
    if isinstance(part, DateColumn):
        return part.format
    return ", ".join(f"{code} = {_meaning(meaning)}" for code, meaning in part.codes.items())


def _meaning(meaning: str | tuple[str, ...]) -> str:
    if isinstance(meaning, str):
        return meaning
    return " + ".join(meaning) or _("none")


def of_the_person(part: IdentityPart) -> Iterator[Becomes]:
    sealed = _("encrypted; shown nowhere here")
    yield Becomes(part.number, _("Personal number"), sealed)
    if not isinstance(part.kind, str):
        yield Becomes(part.kind.column, _("Kind of number"), how(part.kind))
    if part.given_name:
        yield Becomes(part.given_name, _("Given name"), sealed)
    if part.family_name:
        yield Becomes(part.family_name, _("Family name"), sealed)
    if part.email:
        yield Becomes(part.email, _("E-mail address"), sealed)
    if part.birth_date:
        yield Becomes(part.birth_date.column, _("Birth date"), f"{part.birth_date.format}; {sealed}")


def of_the_care(mapping: Mapping) -> Iterator[Becomes]:
    if mapping.episode.diagnosis:
        yield Becomes(mapping.episode.diagnosis.column, _("Diagnosis"), _codes_of(mapping.episode.diagnosis))
    if mapping.operation:
        yield from _of_the_operation(mapping.operation)
    for name, end in mapping.patient.ends.items():
        yield Becomes(end.column, _field(name, Patient), how(end))
    if mapping.background:
        yield from _of_the_background(mapping.background)


def _of_the_operation(operation: OperationPart) -> Iterator[Becomes]:
    yield Becomes(operation.performed_on.column, _("Day of the operation"), operation.performed_on.format)
    for part in operation.procedures:
        yield Becomes(part.column, _("Procedures"), _listed(part))
    for name, column in ((name, getattr(operation, name)) for name in TEXTS):
        if column:
            yield Becomes(column, _field(name), TEXT_FORMS.get(name, ""))
    for name, parts in operation.lists.items():
        yield from (Becomes(part.column, _field(name), _listed(part)) for part in parts)
    for name in (*CHOICES, "admitted_on", "discharged_on"):
        if part := getattr(operation, name):
            yield Becomes(part.column, _field(name), how(part))


def _of_the_background(part: BackgroundPart) -> Iterator[Becomes]:
    for name, coded in part.choices.items():
        months = _("months") if getattr(coded, "unit", None) else ""
        yield Becomes(coded.column, _field(name, Background), "; ".join(filter(None, (how(coded), months))))
    if part.smokes:
        yield Becomes(part.smokes.column, _field("smokes", Background), how(part.smokes))
    for name, column in part.numbers.items():
        yield Becomes(column, _field(name, Background))


def _codes_of(part: DiagnosisPart) -> str:
    codes = how(part)
    if part.system == "own":
        return codes
    system = _("ICD-10 or SKS codes, as they hold on the day from which follow-up counts")
    return f"{system}; {codes}" if codes else system


def _listed(part: ListColumn) -> str:
    said = how(part)
    return (
        _("%(codes)s; several are parted by “%(between)s”") % {"codes": said, "between": part.between}
        if part.between
        else said
    )


def _field(name: str, model: type[Model] = Operation) -> str:
    words = str(model._meta.get_field(name).verbose_name)
    return words[:1].upper() + words[1:]


def kind_words(kind: str) -> str:
    return _("as the diagnosis says") if kind == AS_DIAGNOSED else str(Episode.Kind(kind).label)


def more_of(row: PlannedRow) -> Iterator[str]:
    """Of who somebody is only that it is told; the diagnosis and the operation in words."""
    if row.identity:
        yield str(PatientIdentity.NumberKind(row.identity.kind).label)
    if row.diagnosis:
        yield _(DIAGNOSES[row.diagnosis].title)
    if operated := row.operation:
        kinds = ", ".join(str(Procedure.Kind(kind).label) for kind in operated.kinds)
        levels = written(operated.details.get("levels", ()))
        yield f"{date_format(operated.performed_on, 'SHORT_DATE_FORMAT')}: {' '.join(filter(None, (kinds, levels)))}"
    for name, day in row.ends.items():
        yield f"{_field(name, Patient)} {date_format(day, 'SHORT_DATE_FORMAT')}"
    if row.background:
        yield _("Background")
