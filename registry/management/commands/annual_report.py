"""The annual report of a year as files: web page, PDF and data with dictionary."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from registry import audit
from registry.actions.annual_reports import refuse_year
from registry.annual_report.building import finished
from registry.annual_report.linting import lint
from registry.annual_report.making import make
from registry.annual_report.report import Report
from registry.annual_report.specification import PARTS
from registry.exchange.annual.files import SHOWN, files_of
from registry.models import AnnualReport
from registry.selectors.annual_reports import asking, editions_of

REFUSED, WRONG = 2, 1


class Command(BaseCommand):
    help = (
        "Writes all 15 tables and 39 figures of a year, from the statistics of the registry, into a folder. What the linter "
        "finds stops it: exit code 1, and nothing is written. A run that is killed leaves the files of the last whole run."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--year", type=int, required=True)
        parser.add_argument("--out", type=Path, required=True, help="a folder; made where it is not there")
        parser.add_argument("--country", choices=["DK", "SE"], default="DK")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES], default="en")

    def handle(self, *, year: int, out: Path, country: str, language: str, **options: Any) -> None:
        began, today = perf_counter(), timezone.localdate()
        try:
            refuse_year(year, country, today)
        except ValidationError as refused:
            raise CommandError("\n".join(refused.messages), returncode=REFUSED) from None
        with translation.override(language):
            report = self._made(year, country)
            self._refuse_wrong(report)
            self._write(report, out, today)
        audit.record_bulk("annual report written", AnnualReport, by=None, year=year, country=country)
        self.stdout.write(f"{len(report.parts)} tables and figures in {perf_counter() - began:.1f} s: {out}")

    def _made(self, year: int, country: str) -> Report:
        parts, source = [], asking(year, country)
        for number, spec in enumerate(PARTS, start=1):
            parts.append(make(spec, source))
            if self.stdout.isatty():
                self.stdout.write(f"\r{number} of {len(PARTS)}", ending="")
        return finished(year, parts, country=country, published=editions_of(country))

    def _refuse_wrong(self, report: Report) -> None:
        if found := lint(report):
            raise CommandError("\n".join(map(str, found)), returncode=WRONG)

    def _write(self, report: Report, out: Path, today: Any) -> None:
        """Each file beside its place first: the folder never holds half of one."""
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out, prefix=".being-made-") as folder:
            names = []
            for one in files_of(report, today):
                if one.name != SHOWN:
                    (Path(folder) / one.name).write_bytes(one.content)
                    names.append(one.name)
            for name in names:
                os.replace(Path(folder) / name, out / name)
                self.stdout.write(f"  {name}")
