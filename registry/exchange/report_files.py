"""The report of an import: line, id, column, value, reason, what to do; a row a problem, written as it is read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.exchange.outgoing.files import SHEET_ROWS, safe, workbook
from registry.exchange.reasons import Gravity, Problem

GRAVITIES = {
    Gravity.REFUSED: gettext_lazy("refused"),
    Gravity.UNLIKELY: gettext_lazy("unlikely"),
    Gravity.LEFT_OUT: gettext_lazy("left out"),
    Gravity.CORRECTED: gettext_lazy("corrected"),
}


def head() -> list[str]:
    return [
        _("Line"),
        _("ID"),
        _("Column"),
        _("Value"),
        _("Refused, unlikely, left out or corrected"),
        _("Reason"),
        _("What to do"),
    ]


def cells(problem: Problem) -> list[Any]:
    """What stands in the file is text here, never a formula."""
    told = [problem.source_id, problem.column, problem.value, str(GRAVITIES[problem.gravity])]
    return [problem.line, *map(safe, told), _reason(problem), _sentence(problem.todo)]


def _reason(problem: Problem) -> str:
    return f"{problem.title}: {problem.why}."


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def write_report(problems: Iterable[Problem], to: IO[bytes], *, kind: str) -> None:
    """`kind` is csv or xlsx."""
    rows = _rows(problems)
    if kind == "csv":
        _csv(rows, to)
    else:
        _xlsx(rows, to)


def _rows(problems: Iterable[Problem]) -> Iterator[list[Any]]:
    yield head()
    yield from map(cells, problems)


def _csv(rows: Iterable[list[Any]], to: IO[bytes]) -> None:
    text = io.TextIOWrapper(
        to, "utf-8-sig", newline="", write_through=True
    )  # with the mark by which Excel knows it
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    text.detach()


def _xlsx(rows: Iterable[list[Any]], to: IO[bytes]) -> None:
    with workbook(to) as book:
        sheet = book.add_worksheet(_("Report")[:31])
        sheet.freeze_panes(1, 0)
        for place, width in enumerate((8, 16, 20, 24, 16, 60, 80)):
            sheet.set_column(place, place, width)
        for number, row in enumerate(rows):
            if number < SHEET_ROWS:
                sheet.write_row(number, 0, row)
