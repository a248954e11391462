"""The reference cases beside this file: computed by independent implementations, never by this code."""

import csv
from pathlib import Path

CASES = Path(__file__).parent / "cases"


def rows(name):
    lines = (CASES / name).read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def items(written):
    """'1;;3' as [1, None, 3]; 2.5 stays a float, so that it can be refused."""
    return [None if not cell else float(cell) if "." in cell else int(cell) for cell in written.split(";")]
