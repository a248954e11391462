"""The licensed words of an instrument, where a department has loaded them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from registry.instruments import INSTRUMENTS
from registry.instruments.instrument import Instrument
from registry.instruments.wording import ItemWording
from registry.models import Department, InstrumentWording


def in_words(department: Department, instruments: Iterable[str]) -> tuple[str, ...]:
    """Those that can be put to a patient: by names of our own, or in the licensed words that the department has loaded."""
    asked = tuple(instruments)
    needed = [code for code in asked if INSTRUMENTS[code].only_in_its_words]
    loaded = InstrumentWording.objects.filter(department=department, instrument__in=needed)
    worded = set(loaded.values_list("instrument", flat=True)) if needed else set()
    return tuple(code for code in asked if code in worded or code not in needed)


def wording_for_patient(
    department: Department, instrument: str, language: str
) -> Mapping[str, ItemWording] | None:
    """As wording_of; what names of our own do not tell is shown in the language it is loaded in."""
    found = wording_of(department, instrument, language)
    if found is not None or not INSTRUMENTS[instrument].only_in_its_words:
        return found
    loaded = InstrumentWording.objects.filter(department=department, instrument=instrument)
    other = loaded.order_by("language").values_list("language", flat=True).first()
    return wording_of(department, instrument, other) if other else None


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


@dataclass(frozen=True)
class Worded:
    """An instrument whose words belong to others, and what the departments have loaded of it, by department and language."""

    instrument: Instrument
    loaded: list[InstrumentWording]

    @property
    def is_missed(self) -> bool:
        """No patient can be asked it by link until somebody loads it."""
        return self.instrument.only_in_its_words and not self.loaded


def wordings_in(departments: Iterable[Department]) -> list[Worded]:
    """Every instrument that can have licensed words, in two queries at most."""
    rows = InstrumentWording.objects.filter(department__in=[place.pk for place in departments])
    rows = rows.select_related("department", "loaded_by").defer("texts")
    loaded = defaultdict(list)
    for row in rows.order_by("department__name", "language"):
        loaded[row.instrument].append(row)
    needing = [instrument for instrument in INSTRUMENTS.values() if not instrument.in_own_words]
    return [Worded(instrument, loaded[instrument.code]) for instrument in needing]
