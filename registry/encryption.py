"""Identifiers at rest: encrypted with one set of keys, found by a keyed hash with another (docs/adr/0003)."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key.strip()) for key in keys])


def encrypt(text: str) -> str:
    return _cipher(tuple(settings.IDENTIFIER_KEYS)).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """The text behind a token; a key that is missing is named, because nothing is lost yet."""
    try:
        return _cipher(tuple(settings.IDENTIFIER_KEYS)).decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise ValueError(
            "An identifier cannot be read with the keys in IDENTIFIER_KEYS; add the older key back."
        ) from error


def seal(content: bytes) -> bytes:
    """Content of any kind, encrypted with the same keys."""
    return _cipher(tuple(settings.IDENTIFIER_KEYS)).encrypt(content)


def unseal(token: bytes) -> bytes:
    """The content behind a token; cryptography's InvalidToken where its key is gone or it is damaged."""
    return _cipher(tuple(settings.IDENTIFIER_KEYS)).decrypt(token)


def keyed_hash(text: str) -> str:
    """HMAC-SHA256 of the normalised text, in hex; an empty text has an empty hash, so that blanks never meet."""
    return keyed_hashes(text)[0]


def keyed_hashes(text: str) -> list[str]:
    """The same under every hash key, the current one first: to find what still stands under an older key."""
    normal = " ".join(text.casefold().split())
    return digests(normal.encode()) if normal else [""]


def digests(content: bytes) -> list[str]:
    """HMAC-SHA256 in hex under every hash key, the current one first."""
    keys = settings.IDENTIFIER_HASH_KEYS
    return [hmac.new(key.encode(), content, hashlib.sha256).hexdigest() for key in keys]


class EncryptedTextField(models.TextField):
    """Text that is stored encrypted: it cannot be filtered or ordered, only read. A blank hides nothing and stays blank,
    so that the database can tell who has none."""

    def get_prep_value(self, value: Any) -> Any:
        return encrypt(str(value)) if value else value

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        return decrypt(value) if value else value


class EncryptedDateField(models.TextField):
    """A date that is stored encrypted, as YYYY-MM-DD."""

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else encrypt(self._as_date(value).isoformat())

    def from_db_value(self, value: str | None, *_: object) -> date | None:
        return None if value is None else date.fromisoformat(decrypt(value))

    def to_python(self, value: Any) -> date | None:
        return None if value in (None, "") else self._as_date(value)

    def formfield(self, **kwargs: Any) -> Any:
        from django import forms

        return forms.DateField(required=not self.blank, label=self.verbose_name, help_text=self.help_text)

    @staticmethod
    def _as_date(value: date | str) -> date:
        return value if isinstance(value, date) else date.fromisoformat(value)
