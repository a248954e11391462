"""Load the licensed wording of an instrument for a department."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from registry.actions import load_wording
from registry.exchange.strict_yaml import InvalidYaml, read_yaml
from registry.instruments import INSTRUMENTS
from registry.instruments.wording import IncompleteWording, Wording, read_wording
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
            loaded = load_wording(department=keeper, wording=_wording(file))
        except (InvalidYaml, IncompleteWording, UnicodeDecodeError) as error:
            raise CommandError(f"{file.name} is not loaded:\n{error}", returncode=2) from None
        except ValidationError as error:
            raise CommandError(
                f"{file.name} is not loaded: {' '.join(error.messages)}", returncode=2
            ) from None
        self.stdout.write(f"Loaded {loaded}, licensed by {loaded.licence}.")


def _wording(file: Path) -> Wording:
    try:
        found = read_yaml(file.read_text("utf-8-sig"))
    except OSError as error:
        raise CommandError(f"Cannot read {file}: {error.strerror}.", returncode=2) from None
    return read_wording(INSTRUMENTS[_instrument_in(found)], found)


def _instrument_in(found: Any) -> str:
    """The code the file names; CommandError where there is no such instrument."""
    code = found.get("instrument") if isinstance(found, Mapping) else None
    if code not in list(INSTRUMENTS):
        raise CommandError(
            f"The file names the instrument {code!r}; give instrument as one of {', '.join(INSTRUMENTS)}.",
            returncode=2,
        )
    if INSTRUMENTS[code].in_own_words:
        raise CommandError(
            f"{code} is shown in words of our own and needs no licensed wording; nothing was loaded.",
            returncode=2,
        )
    return code
