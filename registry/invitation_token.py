"""The secret part of a questionnaire's link: 256 random bits, of which only a keyed hash is kept."""

from __future__ import annotations

import secrets

from registry.encryption import digests

TOKEN_BYTES = 32
SALT = b"questionnaire-link:"  # the key also hashes personal numbers; a hash of one kind is never one of the other


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """HMAC-SHA256 of the token as it stands (letters keep their case), in hex, under the current key."""
    return token_hashes(token)[0]


def token_hashes(token: str) -> list[str]:
    """The same under every key: a link that was sent under an older one still leads somewhere."""
    return digests(SALT + token.encode())
