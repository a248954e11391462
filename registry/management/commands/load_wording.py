"""Load the licensed wording of an instrument for a department."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from registry.actions import load_wording
from registry.exchange.wording_file import UnreadableWording
from registry.management.department_argument import department_named


class Command(BaseCommand):
    help = "Loads the licensed wording of an instrument from a YAML or JSON file (docs/how-to/load-licensed-wording.md)."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--department", required=True, help="the code of the department that holds the licence"
        )

    def handle(self, *, file, department, **_options):
        keeper = department_named(department)
        try:
            loaded = load_wording(department=keeper, text=file.read_text("utf-8-sig"))
        except OSError as error:
            raise CommandError(f"Cannot read {file}: {error.strerror}.", returncode=2) from None
        except (UnreadableWording, UnicodeDecodeError) as error:
            said = str(error)
            apart = "\n" if "\n" in said else " "
            raise CommandError(f"{file.name} is not loaded:{apart}{said}", returncode=2) from None
        self.stdout.write(f"Loaded {loaded}, licensed by {loaded.licence}.")
