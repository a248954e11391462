"""The report of 2022 as it was printed, read from the files beside this one. What is wrong with it is in their last column."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files

from registry.annual_report.measures import measure
from registry.annual_report.report import (
    Absent,
    Cell,
    Claim,
    Kind,
    Of,
    Part,
    Place,
    Reference,
    Report,
    Rule,
    Sentence,
)
from registry.annual_report.specification import PARTS, TABLES, Shape, Spec, Years
from registry.instruments.translate import say

YEAR, FIRST_YEAR = 2022, 2009
NUMBERS = ("value", "spread", "n")
COLUMNS = ("table", "row", "measure", "timepoint", *NUMBERS)  # of a file of tables; "as_printed" may follow
COUNTED = frozenset({"operations", "answered_before", "patients"})
SHARED = frozenset({"share", "completeness", "women", "leg_over_12m", "back_over_12m"})
NAMED_SE = frozenset({"table 5", "table 15"})
# what a caption names and what the heading over it does; nothing where they agree
CAPTIONS = {
    "table 3": (("2020", "2022"), ("2021", "2022")),
    "table 8": (("anterior fusion",), ("posterior fusion with an anterior cage",)),
    "table 14": (("spondylodesis",), ("spondylodiscitis",)),
}
CAPTION_WRONG = tuple(CAPTIONS)
POINTS = {Shape.YEARS: 14, Shape.MEAN_BY_YEAR: 14}
FEWEST_POINTS = 3  # of a figure that is split by something
WIDER = {"vertebroplasty": "operations/cement/2009-2022"}
Wrong = tuple[Place, Rule]


def printed() -> Report:
    """The whole of it. Parts of which no number survives stand there without cells, as in the source."""
    return Report(YEAR, tuple(_part(spec, _rows(spec.kind)) for spec in PARTS), tuple(_sentences()))


def tables_in(lines: Iterable[str]) -> Report:
    """Tables in the form of printed_tables.csv, lines with # left out. ValueError, saying what to give, for another form."""
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    if missing := [name for name in COLUMNS if name not in (rows.fieldnames or ())]:
        raise ValueError(f"There is no column {', '.join(missing)}. The columns are {', '.join(COLUMNS)}.")
    found = tuple(map(_checked, rows))
    wanted = {row["table"] for row in found}
    specs = [spec for spec in TABLES if str(spec.number) in wanted]
    return Report(YEAR, tuple(_part(spec, found) for spec in specs))


def _checked(row: dict[str, str]) -> dict[str, str]:
    where = f"Table {row['table']}, {row['row']}, {row['measure']}, {row['timepoint']}"
    if row["table"] not in {str(spec.number) for spec in TABLES}:
        raise ValueError(f"{where}: there are tables 1 to {len(TABLES)}.")
    try:
        measure(row["measure"])
        for name in NUMBERS:
            float(row[name] or 0)
    except KeyError:
        raise ValueError(f"{where}: the measures are those of registry/annual_report/measures.py.") from None
    except (ValueError, TypeError):
        raise ValueError(
            f"{where}: {name} is {row[name]!r}; give a number with a point, or nothing."
        ) from None
    return row


def wrong() -> tuple[Wrong, ...]:
    """What readers found, one by one: where, and which rule it breaks."""
    found = [
        (Place(f"{kind} {row[kind]}", row["row"], row["measure"], row["timepoint"]), rule)
        for kind in ("table", "figure")
        for row in _rows(kind)
        for rule in _rules(row)
    ]
    found += [(Place(row["where"]), rule) for row in _rows("text") for rule in _rules(row)]
    found += [(Place(part), Rule.CAPTION) for part in CAPTION_WRONG]
    drawn = {spec.name for spec in PARTS if spec.code == "scoliosis-by-year"}
    bodyless = [spec.name for spec in PARTS if spec.kind == "figure" and spec.name not in drawn]
    return (*found, *((Place(name), Rule.BLANK) for name in ("table 1", *bodyless)))


def _rules(row: dict[str, str]) -> list[Rule]:
    return [Rule(code) for code in row["wrong"].split(";") if code]


