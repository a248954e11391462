"""Variables read straight from the columns of a model: nothing of a column is written down twice.

Dates, numbers, yes or no and coded columns, single or as a list. Texts people wrote, and links to other rows, are never
taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.exchange.outgoing.subject import Subject
from registry.exchange.outgoing.variable import Missing, Type, Variable
from registry.models.coded import CodesField

NEVER = frozenset({"id", "version"})
TYPES: dict[type[models.Field], Type] = {
    models.DateField: Type.DATE,
    models.TimeField: Type.TEXT,
    models.IntegerField: Type.WHOLE,
    models.FloatField: Type.NUMBER,
    models.DecimalField: Type.NUMBER,
    models.BooleanField: Type.CODE,
}
YES_NO = (("yes", _("Yes")), ("no", _("No")))
NONE_OF_THESE = "none_of_these"  # of a list of codes: asked, and there was none


def of_model(model: type[models.Model], group: str, row_of: Any) -> Iterator[Variable]:
    for field in model._meta.get_fields():
        if field.name not in NEVER and field.concrete and _type(field) is not None:
            yield of_field(field, group, f"{group}_{field.name}", row_of)


def _type(field: models.Field) -> Type | None:
    """None where the field is a link to another row, or text that somebody wrote."""
    if field.is_relation:
        return None
    if isinstance(field, CodesField):
        return Type.CODES
    if field.choices:
        return Type.CODE
    found = (known for kind, known in TYPES.items() if isinstance(field, kind))
    return None if isinstance(field, models.DateTimeField) else next(found, None)


def of_field(
    field: models.Field, group: str, name: str, row_of: Any, *, identifying: bool = False
) -> Variable:
    kind = _type(field) or (Type.DATE if "Date" in type(field).__name__ else Type.TEXT)
    yes_or_no = isinstance(field, models.BooleanField)

    def read(subject: Subject) -> Any:
        row = row_of(subject)
        if row is None:
            return Missing.NOT_RECORDED if identifying else Missing.NOT_APPLICABLE
        value = getattr(row, field.attname)
        if isinstance(value, list):
            return ";".join(value) or NONE_OF_THESE
        if isinstance(value, time):
            return f"{value:%H:%M}"
        return ("no", "yes")[value] if yes_or_no and value is not None else or_missing(value)

    return Variable(
        name=name,
        group=group,
        label=field.verbose_name,
        type=kind,
        codes=YES_NO if yes_or_no else codes_of(field),
        note=str(field.help_text),
        missing=(Missing.NOT_RECORDED,)
        if group in ("patient", "identity", "episode")
        else (Missing.NOT_RECORDED, Missing.NOT_APPLICABLE),
        identifying=identifying,
        read=read,
    )


def or_missing(value: Any) -> Any:
    return Missing.NOT_RECORDED if value is None or value == "" else value


def codes_of(field: models.Field) -> tuple[tuple[str, Any], ...]:
    """The codes of a coded column with what they mean; of a list, with the one that says that there was none."""
    if isinstance(field, CodesField):
        return (
            *((code, _(words)) for code, words in field.codes.items()),
            (NONE_OF_THESE, _("None of these")),
        )
    return tuple((str(code), words) for code, words in field.flatchoices if code)
