"""Erasing who somebody is: everything in one transaction, the old values in the audit table included."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from auditlog.models import LogEntry
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from registry import audit
from registry.actions.follow_up import plan_and_count_all_of
from registry.actions.locks import Kind, holding
from registry.erasure import COUNTS, GROUNDS, MARK, REMOVED, Trace, as_a_year, is_free_text, trace_of, worded
from registry.models import Patient, PatientIdentity
from registry.reach import OURS, paths_to_patient, rows_of

AUDITED = ("object_repr", "serialized_data", "changes", "changes_text", "additional_data")


@transaction.atomic
def erase_person(*, patient: Patient, version: int, ground: str, on: date, by: Any) -> None:
    """Removes for good who the patient is; what was done and measured stays, as that of nobody in particular.

    `ground` is one of ErasureForm's codes. Nobody is asked for follow-up any more, so the patient has withdrawn from
    this day on. Raises VersionConflict when somebody saved meanwhile.
    """
    current = Patient.locked(patient.pk, version)
    if current.erased_on:
        raise ValidationError(_("This person is erased already."))
    rows = dict(rows_of(current))
    identities = list(rows[PatientIdentity])  # one, and those of whoever was merged into the patient
    trace = trace_of(identities, _written(rows))
    keys = {model: list(found.values_list("pk", flat=True)) for model, found in rows.items()}
    for model, found in rows.items():
        if model._meta.label_lower not in REMOVED:
            _strike(model, found, trace)
    _describe(current, next((one for one in identities if one.patient_id == current.pk), None), on)
    _strike_elsewhere(trace, identities)
    _remove(rows)
    _strike_audit(keys, trace, identities)
    plan_and_count_all_of(current)
    holding(current).note(Kind.ERASURE, current, by=by, reason=str(GROUNDS.get(ground, ground)))
    audit.record_event("person.erased", current, by=by, ground=ground)


def _written(rows: dict[type[models.Model], Any]) -> Iterator[str]:
    """Every text that people wrote about the person: it stands again in what was shown and signed."""
    for model, found in rows.items():
        texts = [one.attname for one in worded(model) if is_free_text(one)]
        if texts and model._meta.label_lower not in REMOVED:
            yield from (text for row in found.values_list(*texts) for text in row if text)


def _strike(model: type[models.Model], found: Any, trace: Trace) -> None:
    """Updates past save() and the signals: these rows are never edited, and their old values must enter no trail."""
    fields = worded(model)
    if not fields:
        return
    for row in found.only(*[one.attname for one in fields]).iterator(500):
        changed = {
            one.attname: after
            for one in fields
            if (after := _after(one, row, trace)) != getattr(row, one.attname)
        }
        if changed:
            model._base_manager.filter(pk=row.pk).update(**changed)


def _after(one: models.Field, row: models.Model, trace: Trace) -> Any:
    value = getattr(row, one.attname)
    if is_free_text(one):
        return value and ("" if one.model is Patient else MARK)  # a blank id in a file is shared by many
    return trace.struck(value)


def _describe(patient: Patient, identity: PatientIdentity | None, on: date) -> None:
    first = min([patient.registered_on, *patient.episodes.values_list("onset_on", flat=True)])
    years, given_on = (patient.age_given_years, patient.age_given_on)
    if identity is not None:
        years, given_on = as_a_year(identity.birth_date, first)
    possible = years is not None and 0 <= years <= 120
    Patient.objects.filter(pk=patient.pk).update(
        erased_on=on,
        withdrawn_on=patient.withdrawn_on or (None if patient.ended_on else on),
        age_given_years=years if possible else None,
        age_given_on=given_on if possible else None,
        version=F("version") + 1,
    )


def _remove(rows: dict[type[models.Model], Any]) -> None:
    for model, found in rows.items():
        if model._meta.label_lower in REMOVED:
            model._default_manager.filter(pk__in=list(found.values_list("pk", flat=True))).delete()


def _strike_elsewhere(trace: Trace, identities: list[PatientIdentity]) -> None:
    """Tables that belong to no patient: a report or a note may name one all the same."""
    for app in OURS:
        for model in apps.get_app_config(app).get_models():
            if model not in paths_to_patient() and model._meta.label_lower not in COUNTS:
                fields = worded(model)
                for row in model._default_manager.filter(_naming(fields, identities)):
                    changed = {one.attname: trace.struck(getattr(row, one.attname)) for one in fields}
                    model._default_manager.filter(pk=row.pk).update(**changed)


def _naming(fields: list[models.Field], identities: list[PatientIdentity]) -> Q:
    condition = Q(pk__in=[])
    for word in (word for one in identities for word in (one.number, one.full_name)):
        for written in {word, json.dumps(word)[1:-1]}:
            for one in fields:
                condition |= Q(**{f"{one.attname}__icontains": written})
    return condition


def _strike_audit(
    keys: dict[type[models.Model], list[Any]], trace: Trace, identities: list[PatientIdentity]
) -> None:
    """The entries about the patient's rows, and any other that holds the number or the whole name."""
    for model, pks in keys.items():
        kind = ContentType.objects.get_for_model(model)
        free = {one.name for one in worded(model) if is_free_text(one)}
        for entry in LogEntry.objects.filter(content_type=kind, object_pk__in=list(map(str, pks))):
            _strike_entry(entry, trace, free)
    fields = [LogEntry._meta.get_field(name) for name in AUDITED]
    for entry in LogEntry.objects.filter(_naming(fields, identities)):
        _strike_entry(entry, trace, frozenset())


def _strike_entry(entry: LogEntry, trace: Trace, free: frozenset[str] | set[str]) -> None:
    after = {name: trace.struck(getattr(entry, name)) for name in AUDITED}
    if isinstance(after["changes"], dict):
        after["changes"] = {
            name: [MARK, MARK] if name in free else told for name, told in after["changes"].items()
        }
    if any(after[name] != getattr(entry, name) for name in AUDITED):
        LogEntry.objects.filter(pk=entry.pk).update(**after)
