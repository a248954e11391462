"""The whole report: parts made one after the other, then small numbers hidden, notes and sentences written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic import TypeAdapter

from registry.annual_report.hiding import with_small_hidden
from registry.annual_report.making import Asking, make
from registry.annual_report.report import Part, Report
from registry.annual_report.specification import PARTS, Spec
from registry.annual_report.text import sentences_on, with_notes

_PARTS = TypeAdapter(tuple[Part, ...])
_REPORT = TypeAdapter(Report)


def built(asking: Asking, specs: Iterable[Spec] = PARTS) -> Report:
    """All of it at once."""
    return finished(asking.year, [make(spec, asking) for spec in specs], country=asking.country)


def finished(year: int, parts: Sequence[Part], *, country: str, published: Sequence[Report] = ()) -> Report:
    """From parts as the statistics have them, to what may be read beside the editions that are published."""
    hidden = [with_notes(part) for part in with_small_hidden(year, parts, published)]
    sentences = tuple(sentence for part in hidden for sentence in sentences_on(part))
    return Report(year, tuple(hidden), sentences, country)


def parts_as_json(parts: Sequence[Part]) -> list[object]:
    found = _PARTS.dump_python(tuple(parts), mode="json")
    return list(found)


def parts_from_json(kept: Sequence[object]) -> tuple[Part, ...]:
    return _PARTS.validate_python(kept)


def as_json(report: Report) -> dict[str, object]:
    found = _REPORT.dump_python(report, mode="json")
    return dict(found)


def from_json(kept: object) -> Report:
    return _REPORT.validate_python(kept)
