"""A new key for the identifiers: every encrypted column is written anew under the first key, whatever it was under."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Cast

from registry import audit
from registry.encryption import EncryptedDateField, EncryptedTextField, decrypt, encrypt
from registry.models import Draft, PatientIdentity

ROWS_A_BATCH = 500
SEALED = "sealed"  # the half-filled registration of a person (registry/forms/register_draft.py)


def rotate_identifier_keys(*, by: Any = None) -> Iterator[int]:
    """Yields how many rows were written so far, a batch and its audit entry a transaction; one more entry tells of the end.

    A row that the first key opens is passed over: stopped and started again it goes on where it was, and run twice it
    writes nothing. Older keys must stay in IDENTIFIER_KEYS until it has run to its end. Hashes are left: they have a key
    of their own.
    """
    written = 0
    for model, columns in [*encrypted_columns(), (Draft, [])]:
        last = 0
        while (batch := _rewrite_batch(model, columns, last, by)) is not None:
            last, rows = batch
            written += rows
            yield written
    audit.record_bulk("identifiers.rekeyed", PatientIdentity, by=by, rows=written, ended=True)


def encrypted_columns() -> list[tuple[type[models.Model], list[str]]]:
    """Every model with encrypted columns, found by walking them all."""
    kinds = (EncryptedTextField, EncryptedDateField)
    found = {
        model: [one.attname for one in model._meta.concrete_fields if isinstance(one, kinds)]
        for model in apps.get_models()
    }
    return [(model, columns) for model, columns in found.items() if columns]


@transaction.atomic
def _rewrite_batch(
    model: type[models.Model], columns: list[str], after: int, by: Any
) -> tuple[int, int] | None:
    """The last row of the next batch, and how many were under another key; locked, so that nobody's correction is lost."""
    raw = {f"raw_{name}": Cast(name, models.TextField()) for name in columns}  # the token, as it is stored
    rows = model._base_manager.select_for_update().filter(pk__gt=after).order_by("pk")
    some = list(rows.defer(*columns).annotate(**raw)[:ROWS_A_BATCH])
    if not some:
        return None
    written = [row.pk for row in some if (_reseal(row) if model is Draft else _rewrite(row, columns))]
    if written:
        told = {"rows": len(written), "first": written[0], "last": written[-1]}
        audit.record_bulk("identifiers.rekeyed", model, by=by, **told)
    return some[-1].pk, len(written)


def _rewrite(row: models.Model, columns: list[str]) -> bool:
    tokens = {name: getattr(row, f"raw_{name}") for name in columns}
    old = {name: token for name, token in tokens.items() if token and not _is_current(token)}
    if old:
        anew = {name: _as_stored(type(row), name, decrypt(token)) for name, token in old.items()}
        type(row)._base_manager.filter(pk=row.pk).update(**anew)
    return bool(old)


def _as_stored(model: type[models.Model], name: str, text: str) -> Any:
    """As the column takes it; it encrypts with the first key."""
    return model._meta.get_field(name).to_python(text)


def _reseal(draft: Any) -> bool:
    token = draft.content.get(SEALED, "") if isinstance(draft.content, dict) else ""
    if not token or _is_current(token):
        return False
    content = {**draft.content, SEALED: encrypt(decrypt(token))}
    Draft.objects.filter(pk=draft.pk).update(content=content)
    return True


def _is_current(token: str) -> bool:
    try:
        Fernet(settings.IDENTIFIER_KEYS[0].strip()).decrypt(token.encode())
    except InvalidToken:
        return False
    return True
