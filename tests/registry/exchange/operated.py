"""The shipped example of an operated registry, one thing changed at a time."""

import csv
import io
from pathlib import Path

import yaml

from registry.actions import imports
from registry.actions.import_checks import check_import
from tests.registry.exchange.made_files import TODAY, Found, Kept, mapping_of, written

MAPPING = Path("docs/examples/operated_registry_mapping.yaml")
FILE = Path("docs/examples/operated_registry.csv")
ENTRIES = yaml.safe_load(MAPPING.read_text("utf-8"))
KAREN, KAREN_LATER, JENS, INGA = csv.DictReader(FILE.read_text("utf-8").splitlines(), delimiter=";")


def operated_file(*rows):
    """The rows as a file: dicts of the columns of the example, and of more."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(dict.fromkeys(name for row in rows for name in row)), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def operated_mapping(**changes):
    """The mapping as YAML, with top-level entries replaced; one that is None is taken out."""
    entries = ENTRIES | changes
    return written({name: entry for name, entry in entries.items() if entry is not None})


def found(*rows, department=None, **changes):
    """What a check finds in the rows; in those of the example where none is given."""
    used, stage = mapping_of(operated_mapping(**changes)), Kept()
    raw = operated_file(*(rows or (KAREN, KAREN_LATER, JENS, INGA))).encode()
    checked = check_import(io.BytesIO(raw), used, department=department, stage=stage, on=TODAY)
    return Found(used, stage, checked)


def store(*rows, department, by=None, **changes):
    """Stores the rows that are not refused."""
    checked = found(*rows, department=department, **changes)
    order = imports.Order(checked.mapping, checked.stage, checked.checked, TODAY, by, True)
    return imports.store_import(order, department=department, file="made_up.csv")


def codes(checked):
    return [problem.code for problem in checked.problems if problem.code != "number_unusual"]
