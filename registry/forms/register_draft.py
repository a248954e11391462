"""The draft of a half-filled registration. It names a person, so it is kept encrypted like every other identifier."""

from __future__ import annotations

import json
from typing import Any

from django.http import QueryDict

from registry.encryption import decrypt, encrypt
from registry.forms.patients import RegisterForm
from registry.models import Draft

TYPED = (
    "number",
    "given_name",
    "family_name",
    "birth_date",
    "sex",
    "onset_on",
)  # without one of these there is no draft
CHOSEN = ("number_kind", "department", "kind", "diagnosis", "site")


def sealed_draft(data: QueryDict) -> dict[str, Any]:
    """What a draft of the form as it was sent holds; {} where nothing is typed yet."""
    known = {name: data.get(name, "") for name in (*TYPED, *CHOSEN) if name in RegisterForm.base_fields}
    if not any(known[name].strip() for name in TYPED):
        return {}
    return {"sealed": encrypt(json.dumps(known))}


def opened(draft: Draft | None) -> dict[str, Any]:
    """What was typed, as the form takes it for a start; {} without a draft, or where its key is gone."""
    if draft is None:
        return {}
    try:
        return json.loads(decrypt(draft.content["sealed"]))
    except (KeyError, ValueError):
        return {}
