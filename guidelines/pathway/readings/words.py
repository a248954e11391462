"""A rule in words: for the screen, the docs, and a clinician who checks it against the source.

`say` translates a marked English string; the English itself is the default.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guidelines.pathway.criteria import ALWAYS, Criterion, Named
from guidelines.pathway.facts import FACTS
from guidelines.pathway.readings.leaf_words import Say, value_in_words
from guidelines.pathway.readings.outline import Outline, Outliner
from guidelines.pathway.recommendations import VERDICT_LABELS, Action, Case
from guidelines.pathway.thresholds import Thresholds
from guidelines.pathway.translate import _

__all__ = [
    "CaseInWords", "Definition", "RuleInWords", "Say", "asked_in_words", "in_words", "lines_of", "meaning", "rule_in_words",
    "value_in_words",
]  # fmt: skip

FEW = 3  # so many missing facts are named beside a row


@dataclass(frozen=True)
class CaseInWords:
    """One row of the verdict: `when` is None where it is the last word; `marks` say what the answer adds."""

    verdict: str
    when: Outline | None
    because: str
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Definition:
    """What a named criterion stands for."""

    code: str
    label: str
    outline: Outline
    text: str
    cites: tuple[str, ...]
    design_choice: bool


@dataclass(frozen=True)
class RuleInWords:
    """An action's whole rule, in runs of words (`applies`, `verdicts`, `meanings`) and as lines under lines."""

    applies: str
    verdicts: tuple[str, ...]
    outline: Outline
    cases: tuple[CaseInWords, ...]
    definitions: tuple[Definition, ...]

    @property
    def meanings(self) -> tuple[tuple[str, str], ...]:
        """What each named criterion means, in one run of words."""
        return tuple((definition.label, definition.text) for definition in self.definitions)

    @property
    def sentence(self) -> str:
        """The rule in one run of words, its named criteria by their names."""
        return " ".join((self.applies, *self.verdicts))


def rule_in_words(action: Action, thresholds: Thresholds, say: Say = str) -> RuleInWords:
    """The action's rule in words, with the thresholds it is judged by."""
    speak = Outliner(thresholds, say)
    outline = speak.asked(action.when)
    return RuleInWords(
        applies=say(_("Applies when {rule}.")).format(rule=speak.in_line(outline)),
        verdicts=tuple(_verdict(case, number, speak) for number, case in enumerate(action.cases)),
        outline=outline,
        cases=tuple(_case(case, speak) for case in action.cases),
        definitions=tuple(definitions_in((action.when, *(case.when for case in action.cases)), speak)),
    )


def in_words(criterion: Criterion, thresholds: Thresholds, say: Say = str) -> str:
    """One criterion in words, with what a blank counts as; a named one by its name."""
    speak = Outliner(thresholds, say)
    return speak.in_line(speak.whole(criterion))


def asked_in_words(criterion: Criterion, thresholds: Thresholds, say: Say = str) -> str:
    """What must hold for a criterion to be met, in words."""
    speak = Outliner(thresholds, say)
    return speak.in_line(speak.asked(criterion))


def meaning(criterion: Named, thresholds: Thresholds, say: Say = str) -> str:
    """What a named criterion stands for, in words."""
    return in_words(criterion.criterion, thresholds, say)


def definitions_in(criteria: Iterable[Criterion], speak: Outliner) -> Iterator[Definition]:
    """Every named criterion under these, once, in reading order."""
    found = {
        node.code: node for criterion in criteria for node in criterion.walk() if isinstance(node, Named)
    }
    for node in found.values():
        outline = speak.whole(node.criterion)
        label, text = speak.say(node.label), speak.in_line(outline)
        yield Definition(node.code, label, outline, text, node.cites, node.design_choice)


def lines_of(line: Outline, speak: Outliner, depth: int = 0) -> Iterator[tuple[int, str]]:
    """The outline line by line, each with how deep it stands."""
    if line.parts:
        yield depth, speak.say(_("{heading}:")).format(heading=speak.heading(line))
        for part in line.parts:
            yield from lines_of(part, speak, depth + 1)
    elif len(line.facts) > 1:
        yield depth, speak.shared(line)
        yield from ((depth + 1, fact) for fact in line.facts)
    else:
        yield depth, speak.line(line)


def _verdict(case: Case, number: int, speak: Outliner) -> str:
    """One row in one run of words."""
    verdict = speak.say(VERDICT_LABELS[case.verdict])
    if case.when == ALWAYS:
        template = _("Otherwise: {verdict}.") if number else _("Verdict: {verdict}.")
    else:
        template = _("Else {verdict} when {rule}.") if number else _("Verdict: {verdict} when {rule}.")
    return speak.say(template).format(verdict=verdict, rule=speak.in_line(speak.asked(case.when)))


def _case(case: Case, speak: Outliner) -> CaseInWords:
    return CaseInWords(
        verdict=speak.say(VERDICT_LABELS[case.verdict]),
        when=None if case.when == ALWAYS else speak.asked(case.when),
        because=speak.say(case.because),
        marks=tuple(_marks(case, speak)),
    )


def _marks(case: Case, speak: Outliner) -> Iterator[str]:
    """What the answer adds to the verdict."""
    say = speak.say
    if case.held:
        yield say(_("names the urgent alarms that are present"))
    if case.decides:
        yield say(_("names as missing what could still decide it"))
    elif case.needs:
        facts = [say(FACTS[need.fact].label) for need in case.needs]
        names_them = _("names as missing what is open of: {facts}")
        said = names_them if len(facts) <= FEW else _("names as missing whichever of these is open")
        yield say(said).format(facts="; ".join(facts))
    if case.folded:
        yield say(_("shown folded, and never interrupts"))
    if case.design_choice:
        yield say(_("[D] our own choice"))
