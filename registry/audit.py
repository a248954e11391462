"""The one audit table: django-auditlog's. Row changes are written by it; reads, events and bulk writes are written here.

No text that reaches the table names a patient: models say `Patient 1a2b3c4d`, and identity fields are masked whole.
"""

from __future__ import annotations

from typing import Any

from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.contrib.contenttypes.models import ContentType
from django.db import models

IDENTITY_FIELDS = ["given_name", "family_name", "birth_date", "number", "email"]
HASH_FIELDS = ["number_hash", "plain_number_hash", "family_name_hash", "full_name_hash", "birth_date_hash"]


def hidden(value: str) -> str:
    """What the table shows of an identifier: that it changed, never what it is."""
    return "•••" if value else ""


def register_models() -> None:
    """Every model whose rows are audited; tests/registry/test_audit.py fails on one that is not."""
    from registry import models as registry_models

    auditlog.register(
        registry_models.PatientIdentity,
        mask_fields=IDENTITY_FIELDS,
        mask_callable="registry.audit.hidden",
        exclude_fields=HASH_FIELDS,
    )
    auditlog.register(registry_models.AnnualReport, exclude_fields=["content", "findings"])
    auditlog.register(registry_models.AnnualReportFile, exclude_fields=["content"])
    auditlog.register(registry_models.PublishedFile, exclude_fields=["content"])
    auditlog.register(registry_models.Invitation, exclude_fields=["answers"])
    auditlog.register(registry_models.InvitationLink, exclude_fields=["token_hash"])
    auditlog.register(registry_models.Merge, exclude_fields=["journal"])
    auditlog.register(registry_models.User, exclude_fields=["password", "last_login"])
    for model in (
        registry_models.AnnualReportSignature,
        registry_models.Assessment,
        registry_models.Background,
        registry_models.ClinicalRecord,
        registry_models.CorrectionAfterLock,
        registry_models.DataQuery,
        registry_models.Department,
        registry_models.Episode,
        registry_models.ExternalCount,
        registry_models.FollowUpPlan,
        registry_models.FollowUpWindow,
        registry_models.ImportMapping,
        registry_models.InstrumentWording,
        registry_models.Membership,
        registry_models.Operation,
        registry_models.Patient,
        registry_models.PeriodLock,
        registry_models.PossibleDuplicate,
        registry_models.Procedure,
        registry_models.PublishedReport,
        registry_models.Region,
        registry_models.ReportedAlarm,
        registry_models.Site,
        registry_models.Transfer,
        registry_models.WaveClosure,
    ):
        auditlog.register(model)


def record_read(thing: models.Model, *, by: Any, what: str) -> LogEntry:
    """`by` saw `thing`; `what` names the page or fragment."""
    return _entry(
        type(thing),
        LogEntry.Action.ACCESS,
        by,
        {"read": what},
        pk=str(thing.pk),
        shown=str(thing),
        object_id=thing.pk,
    )


def record_list_read(model: type[models.Model], *, by: Any, what: str, keys: list[str]) -> LogEntry:
    """`by` saw a list; `keys` are the rows on the page, so that who was seen can be found again."""
    return _entry(model, LogEntry.Action.ACCESS, by, {"read": what, "rows": keys}, pk="list", shown=what)


def record_event(event: str, thing: models.Model, *, by: Any, **details: Any) -> LogEntry:
    """Something happened to `thing` that is not a change of its row: signed, printed, revealed, exported."""
    data = {"event": event, **details}
    return _entry(
        type(thing), LogEntry.Action.ACCESS, by, data, pk=str(thing.pk), shown=str(thing), object_id=thing.pk
    )


def record_bulk(event: str, model: type[models.Model], *, by: Any, **details: Any) -> LogEntry:
    """One summarising entry for a write that bypasses the row signals; call it in the same transaction."""
    return _entry(model, LogEntry.Action.CREATE, by, {"event": event, **details}, pk="bulk", shown=event)


def _entry(
    model: type[models.Model],
    action: int,
    by: Any,
    data: dict[str, Any],
    *,
    pk: str,
    shown: str,
    object_id: int | None = None,
) -> LogEntry:
    return LogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(model),
        object_pk=pk,
        object_id=object_id,
        object_repr=shown,
        action=action,
        actor=by if by is not None and by.is_authenticated else None,
        changes={},
        additional_data=data,
    )