@cache
def _rows(kind: str) -> tuple[dict[str, str], ...]:
    name = {"table": "printed_tables.csv", "figure": "printed_figures.csv", "text": "printed_text.csv"}[kind]
    text = (files("registry.annual_report") / name).read_text("utf-8")
    return tuple(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def _part(spec: Spec, rows: Iterable[dict[str, str]]) -> Part:
    cells = [_cell(spec, row) for row in rows if row[spec.kind] == str(spec.number)]
    caption, heading = CAPTIONS.get(spec.name, ((), ()))
    drawn = POINTS.get(spec.shape, FEWEST_POINTS) if spec.kind == "figure" else 0
    part = Part(
        kind=spec.kind,
        number=spec.number,
        code=spec.code,
        title=say(spec.title),
        population=spec.population,
        years=(YEAR, YEAR) if spec.years is Years.LAST else (FIRST_YEAR, YEAR),
        cells=tuple(cells),
        total="total" if any(cell.row == "total" for cell in cells) else "",
        shares_add=spec.shape is Shape.MIX,
        within=WIDER.get(spec.population, ""),
        caption=caption,
        heading=heading,
        decimal_mark=",",
        points=drawn,
    )
    return replace(part, cells=tuple(_with_base(part, cell) for cell in part.cells))


def _cell(spec: Spec, row: dict[str, str]) -> Cell:
    kind = _kind(row)
    count = row["value"] if spec.kind == "figure" else row.get("n", "")
    number = count if kind is Kind.COUNT else row["value"]
    n = row.get("n", "") if kind in (Kind.MEAN, Kind.SHARE) else ""
    cell = Cell(
        row=row["row"],
        measure=row["measure"],
        timepoint=row["timepoint"],
        kind=kind,
        value=float(number) if number else None,
        spread=float(row["spread"]) if row.get("spread") else None,
        spread_is=("SE" if spec.name in NAMED_SE else "SD") if row.get("spread") else "",
        n=int(n) if n else None,
        decimals=0 if spec.shape is Shape.MIX and kind is Kind.SHARE else None,
        absent=None if number else Absent.BLANK,
        as_printed=row.get("as_printed", ""),
    )
    return replace(cell, counts=_counts(spec, cell))


def _kind(row: dict[str, str]) -> Kind:
    if "kind" in row:
        return Kind(row["kind"])
    if row["measure"] in COUNTED:
        return Kind.COUNT
    if row["measure"] in SHARED:
        return Kind.SHARE
    return Kind.CHANGE if row["timepoint"].startswith("baseline-") else Kind.MEAN


def _counts(spec: Spec, cell: Cell) -> str:
    """What a count is of, where the report counts the same more than once."""
    if cell.measure == "patients" and cell.timepoint == "baseline":
        return f"patients/{spec.population}/{FIRST_YEAR}-{YEAR}"
    if cell.measure != "operations" or cell.row.startswith("unit"):
        return ""
    group = spec.population if cell.row in {"", "total"} else cell.row
    return f"operations/{group}/{cell.timepoint}"


def _with_base(part: Part, cell: Cell) -> Cell:
    """A share with the count it is of and its base, where the same table prints both."""
    if cell.kind is not Kind.SHARE or part.kind != "table":
        return cell
    operations = part.at("operations", cell.timepoint, cell.row)
    answered = part.at("answered_before", cell.timepoint, cell.row)
    if cell.measure == "share" and operations is not None:
        total = part.at("operations", cell.timepoint, part.total)
        return replace(cell, n=_whole(operations), of=_whole(total))
    if cell.measure == "completeness":
        return replace(cell, n=_whole(answered), of=_whole(operations))
    return cell


def _whole(cell: Cell | None) -> int | None:
    return None if cell is None or cell.value is None else int(cell.value)


def _sentences() -> Iterator[Sentence]:
    for row in _rows("text"):
        if row["of"] == "reference":
            yield Sentence(
                row["where"], say(row["says"]), references=(Reference(row["place"], row["about"]),)
            )
        else:
            places = tuple(Place(*row[name].split("|")) for name in ("place", "other") if row[name])
            claim = Claim(Of(row["of"]), places, float(row["low"]), float(row["high"]), row["about"])
            yield Sentence(row["where"], say(row["says"]), (claim,))
