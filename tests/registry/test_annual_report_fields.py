"""Every table and figure of the annual report has columns to be made from, and the page that says so names real ones."""

from __future__ import annotations

import re

from django.apps import apps
from django.conf import settings

from registry.annual_report.specification import PARTS

PAGE = settings.BASE_DIR / "docs" / "explanation" / "annual-report-fields.md"
ROW = re.compile(r"^\| ((?:table|figure)s? [^|]+) \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)
NAMED = re.compile(r"(table|figure)s? ([\d, ]+)")


def rows() -> list[tuple[list[str], list[str]]]:
    """Each line of the page: the parts it names, and the columns."""
    return [
        (
            [
                f"{kind} {number}"
                for kind, numbers in NAMED.findall(parts)
                for number in re.findall(r"\d+", numbers)
            ],
            re.findall(r"`(\w+\.\w+)`", columns),
        )
        for parts, columns in ROW.findall(PAGE.read_text("utf-8"))
        if NAMED.search(parts)
    ]


def test_every_table_and_every_figure_stands_in_one_row():
    named = [part for parts, _columns in rows() for part in parts]
    assert sorted(named) == sorted(part.name for part in PARTS)
    assert len(named) == 15 + 39


def test_every_column_that_is_named_exists():
    for _parts, columns in rows():
        assert columns
        for column in columns:
            model, field = column.split(".")
            apps.get_model("registry", model)._meta.get_field(field)
