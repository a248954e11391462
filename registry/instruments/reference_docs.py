"""The reference pages of the instruments, written from the instruments themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from registry.instruments.bands import Bands
from registry.instruments.catalogue import INSTRUMENTS
from registry.instruments.direction import Direction
from registry.instruments.instrument import Instrument
from registry.instruments.value_sets import DIMENSIONS, ValueSet

FOLDER = "docs/reference/instruments"
DIRECTIONS = {Direction.HIGHER_IS_WORSE: "higher is worse", Direction.HIGHER_IS_BETTER: "higher is better"}


def instruments_markdown() -> dict[str, str]:
    """Path to text: a page an instrument, and the list of them."""
    pages = {f"{FOLDER}/{code}.md": _page(instrument) for code, instrument in INSTRUMENTS.items()}
    return {f"{FOLDER}/README.md": _index(), **pages}


def _index() -> str:
    rows = [
        [
            f"[{one.title}]({code}.md)",
            f"`{code}`",
            len(one.items),
            _range(one),
            _direction(one),
            _threshold(one),
        ]
        for code, one in INSTRUMENTS.items()
    ]
    return _joined(
        "# Instruments",
        "What the registry asks patients, and how the answers are scored. No licensed wording is shipped: items have codes and names of our own, and a department loads the wording it is licensed to use.",
        _table(["instrument", "code", "items", "score", "direction", "threshold (MCID)"], rows),
    )


def _page(instrument: Instrument) -> str:
    return _joined(
        f"# {instrument.title}",
        f"Code `{instrument.code}`, version {instrument.version}. Score {_range(instrument)} ({instrument.scale.unit}), {_direction(instrument)}; stored unrounded.",
        "## Items",
        _items(instrument),
        "## Blank items",
        instrument.missing_rule,
        *_bands("## Bands", instrument.bands),
        *_bands("## Bands on request, never part of a score", instrument.optional_bands),
        "## Threshold",
        f"{_threshold(instrument)}, reached at or above. Source: {instrument.mcid.source}. {instrument.mcid.note}".rstrip(),
        "A threshold is a convention for groups, not a verdict on one patient.",
        *_domains(instrument),
        *_value_sets(instrument),
        "## Source and licence",
        f"{instrument.reference.citation}.",
        instrument.reference.licence,
    )


def _items(instrument: Instrument) -> str:
    rows = [
        [
            place,
            f"`{item.code}`",
            item.name + (" (may be left out)" if item.optional else ""),
            f"{item.lowest} to {item.highest}",
        ]
        for place, item in enumerate(instrument.items, start=1)
    ]
    return _table(["order", "code", "name", "allowed"], rows)


def _bands(heading: str, bands: Bands | None) -> Iterator[str]:
    if bands is None:
        return
    rows = [[f"`{band.code}`", band.name, f"{band.lowest} and above"] for band in bands.bands]
    compared = "the score rounded to a whole number, a half up" if bands.rounds else "the score as it is"
    yield heading
    yield f"Compared with {compared}; the highest band that is reached counts. Source: {bands.source}."
    yield _table(["code", "name", "from"], rows)


def _domains(instrument: Instrument) -> Iterator[str]:
    if not instrument.domains:
        return
    yield "## Domains"
    yield f"The score of the instrument is `{instrument.headline}`; every other is kept beside it. A domain without items weighs the others."
    yield _table(
        ["code", "name", "range", "items", "threshold (MCID)"],
        [
            [
                f"`{one.code}`",
                one.title,
                f"{one.scale.lowest:g} to {one.scale.highest:g}",
                ", ".join(one.items) or "the other domains",
                f"{one.mcid.value:g} {one.mcid.unit}" if one.mcid else "",
            ]
            for one in instrument.domains
        ],
    )


def _value_sets(instrument: Instrument) -> Iterator[str]:
    if not instrument.value_sets:
        return
    yield "## Value sets"
    yield "Index = full health − a constant for any problem − a constant for any worst level − the decrement of each dimension, as far as the set has them. An index is never shown without the name of its set."
    yield _table(
        ["value set", "population and method", *next(iter(instrument.value_sets.values())).states, "source"],
        map(_set_row, instrument.value_sets.values()),
    )
    terms = list(next(iter(instrument.value_sets.values())).terms)
    yield f"Decrements by dimension ({', '.join(DIMENSIONS)}, in the order of the items) and level:"
    yield _table(
        ["value set", *terms],
        [[f"`{one.code}`", *(one.terms[term] for term in terms)] for one in instrument.value_sets.values()],
    )


def _set_row(value_set: ValueSet) -> list[object]:
    indices = [value_set.index(state) for state in value_set.states]
    return [f"`{value_set.code}`", value_set.title, *indices, value_set.source]


def _range(instrument: Instrument) -> str:
    return f"{instrument.scale.lowest:g} to {instrument.scale.highest:g}"


def _direction(instrument: Instrument) -> str:
    return DIRECTIONS[instrument.scale.direction]


def _threshold(instrument: Instrument) -> str:
    return f"{instrument.mcid.value:g} {instrument.mcid.unit}"


def _table(heads: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    return "\n".join(_line(row) for row in (heads, ["---"] * len(heads), *rows))


def _line(cells: Sequence[object]) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _joined(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"
