"""Small numbers are hidden, in every part at once: what is hidden in one table is not shown by another.

A number from one to four is not shown, nor as many others as it takes so that it cannot be worked out from a total that
the reader may know. Where one count stands in several parts, it is hidden in all of them, and each of them hides what
follows from it, until nothing more follows. The same holds for what a reader gets by subtracting a published edition
of the same year: where few patients made a difference, everything in the part that changed is hidden with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from registry.annual_report.editions import is_changed, tells_of_few, was_hidden
from registry.annual_report.report import Absent, Cell, Kind, Note, Part, Place, Report
from registry.instruments.translate import _, say
from registry.suppression import is_small, settles

HIDDEN_NOTE = _("Numbers from 1 to 4 are not shown, nor others that they could be worked out from.")
SINCE_NOTE = _(
    "Numbers that changed since an earlier edition are not shown where few patients made the difference, nor what an "
    "earlier edition did not show."
)
# A number that is made of others in its row goes with them.
MADE_OF = {
    "share": ("operations", "patients"),
    "completeness": ("answered_before", "operations"),
    "answered_before": ("operations",),
    "change": ("operations",),
}


@dataclass
class Hiding:
    """What is hidden so far: places, and counts whatever the place."""

    parts: Sequence[Part]
    published: Sequence[Report] = ()
    places: set[Place] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)

    def hides(self, part: Part, cell: Cell) -> bool:
        return part.place(cell) in self.places or (bool(cell.counts) and cell.counts in self.keys)

    def hide(self, part: Part, cell: Cell) -> None:
        self.places.add(part.place(cell))
        if cell.counts:
            self.keys.add(cell.counts)


def with_small_hidden(parts: Sequence[Part], published: Sequence[Report] = ()) -> tuple[Part, ...]:
    """The parts with small numbers hidden, each saying so; `published`: the editions of the same year and country."""
    hiding = Hiding(parts)
    for part in parts:
        for cell in part.cells:
            if _is_small(part, cell):
                hiding.hide(part, cell)
    _follow_all(hiding)
    alone = _hidden(hiding)
    if published:
        _beside(hiding, published)
    return tuple(_shown(hiding, alone, part) for part in parts)


def _hidden(hiding: Hiding) -> set[Place]:
    return {part.place(cell) for part in hiding.parts for cell in part.cells if hiding.hides(part, cell)}


def _beside(hiding: Hiding, published: Sequence[Report]) -> None:
    """Hides what an edition hid, and what the editions would give away together."""
    hiding.published = published
    for part in hiding.parts:
        for cell in part.cells:
            if any(was_hidden(then) for then in _earlier(hiding, part, cell)):
                hiding.hide(part, cell)
    _follow_all(hiding)


def _follow_all(hiding: Hiding) -> None:
    known = -1
    while known != len(hiding.places) + len(hiding.keys):
        known = len(hiding.places) + len(hiding.keys)
        for part in hiding.parts:
            _follow(hiding, part)


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
    for report in hiding.published:
        _follow_edition(hiding, part, report.part(part.name))


def _earlier(hiding: Hiding, part: Part, cell: Cell) -> Iterator[Cell | None]:
    """The same cell in each published edition."""
    for report in hiding.published:
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


def columns(part: Part) -> Iterator[list[Cell]]:
    """Numbers that add up to one that readers may know: counts, and means by how many they are of."""
    groups: dict[tuple[str, ...], list[Cell]] = defaultdict(list)
    for cell in part.cells:
        if part.adds and cell.row != (part.total or None) and cell.kind is not Kind.SHARE and _number(cell):
            other = cell.timepoint if part.adds == "rows" else cell.row
            groups[cell.measure, cell.kind, other].append(cell)
    yield from groups.values()


def _number(cell: Cell) -> int:
    return int(cell.value or 0) if cell.kind is Kind.COUNT else cell.n or 0


def _follow_column(hiding: Hiding, part: Part, cells: list[Cell]) -> None:
    """Hides the smallest of what is still shown, until what is hidden together tells nothing; at the end the total."""
    counts = {place: _number(cell) for place, cell in enumerate(cells)}
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
    notes = [Note(say(HIDDEN_NOTE))]
    if any(hiding.hides(part, cell) and part.place(cell) not in alone for cell in part.cells):
        notes.append(Note(say(SINCE_NOTE)))
    return replace(part, cells=cells, notes=(*part.notes, *notes))


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
