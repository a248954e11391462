"""The nodes a rule is made of: frozen, few, and read by small modules that know nothing of each other (readings/).

A criterion is met, not met or not known. `&`, `|` and `~` build criteria and follow Kleene's three-valued logic:
one part that is not met settles an `&`, one that is met settles an `|`, otherwise a part not known leaves it so.
A fact that is not recorded makes its comparison not known; only `BlankCountsAs` and `Recorded` turn that into an answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from guidelines.pathway.facts import FACTS, Kind
from guidelines.pathway.thresholds import DEFAULT

Value = bool | int | float | str


class RuleError(ValueError):
    """A rule that does not fit the facts or the thresholds; raised when the rules are loaded, never for a patient."""


class Operator(StrEnum):
    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"


@dataclass(frozen=True, slots=True)
class Limit:
    """A named threshold, looked up among the thresholds the patient is judged by."""

    name: str

    def __post_init__(self) -> None:
        if self.name not in DEFAULT.values:
            raise RuleError(f"{self.name} is not a threshold")


class Criterion:
    """Any node of a rule's tree."""

    __slots__ = ()

    def __and__(self, other: Criterion) -> All:
        return All((*_parts(self, All), *_parts(other, All)))

    def __or__(self, other: Criterion) -> Any:
        return Any((*_parts(self, Any), *_parts(other, Any)))

    def __invert__(self) -> Not:
        return Not(self)

    @property
    def parts(self) -> tuple[Criterion, ...]:
        """The criteria this one is made of; none for a comparison on a fact."""
        return ()

    def walk(self) -> Iterator[Criterion]:
        """This node and every node under it."""
        yield self
        for part in self.parts:
            yield from part.walk()


def _parts(criterion: Criterion, kind: type[All] | type[Any]) -> tuple[Criterion, ...]:
    """`a & b & c` is one All of three, not a nest of two."""
    return criterion.parts if isinstance(criterion, kind) else (criterion,)


class Leaf(Criterion):
    """A question about one fact."""

    __slots__ = ()
    kinds: ClassVar[frozenset[Kind]] = frozenset(Kind)
    fact: str

    def _check_fact(self) -> None:
        if self.fact not in FACTS:
            raise RuleError(f"{self.fact} is not a fact")
        if FACTS[self.fact].kind not in self.kinds:
            raise RuleError(
                f"{type(self).__name__} cannot be asked of {self.fact}, a {FACTS[self.fact].kind}"
            )

    def _check_values(self, values: frozenset[Value] | tuple[Value, ...]) -> None:
        fact = FACTS[self.fact]
        allowed = (True, False) if fact.kind is Kind.BOOL else fact.values
        for value in values:
            if value not in allowed:
                raise RuleError(f"{self.fact} cannot be {value!r}; allowed: {fact.allowed}")


@dataclass(frozen=True, slots=True)
class Compare(Leaf):
    """A number against a literal or a named threshold."""

    fact: str
    operator: Operator
    limit: float | Limit
    kinds: ClassVar[frozenset[Kind]] = frozenset({Kind.INT, Kind.FLOAT})

    def __post_init__(self) -> None:
        self._check_fact()


@dataclass(frozen=True, slots=True)
class OneOf(Leaf):
    """A yes/no, a choice or a treatment status that is one of these values."""

    fact: str
    values: tuple[Value, ...]
    kinds: ClassVar[frozenset[Kind]] = frozenset({Kind.BOOL, Kind.ENUM, Kind.TREATMENT})

    def __post_init__(self) -> None:
        self._check_fact()
        self._check_values(self.values)


@dataclass(frozen=True, slots=True)
class Meets(Leaf):
    """A set that shares at least one member with these values."""

    fact: str
    values: frozenset[Value]
    kinds: ClassVar[frozenset[Kind]] = frozenset({Kind.SET})

    def __post_init__(self) -> None:
        self._check_fact()
        self._check_values(self.values)


@dataclass(frozen=True, slots=True)
class SetIs(Leaf):
    """A set that holds exactly these values."""

    fact: str
    values: frozenset[Value]
    kinds: ClassVar[frozenset[Kind]] = frozenset({Kind.SET})

    def __post_init__(self) -> None:
        self._check_fact()
        self._check_values(self.values)


@dataclass(frozen=True, slots=True)
class Recorded(Leaf):
    """Whether the fact is recorded at all; always known."""

    fact: str

    def __post_init__(self) -> None:
        self._check_fact()


@dataclass(frozen=True, slots=True)
class All(Criterion):
    """Every part is met. No parts at all is met: it stands for "otherwise"."""

    criteria: tuple[Criterion, ...]

    @property
    def parts(self) -> tuple[Criterion, ...]:
        return self.criteria


@dataclass(frozen=True, slots=True)
class Any(Criterion):
    """At least one part is met."""

    criteria: tuple[Criterion, ...]

    @property
    def parts(self) -> tuple[Criterion, ...]:
        return self.criteria


@dataclass(frozen=True, slots=True)
class Not(Criterion):
    """The part is not met; not known stays not known."""

    criterion: Criterion

    @property
    def parts(self) -> tuple[Criterion, ...]:
        return (self.criterion,)


@dataclass(frozen=True, slots=True)
class BlankCountsAs(Criterion):
    """The part, where not known counts as met (`answer` True) or as not met (`answer` False)."""

    answer: bool
    criterion: Criterion

    @property
    def parts(self) -> tuple[Criterion, ...]:
        return (self.criterion,)


@dataclass(frozen=True, slots=True)
class Named(Criterion):
    """A criterion with a name of its own: the contract's derived facts, and whatever a reader should see as one thing.

    `cites` are statement ids; `design_choice` marks one that no source states ([D]), labelled so on screen.
    """

    code: str
    label: str
    criterion: Criterion
    cites: tuple[str, ...] = ()
    design_choice: bool = False

    @property
    def parts(self) -> tuple[Criterion, ...]:
        return (self.criterion,)


ALWAYS = All(())
