"""The one shape of an instrument: what is asked, how it is scored, which way is worse, and what a change must reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from registry.instruments.bands import Bands
from registry.instruments.direction import Direction
from registry.instruments.responses import Answers, Item, Responses, check_responses, echo, responses_in_order
from registry.instruments.translate import Message, _, say

if TYPE_CHECKING:
    from registry.instruments.value_sets import ValueSet


@dataclass(frozen=True)
class Scale:
    """What the score is measured on, from the lowest that is possible to the highest. `unit` is said with every number;
    `decimals` are for display only. `drawn`: what charts and histograms reach over, where that is another range."""

    lowest: float
    highest: float
    unit: str
    direction: Direction
    decimals: int
    drawn: tuple[float, float] | None = None

    @property
    def ends(self) -> tuple[float, float]:
        """Where a chart of the score begins and ends."""
        return self.drawn or (self.lowest, self.highest)


@dataclass(frozen=True)
class Mcid:
    """The change that counts as important: at least this much, in the instrument's own unit. A group-level convention.

    `surname` is what the source is called where the number is said in a line.
    """

    value: float
    unit: str
    source: str
    surname: str
    note: str = ""


@dataclass(frozen=True)
class Domain:
    """One of several scores of an instrument. `items` are those it is made of; none where it weighs other domains."""

    code: str
    title: str
    scale: Scale
    items: tuple[str, ...] = ()
    mcid: Mcid | None = None


@dataclass(frozen=True)
class Reference:
    """Who described the instrument, and on what terms it may be used."""

    citation: str
    licence: str


@dataclass(frozen=True, slots=True)
class Score:
    """A score, unrounded, with its surname: how many items, which rule, which value set."""

    value: float
    answered: int
    rule: str
    band: str | None = None
    value_set: str | None = None
    state: str | None = None
    domains: Mapping[str, float | None] = field(default_factory=dict)  # None where a domain cannot be scored


@dataclass(frozen=True, slots=True)
class NotScorable:
    """Why there is no score. It is never 0."""

    reason: Message
    answered: int
    rule: str
    value_set: str | None = None
    domains: Mapping[str, float | None] = field(default_factory=dict)  # those that can be scored all the same


@dataclass(frozen=True)
class Options:
    """What the person scoring chose; checked by Instrument.score, so a scoring function gets allowed ones only."""

    value_set: ValueSet | None = None
    min_answered: int | None = None


class InvalidOption(ValueError):
    """A value set or a minimum that this instrument does not have."""

    def __init__(self, message: Message):
        self.message = message
        super().__init__(str(message))


@dataclass(frozen=True)
class Instrument:
    """A questionnaire, score or test: everything that code, screens, documentation and tests need to know of it."""

    code: str
    title: str
    version: str
    items: tuple[Item, ...]
    scale: Scale
    scoring: Callable[[Answers, Options], Score | NotScorable]
    missing_rule: str
    mcid: Mcid | None  # None where a change is not measured with it
    reference: Reference
    domains: tuple[Domain, ...] = ()  # of which `headline` names the one that is the score
    headline: str = ""
    bands: Bands | None = None
    optional_bands: Bands | None = (
        None  # not official: shown where someone asks for them, never part of a score
    )
    min_answered: tuple[int, ...] = ()  # the default first
    # Where an answer is kept as a dated fact of the patient, which the pathway reads: item to the fact. Then no
    # assessment is stored, so that nothing is kept twice.
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    in_own_words: bool = False  # every word that is shown may be shipped
    only_in_its_words: bool = (
        False  # names of our own do not tell what an item asks: no patient can answer it by them
    )
    caution: str = ""  # what a reader of the score must know
    value_sets: Mapping[str, ValueSet] = field(default_factory=lambda: MappingProxyType({}))

    def score(
        self, responses: Responses, *, value_set: str | None = None, min_answered: int | None = None
    ) -> Score | NotScorable:
        """The score of one set of responses, or why there is none.

        Raises InvalidResponse for a value that is not allowed (before anything else is asked: a wrong value is never
        treated as a blank) and InvalidOption for a value set or minimum this instrument does not have.
        """
        answers = check_responses(self.items, responses)
        return self.scoring(answers, Options(self._value_set(value_set), self._min_answered(min_answered)))

    def domain(self, code: str) -> Domain:
        """Raises KeyError for a domain this instrument does not have."""
        return {domain.code: domain for domain in self.domains}[code]

    def in_order(self, values: Sequence[object]) -> dict[str, float | None]:
        """Checked responses from a list in the order of the items."""
        return responses_in_order(self.items, values)

    def band_of(self, score: float) -> str | None:
        return self.bands.code_of(Fraction(score)) if self.bands else None

    def _value_set(self, code: str | None) -> ValueSet | None:
        if not self.value_sets:
            if code is None:
                return None
            raise InvalidOption(
                say(_("{instrument} has no value sets; leave value_set out."), instrument=self.code)
            )
        if code is None or code not in self.value_sets:
            raise InvalidOption(
                say(
                    _(
                        "An index needs the name of its value set. Found {found}; give value_set as one of {allowed}."
                    ),
                    found=code or "none",
                    allowed=", ".join(self.value_sets),
                )
            )
        return self.value_sets[code]

    def _min_answered(self, minimum: int | None) -> int | None:
        if minimum is None:
            return self.min_answered[0] if self.min_answered else None
        if type(minimum) is int and minimum in self.min_answered:
            return minimum
        if not self.min_answered:
            raise InvalidOption(
                say(_("{instrument} needs every item; leave min_answered out."), instrument=self.code)
            )
        raise InvalidOption(
            say(
                _("min_answered is {found}; give one of {allowed}, or leave it out."),
                found=echo(minimum),
                allowed=", ".join(map(str, self.min_answered)),
            )
        )
