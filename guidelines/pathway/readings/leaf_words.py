"""What a question about one fact says: the fact's label and the answer it asks for. `say` translates marked English."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any as Anything
from typing import cast

from guidelines.pathway.criteria import Compare, Leaf, Limit, Meets, OneOf, Operator, SetIs, Value
from guidelines.pathway.fact import VALUE_LABELS
from guidelines.pathway.facts import FACTS, Kind
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


def _is_below(leaf: Compare, positive: bool) -> bool:
    return leaf.operator is (Operator.BELOW if positive else Operator.AT_LEAST)


class LeafWords:
    """Says questions about one fact, with one set of thresholds, in one language."""

    def __init__(self, thresholds: Thresholds, say: Say) -> None:
        self.thresholds = thresholds
        self.say = say

    def label(self, leaf: Leaf) -> str:
        return self.say(FACTS[leaf.fact].label)

    def answer(self, leaf: Leaf, positive: bool) -> str:
        """What the fact must be, or must not be."""
        match leaf:
            case Compare(fact=fact, limit=1) if FACTS[fact].kind is Kind.INT and _is_below(leaf, positive):
                return "0"  # a count
            case Compare(fact=fact, operator=compared, limit=limit):
                return self.say(COMPARED[compared, positive]).format(limit=self._limit(fact, limit))
            case OneOf(values=values) if values in ((True,), (False,)):
                return self.say(_("yes")) if values[0] is positive else self.say(_("no"))
            case OneOf(fact=fact, values=values):
                return self._choice(fact, values, positive)
            case Meets(fact=fact, values=members) if len(members) == len(FACTS[fact].values):
                return self.say(_("at least one")) if positive else self.say(_("none"))
            case Meets(fact=fact, values=members):
                return self._choice(fact, [v for v in FACTS[fact].values if v in members], positive)
            case SetIs(values=members):
                only = self.say(_("only {values}")) if positive else self.say(_("not only {values}"))
                return only.format(values=self._listed(members))
            case _:
                return self.say(_("recorded")) if positive else self.say(_("not recorded"))

    def _choice(self, fact: str, values: Iterable[Value], positive: bool) -> str:
        """One of the values, or none of them: the one that is left where only one is."""
        listed = tuple(values)
        left = [value for value in FACTS[fact].values if value not in listed]
        if positive:
            return self._listed(listed)
        if len(left) == 1 and FACTS[fact].kind is not Kind.SET:
            return self._listed(left)
        return self.say(_("other than {values}")).format(values=self._listed(listed))

    def _listed(self, values: Iterable[Value]) -> str:
        """The values with "or"; in quotation marks where one of them holds a comma itself."""
        said = [self.say(VALUE_LABELS[cast(str | int, value)]) for value in values]
        if any("," in text for text in said):
            said = [self.say(_("‘{label}’")).format(label=text) for text in said]
        if len(said) == 1:
            return said[0]
        return self.say(_("{some} or {last}")).format(some=", ".join(said[:-1]), last=said[-1])

    def _limit(self, fact: str, limit: float | Limit) -> str:
        """The number; a threshold is followed by its name, a number that the rule fixes is not."""
        if isinstance(limit, Limit):
            named = self.thresholds.named(limit.name)
            return f"{self._measured(fact, named.value)} [{self.say(named.label)}]"
        return self._measured(fact, limit)

    def _measured(self, fact: str, value: float) -> str:
        if FACTS[fact].unit == "0-100":
            return self.say(_("{number} of 100")).format(number=f"{value:g}")
        return _number(fact, value, self.say)
