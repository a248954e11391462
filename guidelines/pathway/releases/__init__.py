"""Every version of the rules, the one in force and those before it, each as it was frozen when it was released."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from guidelines.pathway.readings.archive import as_data, from_data
from guidelines.pathway.rulebook import CURRENT
from guidelines.pathway.ruleset import RuleSet

FOLDER = Path(__file__).resolve().parent


class UnknownRuleSet(ValueError):
    """A version there is none of; the message says which there are."""

    def __init__(self, version: str) -> None:
        super().__init__(f"found rule-set version {version}; there are {', '.join(versions())}.")
        self.version = version


@cache
def versions() -> tuple[str, ...]:
    """Every version, oldest first; the one in force is the last."""
    frozen = sorted((path.stem for path in FOLDER.glob("*.json")), key=_in_order)
    return (*(version for version in frozen if version != CURRENT.version), CURRENT.version)


@cache
def ruleset(version: str) -> RuleSet:
    """The rules of a version. Raises UnknownRuleSet; the text is never used as a path before it is known."""
    if version == CURRENT.version:
        return CURRENT
    if version not in versions():
        raise UnknownRuleSet(version)
    return frozen(version)


def frozen(version: str) -> RuleSet:
    """A version as its file has it."""
    return from_data(json.loads(path_of(version).read_text("utf-8")))


def path_of(version: str) -> Path:
    return FOLDER / f"{version}.json"


def text_of(rules: RuleSet) -> str:
    """What is written to a version's file: the same rules, the same bytes."""
    return json.dumps(as_data(rules), indent=1, ensure_ascii=False) + "\n"


def _in_order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
