"""Whose advice changes under another version of the rules, or other thresholds."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from guidelines.actions import work_on
from guidelines.pathway.releases import UnknownRuleSet
from guidelines.pathway.rulebook import RULESET
from guidelines.pathway.thresholds import ThresholdError
from guidelines.reassessment import (
    NATIONAL,
    OF_DEPARTMENT,
    OWN,
    Changed,
    Comparison,
    Side,
    Tally,
    chunks,
)
from guidelines.reassessment_selectors import running
from registry import audit
from registry.models import Department, Patient


class Refused(CommandError):
    """What was given cannot be used: one line on standard error, exit 2."""

    def __init__(self, message: str) -> None:
        super().__init__(message, returncode=2)


class Command(BaseCommand):
    help = (
        "Runs every living patient under two versions of the rules, or two sets of thresholds, and reports whose "
        "advice changes, per action and per department. Nothing is stored about any patient. "
        "Not for clinical use: not a CE-marked medical device."
    )

    def add_arguments(self, parser):
        parser.add_argument("--against", metavar="OLD_VERSION", help=f"the rules to compare with ({RULESET})")
        parser.add_argument(
            "--under", metavar="VERSION", default=RULESET, help=f"the rules that are compared ({RULESET})"
        )
        parser.add_argument(
            "--thresholds",
            metavar="SET",
            action="append",
            default=[],
            help="own (each department's, the default), national, a department's code, or a JSON file of values by "
            "name; once: own compared with it; twice: the first compared with the second",
        )
        parser.add_argument(
            "--on", type=date.fromisoformat, help="the day to judge as of, YYYY-MM-DD (today)"
        )
        parser.add_argument(
            "--continue",
            action="store_true",
            dest="go_on",
            help="work the one started on the page to its end",
        )
        parser.add_argument("--out", metavar="FILE", help="write the patients whose advice changes, as CSV")

    def handle(self, *, against, under, thresholds, on, out, go_on, **_options):
        if go_on:
            self.stdout.write(continued())
            return
        before, after = sides(against, under, thresholds)
        comparison = Comparison(before, after, on or timezone.localdate())
        try:
            tallies, listed = self.run(comparison, Path(out) if out else None)
        except UnknownRuleSet as error:
            raise Refused(f"--against: {error}") from None
        except ThresholdError as error:
            raise Refused(f"--thresholds: {error.message}") from None
        self.stdout.write("\n".join(report(comparison, tallies)))
        if out:
            self.stdout.write(f"{listed} patients are listed in {out}.")
        audit.record_bulk("registry reassessed", Patient, by=None, **said(comparison, tallies, listed))

    def run(self, comparison: Comparison, out: Path | None) -> tuple[dict[int, Tally], int]:
        """Department id to its tally, and how many patients were listed."""
        _ = comparison.judges  # what there is none of is said before a file is written
        tallies: dict[int, Tally] = {}
        with Listing(out) as listing:
            for chunk in chunks(comparison):
                tallies.setdefault(chunk.department, Tally()).add(chunk.tally)
                listing.add(chunk.changed)
        return tallies, listing.listed


def continued() -> str:
    """What became of the run that was started on the page."""
    run = running()
    if run is None:
        raise Refused("--continue: found none that is running; start one at /guideline/reassess/.")
    while run.is_running:
        run = work_on(run, seconds=10)
    return f"{run}: {run.state}, {run.done} of {run.total} patients judged. {run.problem}".rstrip()


class Listing:
    """The patients whose advice changes, as CSV by their keys; nothing where no file is asked for."""

    def __init__(self, out: Path | None) -> None:
        self.listed = 0
        self._out = out

    def __enter__(self) -> Listing:
        try:
            self._file = self._out.open("w", encoding="utf-8", newline="") if self._out else None
        except OSError as error:
            raise Refused(
                f"--out: found {self._out}, {error.strerror}; allowed: a file that can be written."
            ) from None
        self._write(["department", "patient", "action", "before", "after"])
        return self

    def __exit__(self, *_error: object) -> None:
        if self._file:
            self._file.close()

    def add(self, changed: Changed) -> None:
        if self._file is None:
            return
        rows = (
            Patient.objects.filter(pk__in=changed).order_by("pk").values_list("pk", "key", "department__code")
        )
        for pk, key, department in rows:
            self.listed += 1
            for code, told in changed[pk].items():
                self._write([department, str(key), code, *told])

    def _write(self, row: list[str]) -> None:
        if self._file:
            csv.writer(self._file).writerow(row)


def sides(against: str | None, now: str, thresholds: list[str]) -> tuple[Side, Side]:
    """The two ways of judging. Refused where there is nothing to compare."""
    if len(thresholds) > 2:
        raise Refused(f"--thresholds: found {len(thresholds)} sets; allowed: one, compared with own, or two.")
    first, second = (OWN, OWN, *(threshold_set(each) for each in thresholds))[-2:]
    pair = Side(against or now, first), Side(now, second)
    if pair[0] == pair[1]:
        raise Refused("Nothing to compare: give --against OLD_VERSION, --thresholds SET, or both.")
    return pair


def threshold_set(given: str) -> str | dict[str, float]:
    """What --thresholds names."""
    if given in (OWN, NATIONAL):
        return given
    if Department.objects.filter(code=given).exists():
        return f"{OF_DEPARTMENT}{given}"
    if not Path(given).is_file():
        codes = ", ".join(Department.objects.order_by("code").values_list("code", flat=True)) or "none yet"
        raise Refused(
            f"--thresholds: found {given}; allowed: {OWN}, {NATIONAL}, the code of a department ({codes}), or a JSON file."
        )
    return values_in(Path(given))


def values_in(path: Path) -> dict[str, float]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Refused(
            f"--thresholds: found {path}, {error}; allowed: a JSON object of values by name."
        ) from None
    if not isinstance(found, Mapping):
        raise Refused(
            f"--thresholds: found {type(found).__name__} in {path}; allowed: a JSON object of values by name."
        )
    return dict(found)


def report(comparison: Comparison, tallies: Mapping[int, Tally]) -> list[str]:
    names = dict(Department.objects.values_list("pk", "code"))
    everybody = Tally()
    for tally in tallies.values():
        everybody.add(tally)
    return [
        f"Before: {in_words(comparison.before)}. After: {in_words(comparison.after)}. As of {comparison.on}.",
        f"{everybody.patients} patients judged, {everybody.changed} told something else, "
        f"{everybody.not_asked} not judged (neither a birth date nor an age).",
        *(line for code in sorted(everybody.actions) for line in of_action(code, everybody, tallies, names)),
        "Not for clinical use: not a CE-marked medical device.",
    ]


def of_action(
    code: str, everybody: Tally, tallies: Mapping[int, Tally], names: Mapping[int, str]
) -> list[str]:
    """From what to what, then in which departments."""
    moves = everybody.actions[code]
    of_department = {
        names[pk]: tally.actions[code].total() for pk, tally in tallies.items() if code in tally.actions
    }
    return [
        "",
        f"{code}: {moves.total()}",
        *(f"  {move.replace('>', ' -> ')}: {count}" for move, count in moves.most_common()),
        "  departments: " + ", ".join(f"{name} {count}" for name, count in sorted(of_department.items())),
    ]


def in_words(side: Side) -> str:
    whose = side.thresholds if isinstance(side.thresholds, str) else f"values {dict(side.thresholds)}"
    return f"rules {side.version}, thresholds {whose}"


def said(comparison: Comparison, tallies: Mapping[int, Tally], listed: int) -> dict[str, Any]:
    """What the audit table keeps of the run."""
    return {
        "before": comparison.before.as_json(),
        "after": comparison.after.as_json(),
        "on": comparison.on.isoformat(),
        "changed": sum(tally.changed for tally in tallies.values()),
        "listed": listed,
    }
