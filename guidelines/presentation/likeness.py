"""A controversy beside one patient: whether each position is about patients like this one, and why.

It never says which side is right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidelines.adapters import FactSheet
from guidelines.pathway.controversies import CONTROVERSIES, cards_beside
from guidelines.pathway.controversy import Controversy, Kind
from guidelines.pathway.criteria import Compare, Criterion, Limit, Named
from guidelines.pathway.readings.kept import kept
from guidelines.pathway.readings.verdict import STATUS_CODES
from guidelines.pathway.resemblance import (
    LIKENESS_LABELS,
    Likeness,
    PositionFound,
    TraitFound,
    likeness,
    resemblance,
)
from guidelines.pathway.thresholds import Thresholds
from guidelines.presentation.controversy import rule_words
from guidelines.presentation.missing import MissingFact, missing_fact
from guidelines.presentation.phrases import phrases_for
from guidelines.presentation.values import ValueWords, fact_words, label

SHOWN_MISSING = 3


@dataclass(frozen=True)
class TraitLine:
    """One trait as it stands in this patient: `status` is met, not_met or not_known.

    `rule` is the criterion in words where a threshold or a named criterion stands in for the source; else "".
    """

    status: str
    because: str
    rule: str
    values: tuple[ValueWords, ...]


@dataclass(frozen=True)
class LikenessWords:
    """Whether the patient is like those of one position, and why."""

    status: str
    label: str
    reason: str
    traits: tuple[TraitLine, ...]
    missing: tuple[MissingFact, ...]


@dataclass(frozen=True)
class Sides:
    """A controversy beside one patient: its positions stand in `controversy_words(id)`, in the same order."""

    id: str
    question: str
    likeness: tuple[LikenessWords, ...]

    @property
    def counts(self) -> str:
        """How many positions resemble the patient, do not, or cannot be told: for a line that is still folded."""
        found = [(kind, sum(each.status == kind for each in self.likeness)) for kind in Likeness]
        return " · ".join(f"{_COUNTED[kind](number) % {'n': number}}" for kind, number in found if number)

    @property
    def missing(self) -> tuple[MissingFact, ...]:
        """What is not recorded and would tell, each once."""
        return tuple(dict.fromkeys(fact for each in self.likeness for fact in each.missing))

    @property
    def missing_in_short(self) -> str:
        """The first few of them and how many more: a printed line stays a line."""
        named, more = self.missing[:SHOWN_MISSING], len(self.missing) - SHOWN_MISSING
        labels = [fact.label for fact in named]
        if more > 0:
            labels.append(ngettext("%(n)d more", "%(n)d more", more) % {"n": more})
        return ", ".join(labels)


_COUNTED = {
    Likeness.RESEMBLES: lambda n: ngettext("%(n)d resembles this patient", "%(n)d resemble this patient", n),
    Likeness.DIFFERS: lambda n: ngettext("%(n)d does not", "%(n)d do not", n),
    Likeness.NOT_KNOWN: lambda n: ngettext("%(n)d not known", "%(n)d not known", n),
    Likeness.NO_CRITERION: lambda n: ngettext("%(n)d about no group", "%(n)d about no group", n),
}


class Beside:
    """Puts controversies beside one patient; each card once, however many actions it touches."""

    def __init__(self, sheet: FactSheet, thresholds: Thresholds) -> None:
        self._sheet = sheet
        self._thresholds = thresholds
        self._phrases = phrases_for(thresholds)
        self._sides: dict[str, Sides] = {}
        self._facts: dict[str, ValueWords] = {}
        ends = sheet.month_only.items()
        self._at_ends = [(fact, sheet.with_values(**{fact: end})) for fact, both in ends for end in both]

    def of_action(self, code: str) -> tuple[Sides, ...]:
        return tuple(self.sides(card) for card in cards_beside(code))

    def history(self) -> tuple[Sides, ...]:
        """What sources recommend and no step of ours does."""
        return tuple(self.sides(card) for card in CONTROVERSIES.values() if card.kind is Kind.HISTORY)

    def sides(self, card: Controversy) -> Sides:
        if card.id not in self._sides:
            self._sides[card.id] = Sides(card.id, _(card.question), self._likeness(card))
        return self._sides[card.id]

    def _likeness(self, card: Controversy) -> tuple[LikenessWords, ...]:
        beside = resemblance(card, self._sheet.facts, self._thresholds)
        return tuple(self._words(found, self._hangs_on(found)) for found in beside)

    def _hangs_on(self, found: PositionFound) -> list[str]:
        """Facts of which only the month is known, and another day of it would tell otherwise."""
        return [
            fact
            for fact, facts in self._at_ends
            if likeness(found.position, facts, self._thresholds) is not found.likeness
        ]

    def _words(self, found: PositionFound, hangs_on: list[str]) -> LikenessWords:
        status = Likeness.NOT_KNOWN if hangs_on else found.likeness
        return LikenessWords(
            status=status.value,
            label=capfirst(_(LIKENESS_LABELS[status])),
            reason=_hangs(hangs_on)
            if hangs_on
            else _(found.position.about_no_group)
            if not found.traits
            else "",
            traits=tuple(self._line(trait) for trait in found.traits),
            missing=tuple(missing_fact(fact) for fact in found.missing),
        )

    def _line(self, found: TraitFound) -> TraitLine:
        criterion = found.trait.criterion
        return TraitLine(
            status=STATUS_CODES[found.status],
            because=capfirst(_(found.trait.because)),
            rule=rule_words(criterion, self._phrases) if _stands_in(criterion) else "",
            values=tuple(self._fact(fact) for fact in found.values),
        )

    def _fact(self, fact: str) -> ValueWords:
        if fact not in self._facts:
            self._facts[fact] = fact_words(fact, self._sheet)
        return self._facts[fact]


def _hangs(facts: Iterable[str]) -> str:
    named = ", ".join(dict.fromkeys(label(fact) for fact in facts))
    return _("Only the month is known for: %(facts)s. Another day of it would tell otherwise.") % {
        "facts": named
    }


@kept
def _stands_in(criterion: Criterion) -> bool:
    """Whether a threshold or a named criterion of ours stands in for what the source says in words."""
    return any(
        isinstance(node, Named) or (isinstance(node, Compare) and isinstance(node.limit, Limit))
        for node in criterion.walk()
    )
