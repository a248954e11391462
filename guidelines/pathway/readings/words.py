"""A rule in words: for the screen, the docs, and a clinician who checks it against the source.

`say` translates a marked English string; the English itself is the default.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any as Anything

from guidelines.pathway.criteria import (
    ALWAYS,
    All,
    Any,
    BlankCountsAs,
    Compare,
    Criterion,
    Leaf,
    Limit,
    Meets,
    Named,
    Not,
    OneOf,
    Operator,
    Recorded,
    SetIs,
)
from guidelines.pathway.fact import VALUE_LABELS
from guidelines.pathway.facts import FACTS
from guidelines.pathway.recommendations import VERDICT_LABELS, Action
from guidelines.pathway.thresholds import Thresholds
from guidelines.pathway.translate import _

Say = Callable[[str], str]

COMPARED: dict[tuple[Operator, bool], str] = {
    (Operator.AT_LEAST, True): _("at least {limit}"),
    (Operator.ABOVE, True): _("more than {limit}"),
    (Operator.AT_MOST, True): _("at most {limit}"),
    (Operator.BELOW, True): _("less than {limit}"),
    (Operator.AT_LEAST, False): _("less than {limit}"),
    (Operator.ABOVE, False): _("at most {limit}"),
    (Operator.AT_MOST, False): _("more than {limit}"),
    (Operator.BELOW, False): _("at least {limit}"),
}


@dataclass(frozen=True)
class RuleInWords:
    """An action's whole rule: when it applies, each verdict in order, and what each named criterion means."""

    applies: str
    verdicts: tuple[str, ...]
    meanings: tuple[tuple[str, str], ...]

    @property
    def sentence(self) -> str:
        """The rule in one run of words, its named criteria by their names."""
        return " ".join((self.applies, *self.verdicts))


def rule_in_words(action: Action, thresholds: Thresholds, say: Say = str) -> RuleInWords:
    """The action's rule in words, with the thresholds it is judged by."""
    speak = _Speaker(thresholds, say)
    applies = say(_("Applies when {rule}.")).format(rule=speak.of(action.when))
    verdicts = []
    for number, case in enumerate(action.cases):
        verdict = say(VERDICT_LABELS[case.verdict])
        if case.when == ALWAYS:
            template = say(_("Otherwise: {verdict}.")) if number else say(_("Verdict: {verdict}."))
        else:
            template = (
                say(_("Verdict: {verdict} when {rule}."))
                if not number
                else say(_("Else {verdict} when {rule}."))
            )
        verdicts.append(template.format(verdict=verdict, rule=speak.of(case.when)))
    return RuleInWords(
        applies, tuple(verdicts), speak.meanings((action.when, *(case.when for case in action.cases)))
    )


def in_words(criterion: Criterion, thresholds: Thresholds, say: Say = str) -> str:
    """One criterion in words; a named one by its name."""
    return _Speaker(thresholds, say).of(criterion)


def meaning(criterion: Named, thresholds: Thresholds, say: Say = str) -> str:
    """What a named criterion stands for, in words."""
    return _Speaker(thresholds, say).of(criterion.criterion)


def value_in_words(fact: str, value: Anything, say: Say = str) -> str:
    """A recorded value as a person reads it; None is "not recorded"."""
    if value is None:
        return say(_("not recorded"))
    if isinstance(value, bool):
        return say(_("yes")) if value else say(_("no"))
    if isinstance(value, (set, frozenset, tuple, list)):
        members = [member for member in FACTS[fact].values if member in value]
        return ", ".join(say(VALUE_LABELS[member]) for member in members) or say(_("none"))
    if FACTS[fact].values:
        return say(VALUE_LABELS[value])
    return _number(fact, value, say) if isinstance(value, (int, float)) else str(value)


def _number(fact: str, value: float, say: Say) -> str:
    """The number with its unit, unless the label already says it."""
    unit = FACTS[fact].unit
    said = not unit or unit == "0-100" or unit.lower() in FACTS[fact].label.lower().split()
    return f"{value:g}" if said else f"{value:g} {say(unit)}"


def _core(criterion: Criterion) -> Criterion:
    """The criterion without the negations and blank rules around it."""
    while isinstance(criterion, (Not, BlankCountsAs)):
        criterion = criterion.criterion
    return criterion


