"""Everything that is held about one person, for the person who asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from registry.encryption import EncryptedTextField
from registry.models import Patient
from registry.models.coded import CodesField
from registry.reach import rows_of

NOT_TOLD = frozenset({"id", "version", "facts_version"})
NAMED = ("user", "department")
# Model to the id of each row of it to its number in the record.
Places = dict[type[models.Model], dict[Any, int]]


@dataclass(frozen=True)
class Told:
    """The rows of one kind: field in words to value, in the order they were written."""

    kind: str
    title: str
    rows: list[dict[str, Any]]


def whole_record(patient: Patient) -> Iterator[Told]:
    """Every table in which something stands about the patient, then who looked and who changed what.

    The rows of a table are numbered, and a row that belongs to another tells its number.
    """
    held = {model: list(found) for model, found in rows_of(patient)}
    places = {model: {row.pk: place for place, row in enumerate(rows, 1)} for model, rows in held.items()}
    for model, rows in held.items():
        if rows:
            fields = [field for field in model._meta.concrete_fields if _is_told(field, places)]
            told = [_row(row, fields, places) for row in rows]
            yield Told(model._meta.model_name, str(model._meta.verbose_name_plural), told)
    keys = {model: [str(row.pk) for row in rows] for model, rows in held.items()}
    yield Told("audit", "audit", [_entry(entry) for entry in _entries(patient, keys)])


def in_words(value: Any) -> Any:
    """A structure as a line a person can read: `walking: 3; lifting: –`; any other value as it is."""
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_in_brackets(one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(str(_in_brackets(one)) for one in value)
    return value


def _in_brackets(value: Any) -> Any:
    if isinstance(value, dict | list) and value:
        return f"({in_words(value)})"
    return "–" if value in (None, "", [], {}) else value


def _is_told(field: models.Field, places: Places) -> bool:
    """Not the hashes we find people by, nor links to what is of no patient; whose record it is goes without saying."""
    linked = field.is_relation and field.related_model._meta.app_label in ("registry", "guidelines")
    told = linked and (field.related_model in places or field.related_model._meta.model_name in NAMED)
    of_ours = not linked or (told and field.related_model is not Patient)
    return field.name not in NOT_TOLD and not field.name.endswith("_hash") and of_ours


def _row(row: models.Model, fields: list[models.Field], places: Places) -> dict[str, Any]:
    numbered = {_("number in this record"): places[type(row)][row.pk]}
    return numbered | {str(field.verbose_name): _value(row, field, places) for field in fields}


def _value(row: models.Model, field: models.Field, places: Places) -> Any:
    if field.is_relation and field.related_model in places:
        return places[field.related_model].get(getattr(row, field.attname))
    if field.is_relation:
        linked = getattr(row, field.name)
        return str(linked) if linked is not None else None
    value = getattr(row, field.attname)
    if isinstance(field, CodesField) and value is not None:
        return [_(field.codes.get(code, code)) for code in value] or [_("None of these")]
    if field.choices and value not in (None, ""):
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.TextField) and not isinstance(field, EncryptedTextField):
        return " ".join(strip_tags(value or "").split())  # advice is kept as the page that was shown
    return value


def _entries(patient: Patient, keys: dict[type[models.Model], list[str]]) -> Any:
    """Entries about the patient's rows, and lists on which the patient stood."""
    condition = Q(additional_data__rows__icontains=str(patient.key))
    for model, pks in keys.items():
        if pks:
            condition |= Q(content_type=ContentType.objects.get_for_model(model), object_pk__in=pks)
    return (
        LogEntry.objects.filter(condition).select_related("actor", "content_type").order_by("timestamp", "pk")
    )


def _entry(entry: LogEntry) -> dict[str, Any]:
    data = {key: value for key, value in (entry.additional_data or {}).items() if key != "rows"}
    return {
        "when": entry.timestamp,
        "who": str(entry.actor) if entry.actor else None,
        "did": entry.get_action_display(),
        "what": str(entry.content_type.name),
        "told": data,
        "changes": entry.changes or {},
    }
