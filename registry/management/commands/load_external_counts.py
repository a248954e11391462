"""`load_external_counts FILE --source …`: what capture is held against."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser

from registry.actions import UnreadableCounts, load_external_counts
from registry.models import Department


class Command(BaseCommand):
    help = "Loads how many operations each unit did in a year by somebody else's count (docs/how-to/read-completeness.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV with the columns unit, department, year, operations")
        parser.add_argument("--source", required=True, help="what was counted, by whom and when")
        parser.add_argument(
            "--country", choices=Department.Country.values, default=Department.Country.DENMARK
        )

    def handle(self, *, file: Path, source: str, country: str, **_options: Any) -> None:
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                stored = load_external_counts(lines, source=source, country=country)
        except (OSError, UnicodeDecodeError) as wrong:
            raise CommandError(f"Cannot read {file}: {wrong}.", returncode=2) from None
        except UnreadableCounts as wrong:
            raise CommandError(f"{file.name} is not loaded:\n{wrong}", returncode=2) from None
        self.stdout.write(f"{stored} counts loaded.")
