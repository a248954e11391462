"""A part from its specification and its cells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from registry.annual_report.making.asking import Asking
from registry.annual_report.report import Cell, Note, Part
from registry.annual_report.specification import Spec
from registry.instruments.translate import say


def part_of(
    spec: Spec, asking: Asking, cells: Iterable[Cell], *, notes: Iterable[Note] = (), **more: Any
) -> Part:
    return Part(
        kind=spec.kind,
        number=spec.number,
        code=spec.code,
        title=say(spec.title),
        population=spec.population,
        years=asking.years_of(spec),
        cells=tuple(cells),
        notes=tuple(notes),
        **more,
    )