class _Speaker:
    """Says criteria with one set of thresholds in one language."""

    def __init__(self, thresholds: Thresholds, say: Say) -> None:
        self.thresholds = thresholds
        self.say = say

    def of(self, criterion: Criterion, positive: bool = True) -> str:
        """The criterion, or its opposite, in words."""
        match criterion:
            case Named(label=label):
                named = self.say(_("“{label}”")).format(label=self.say(label))
                return named if positive else self.say(_("not {rule}")).format(rule=named)
            case Not(criterion=inner):
                return self.of(inner, not positive)
            case All(
                criteria=(BlankCountsAs(answer=True, criterion=inner), Not(BlankCountsAs(answer=False)))
            ):
                unknown = _("it is not known whether {rule}") if positive else _("it is known whether {rule}")
                return self.say(unknown).format(rule=self.of(inner))
            case All(criteria=parts):
                return self._joined(parts, positive, _(" AND ") if positive else _(" OR "))
            case Any(criteria=parts):
                return self._joined(parts, positive, _(" OR ") if positive else _(" AND "))
            case BlankCountsAs(answer=answer, criterion=inner):
                return self._with_blank(inner, positive, answer)
            case Compare() | OneOf() | Meets() | SetIs() | Recorded():
                return f"{self.say(FACTS[criterion.fact].label)}: {self._asked(criterion, positive)}"
        raise TypeError(f"no words for {type(criterion).__name__}")

    def _joined(self, parts: tuple[Criterion, ...], positive: bool, word: str) -> str:
        if not parts:
            return self.say(_("always"))
        said = [self._bracketed(part, positive, alone=len(parts) == 1) for part in parts]
        return self.say(word).join(said)

    def _bracketed(self, part: Criterion, positive: bool, alone: bool) -> str:
        inner = _core(part)
        several = isinstance(inner, (All, Any)) and len(inner.parts) > 1
        return f"({self.of(part, positive)})" if several and not alone else self.of(part, positive)

    def _with_blank(self, inner: Criterion, positive: bool, answer: bool) -> str:
        """A blank that speaks for the criterion is an "or"; one that speaks against it means: only where recorded."""
        words = f"({self.of(inner, positive)})" if isinstance(inner, (All, Any)) else self.of(inner, positive)
        if isinstance(_core(inner), Recorded):
            return words  # whether something is recorded is always known
        if isinstance(_core(inner), Leaf):
            template = _("{rule}, or not recorded") if answer is positive else _("{rule} (recorded)")
        else:
            template = _("{rule}, or not known") if answer is positive else _("{rule}, and known")
        return self.say(template).format(rule=words)

    def _asked(self, leaf: Criterion, positive: bool) -> str:
        match leaf:
            case Compare(fact=fact, operator=compared, limit=limit):
                return self.say(COMPARED[compared, positive]).format(limit=self._limit(fact, limit))
            case OneOf(values=values) if values in ((True,), (False,)):
                return self.say(_("yes")) if values[0] is positive else self.say(_("no"))
            case OneOf(values=values):
                return self._choice(values, positive)
            case Meets(fact=fact, values=members) if len(members) == len(FACTS[fact].values):
                return self.say(_("at least one")) if positive else self.say(_("none"))
            case Meets(fact=fact, values=members):
                return self._choice([value for value in FACTS[fact].values if value in members], positive)
            case SetIs(values=members):
                only = self.say(_("only {values}")) if positive else self.say(_("not only {values}"))
                return only.format(values=self._listed(members))
            case _:
                return self.say(_("recorded")) if positive else self.say(_("not recorded"))

    def _choice(self, values: Iterable[Anything], positive: bool) -> str:
        listed = self._listed(values)
        return listed if positive else self.say(_("other than {values}")).format(values=listed)

    def _listed(self, values: Iterable[Anything]) -> str:
        said = [self.say(VALUE_LABELS[value]) for value in values]
        if len(said) == 1:
            return said[0]
        return self.say(_("{some} or {last}")).format(some=", ".join(said[:-1]), last=said[-1])

    def _limit(self, fact: str, limit: float | Limit) -> str:
        if isinstance(limit, Limit):
            named = self.thresholds.named(limit.name)
            return f"{_number(fact, named.value, self.say)} [{self.say(named.label)}]"
        return _number(fact, limit, self.say)

    def meanings(self, criteria: Iterable[Criterion]) -> tuple[tuple[str, str], ...]:
        """Every named criterion under these, once, with what it means."""
        named = {
            node.code: node for criterion in criteria for node in criterion.walk() if isinstance(node, Named)
        }
        return tuple((self.say(node.label), self.of(node.criterion)) for node in named.values())
