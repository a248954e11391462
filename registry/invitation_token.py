"""The secret part of a questionnaire's link: 256 random bits, of which only a keyed hash is kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from django.conf import settings

TOKEN_BYTES = 32
SALT = b"questionnaire-link:"  # the key also hashes personal numbers; a hash of one kind is never one of the other


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """HMAC-SHA256 of the token as it stands (letters keep their case), in hex."""
    key = settings.IDENTIFIER_HASH_KEY.encode()
    return hmac.new(key, SALT + token.encode(), hashlib.sha256).hexdigest()
