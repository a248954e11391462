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


@dataclass(frozen=True)
class Told:
    """The rows of one kind: field in words to value, in the order they were written."""

    kind: str
    title: str
    rows: list[dict[str, Any]]


def whole_record(patient: Patient) -> Iterator[Told]:
    """Every table in which something stands about the patient, then who looked and who changed what."""
    keys: dict[type[models.Model], list[str]] = {}
    for model, found in rows_of(patient):
        rows = list(found)
        keys[model] = [str(row.pk) for row in rows]
        if rows:
            fields = [field for field in model._meta.concrete_fields if _is_told(field)]
            told = [{str(field.verbose_name): _value(row, field) for field in fields} for row in rows]
            yield Told(model._meta.model_name, str(model._meta.verbose_name_plural), told)
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


def _is_told(field: models.Field) -> bool:
    """Not the hashes we find people by, nor the links between our own tables."""
    linked = field.is_relation and field.related_model._meta.app_label in ("registry", "guidelines")
    of_person = linked and field.related_model._meta.model_name in ("user", "department")
    return field.name not in NOT_TOLD and not field.name.endswith("_hash") and (not linked or of_person)


def _value(row: models.Model, field: models.Field) -> Any:
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
