"""What is wrong with a report: the one of a year as the statistics have it, a draft, a file of tables, or the printed one of 2022."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from registry.actions.annual_reports import report_of
from registry.annual_report.building import built
from registry.annual_report.linting import RULE_TITLES, lint
from registry.annual_report.printed import printed, tables_in
from registry.annual_report.report import Report
from registry.models import AnnualReport
from registry.selectors.annual_reports import asking

REFUSED, WRONG = 2, 1


class Command(BaseCommand):
    help = (
        "Holds a report against every rule of the linter: sums, shares, pairs, names of spreads, signs, counts that recur, "
        "references, small numbers. Says of each finding where it stands, the rule, what stands there and what should. Exit "
        "code 1 where something is found, 2 where there is no such report."
    )

    def add_arguments(self, parser: Any) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--year", type=int, help="as the statistics have it today")
        which.add_argument("--report", type=int, help="the number of a draft that is made to the end")
        which.add_argument(
            "--file",
            type=Path,
            help="tables as CSV, in the form of registry/annual_report/printed_tables.csv",
        )
        which.add_argument("--printed", action="store_true", help="DaneSpine 2022 as it was printed")
        parser.add_argument("--country", choices=["DK", "SE"], default="DK")

    def handle(self, **options: Any) -> None:
        found = lint(self._report(options))
        for finding in found:
            self.stdout.write(
                f"{finding.place}\n  {RULE_TITLES[finding.rule]} [{finding.rule}]\n  {finding.text}"
            )
        if found:
            raise CommandError(f"{len(found)} found.", returncode=WRONG)
        self.stdout.write("Nothing found.")

    def _report(self, options: dict[str, Any]) -> Report:
        if options["printed"]:
            return printed()
        if options["file"] is not None:
            return self._of_file(options["file"])
        if options["year"] is not None:
            return self._of_year(options["year"], options["country"])
        draft = AnnualReport.objects.filter(pk=options["report"], state=AnnualReport.State.MADE).first()
        if draft is None:
            raise CommandError(
                f"There is no report {options['report']} that is made to the end. Give the number in the address of its page.",
                returncode=REFUSED,
            )
        return report_of(draft)

    def _of_file(self, file: Path) -> Report:
        try:
            return tables_in(file.read_text("utf-8").splitlines())
        except (OSError, ValueError) as problem:
            raise CommandError(f"{file} cannot be read: {problem}", returncode=REFUSED) from None

    def _of_year(self, year: int, country: str) -> Report:
        source = asking(year, country)
        if not source.operated("all", (year, year)):
            raise CommandError(
                f"No operation of {year} is registered, so there is no report to read. Give another --year.",
                returncode=REFUSED,
            )
        return built(source)
