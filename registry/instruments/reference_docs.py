"""The reference pages of the instruments, written from the instruments themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from registry.instruments.bands import Bands
from registry.instruments.catalogue import INSTRUMENTS
from registry.instruments.direction import Direction
from registry.instruments.instrument import Instrument, Mcid
from registry.instruments.responses import Item
from registry.instruments.value_sets import DIMENSIONS, ValueSet

FOLDER = "docs/reference/instruments"
DIRECTIONS = {
    Direction.HIGHER_IS_WORSE: "higher is worse",
    Direction.HIGHER_IS_BETTER: "higher is better",
    Direction.NEITHER: "neither end is better",
}


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
        "What patients answer and clinicians enter, and how it is scored. No licensed wording is shipped: items have codes and names of our own, and a department loads the wording it is licensed to use.",
        _table(["instrument", "code", "items", "score", "direction", "threshold (MCID)"], rows),
    )


def _page(instrument: Instrument) -> str:
    return _joined(
        f"# {instrument.title}",
        f"Code `{instrument.code}`, version {instrument.version}. Score {_range(instrument)} ({instrument.scale.unit}), {_direction(instrument)}; stored unrounded.",
        "## Items",
        _items(instrument),
        *_facts(instrument),
        "## Blank items",
        instrument.missing_rule,
        *_caution(instrument),
        *_bands("## Bands", instrument.bands),
        *_bands("## Bands on request, never part of a score", instrument.optional_bands),
        *_threshold_section(instrument.mcid),
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
            f"{item.lowest} to {item.highest}{f' {item.unit}' if item.unit else ''}{_levels(item)}",
        ]
        for place, item in enumerate(instrument.items, start=1)
    ]
    return _table(["order", "code", "name", "allowed"], rows)


def _levels(item: Item) -> str:
    """Each answer in words, where they are our own."""
    if not item.levels:
        return ", decimals allowed" if item.measured else ""
    return "".join(f"<br>{number} {words}" for number, words in zip(item.allowed, item.levels, strict=True))


def _facts(instrument: Instrument) -> Iterator[str]:
    if instrument.facts:
        kept = ", ".join(f"`{item}` is `{fact}`" for item, fact in instrument.facts.items())
        yield f"The answers are dated facts of the patient, which the pathway reads; no second copy is stored: {kept}."


def _caution(instrument: Instrument) -> Iterator[str]:
    if instrument.caution:
        yield "## To be known"
        yield instrument.caution


def _threshold_section(mcid: Mcid | None) -> Iterator[str]:
    if mcid is None:
        return
    yield "## Threshold"
    yield f"{mcid.value:g} {mcid.unit}, reached at or above. Source: {mcid.source}. {mcid.note}".rstrip()
    yield "A threshold is a convention for groups, not a verdict on one patient."


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
    own = [one for one in instrument.value_sets.values() if one.terms]
    terms = list(own[0].terms)
    yield f"Decrements by dimension ({', '.join(DIMENSIONS)}, in the order of the items) and level:"
    yield _table(
        ["value set", *terms], [[f"`{one.code}`", *(one.terms[term] for term in terms)] for one in own]
    )
    if len(own) < len(instrument.value_sets):
        yield "A crosswalk has no decrements of its own: each answer of five levels is read as the three-level answers it may be, with the probabilities of van Hout 2012, and the index is the mean of the three-level indices. EuroQol's printed tables come from rounded inputs and differ by at most 0.0006."


def _set_row(value_set: ValueSet) -> list[object]:
    indices = [value_set.index(state) for state in value_set.states]
    return [f"`{value_set.code}`", value_set.title, *indices, value_set.source]


def _range(instrument: Instrument) -> str:
    return f"{instrument.scale.lowest:g} to {instrument.scale.highest:g}"


def _direction(instrument: Instrument) -> str:
    return DIRECTIONS[instrument.scale.direction]


def _threshold(instrument: Instrument) -> str:
    return f"{instrument.mcid.value:g} {instrument.mcid.unit}" if instrument.mcid else ""


def _table(heads: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    return "\n".join(_line(row) for row in (heads, ["---"] * len(heads), *rows))


def _line(cells: Sequence[object]) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _joined(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"
