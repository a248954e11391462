"""The report as a value: parts made of cells, each number with everything a reader must know of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from registry.instruments.translate import Message


class Kind(StrEnum):
    """What a number is."""

    COUNT = "count"  # operations or patients
    SHARE = "share"  # per cent: `n` of `of`
    MEAN = "mean"  # of `n` who answered
    CHANGE = "change"  # mean change of the `n` who answered both times; improvement is positive


class Absent(StrEnum):
    """Why a cell shows no number."""

    BLANK = "blank"  # nothing is printed and nothing is said: an empty cell may be none, or not known
    SUPPRESSED = "suppressed"  # fewer than five, or hidden so that those stay hidden
    NOBODY = "nobody"  # nobody answered, or nothing was recorded
    NOT_COLLECTED = "not_collected"  # the registry does not hold it


@dataclass(frozen=True)
class Place:
    """Where a number stands: `part` is "table 4" or "figure 5"; `timepoint` is a wave, a year or a period."""

    part: str
    row: str = ""
    measure: str = ""
    timepoint: str = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.part, self.row, self.measure, self.timepoint)))


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One number. A change reaches from one timepoint to another: "baseline-y1"; unpaired where `n` is None."""

    measure: str
    timepoint: str
    kind: Kind
    row: str = ""
    value: float | None = None
    spread: float | None = None
    spread_is: str = ""  # SD or SE; empty where the page does not say
    low: float | None = None  # 95 % interval
    high: float | None = None
    n: int | None = None
    of: int | None = None
    decimals: int | None = None  # where they are not those of the measure
    unit: str = ""
    surname: str = ""  # value set, threshold, version
    before: float | None = None  # of a change of pairs: their own means before and after
    after: float | None = None
    counts: str = ""  # what is counted; the same wherever the same is counted
    absent: Absent | None = None
    as_printed: str = ""  # the text of the page, where that is what is judged

    @property
    def is_change(self) -> bool:
        return self.kind is Kind.CHANGE

    @property
    def ends(self) -> tuple[str, str]:
        """The two timepoints of a change."""
        first, _dash, second = self.timepoint.partition("-")
        return first, second


class Rule(StrEnum):
    """What a report must hold to; the code of what the linter finds."""

    SUM = "sum"
    SHARES = "shares"
    ROUNDING = "rounding"
    SHARE = "share"
    DIFFERENCE = "difference"
    SIGN = "sign"
    SAME_COUNT = "same-count"
    IMPLIED_COUNT = "implied-count"
    BASE = "base"
    PAIRED = "paired"
    MORE_AFTER = "more-after"
    DUE = "due"
    SPREAD = "spread"
    SPREAD_NAME = "spread-name"
    CAPTION = "caption"
    FORM = "form"
    BLANK = "blank"
    TEXT = "text"
    REFERENCE = "reference"
    EDGE = "edge"
    AT_ODDS = "at-odds"
    SMALL = "small"
    SURNAME = "surname"


@dataclass(frozen=True)
class Note:
    """Something a part says of its numbers; `on` is the rule that asks for it to be said."""

    text: Message
    on: Rule | None = None


@dataclass(frozen=True, kw_only=True)
class Part:
    """A table or a figure. `population` names whom it is of; `years` the first and the last."""

    kind: str
    number: int
    code: str  # what it shows; a reference in the text names it
    title: Message
    population: str
    years: tuple[int, int]
    cells: tuple[Cell, ...] = ()
    total: str = ""  # the row that is the sum of the others
    shares_add: bool = False  # the shares of a column are parts of one whole
    adds: str = (
        ""  # "rows" or "timepoints": what is counted in them adds up to a number that readers may know
    )
    within: str = ""  # a wider population that is counted, where its own is not
    caption: tuple[str, ...] = ()  # what the caption names, where it is not made from the title
    heading: tuple[str, ...] = ()
    decimal_mark: str = ""  # of the page, where its text is judged
    points: int = 0  # how many a figure has to draw
    notes: tuple[Note, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def period(self) -> str:
        first, last = self.years
        return str(last) if first == last else f"{first}-{last}"

    def place(self, cell: Cell) -> Place:
        return Place(self.name, cell.row, cell.measure, cell.timepoint)

    def at(self, measure: str, timepoint: str, row: str = "") -> Cell | None:
        return self._by_place.get((row, measure, timepoint))

    def says(self, rule: Rule) -> bool:
        return any(note.on is rule for note in self.notes)

    def columns(self) -> list[tuple[str, str]]:
        """Measure and timepoint of each column of a table of rows, in the order they first stand."""
        return list(dict.fromkeys((cell.measure, cell.timepoint) for cell in self.cells))

    def rows(self) -> list[str]:
        return list(dict.fromkeys(cell.row for cell in self.cells))

    @cached_property
    def _by_place(self) -> dict[tuple[str, str, str], Cell]:
        return {(cell.row, cell.measure, cell.timepoint): cell for cell in self.cells}


class Of(StrEnum):
    """What of its places a claim is about."""

    VALUE = "value"  # the number of the one place
    DIFFERENCE = "difference"  # of the first less the second
    RATIO = "ratio"  # of the second to the first, per cent
    ROWS = "rows"  # how many rows of the column hold something
    LOWEST = "lowest"  # the lowest of the column
    GROUP = "group"  # the count of this group, and not of another


@dataclass(frozen=True)
class Claim:
    """What the text says of numbers: between `low` and `high`, both allowed by its words."""

    of: Of
    places: tuple[Place, ...]
    low: float
    high: float
    about: str = ""  # of a claim on a group: its population


@dataclass(frozen=True)
class Reference:
    """The text sends the reader to a part, for what the part must show."""

    part: str
    code: str


@dataclass(frozen=True)
class Sentence:
    """One sentence of the text: marked words with their values apart, and what they rest on."""

    where: str
    text: Message
    claims: tuple[Claim, ...] = ()
    references: tuple[Reference, ...] = ()
    continues: bool = False  # it is about the same as the one before, and stands in its line


@dataclass(frozen=True)
class Report:
    """All of it; `year` is the last of the years it tells of."""

    year: int
    parts: tuple[Part, ...]
    sentences: tuple[Sentence, ...] = ()
    country: str = "DK"
    counted: dict[str, int] = field(
        default_factory=dict
    )  # what is counted, and how many, though no part shows it

    def part(self, name: str) -> Part | None:
        return self._by_name.get(name)

    def at(self, place: Place) -> Cell | None:
        part = self.part(place.part)
        return part.at(place.measure, place.timepoint, place.row) if part else None

    def cells(self, kinds: Iterable[Kind] = tuple(Kind)) -> Iterator[tuple[Part, Cell]]:
        wanted = frozenset(kinds)
        return ((part, cell) for part in self.parts for cell in part.cells if cell.kind in wanted)

    @cached_property
    def _by_name(self) -> dict[str, Part]:
        return {part.name: part for part in self.parts}
