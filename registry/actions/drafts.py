from __future__ import annotations

from typing import Any

from django.db import transaction

from registry.models import Draft, Patient


@transaction.atomic
def save_draft(*, owner: Any, form: str, patient: Patient | None, content: dict[str, Any]) -> Draft:
    """Keeps a half-filled form for its owner; the last one counts."""
    draft, _ = Draft.objects.update_or_create(
        owner=owner, form=form, patient=patient, defaults={"content": content}
    )
    return draft


@transaction.atomic
def discard_draft(*, owner: Any, form: str, patient: Patient | None) -> None:
    Draft.objects.filter(owner=owner, form=form, patient=patient).delete()
