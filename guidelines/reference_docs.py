"""The reference pages of the pathway, written from the rules themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from guidelines.freshness import TABLE
from guidelines.pathway.evidence import EVIDENCE, TRIALS_LABELS
from guidelines.pathway.fact import VALUE_LABELS
from guidelines.pathway.facts import FACTS, Fact
from guidelines.pathway.readings.outline import Outline, Outliner
from guidelines.pathway.readings.words import CaseInWords, Definition, lines_of, rule_in_words
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
# The named criteria that more than one rule reads.
SHARED = frozenset(
    code
    for code, count in Counter(
        code
        for action in PATHWAY
        for code in {told.code for told in rule_in_words(action, DEFAULT).definitions}
    ).items()
    if count > 1
)
DISCLAIMER = "Not for clinical use: not a CE-marked medical device."


def pathway_markdown() -> dict[str, str]:
    """Path to text: the facts, the actions with their rules in words, the thresholds."""
    return {
        f"{FOLDER}/facts.md": page("Facts", _facts()),
        f"{FOLDER}/pathway.md": page(f"The pathway, rule set {RULESET}", _pathway()),
        f"{FOLDER}/thresholds.md": page("Thresholds and freshness", _thresholds()),
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
        "verdicts the first that is met counts. A threshold is followed by its name in brackets: the values are the "
        "defaults, a department may have its own; a number without a name is fixed by the rule. What is not recorded "
        "meets no question, unless “or not recorded” stands beside it. What stands in quotation marks is explained "
        "under “Where”, or at the end under “Named criteria”; if nothing is said there of what is not recorded, a blank leaves it not known."
    )
    stage = None
    for action in PATHWAY:
        if action.stage != stage:
            stage = action.stage
            yield f"## {STAGE_LABELS[stage]}"
        yield from _action(action)
    yield "## Named criteria"
    yield "What several rules mean by the same words."
    yield from _named_criteria()


def _action(action: Action) -> Iterator[str]:
    words, speak = rule_in_words(action, DEFAULT), Outliner(DEFAULT)
    yield f"### {action.title}\n\n`{action.code}`"
    yield _under("Applies when", words.outline, speak)
    yield "\n".join(_case(number, case, speak) for number, case in enumerate(words.cases, 1))
    own = [told for told in words.definitions if told.code not in SHARED]
    if own:
        yield "Where:\n\n" + "\n".join(_definition(told, speak) for told in own)
    yield "\n".join(f"- {line}" for line in _standing(action))


def _under(text: str, outline: Outline, speak: Outliner, deeper: str = "") -> str:
    """A text and what it says: on one line, or as a list within a list."""
    (_depth, first), *rest = lines_of(outline, speak)
    said = f"{text} {first}"
    gap = [] if deeper or not rest else [""]
    return "\n".join((said, *gap, *(f"{deeper}{'  ' * (depth - 1)}- {line}" for depth, line in rest)))


def _case(number: int, case: CaseInWords, speak: Outliner) -> str:
    because = "; ".join((case.because, *case.marks))
    if case.when is None:
        return f"{number}. {'otherwise ' if number > 1 else ''}**{case.verdict}**: {because}"
    return _under(f"{number}. **{case.verdict}** ({because}) when", case.when, speak, deeper="   ")


def _definition(told: Definition, speak: Outliner) -> str:
    ours = " [D]" if told.design_choice else ""
    return _under(f"- *{told.label}*{ours}:", told.outline, speak, deeper="  ")


def _named_criteria() -> Iterator[str]:
    """What several rules mean by the same words, each explained once."""
    speak = Outliner(DEFAULT)
    found = (told for action in PATHWAY for told in rule_in_words(action, DEFAULT).definitions)
    once = {told.code: told for told in found if told.code in SHARED}
    yield "\n".join(_definition(told, speak) for told in once.values())


def _standing(action: Action) -> Iterator[str]:
    yield f"{CERTAINTY_LABELS[action.certainty]}, {STRENGTH_LABELS[action.strength]}"
    evidence = EVIDENCE[action.code]
    yield ": ".join(filter(None, [TRIALS_LABELS[evidence.trials], evidence.trial]))
    for cited in action.cites:
        found = "; ".join(f"{code} {STATEMENTS[code].says}" for code in cited.statements)
        yield f"{SOURCES[cited.source].title} ({dated(SOURCES[cited.source])}), checked {cited.checked_on}: {found}"
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


def page(title: str, parts: Iterator[str]) -> str:
    return "\n\n".join((f"# {title}", *parts)) + "\n"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]] | map) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def dated(source: Source) -> str:
    """Its year, or the years it must lie between."""
    if source.year is not None:
        return str(source.year)
    first, last = source.between or (0, 0)
    return f"undated, between {first} and {last}"
