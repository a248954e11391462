"""Search words that may be a name or a number, carried in an address so that nobody can read them there.

Addresses end in logs, bookmarks and the browser's history. A search is therefore posted, and goes on as an encrypted
token, which pages and filters carry along like any other parameter.
"""

from __future__ import annotations

from registry.encryption import decrypt, encrypt


def sealed(words: str) -> str:
    """The words as a token for an address; "" for no words."""
    words = words.strip()
    return encrypt(words) if words else ""


def unsealed(token: str) -> str:
    """The words behind a token of ours; "" for anything else."""
    try:
        return decrypt(token) if token else ""
    except ValueError:
        return ""
