"""The reference page of the controversies, written from the cards themselves."""

from __future__ import annotations

from collections.abc import Iterator

from guidelines.pathway.controversies import CONTROVERSIES
from guidelines.pathway.controversy import KIND_LABELS, Controversy, Position
from guidelines.pathway.criteria import Named
from guidelines.pathway.readings.words import in_words, meaning
from guidelines.pathway.thresholds import DEFAULT
from guidelines.reference_docs import DISCLAIMER, FOLDER, page, table


def controversies_markdown() -> dict[str, str]:
    """Path to text: every card with its positions, and the criteria by which a patient resembles one."""
    return {f"{FOLDER}/controversies.md": page("Controversies", _controversies())}


def _controversies() -> Iterator[str]:
    positions = sum(len(card.positions) for card in CONTROVERSIES.values())
    yield (
        f"{DISCLAIMER} Where the sources disagree: {len(CONTROVERSIES)} cards with {positions} positions. Nothing is "
        "merged or averaged. Whether a patient is like those of a position says whom it is about, never that it is "
        "right; the criteria follow Kleene's logic and a blank never counts as an answer. Thresholds are the defaults."
    )
    yield table(
        ["contradiction", "card", "question", "where", "positions", "newest year"],
        [_row(card) for card in CONTROVERSIES.values()],
    )
    for card in CONTROVERSIES.values():
        yield from _card(card)


def _row(card: Controversy) -> list[str]:
    return [
        ", ".join(card.catalogue), f"`{card.id}`", card.question, KIND_LABELS[card.kind], str(len(card.positions)),
        str(card.newest or "undated"),
    ]  # fmt: skip


def _card(card: Controversy) -> Iterator[str]:
    yield f"## {card.question}\n\n`{card.id}`, {', '.join(card.catalogue)}, {KIND_LABELS[card.kind]}"
    if card.touches:
        yield f"Shown beside {', '.join(f'`{code}`' for code in card.touches)}."
    for position in card.positions:
        yield f"### {position.says}"
        yield "\n".join(f"- {line}" for line in _position(position))
    yield f"**Why they differ:** {card.why_they_differ}"
    yield f"**What this pathway does:** {card.what_we_do}"


def _position(position: Position) -> Iterator[str]:
    yield f"{position.design}, {position.year}" + (
        " (uncontrolled: no proof of effect)" if position.uncontrolled else ""
    )
    yield f"population: {position.population}; compared with: {position.comparator}; age of fracture: {position.fracture_age}"
    yield f"outcome: {position.outcome}; result: {position.result}; funding: {position.funding}"
    cited = [
        *position.statements,
        *(f"{found.title}, {found.address}, read {found.read_on}" for found in position.references),
    ]
    yield f"rests on {'; '.join(cited)}"
    if position.about_no_group:
        yield f"resemblance: {position.about_no_group}"
    for trait in position.traits:
        words = meaning if isinstance(trait.criterion, Named) else in_words
        yield f"resembles where {words(trait.criterion, DEFAULT)} ({trait.because})"
