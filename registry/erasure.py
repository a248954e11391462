"""What an erasure does to each field that may hold words about a person (docs/adr, "What an erasure keeps").

Every model that leads to a patient is found by itself (registry/reach.py). A text that nobody listed is emptied: what is
forgotten here is lost, never left behind. tests/decision_support/test_erasure.py fails on it all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import gettext_lazy

from registry.encryption import EncryptedTextField
from registry.models import Patient, PatientIdentity

MARK = "[erased]"
# Rows that go whole: who somebody is, a half-filled form, and the ways into a questionnaire.
REMOVED = frozenset({"registry.patientidentity", "registry.draft", "registry.invitationlink"})
# Codes and counts of many: no word of a person can stand there, and there are too many rows to look through.
COUNTS = frozenset({"registry.statisticscell", "registry.countedepisode"})
# Texts the application wrote itself: kept, with every word that names the person struck out.
GENERATED: dict[str, frozenset[str]] = {}
# What people wrote: emptied, on the row and in what the audit table says of it.
FREE_TEXT: dict[str, frozenset[str]] = {
    "registry.operation": frozenset({"implant_type"}),
    "registry.dataquery": frozenset({"question", "answer", "found"}),
    "registry.patient": frozenset({"source_id"}),
    "registry.waveclosure": frozenset({"note"}),
    "registry.transfer": frozenset({"reference", "refusal_note"}),
    "registry.correctionafterlock": frozenset({"reason"}),
}
# Under these names people's words stand inside a structure.
FREE_KEYS = frozenset({"because", "comment", "note", "notes", "text", "source_id"})
GROUNDS = {
    "asked": gettext_lazy("The person asked for it"),
    "authority": gettext_lazy("An authority or a court decided it"),
    "error": gettext_lazy("Registered by mistake: this person should never have been here"),
}
SHORTEST_STRUCK = 4  # a shorter text would be found in words that name nobody


def classify(model: str, *, generated: Iterable[str] = (), free_text: Iterable[str] = ()) -> None:
    """An app says of its own model which texts it wrote itself, and which are people's."""
    GENERATED[model] = frozenset(generated)
    FREE_TEXT[model] = frozenset(free_text)


def is_free_text(of: models.Field) -> bool:
    label = of.model._meta.label_lower
    if of.name in FREE_TEXT.get(label, ()):
        return True
    unlisted = isinstance(of, models.TextField) and not isinstance(of, models.JSONField) and not of.choices
    return unlisted and of.name not in GENERATED.get(label, ())


def worded(model: type[models.Model]) -> list[models.Field]:
    """The fields of a model that can hold words: texts and structures, not coded values."""
    kinds = (models.TextField, models.CharField, models.JSONField)
    return [one for one in model._meta.concrete_fields if isinstance(one, kinds) and not one.choices]


@dataclass(frozen=True)
class Trace:
    """What tells who somebody is, as patterns to strike out; and what was written about them, word for word."""

    patterns: tuple[re.Pattern[str], ...] = ()
    sentences: tuple[str, ...] = field(default=())

    def struck(self, found: Any) -> Any:
        """The value without a trace of the person, in any depth; everything else as it was."""
        if isinstance(found, str):
            return self._text(found)
        if isinstance(found, list):
            return [self.struck(one) for one in found]
        if isinstance(found, dict):
            return {
                key: (MARK if value else value)
                if key in FREE_KEYS and isinstance(value, str)
                else self.struck(value)
                for key, value in found.items()
            }
        return found

    def _text(self, text: str) -> str:
        for sentence in self.sentences:
            text = text.replace(sentence, MARK).replace(escape(sentence), MARK)
        for pattern in self.patterns:
            text = pattern.sub(MARK, text)
        return text


def trace_of(identities: Iterable[PatientIdentity], sentences: Iterable[str]) -> Trace:
    """The person's names, numbers, contact and birth dates however written; longest first, so that none is cut in half."""
    long_enough = sorted({one for one in sentences if len(one) >= SHORTEST_STRUCK}, key=len, reverse=True)
    words = {word for identity in identities for word in _words(identity)}
    return Trace(tuple(map(_pattern, sorted(words, key=len, reverse=True))), tuple(long_enough))


def _words(identity: PatientIdentity) -> Iterator[str]:
    told = [
        str(getattr(identity, one.name))
        for one in identity._meta.concrete_fields
        if isinstance(one, EncryptedTextField) and getattr(identity, one.name)
    ]
    yield from told
    yield from (part for one in told for part in one.split())
    yield from _days(identity.birth_date)


def _pattern(word: str) -> re.Pattern[str]:
    """The word as a word of its own, its capitals as they are; a number with any blanks and hyphens between."""
    plain = re.sub(r"[\W_]", "", word)
    if any(character.isdigit() for character in plain) and len(plain) >= SHORTEST_STRUCK:
        return re.compile(r"(?<!\w)" + r"[\W_]{0,3}".join(map(re.escape, plain)) + r"(?!\w)", re.IGNORECASE)
    return re.compile(rf"(?<!\w)(?:{re.escape(word)}|{re.escape(escape(word))})(?!\w)")


def _days(day: date) -> Iterator[str]:
    yield from (f"{day:%Y-%m-%d}", f"{day:%d-%m-%Y}", f"{day:%d.%m.%Y}", f"{day:%d/%m/%Y}")
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            yield date_format(day, "DATE_FORMAT")


def as_a_year(birth_date: date, since: date) -> tuple[int, date]:
    """Age and the day it was given, as of somebody born at midsummer: the year of birth stays, the day does not."""
    return since.year - birth_date.year, date(since.year, 7, 1)


def erased_words(of: Patient) -> str:
    """What a list calls somebody without a name."""
    return translation.gettext("Erased person") if of.erased_on else of.source_id or str(of)
