"""A criterion as lines under lines: what must all hold, what is one way among several, what shares one answer.

Negations are carried down to the questions, so that nothing is denied twice. Where only being met counts (a rule
applies, a row gives its verdict), it goes without saying that a blank does not meet a question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from guidelines.pathway.building import always_known
from guidelines.pathway.criteria import All, Any, BlankCountsAs, Criterion, Leaf, Named, Not, Recorded
from guidelines.pathway.readings.leaf_words import LeafWords, Say
from guidelines.pathway.thresholds import Thresholds
from guidelines.pathway.translate import _

SHARED = 3  # so many questions with one answer are asked together


@dataclass(frozen=True)
class Outline:
    """One line of a rule.

    A group has `parts`: all of them must hold (`every`) or one of them. A question has `facts`, and its `text` is the
    answer they must have; several facts share it. Otherwise the text says it all; `named` is told elsewhere.
    `suffix` says what a blank counts as.
    """

    text: str = ""
    parts: tuple[Outline, ...] = ()
    every: bool = True
    facts: tuple[str, ...] = ()
    named: Named | None = None
    suffix: str = ""


class Outliner:
    """Makes outlines with one set of thresholds in one language."""

    def __init__(self, thresholds: Thresholds, say: Say = str) -> None:
        self.words = LeafWords(thresholds, say)
        self.say = say

    def asked(self, criterion: Criterion) -> Outline:
        """What must hold for the criterion to be met."""
        return self._of(criterion, True, told=False)

    def whole(self, criterion: Criterion) -> Outline:
        """What the criterion says and what a blank counts as, said once where nothing can leave it not known."""
        if not always_known(criterion):
            return self._of(criterion, True, told=True)
        told = set(_blanks(criterion, True))
        line = self.asked(criterion)
        return replace(line, suffix=line.suffix + self._counts_as_not_met(told)) if False in told else line

    def _counts_as_not_met(self, told: Collection[bool] = ()) -> str:
        """Said once; where some blank is said to count for the criterion, this is about every other."""
        if True in told:
            return self.say(_(" (whatever else is not recorded counts as not met)"))
        return self.say(_(" (not recorded counts as not met)"))

    def _of(self, node: Criterion, positive: bool, told: bool) -> Outline:
        match node:
            case Named():
                return self._named(node, positive)
            case Not(criterion=inner):
                return self._of(inner, not positive, told)
            case All(
                criteria=(BlankCountsAs(answer=True, criterion=inner), Not(BlankCountsAs(answer=False)))
            ):
                said = _("it is not known whether {rule}") if positive else _("it is known whether {rule}")
                return Outline(self.say(said).format(rule=self.in_line(self.asked(inner))))
            case All(criteria=parts) | Any(criteria=parts):
                lines = [self._of(part, positive, told) for part in parts]
                return self._group(lines, every=isinstance(node, All) is positive)
            case BlankCountsAs(answer=answer, criterion=inner):
                counts = answer is positive  # then it matters what else a blank within would count as
                return self._with_blank(self._of(inner, positive, told or counts), inner, counts, told)
        leaf = cast(Leaf, node)
        return Outline(self.words.answer(leaf, positive), facts=(self.words.label(leaf),))

    def _named(self, node: Named, positive: bool) -> Outline:
        named = self.say(_("“{label}”")).format(label=self.say(node.label))
        return Outline(named if positive else self.say(_("not {rule}")).format(rule=named), named=node)

    def _group(self, lines: Sequence[Outline], every: bool) -> Outline:
        if not lines:
            return Outline(self.say(_("always")))
        suffixes = {line.suffix for line in lines}
        common = suffixes.pop() if len(suffixes) == 1 else ""
        own = [replace(line, suffix="") if common else line for line in lines]
        once = list(dict.fromkeys(_merged(own, every)))
        found = tuple(_sharing(once, every))
        if len(found) == 1:
            return replace(found[0], suffix=common or found[0].suffix)
        return Outline(parts=found, every=every, suffix=common)

    def _with_blank(self, line: Outline, inner: Criterion, counts: bool, told: bool) -> Outline:
        """`counts`: a blank speaks for the line; otherwise it speaks against it, which may go without saying."""
        if isinstance(_core(inner), Recorded):
            return line  # whether something is recorded is always known
        if not counts:
            return replace(line, suffix=self._counts_as_not_met()) if told else line
        if line.facts:
            return replace(line, text=self.say(_("{rule}, or not recorded")).format(rule=line.text))
        return replace(line, suffix=self.say(_(", or not known")))

    def in_line(self, line: Outline, inside: bool = False) -> str:
        """The outline in one run of words."""
        if not line.parts:
            return self.line(line)
        word = self.say(_(" AND ")) if line.every else self.say(_(" OR "))
        said = word.join(self.in_line(part, inside=True) for part in line.parts)
        return f"({said}){line.suffix}" if inside or line.suffix else said

    def line(self, line: Outline) -> str:
        """A line that has no lines under it."""
        if not line.facts:
            return line.text + line.suffix
        said = self.say(_("{fact}: {answer}")).format(fact=self._facts(line), answer=line.text)
        return said + line.suffix

    def _facts(self, line: Outline) -> str:
        if len(line.facts) == 1:
            return line.facts[0]
        several = _("each of {some} and {last}") if line.every else _("any of {some} or {last}")
        return self.say(several).format(some=", ".join(line.facts[:-1]), last=line.facts[-1])

    def heading(self, line: Outline) -> str:
        """What stands over the lines of a group."""
        said = _("all of these") if line.every else _("at least one of these")
        return self.say(said) + line.suffix

    def shared(self, line: Outline) -> str:
        """What stands over facts that share an answer."""
        said = _("each of these: {answer}") if line.every else _("at least one of these: {answer}")
        return self.say(said).format(answer=line.text) + line.suffix


def _core(criterion: Criterion) -> Criterion:
    """The criterion without the negations and blank rules around it."""
    while isinstance(criterion, (Not, BlankCountsAs)):
        criterion = criterion.criterion
    return criterion


def _blanks(node: Criterion, positive: bool) -> Iterator[bool]:
    """Whether blanks speak for (True) or against (False) what must hold, wherever that is ruled; what has a name says
    so itself."""
    if isinstance(node, Named):
        return
    if isinstance(node, BlankCountsAs) and not isinstance(_core(node), Recorded):
        yield node.answer is positive
    for part in node.parts:
        yield from _blanks(part, positive is not isinstance(node, Not))


def _merged(lines: Iterable[Outline], every: bool) -> Iterator[Outline]:
    """A group within a group of the same sort is one group."""
    for line in lines:
        if line.parts and line.every is every and not line.suffix:
            yield from line.parts
        else:
            yield line


def _sharing(lines: Sequence[Outline], every: bool) -> Iterator[Outline]:
    """Questions about several facts that ask for the same answer, together where the first of them stood."""
    alike = Counter((line.text, line.suffix) for line in lines if line.facts)
    told: set[tuple[str, str]] = set()
    for line in lines:
        answer = (line.text, line.suffix)
        if not line.facts or alike[answer] < SHARED:
            yield line
        elif answer not in told:
            told.add(answer)
            same = (other for other in lines if other.facts and (other.text, other.suffix) == answer)
            facts = tuple(fact for other in same for fact in other.facts)
            yield replace(line, facts=facts, every=every)
