"""Whether the tests that the hazard log names ran and passed, read from the report of a test run (JUnit XML)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.etree import ElementTree

PASSED, FAILED, SKIPPED = "passed", "failed", "skipped"
Outcomes = Mapping[str, set[str]]  # path::name, and the path alone, to how its cases ended


class UnreadableReport(ValueError):
    """A report of a test run that is not there or is not one."""


def outcomes_in(report: Path) -> Outcomes:
    """How each test ended. Raises UnreadableReport."""
    try:
        cases = ElementTree.parse(report).iter("testcase")  # noqa: S314  # our own test run wrote it
    except (OSError, ElementTree.ParseError) as error:
        raise UnreadableReport(
            f"{report}: found {error}; write it with pytest --junitxml={report}."
        ) from None
    found: dict[str, set[str]] = {}
    for case in cases:
        path, name = place_of(case.get("classname", ""), case.get("name", ""))
        for test in (path, f"{path}::{name}"):
            found.setdefault(test, set()).add(_outcome(case))
    return found


def place_of(classname: str, name: str) -> tuple[str, str]:
    """`tests.a.test_b.TestC`, `test_d[e]` is `tests/a/test_b.py`, `test_d`."""
    parts = classname.split(".")
    module = next((place for place, part in enumerate(parts) if part.startswith("test_")), len(parts) - 1)
    return "/".join(parts[: module + 1]) + ".py", name.partition("[")[0]


def not_shown(tests: Iterable[str], outcomes: Outcomes) -> list[str]:
    """Each test that does not show its control, with what became of it."""
    return [f"{test}: {said}" for test in dict.fromkeys(tests) if (said := _said(outcomes.get(test, set())))]


def _said(ended: set[str]) -> str:
    """Nothing where it passed: a test that ran in no case, or failed in one, shows nothing."""
    if FAILED in ended:
        return "failed"
    if PASSED in ended:
        return ""
    return "skipped" if ended else "did not run"


def _outcome(case: ElementTree.Element) -> str:
    if case.find("failure") is not None or case.find("error") is not None:
        return FAILED
    return SKIPPED if case.find("skipped") is not None else PASSED
