"""Licensed wording of an instrument, as a department loads it: checked against the items before it is used.

The file (YAML or JSON) says which instrument and language it is, who licensed it, and gives for every item its text and
the text of every level:

    instrument: odi
    language: da
    licence: who granted it, and its number
    items:
      pain_intensity: {text: "…", levels: {0: "…", 1: "…", 2: "…", 3: "…", 4: "…", 5: "…"}}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from registry.instruments.instrument import Instrument
from registry.instruments.responses import Item, echo
from registry.instruments.translate import Message, _, say

HEADINGS = ("instrument", "language", "licence")
NO_TEXT = _("{path} is missing or empty.")
KEYS = frozenset({*HEADINGS, "items"})


@dataclass(frozen=True)
class ItemWording:
    text: str
    levels: Mapping[int, str]


@dataclass(frozen=True)
class Wording:
    """A complete wording: every item and every level of its instrument has words."""

    instrument: str
    language: str
    licence: str
    items: Mapping[str, ItemWording]


class IncompleteWording(ValueError):
    """A wording that cannot be used. `problems` names every missing, unknown or empty entry."""

    def __init__(self, problems: tuple[Message, ...]):
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def read_wording(instrument: Instrument, found: object) -> Wording:
    """The wording in a parsed YAML or JSON file; IncompleteWording with all that is wrong."""
    problems = tuple(_problems(instrument, found))
    if problems or not isinstance(found, Mapping):
        raise IncompleteWording(problems)
    items = {
        item.code: ItemWording(
            found["items"][item.code]["text"].strip(), _levels(found["items"][item.code]["levels"])
        )
        for item in instrument.items
    }
    return Wording(instrument.code, found["language"].strip(), found["licence"].strip(), items)


def _problems(instrument: Instrument, found: object) -> Iterator[Message]:
    if not isinstance(found, Mapping):
        yield say(_("A wording file holds named entries: instrument, language, licence and items."))
        return
    yield from _unknown("", set(found) - KEYS)
    yield from (_no_text(name) for name in HEADINGS if not _is_text(found.get(name)))
    if _is_text(found.get("instrument")) and found["instrument"] != instrument.code:
        yield say(
            _("The file is for {found}; it was loaded for {expected}."),
            found=echo(found["instrument"]),
            expected=instrument.code,
        )
    yield from _item_problems(instrument, found.get("items"))


def _item_problems(instrument: Instrument, items: object) -> Iterator[Message]:
    if not isinstance(items, Mapping):
        yield _no_text("items")
        return
    yield from _unknown("items.", set(items) - {item.code for item in instrument.items})
    for item in instrument.items:
        yield from _wording_problems(item, items.get(item.code))


def _wording_problems(item: Item, found: object) -> Iterator[Message]:
    path = f"items.{item.code}"
    if not isinstance(found, Mapping):
        yield _no_text(path)
        return
    yield from _unknown(f"{path}.", set(found) - {"text", "levels"})
    if not _is_text(found.get("text")):
        yield _no_text(f"{path}.text")
    levels = found.get("levels")
    given = _levels(levels) if isinstance(levels, Mapping) else {}
    yield from (
        _no_text(f"{path}.levels.{level}") for level in item.labelled if not _is_text(given.get(level))
    )
    if isinstance(levels, Mapping):
        yield from _unknown(f"{path}.levels.", {key for key in levels if _level(key) not in item.labelled})


def _levels(levels: Mapping[object, str]) -> dict[int, str]:
    """Levels by number; JSON can only write them as text."""
    numbered = {_level(key): text for key, text in levels.items()}
    return {
        level: text.strip() if isinstance(text, str) else text
        for level, text in numbered.items()
        if level is not None
    }


def _level(key: object) -> int | None:
    if type(key) is int:
        return key
    return int(key) if isinstance(key, str) and key.isascii() and key.isdigit() else None


def _is_text(found: object) -> bool:
    return isinstance(found, str) and bool(found.strip())


def _no_text(path: str) -> Message:
    return say(NO_TEXT, path=path)


def _unknown(prefix: str, keys: set[object]) -> Iterator[Message]:
    for key in sorted(map(str, keys)):
        yield say(
            _("{path} is not part of this instrument; remove it or correct its name."), path=f"{prefix}{key}"
        )
