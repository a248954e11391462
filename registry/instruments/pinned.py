"""What each rule, value set and threshold gave when it was named: pinned.csv, a line each, with the day it holds from.

Where one gives something else than its last line says, it needs a new name (or, for a threshold, a new line), and
stored scores are then computed anew by `manage.py rescore`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from random import Random

from registry.instruments.catalogue import INSTRUMENTS
from registry.instruments.instrument import Instrument, NotScorable, Score
from registry.instruments.responses import Item
from registry.instruments.versions import Version, versions_of

PROBES = 60  # sets of answers each version is asked; as many blanks as may matter
BLANKS = (0.0, 0.1, 0.3)
FIELDS = ("kind", "name", "since", "print")


@dataclass(frozen=True)
class Named:
    """A rule with its value set, or a threshold, by its name, and what it gives, in short."""

    kind: str
    name: str
    print: str


def named_today() -> Iterator[Named]:
    """Everything that has a version, as the code has it."""
    for code, instrument in INSTRUMENTS.items():
        for version in versions_of(code).values():
            yield Named(
                "scoring", f"{version.rule} {version.value_set or ''}".strip(), _asked(instrument, version)
            )
        if instrument.mcid:
            yield Named("threshold", code, f"{instrument.mcid.value:g} {instrument.mcid.unit}")
        for domain in instrument.domains:
            if domain.mcid:
                yield Named("threshold", f"{code}.{domain.code}", f"{domain.mcid.value:g} {domain.mcid.unit}")


def pinned() -> dict[tuple[str, str], list[dict[str, str]]]:
    """Kind and name to its lines, oldest first."""
    text = (files("registry.instruments") / "pinned.csv").read_text("utf-8")
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault((row["kind"], row["name"]), []).append(row)
    return found


def _asked(instrument: Instrument, version: Version) -> str:
    """A fingerprint of what the version answers to made-up responses, the same ones each time."""
    random = Random(f"{version.rule} {version.value_set}")  # noqa: S311  probes, not a secret
    told = sha256()
    for probe in range(PROBES):
        blank = BLANKS[probe % len(BLANKS)]
        responses = {item.code: _answer(item, blank, random) for item in instrument.items}
        told.update(_told(version.score(instrument, responses)).encode())
    return told.hexdigest()[:16]


def _answer(item: Item, blank: float, random: Random) -> int | None:
    return None if random.random() < blank else random.randint(item.lowest, item.highest)


def _told(result: Score | NotScorable) -> str:
    domains = " ".join(f"{code}={_number(value)}" for code, value in sorted(result.domains.items()))
    if isinstance(result, NotScorable):
        return f"- {result.rule} {domains}"
    return f"{_number(result.value)} {result.band} {result.rule} {domains}"


def _number(value: float | None) -> str:
    return (
        "-" if value is None else f"{value:.9f}"
    )  # less than any reader sees, more than a platform differs by
