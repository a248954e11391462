"""Import patients and their assessments from a CSV or Excel file, through a mapping. All or nothing."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import IO

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from registry.actions import Order, RegistryChanged, StillRefused, check_import, problems_of, store_import
from registry.actions.imports import named_department
from registry.exchange.checks import CheckResult
from registry.exchange.mapping import InvalidMapping, Mapping, read_mapping
from registry.exchange.report import (
    check_line,
    missing_lines,
    problem_line,
    read_line,
    stored_lines,
    unread_lines,
)
from registry.exchange.row import UnreadableFile
from registry.exchange.staging import FileStage
from registry.management.department_argument import department_named


class Command(BaseCommand):
    help = (
        "Imports patients and their assessments from a CSV or Excel file through a mapping (docs/examples). "
        "A refused row stops everything: nothing is stored and the exit code is 1. A second run stores nothing twice."
    )
    requires_system_checks: list[str] = []  # they load every page of the application to store a file

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a CSV or Excel (.xlsx) file, a row a patient")
        parser.add_argument(
            "--mapping", type=Path, required=True, help="a YAML file that explains the columns"
        )
        parser.add_argument("--skip-refused", action="store_true", help="store the rows that are not refused")
        parser.add_argument("--department", help="the code of the department; otherwise the mapping's own")

    def handle(self, *, file, mapping, skip_refused, department, **_options):
        keeper = None if department is None else department_named(department)
        explained = _mapping(mapping)
        with _opened(file) as raw, FileStage() as stage:
            checked = self._checked(file, raw, mapping, explained, keeper, stage)
            self.stdout.write(read_line(checked.summary))
            for problem in problems_of(stage):
                self.stdout.write(problem_line(problem))
            stored = self._store(file, raw, explained, keeper, stage, checked, skip_refused)
            self._tell_rest(checked, explained)
        if not stored:
            self.stderr.write("Nothing is stored: correct the rows above, or run again with --skip-refused.")
            sys.exit(1)

    def _checked(self, file, raw, mapping, explained, keeper, stage):
        try:
            return check_import(
                raw,
                explained,
                department=keeper or named_department(explained),
                stage=stage,
                on=timezone.localdate(),
            )
        except UnreadableFile as error:
            raise CommandError(f"{file.name} cannot be read: {error}", returncode=2) from None
        except InvalidMapping as error:
            raise CommandError(f"{mapping.name} cannot be used:\n{error}", returncode=2) from None

    def _store(self, file, raw, explained, keeper, stage, checked, skip_refused):
        """Whether anything could be stored."""
        order = Order(explained, stage, checked, timezone.localdate(), None, skip_refused)
        raw.seek(0)
        told = {
            "file": file.name,
            "sha256": hashlib.file_digest(raw, "sha256").hexdigest(),
            "rows_read": checked.summary.rows_read,
            "rows_refused": checked.summary.refused,
        }
        try:
            outcome = store_import(order, department=keeper, **told)
        except StillRefused:
            self.stdout.write("Stored: nothing.")
            return False
        except RegistryChanged:
            raise CommandError(
                "Nothing is stored: somebody else stored answers of these patients meanwhile. Run the import again."
            ) from None
        for line in stored_lines(explained, outcome):
            self.stdout.write(line)
        return True

    def _tell_rest(self, checked, explained):
        for result in checked.summary.checks:
            self.stdout.write(check_line(CheckResult(**result)))
        for line in (*missing_lines(checked.summary), *unread_lines(checked.columns, explained)):
            self.stdout.write(line)


def _mapping(path: Path) -> Mapping:
    try:
        with _opened(path) as file:
            return read_mapping(file.read().decode("utf-8-sig"))
    except (InvalidMapping, UnicodeDecodeError) as error:
        raise CommandError(f"{path.name} cannot be used:\n{error}", returncode=2) from None


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise CommandError(f"Cannot read {path}: {error.strerror}.", returncode=2) from None
