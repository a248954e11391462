"""What differs between two rule sets: rules, thresholds and texts, each as words then and words now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import Any as Anything
from typing import NamedTuple, TypeVar

from guidelines.pathway.criteria import Criterion, Named
from guidelines.pathway.readings.archive import outline
from guidelines.pathway.readings.words import Say, in_words, meaning, rule_in_words
from guidelines.pathway.recommendations import CERTAINTY_LABELS, STRENGTH_LABELS, Action
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.thresholds import Threshold
from guidelines.pathway.translate import _


class Part(StrEnum):
    """Where in a rule set a difference lies."""

    ACTION = "action"
    CRITERION = "criterion"
    FUNCTION = "function"
    THRESHOLD = "threshold"
    WARNING = "warning"


@dataclass(frozen=True)
class Differs:
    """One thing that differs. `then` or `now` is None where the thing is not there at all.

    `rule` tells a change of what is decided from a change of wording, grading or citation.
    """

    part: Part
    code: str
    title: str
    field: str
    then: str | None
    now: str | None
    rule: bool


class Row(NamedTuple):
    """One row of the functional table."""

    code: str
    title: str
    when: Criterion


Thing = TypeVar("Thing")


def differences(then: RuleSet, now: RuleSet, say: Say = str) -> tuple[Differs, ...]:
    """Everything that differs, in the order of the newer rule set; nothing where the two hold the same."""
    return tuple(_Comparison(then, now, say).found())


class _Comparison:
    """Holds two rule sets side by side, in one language."""

    def __init__(self, then: RuleSet, now: RuleSet, say: Say) -> None:
        self.then = then
        self.now = now
        self.say = say

    def found(self) -> Iterator[Differs]:
        for action, before, after in _paired(self.then.by_code, self.now.by_code):
            yield from self._action(action, before, after)
        yield from self._criteria()
        yield from self._function()
        for threshold, earlier, later in _paired(_thresholds(self.then), _thresholds(self.now)):
            yield from self._threshold(threshold, earlier, later)
        yield from self._warnings()

    def _action(self, action: Action, then: Action | None, now: Action | None) -> Iterator[Differs]:
        lines_then, lines_now = self._rule(self.then, then), self._rule(self.now, now)
        title = self.say(action.title)
        if then is None or now is None:
            yield Differs(
                Part.ACTION, action.code, title, self.say(_("the whole action")),
                _text(lines_then), _text(lines_now), rule=True,
            )  # fmt: skip
            return
        if _decides(then) != _decides(now):
            yield Differs(
                Part.ACTION, action.code, title, self.say(_("rule")), *self._unlike(lines_then, lines_now), rule=True
            )  # fmt: skip
        for field, words in self._texts():
            before, after = words(then), words(now)
            if before != after:
                yield Differs(Part.ACTION, action.code, title, field, before, after, rule=False)

    def _rule(self, rules: RuleSet, action: Action | None) -> tuple[str, ...]:
        if action is None:
            return ()
        words = rule_in_words(action, rules.thresholds, self.say)
        return (words.applies, *words.verdicts)

    def _unlike(self, then: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, str]:
        """The lines that differ; where the words are the same, that the rule under them is not."""
        lines = [pair for pair in zip_longest(then, now, fillvalue="") if pair[0] != pair[1]]
        if not lines:
            same = self.say(_("the same words, but the criteria under them or what is asked for differ"))
            return same, same
        return " ".join(line for line, _now in lines), " ".join(line for _then, line in lines)

    def _texts(self) -> tuple[tuple[str, Callable[[Action], str]], ...]:
        """What an action says beside its rule, each as words."""
        say = self.say
        return (
            (say(_("title")), lambda action: say(action.title)),
            (say(_("certainty")), lambda action: say(CERTAINTY_LABELS[action.certainty])),
            (say(_("strength")), lambda action: say(STRENGTH_LABELS[action.strength])),
            (say(_("statements")), lambda action: ", ".join(sorted(action.statements))),
            (say(_("note")), lambda action: say(action.note) if action.note else ""),
            (say(_("confirmed before signing")), lambda action: "; ".join(map(say, action.before_signing))),
            (
                say(_("reasons")),
                lambda action: "; ".join(say(case.because) for case in action.cases),
            ),
        )

    def _criteria(self) -> Iterator[Differs]:
        """Named criteria whose meaning changed; one that is new or gone shows in the rules that use it."""
        for named, then, now in _paired(_named(self.then), _named(self.now)):
            if then and now and outline(then.criterion) != outline(now.criterion):
                words = (
                    meaning(then, self.then.thresholds, self.say),
                    meaning(now, self.now.thresholds, self.say),
                )
                yield Differs(
                    Part.CRITERION,
                    named.code,
                    self.say(named.label),
                    self.say(_("meaning")),
                    *words,
                    rule=True,
                )

    def _function(self) -> Iterator[Differs]:
        for row, then, now in _paired(_rows(self.then), _rows(self.now)):
            if not (then and now) or outline(then.when) != outline(now.when):
                yield Differs(
                    Part.FUNCTION, row.code, self.say(row.title), self.say(_("criterion")),
                    self._asks(self.then, then), self._asks(self.now, now), rule=True,
                )  # fmt: skip

    def _asks(self, rules: RuleSet, row: Row | None) -> str | None:
        return in_words(row.when, rules.thresholds, self.say) if row else None

    def _threshold(
        self, threshold: Threshold, then: Threshold | None, now: Threshold | None
    ) -> Iterator[Differs]:
        if then == now:
            return
        changed = not (then and now) or then.value != now.value
        yield Differs(
            Part.THRESHOLD, threshold.name, self.say(threshold.label), self.say(_("value, bounds and source")),
            self._bounded(then), self._bounded(now), rule=changed,
        )  # fmt: skip

    def _bounded(self, threshold: Threshold | None) -> str | None:
        if threshold is None:
            return None
        words = self.say(_("{value} {unit}, allowed {low} to {high}; {source}"))
        return words.format(
            value=f"{threshold.value:g}", unit=self.say(threshold.unit), low=f"{threshold.low:g}",
            high=f"{threshold.high:g}", source=self.say(threshold.source),
        )  # fmt: skip

    def _warnings(self) -> Iterator[Differs]:
        then, now = ({row.code: row for row in rules.warnings} for rules in (self.then, self.now))
        for warning, before, after in _paired(then, now):
            if before != after:
                said = [self.say(row.message) if row else None for row in (before, after)]
                yield Differs(
                    Part.WARNING,
                    warning.code,
                    warning.code,
                    self.say(_("warning")),
                    said[0],
                    said[1],
                    rule=True,
                )


def _paired(
    then: Mapping[str, Thing], now: Mapping[str, Thing]
) -> Iterator[tuple[Thing, Thing | None, Thing | None]]:
    """The thing, as it was and as it is: in the order of the newer, then those that are gone."""
    for code, thing in {**now, **{code: gone for code, gone in then.items() if code not in now}}.items():
        yield thing, then.get(code), now.get(code)


def _decides(action: Action) -> Anything:
    """What an action decides by: when it is present and each case, apart from the words it gives as reasons."""
    return outline(action.when), [
        outline(case.code, case.when, case.verdict, case.needs, case.decides, case.held, case.folded)
        for case in action.cases
    ]


def _named(rules: RuleSet) -> dict[str, Named]:
    return {
        node.code: node
        for criterion in rules.criteria
        for node in criterion.walk()
        if isinstance(node, Named)
    }


def _rows(rules: RuleSet) -> dict[str, Row]:
    table = rules.functional
    steps = (Row(step.code, step.label, step.when) for step in (table.physician_first, *table.steps))
    considered = (Row(row.code, row.label, row.when) for row in table.considerations)
    constraints = (Row(row.code, row.title, row.when) for row in table.constraints)
    provisional = Row("provisional", _("Provisional"), table.provisional)
    return {row.code: row for row in (*steps, *considered, *constraints, provisional)}


def _thresholds(rules: RuleSet) -> dict[str, Threshold]:
    return {threshold.name: threshold for threshold in rules.thresholds}


def _text(lines: tuple[str, ...]) -> str | None:
    return " ".join(lines) if lines else None
