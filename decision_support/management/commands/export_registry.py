"""Export a department's registry with its data dictionary."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from decision_support.exporting import export_groups
from registry.actions import export_registry
from registry.exchange.outgoing.request import FORMATS, LAYOUTS, TIMEPOINTS, InvalidExport, read_request
from registry.management.department_argument import department_named


class Command(BaseCommand):
    help = (
        "Exports a department's episodes, pseudonymised, with a data dictionary inside (docs/how-to/export-data.md). "
        "Every export is in the audit table."
    )

    def add_arguments(self, parser):
        parser.add_argument("--department", required=True, help="the code of the department")
        parser.add_argument("--format", default="csv", choices=FORMATS)
        parser.add_argument("--layout", default="wide", choices=LAYOUTS)
        parser.add_argument("--out", type=Path, required=True, help="the file to write; it must not be there")
        parser.add_argument(
            "--variables", help="names of variables or groups, comma-separated; all by default"
        )
        parser.add_argument(
            "--timepoints", default=",".join(TIMEPOINTS), help="comma-separated; all by default"
        )
        parser.add_argument(
            "--identified", action="store_true", help="allow the group identity: names and numbers leave"
        )

    def handle(self, *, department, format, layout, out, variables, timepoints, identified, **_options):
        keeper = department_named(department)
        groups = export_groups()
        every = [group.code for group in groups if group.code != "identity"]
        try:
            request = read_request(
                groups,
                every if variables is None else _listed(variables),
                timepoints=_listed(timepoints),
                layout=layout,
                format=format,
                may_identify=identified,
            )
            told = self._written(request, keeper, out)
        except InvalidExport as refused:
            raise CommandError(str(refused), returncode=2) from None
        self.stdout.write(
            f"Wrote {told.rows} rows of {told.episodes} episodes to {out} (export {told.export})."
        )

    def _written(self, request, keeper, out):
        try:
            with out.open("xb") as file:
                return export_registry(request, department=keeper, to=file, on=timezone.localdate(), by=None)
        except FileExistsError:
            raise CommandError(f"{out} is there already; name another file.", returncode=2) from None
        except OSError as error:
            raise CommandError(f"Cannot write {out}: {error.strerror}.", returncode=2) from None
        except BaseException:
            out.unlink(missing_ok=True)  # half a file is none
            raise


def _listed(text: str) -> list[str]:
    return [name for name in map(str.strip, text.split(",")) if name]
