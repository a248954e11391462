"""Every file of a report: web page, PDF, and data as CSV, workbook and Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.translation import get_language

from registry.annual_report.report import Report
from registry.exchange.annual.data import data_file
from registry.exchange.annual.document import Document, document
from registry.exchange.annual.pdf import pdf

STYLE = Path(__file__).with_name("report.css")
PAGE, SHOWN = "annual-report.html", "shown.html"  # a page of its own; what stands within a page of Columna
MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
DATA = {
    "annual-report-csv.zip": "csv",
    "annual-report.xlsx": "xlsx",
    "annual-report-parquet.zip": "parquet",
}
PDF = "annual-report.pdf"
NAMES = (PAGE, PDF, *DATA)


@dataclass(frozen=True)
class File:
    name: str
    content: bytes

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[Path(self.name).suffix]

    @property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Step:
    """One file, written apart from the others: drawn charts are kept from one to the next (registry/reports/drawing.py)."""

    name: str

    def write(self, report: Report, made_on: date) -> File:
        if self.name in DATA:
            return File(self.name, data_file(report, DATA[self.name]))
        return _written(document(report, made_on), self.name)


STEPS = tuple(Step(name) for name in (SHOWN, PAGE, PDF, *DATA))


def files_of(report: Report, made_on: date) -> Iterator[File]:
    for step in STEPS:
        yield step.write(report, made_on)


def _written(made: Document, name: str) -> File:
    if name == PDF:
        return File(name, pdf(made))
    return File(name, {PAGE: _page, SHOWN: shown}[name](made).encode())


def shown(made: Document) -> str:
    return render_to_string("registry/_annual_report.html", {"document": made})


def _page(made: Document) -> str:
    """Complete in one file: nothing of it is loaded from anywhere."""
    context = {"document": made, "shown": shown(made), "style": STYLE.read_text("utf-8")}
    return render_to_string(
        "registry/annual_report_file.html", {**context, "language": get_language() or "en"}
    )
