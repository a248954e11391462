"""Import patients and their assessments from a CSV file, through a mapping. All or nothing."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from registry.actions import store_import
from registry.exchange.mapping import InvalidMapping, Mapping, read_mapping
from registry.exchange.plan import plan_import
from registry.exchange.report import report
from registry.exchange.table import Table, UnreadableFile, read_table
from registry.management.department_argument import department_named


class Command(BaseCommand):
    help = (
        "Imports patients and their assessments from a CSV file through a mapping (docs/examples). "
        "A refused row stops everything: nothing is stored and the exit code is 1. A second run stores nothing twice."
    )
    requires_system_checks: list[str] = []  # they load every page of the application to store a file

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a CSV file, a row a patient")
        parser.add_argument(
            "--mapping", type=Path, required=True, help="a YAML file that explains the columns"
        )
        parser.add_argument("--skip-refused", action="store_true", help="store the rows that are not refused")
        parser.add_argument("--department", help="the code of the department; otherwise the mapping's own")

    def handle(self, *, file, mapping, skip_refused, department, **_options):
        keeper = None if department is None else department_named(department)
        explained = _mapping(mapping)
        with collector_paused():
            table = _table(file, explained)
            plan = plan_import(table, explained)
            outcome = store_import(
                plan,
                department=keeper,
                skip_refused=skip_refused,
                file=file.name,
                on=timezone.localdate(),
                by=None,
            )
        for line in report(table, plan, outcome):
            self.stdout.write(line)
        if outcome.stopped:
            self.stderr.write("Nothing is stored: correct the rows above, or run again with --skip-refused.")
            sys.exit(1)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Python's cycle collector walks every row made so far, again and again; a third of the time, and it finds none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _mapping(path: Path) -> Mapping:
    try:
        return read_mapping(_bytes(path).decode("utf-8-sig"))
    except (InvalidMapping, UnicodeDecodeError) as error:
        raise CommandError(f"{path.name} cannot be used:\n{error}", returncode=2) from None


def _table(path: Path, mapping: Mapping) -> Table:
    try:
        return read_table(
            _bytes(path), encoding=mapping.encoding, delimiter=mapping.delimiter, needed=mapping.columns
        )
    except UnreadableFile as error:
        raise CommandError(f"{path.name} cannot be read: {error}", returncode=2) from None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"Cannot read {path}: {error.strerror}.", returncode=2) from None
