"""The reference pages of the sources: their cards, what the report prints wrong, and every statement with its use."""

from __future__ import annotations

from collections.abc import Iterator

from guidelines.pathway.defects import DEFECTS, FAULT_LABELS
from guidelines.pathway.sources import REVIEW_MONTHS, SOURCE_OF_LETTER, SOURCES, Source
from guidelines.pathway.statements import CATALOGUE
from guidelines.pathway.uses import NOT_USED, REASON_LABELS, Use, uses_of
from guidelines.reference_docs import FOLDER, dated, page, table


def sources_markdown() -> dict[str, str]:
    """Path to text: the sources, and their statements."""
    return {
        f"{FOLDER}/sources.md": page("Sources", _sources()),
        f"{FOLDER}/statements.md": page("Statements of the sources", _statements()),
    }


def _sources() -> Iterator[str]:
    yield "The five documents the pathway rests on. Their facts and figures carry over; their sentences do not."
    yield (
        f"A check holds for {REVIEW_MONTHS} months (ADR 0019); after that `manage.py check` warns (`guidelines.W001`) and the "
        "screen says that the review is overdue. The app shows them at `/guideline/sources/`."
    )
    for source in SOURCES.values():
        yield f"## {source.title}"
        yield "\n".join(f"- {name}: {text}" for name, text in _card(source) if text)
    yield "## What the annual report prints wrong"
    yield "These notes stand beside the report's figures wherever they are quoted."
    rows = [
        [
            defect.where,
            FAULT_LABELS[defect.fault],
            defect.printed,
            defect.instead,
            ", ".join(defect.statements),
        ]
        for defect in DEFECTS
    ]
    yield table(["where", "what is wrong", "printed", "instead", "statements"], rows)


def _card(source: Source) -> Iterator[tuple[str, str]]:
    codes = [code for code in CATALOGUE if SOURCE_OF_LETTER[code[0]] == source.id]
    yield "kind", source.kind
    yield "language", source.language
    yield "dated", f"{dated(source)}{f' ({source.dated_by})' if source.dated_by else ''}"
    yield "read for", source.read_for
    yield "funding", source.funding
    yield "checked", f"{source.checked_on} by {source.checked_by}; review by {source.review_by}"
    yield (
        "statements",
        f"{len(codes)}, {codes[0]} to {codes[-1]}; {sum(c in NOT_USED for c in codes)} not used",
    )


def _statements() -> Iterator[str]:
    unused = len(NOT_USED)
    yield (
        f"All {len(CATALOGUE)} statements of the five sources in our own words, with exact figures; {len(CATALOGUE) - unused} "
        f"are used and {unused} are not, each with its reason. What is marked as our inference or our reading is ours, not the "
        "source's. The app shows them, with search, at `/guideline/statements/`."
    )
    for source in SOURCES.values():
        yield f"## {source.title}"
        rows = [_row(code) for code in CATALOGUE if SOURCE_OF_LETTER[code[0]] == source.id]
        yield table(["id", "section", "says", "figures", "used by, or why not"], rows)


def _row(code: str) -> list[str]:
    statement = CATALOGUE[code]
    return [code, statement.section, statement.says, statement.figures, _used(code)]


def _used(code: str) -> str:
    if code in NOT_USED:
        row = NOT_USED[code]
        return f"not used: {REASON_LABELS[row.reason]}: {row.words}"
    return ", ".join(dict.fromkeys(map(_use, uses_of(code))))


def _use(use: Use) -> str:
    return f"{use.kind} `{use.code}`"
