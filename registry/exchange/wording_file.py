"""A file with the licensed wording of an instrument: read whole, or every fault of it with its line and what stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml
from django.conf import settings
from django.utils.translation import gettext as _

from registry.exchange.strict_yaml import InvalidYaml, read_yaml
from registry.instruments import INSTRUMENTS
from registry.instruments.translate import Message
from registry.instruments.wording import NO_TEXT, IncompleteWording, Wording, read_wording

Root = yaml.Node | None  # None of an empty file
LONGEST_SHOWN = 60  # of what was found: more than this is recognised by its beginning


@dataclass(frozen=True)
class Fault:
    """`line` is where the entry stands, or the nearest above it that is there; None of the file as a whole."""

    line: int | None
    entry: str
    found: str
    says: str
    is_text_missing: bool = False  # then what to do is to write it

    def __str__(self) -> str:
        return f"line {self.line}: {self.says}" if self.line else self.says


class UnreadableWording(ValueError):
    """A file that is not a complete wording; `faults` are all that is wrong with it, in the order of its lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line or 0))
        super().__init__("\n".join(map(str, self.faults)))


def read_wording_file(text: str) -> Wording:
    """The wording in the text of a YAML or JSON file; UnreadableWording with all that is wrong."""
    try:
        found = read_yaml(text)
    except InvalidYaml as wrong:
        raise UnreadableWording([Fault(None, "", "", str(wrong))]) from None
    root = _composed(text)
    instrument = INSTRUMENTS[_instrument_in(root, found)]
    faults = list(_language_faults(root, found.get("language")))
    try:
        wording = read_wording(instrument, found)
    except IncompleteWording as wrong:
        raise UnreadableWording([*faults, *(_fault(root, problem) for problem in wrong.problems)]) from None
    if faults:
        raise UnreadableWording(faults)
    return wording


def faults_at(text: str, refused: Mapping[str, Iterable[str]]) -> UnreadableWording:
    """What a model refused of a file that was read: entry to sentences."""
    root = _composed(text)
    return UnreadableWording(_at(root, entry, say) for entry, said in refused.items() for say in said)


def _instrument_in(root: Root, found: Any) -> str:
    """The code the file names; UnreadableWording where there is no such instrument, or it needs no wording."""
    code = found.get("instrument") if isinstance(found, Mapping) else None
    if code not in list(INSTRUMENTS):
        told = {"found": repr(code), "known": ", ".join(INSTRUMENTS)}
        said = _("The file names the instrument %(found)s; give instrument as one of %(known)s.") % told
        raise UnreadableWording([_at(root, "instrument", said)])
    if INSTRUMENTS[code].in_own_words:
        said = _("%(code)s is shown in words of our own and needs no licensed wording; nothing was loaded.")
        raise UnreadableWording([_at(root, "instrument", said % {"code": code})])
    return str(code)


def _language_faults(root: Root, found: Any) -> Iterator[Fault]:
    known = [code for code, _name in settings.LANGUAGES]
    if isinstance(found, str) and found.strip() and found.strip() not in known:
        said = _("The language is %(found)s; give one that pages are shown in: %(known)s.")
        yield _at(root, "language", said % {"found": repr(found), "known": ", ".join(known)})


def _fault(root: Root, problem: Message) -> Fault:
    said = _at(root, str(dict(problem.values).get("path", "")), problem.translated(_))
    return replace(said, is_text_missing=problem.template == NO_TEXT)


def _composed(text: str) -> Root:
    """The file with its lines, once for all its faults."""
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _at(root: Root, entry: str, said: str) -> Fault:
    line, found = _found_at(root, entry)
    return Fault(line, entry, found, said)


def _found_at(node: Root, entry: str) -> tuple[int | None, str]:
    """The line of an entry (items.walking.levels.3) and what stands there, "" where it is not there."""
    line = None
    for name in entry.split("."):
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        key, node = next(((key, value) for key, value in pairs if key.value == name), (None, None))
        if key is None:
            return line, ""
        line = key.start_mark.line + 1
    return line, str(node.value)[:LONGEST_SHOWN] if isinstance(node, yaml.ScalarNode) else ""
