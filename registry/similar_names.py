"""Whether two names may be one person's: a slip of the keyboard, an accent left out, the names in the other order. Pure."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher

ALIKE = 0.8  # of 1: one slip in a name of four letters is less, in one of six more
WRITTEN_OUT = str.maketrans(
    {"ø": "o", "ö": "o", "æ": "a", "ä": "a", "å": "a", "ü": "u", "ß": "s", "đ": "d", "ł": "l"}
)
SAME_SOUND = (
    ("aa", "a"),
    ("ae", "a"),
    ("oe", "o"),
    ("ue", "u"),
    ("ph", "f"),
    ("th", "t"),
    ("w", "v"),
    ("z", "s"),
)


def are_similar(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Names as (given, family). A number in a name is never a slip: it tells two apart."""
    first, second = tuple(map(plain, one)), tuple(map(plain, other))
    if _digits(first) != _digits(second):
        return False
    return any(
        _alike(first[0], given) and _alike(first[1], family) for given, family in (second, second[::-1])
    )


def plain(name: str) -> str:
    """Small letters without accents, one spelling a sound; blanks and hyphens are one blank."""
    small = name.casefold().translate(WRITTEN_OUT)
    bare = "".join(one for one in unicodedata.normalize("NFKD", small) if not unicodedata.combining(one))
    for written, heard in SAME_SOUND:
        bare = bare.replace(written, heard)
    return " ".join("".join(one if one.isalnum() else " " for one in bare).split())


def _alike(one: str, other: str) -> bool:
    """Alike as wholes, or every word of the shorter stands in the longer: a middle name is often left out."""
    few, many = sorted((set(one.split()), set(other.split())), key=len)
    return bool(few) and (few <= many or SequenceMatcher(None, one, other).ratio() >= ALIKE)


def _digits(names: tuple[str, ...]) -> list[str]:
    return sorted(character for name in names for character in name if character.isdigit())
