"""The licensed words of an instrument, where a department has loaded them."""

from __future__ import annotations

from collections.abc import Mapping

from registry.instruments.wording import ItemWording
from registry.models import Department, InstrumentWording


def wording_of(department: Department, instrument: str, language: str) -> Mapping[str, ItemWording] | None:
    """Item code to its text and its levels; None where the department has loaded none: show names of our own."""
    loaded = InstrumentWording.objects.filter(
        department=department, instrument=instrument, language=language
    ).first()
    if loaded is None:
        return None
    return {
        code: ItemWording(item["text"], {int(level): text for level, text in item["levels"].items()})
        for code, item in loaded.texts.items()
    }
