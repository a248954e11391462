"""What a reader should know of a definition: its rule in words, what it rests on, and who checked that, when."""

from __future__ import annotations

from collections.abc import Iterator

from guidelines.pathway.criteria import Named
from guidelines.pathway.plain_text import NOT_FOR_CLINICAL_USE
from guidelines.pathway.readings.outline import Outline, Outliner
from guidelines.pathway.readings.phrases import phrases_for
from guidelines.pathway.readings.words import CaseInWords, lines_of
from guidelines.pathway.recommendations import CERTAINTY_LABELS, STRENGTH_LABELS, Action
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.sources import SOURCES, Citation, Source
from guidelines.pathway.statements import STATEMENTS
from guidelines.pathway.thresholds import Thresholds

TRANSLATOR = "npm @cqframework/cql 5.3.0"
STEP = "  "
OWN_CHOICE = "Our own choice: no source states it."


def rules(version: RuleSet) -> tuple[str, ...]:
    """What stands at the head of the library."""
    released = f"released {version.released_on.isoformat()}" if version.released_on else "not released yet"
    return (
        f"Columna pathway, rule set {version.version}, {released}. {NOT_FOR_CLINICAL_USE}.",
        "Generated from the rules themselves. A fact that is not recorded is null, never false.",
        "Give every fact, null where it is not recorded, and a threshold where it is not the rule set's own.",
        f"The reference translator ({TRANSLATOR}) takes this CQL, and makes of it the ELM that is exported beside it.",
    )


def criterion(named: Named, thresholds: Thresholds) -> tuple[str, ...]:
    """A named criterion: its name, its meaning, its statements."""
    speak = Outliner(thresholds)
    lines = [_sentence(named.label), *_outlined("That is", speak.whole(named.criterion), speak)]
    if named.design_choice:
        lines.append(OWN_CHOICE)
    return (*lines, *(_statement(statement) for statement in named.cites))


def action(advice: Action, thresholds: Thresholds) -> tuple[str, ...]:
    """When an action stands in the answer, how sure and how firm it is, and what it rests on."""
    speak, words = Outliner(thresholds), phrases_for(thresholds).rule(advice)
    sure = f"{CERTAINTY_LABELS[advice.certainty]}, {STRENGTH_LABELS[advice.strength]}"
    lines = [
        f"{advice.title}. {sure[0].upper()}{sure[1:]}.",
        *_outlined("Applies when", words.outline, speak),
    ]
    if advice.note:
        lines.append(advice.note)
    if advice.design_choice:
        lines.append(OWN_CHOICE)
    return (*lines, *_cited(advice))


def cases(advice: Action, thresholds: Thresholds) -> tuple[str, ...]:
    """The verdicts in order, and why each is given."""
    speak, words = Outliner(thresholds), phrases_for(thresholds).rule(advice)
    return tuple(
        line
        for row, said in zip(advice.cases, words.cases, strict=True)
        for line in _case(row.code, said, speak)
    )


def _case(code: str, said: CaseInWords, speak: Outliner) -> Iterator[str]:
    yield f"{code}: {said.verdict}, because {said.because}."
    if said.when is not None:
        yield from (f"{STEP}{line}" for line in _outlined("When", said.when, speak))
    yield from (f"{STEP}{_sentence(mark)}" for mark in said.marks)


def _outlined(opening: str, outline: Outline, speak: Outliner) -> Iterator[str]:
    """What must hold: in the same line if it is one question, else part under part."""
    lines = list(lines_of(outline, speak))
    if len(lines) == 1:
        yield f"{opening}: {lines[0][1]}."
        return
    yield f"{opening}:"
    yield from (f"{STEP * (depth + 1)}- {line}" for depth, line in lines)


def _cited(advice: Action) -> Iterator[str]:
    for citation in advice.cites:
        yield cited(citation)
    yield from (_statement(statement) for statement in advice.statements)


def cited(citation: Citation) -> str:
    """One source with where to look, and who checked it when."""
    source = SOURCES[citation.source]
    checked = f"checked {citation.checked_on.isoformat()} by {citation.checked_by}"
    return f"Source: {source.title}, {dated(source)}; {citation.locator} ({checked})."


def dated(source: Source) -> str:
    """The year of a source, or the years it must lie between."""
    if source.between is None:
        return str(source.year)
    return f"undated, between {source.between[0]} and {source.between[1]}"


def _statement(code: str) -> str:
    found = STATEMENTS[code]
    figures = f" ({found.figures})" if found.figures else ""
    return f"{code}: {found.says}{figures}."


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."
