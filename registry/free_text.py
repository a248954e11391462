"""Free text that leaves the patient's record must not say who the patient is."""

from __future__ import annotations

import re

from registry.models import PatientIdentity

# DDMMYY-SSSS and YYMMDD-NNNN, with or without the century, the separator or blanks; letters stand in provisional numbers
PERSONAL_NUMBER = re.compile(
    r"(?<!\d)(?:\d{2})?\d{2}[ .]?\d{2}[ .]?\d{2}\s?[-+–]?\s?(?:\d{4}|[A-Za-z]{1,3}\d{1,3})(?![0-9A-Za-z])"
)


def personal_number_in(text: str) -> str:
    """The first thing in the text that is written like a CPR number or a personnummer; "" where nothing is."""
    found = PERSONAL_NUMBER.search(text)
    return found[0].strip() if found else ""


def named_in(text: str, identity: PatientIdentity | None) -> str:
    """Which of this person's names or numbers stands in the text; "" where none does."""
    if identity is None:
        return ""
    names = f"{identity.given_name} {identity.family_name}".split()
    found = next((name for name in names if re.search(rf"\b{re.escape(name)}\b", text)), "")
    return found or (identity.number if _squeezed(identity.number) in _squeezed(text) else "")


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", text).upper()
