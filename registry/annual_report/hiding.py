"""Small numbers are hidden, in every part at once: what is hidden in one table is not shown by another.

A number from one to four is not shown, nor as many others as it takes so that it cannot be worked out from a total that
the reader may know. Where one count stands in several parts, it is hidden in all of them, and each of them hides what
follows from it, until nothing more follows. The same holds for what a reader gets by subtracting what is published:
beside an edition of the same year, where few patients made a difference, everything in the part that changed is hidden
with it; beside the report of another year, whose sums over the years end with another one, what is left for the years
between is hidden as if it stood there (registry/annual_report/sums_over_years.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from registry.annual_report.editions import is_changed, tells_of_few, was_hidden
from registry.annual_report.hidden import Hiding, columns, number_of
from registry.annual_report.other_years import follow_years, in_other_years
from registry.annual_report.report import Absent, Cell, Kind, Note, Part, Place, Report
from registry.annual_report.sums_over_years import Told
from registry.instruments.translate import _, say
from registry.suppression import is_small, settles

HIDDEN_NOTE = _("Numbers from 1 to 4 are not shown, nor others that they could be worked out from.")
SINCE_NOTE = _(
    "Numbers that changed since an earlier edition are not shown where few patients made the difference, nor what an "
    "earlier edition did not show."
)
BESIDE_NOTE = _(
    "Numbers that would tell of 1 to 4 patients when the published report of another year is subtracted are not shown."
)
# A number that is made of others in its row goes with them.
MADE_OF = {
    "share": ("operations", "patients"),
    "completeness": ("answered_before", "operations"),
    "answered_before": ("operations",),
    "change": ("operations",),
}


def with_small_hidden(year: int, parts: Sequence[Part], published: Sequence[Report] = ()) -> tuple[Part, ...]:
    """The parts with small numbers hidden, each saying so; `published`: every edition of every year of the country."""
    hiding = Hiding(parts)
    for part in parts:
        for cell in part.cells:
            if _is_small(part, cell):
                hiding.hide(part, cell)
    _follow_all(hiding)
    alone = _hidden(hiding)
    if published:
        _beside(hiding, year, published)
    return tuple(_shown(hiding, alone, part) for part in parts)


def _hidden(hiding: Hiding) -> set[Place]:
    return {part.place(cell) for part in hiding.parts for cell in part.cells if hiding.hides(part, cell)}


def _beside(hiding: Hiding, year: int, published: Sequence[Report]) -> None:
    """Hides what an edition hid, and what the editions would give away together."""
    hiding.editions = [report for report in published if report.year == year]
    hiding.others = [report for report in published if report.year != year]
    hiding.told = Told(published)
    for part in hiding.parts:
        for cell in part.cells:
            then = _earlier(hiding.editions, part, cell)
            others = in_other_years(hiding.others, part, cell)
            if any(map(was_hidden, then)) or any(tells_of_few(cell, other) for other in others):
                hiding.hide(part, cell)
    _follow_all(hiding)


def _follow_all(hiding: Hiding) -> None:
    known = -1
    while known != len(hiding.places) + len(hiding.keys):
        known = len(hiding.places) + len(hiding.keys)
        for part in hiding.parts:
            _follow(hiding, part)
        if hiding.others:
            follow_years(hiding)


def _is_small(part: Part, cell: Cell) -> bool:
    if cell.value is None:
        return False
    if cell.kind is Kind.COUNT:
        size = part.at("operations", cell.timepoint, cell.row) if cell.measure == "answered_before" else None
        rest = None if size is None or size.value is None else int(size.value - cell.value)
        return is_small(int(cell.value)) or (rest is not None and is_small(rest))
    told = [cell.n, None if cell.n is None or cell.of is None else cell.of - cell.n]
    return any(number is not None and is_small(number) for number in told)


def _follow(hiding: Hiding, part: Part) -> None:
    """Hides what follows in one part from what is hidden anywhere."""
    for cell in part.cells:
        if cell.value is not None and any(hiding.hides(part, other) for other in _made_of(part, cell)):
            hiding.hide(part, cell)
    for cells in columns(part):
        _follow_column(hiding, part, cells)
    for report in hiding.editions:
        _follow_edition(hiding, part, report.part(part.name))


def _earlier(editions: Sequence[Report], part: Part, cell: Cell) -> Iterator[Cell | None]:
    """The same cell in each published edition."""
    for report in editions:
        then = report.part(part.name)
        yield then.at(cell.measure, cell.timepoint, cell.row) if then else None


def _follow_edition(hiding: Hiding, part: Part, then: Part | None) -> None:
    """All that changed in a part, where some of it tells of few: what is shown is then what was shown before."""
    if then is None:
        return
    pairs = [(cell, then.at(cell.measure, cell.timepoint, cell.row)) for cell in part.cells]
    changed = [(cell, was) for cell, was in pairs if is_changed(cell, was)]
    if any(hiding.hides(part, cell) or tells_of_few(cell, was) for cell, was in changed):
        for cell, _was in changed:
            hiding.hide(part, cell)


def _made_of(part: Part, cell: Cell) -> Iterator[Cell]:
    """The cells this one is worked out from; a change between years is made of two."""
    for measure in MADE_OF.get(cell.measure, ()):
        for timepoint in cell.timepoint.split("-") if cell.measure == "change" else [cell.timepoint]:
            found = part.at(measure, timepoint, cell.row)
            if found is not None:
                yield found


def _follow_column(hiding: Hiding, part: Part, cells: list[Cell]) -> None:
    """Hides the smallest of what is still shown, until what is hidden together tells nothing; at the end the total."""
    counts = {place: number_of(cell) for place, cell in enumerate(cells)}
    hidden = {place for place, cell in enumerate(cells) if hiding.hides(part, cell)}
    if not hidden:
        return
    for place in sorted(set(counts) - hidden, key=lambda each: counts[each]):
        if not _tells(counts, hidden):
            return
        hidden.add(place)
        hiding.hide(part, cells[place])
    total = part.at(cells[0].measure, cells[0].timepoint, part.total) if part.total else None
    if total is not None and _tells(counts, hidden):
        hiding.hide(part, total)


def _tells(counts: dict[int, int], hidden: set[int]) -> bool:
    return settles(counts, hidden, None) or is_small(sum(counts[place] for place in hidden))


def _shown(hiding: Hiding, alone: set[Place], part: Part) -> Part:
    """`alone`: what is hidden whatever was published before."""
    cells = tuple(_blanked(cell) if hiding.hides(part, cell) else cell for cell in part.cells)
    if all(cell.absent is not Absent.SUPPRESSED for cell in cells):
        return part
    notes = [HIDDEN_NOTE]
    if any(hiding.hides(part, cell) and part.place(cell) not in alone for cell in part.cells):
        notes += [SINCE_NOTE] * bool(hiding.editions) + [BESIDE_NOTE] * bool(hiding.others)
    return replace(part, cells=cells, notes=(*part.notes, *(Note(say(text)) for text in notes)))


def _blanked(cell: Cell) -> Cell:
    if cell.value is None:
        return cell
    return replace(
        cell,
        value=None,
        spread=None,
        spread_is="",
        low=None,
        high=None,
        before=None,
        after=None,
        n=None,
        of=None,
        absent=Absent.SUPPRESSED,
    )
