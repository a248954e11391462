"""Test patients: facts with the whole answer that was written for them by hand, for tests, docs and the sandbox."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from guidelines.pathway.facts import PatientFacts, facts_from_mapping

# Ten times faster; for files of our own alone: text that is nested deep enough ends the process.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FOLDER = Path(__file__).resolve().parent


class UnknownVignette(KeyError):
    """An id there is no vignette of."""


@dataclass(frozen=True)
class Vignette:
    """One fictional patient. `facts` and `expect` are JSON values; an action that is not expected must be absent."""

    id: str
    title: str
    facts: dict[str, Any]
    expect: dict[str, Any]

    @property
    def patient(self) -> PatientFacts:
        return facts_from_mapping(self.facts)


@cache
def vignettes() -> tuple[Vignette, ...]:
    """Every vignette of every file, in order."""
    return tuple(Vignette(**each) for path in sorted(FOLDER.glob("*.yaml")) for each in _read(path))


def _read(path: Path) -> list[dict[str, Any]]:
    return yaml.load(path.read_text("utf-8"), Loader=LOADER)  # noqa: S506, a safe loader


def vignette(vignette_id: str) -> Vignette:
    """Raises UnknownVignette."""
    for each in vignettes():
        if each.id == vignette_id:
            return each
    raise UnknownVignette(vignette_id)


def exercising(action: str) -> tuple[Vignette, ...]:
    """The vignettes in whose answer the action stands."""
    return tuple(each for each in vignettes() if action in each.expect["actions"])
