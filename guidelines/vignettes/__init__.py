"""Test patients: facts with the whole answer that was written for them by hand, for tests, docs and the sandbox."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from guidelines.pathway.facts import PatientFacts, facts_from_mapping

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
    files = sorted(FOLDER.glob("*.yaml"))
    return tuple(Vignette(**each) for path in files for each in yaml.safe_load(path.read_text("utf-8")))


def vignette(vignette_id: str) -> Vignette:
    """Raises UnknownVignette."""
    for each in vignettes():
        if each.id == vignette_id:
            return each
    raise UnknownVignette(vignette_id)


def exercising(action: str) -> tuple[Vignette, ...]:
    """The vignettes in whose answer the action stands."""
    return tuple(each for each in vignettes() if action in each.expect["actions"])
