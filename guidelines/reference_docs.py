"""The reference pages of the pathway, written from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidelines.freshness import TABLE
from guidelines.pathway.fact import VALUE_LABELS
from guidelines.pathway.facts import FACTS, Fact
from guidelines.pathway.readings.words import rule_in_words
from guidelines.pathway.recommendations import (
    CERTAINTY_LABELS,
    STAGE_LABELS,
    STRENGTH_LABELS,
    Action,
)
from guidelines.pathway.rulebook import PATHWAY, RULESET
from guidelines.pathway.sources import SOURCES, Source
from guidelines.pathway.statements import STATEMENTS
from guidelines.pathway.thresholds import DEFAULT, FUNCTIONAL_THRESHOLDS, PATHWAY_THRESHOLDS, Threshold

FOLDER = "docs/reference"
DISCLAIMER = "Not for clinical use: not a CE-marked medical device."


def pathway_markdown() -> dict[str, str]:
    """Path to text: the facts, the actions with their rules in words, the thresholds, the sources."""
    return {
        f"{FOLDER}/facts.md": page("Facts", _facts()),
        f"{FOLDER}/pathway.md": page(f"The pathway, rule set {RULESET}", _pathway()),
        f"{FOLDER}/thresholds.md": page("Thresholds and freshness", _thresholds()),
        f"{FOLDER}/sources.md": page("Sources", _sources()),
    }


def _facts() -> Iterator[str]:
    yield (
        f"The {len(FACTS)} facts the pathway may know about one patient on one day, as `recommend` takes them. "
        "What is absent or null is not recorded, which is never the same as no; an empty list means asked, none."
    )
    yield table(["fact", "in words", "allowed", "unit", "note"], [_fact_row(fact) for fact in FACTS.values()])


def _fact_row(fact: Fact) -> list[str]:
    required = "required" if fact.required else ""
    return [
        f"`{fact.name}`",
        fact.label,
        _allowed(fact),
        fact.unit,
        "; ".join(filter(None, [required, fact.help])),
    ]


def _allowed(fact: Fact) -> str:
    if fact.values:
        listed = ", ".join(f"`{value}` {VALUE_LABELS.get(value, '')}".strip() for value in fact.values)
        return f"any of {listed}" if fact.kind == "set" else listed
    if fact.low is not None:
        return f"{fact.kind} {fact.low:g} to {fact.high:g}"
    return {"bool": "`true`, `false`", "date": "`YYYY-MM-DD`"}[fact.kind]


def _pathway() -> Iterator[str]:
    yield (
        f"{DISCLAIMER} Every action in clinical order. An action that does not apply is absent from the answer; of its "
        "verdicts the first that is met counts. Thresholds are the defaults; a department may have its own."
    )
    stage = None
    for action in PATHWAY:
        if action.stage != stage:
            stage = action.stage
            yield f"## {STAGE_LABELS[stage]}"
        yield from _action(action)


def _action(action: Action) -> Iterator[str]:
    words = rule_in_words(action, DEFAULT)
    yield f"### {action.title}\n\n`{action.code}`"
    yield words.applies
    yield "\n".join(f"{number}. {verdict}" for number, verdict in enumerate(words.verdicts, start=1))
    if words.meanings:
        yield "Where:\n\n" + "\n".join(f"- *{name}*: {meaning}" for name, meaning in words.meanings)
    yield "\n".join(f"- {line}" for line in _standing(action))


def _standing(action: Action) -> Iterator[str]:
    yield f"{CERTAINTY_LABELS[action.certainty]}, {STRENGTH_LABELS[action.strength]}"
    for cited in action.cites:
        found = "; ".join(f"{code} {STATEMENTS[code].says}" for code in cited.statements)
        yield f"{SOURCES[cited.source].title} ({_dated(SOURCES[cited.source])}), checked {cited.checked_on}: {found}"
    if action.design_choice:
        yield "[D] a design choice of ours, outside the sources"
    if action.controversy:
        yield f"the sources disagree: `{action.controversy}`"
    if action.before_signing:
        yield f"before signing: {', '.join(action.before_signing)}"
    if action.note:
        yield action.note


def _thresholds() -> Iterator[str]:
    yield "A department may set its own value, from a day on, within these bounds and in order; the answer names those used."
    for title, listed in (
        ("The pathway", PATHWAY_THRESHOLDS),
        ("The functional category", FUNCTIONAL_THRESHOLDS),
    ):
        yield f"## {title}"
        yield table(
            ["threshold", "in words", "value", "bounds", "unit", "from", "source"],
            map(_threshold_row, listed),
        )
    yield "## How long a fact is read"
    yield "Our choice throughout [D]. An alarm sign recorded as present never grows old; a fact not listed does not either."
    rows = [
        [str(row.days), str(row.why), ", ".join(f"`{fact}`" for fact in row.facts), str(row.valid_from)]
        for row in TABLE
    ]
    yield table(["days", "because", "facts", "from"], rows)


def _threshold_row(threshold: Threshold) -> list[str]:
    bounds = f"{threshold.low:g} to {threshold.high:g}"
    value = f"{threshold.value:g}"
    return [
        f"`{threshold.name}`",
        threshold.label,
        value,
        bounds,
        threshold.unit,
        str(threshold.valid_from),
        threshold.source,
    ]


def _sources() -> Iterator[str]:
    yield "The five documents the pathway rests on. Their facts and figures carry over; their sentences do not."
    rows = [
        [source.title, source.language, source.kind, _dated(source), source.dated_by, source.funding]
        for source in SOURCES.values()
    ]
    yield table(["title", "language", "kind", "dated", "how we know", "funding"], rows)


def _dated(source: Source) -> str:
    if source.year is not None:
        return str(source.year)
    first, last = source.between or (0, 0)
    return f"undated, between {first} and {last}"


def page(title: str, parts: Iterator[str]) -> str:
    return "\n\n".join((f"# {title}", *parts)) + "\n"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]] | map) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
