"""Puts claims to the solver, one after the other, and says of each whether it is proved or who refutes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from guidelines.pathway.readings.proof.asking import Asking
from guidelines.pathway.readings.proof.claim import Check, Claim, Reached
from guidelines.pathway.readings.proof.claims import ANY_THRESHOLD
from guidelines.pathway.readings.proof.examples import Example
from guidelines.pathway.readings.proof.reaching import setting_without_anybody
from guidelines.pathway.readings.proof.rechecking import shows
from guidelines.pathway.readings.proof.rules import Rules
from guidelines.pathway.thresholds import DEFAULT


class Disagreement(RuntimeError):
    """The proof found a patient of whom the engine says otherwise: one of the two reads the rules wrongly."""


@dataclass(frozen=True)
class Refutation:
    """What refutes a check: one patient, or two of a pair; none for a place that nobody reaches.

    `limits` are thresholds under which a place is dead.
    """

    check: Check
    examples: tuple[Example, ...] = ()
    limits: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Proof:
    """What came of one claim."""

    claim: Claim
    questions: int
    refutations: tuple[Refutation, ...]

    @property
    def holds(self) -> bool:
        return not self.refutations

    @property
    def as_expected(self) -> bool:
        """A claim holds; what is only wished for does not."""
        return self.holds is not self.claim.is_wish


def prove(claims: Iterable[Claim], rules: Rules) -> Iterator[Proof]:
    """One proof a claim, in order. What only other thresholds break is laid to the claim about thresholds, the last
    to be given where it is among them: give it the claims it answers for. Raises Disagreement, Undecided."""
    prover = _Prover(rules)
    for claim in claims:
        yield prover.proof(claim)


class _Prover:
    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.asking = Asking(rules)
        self.by_other_thresholds: list[Refutation] = []

    def proof(self, claim: Claim) -> Proof:
        before = self.asking.questions
        found = [
            refutation for check in claim.checks(self.rules) for refutation in self._refuted(check, claim)
        ]
        if claim.id == ANY_THRESHOLD.id:
            found = self.by_other_thresholds
        return Proof(claim, self.asking.questions - before, tuple(found))

    def _refuted(self, check: Check, claim: Claim) -> Iterator[Refutation]:
        if isinstance(check, Reached):
            yield from self._dead(check)
        elif self.asking.is_possible(check):
            as_they_are = self._shown(check, DEFAULT.values)
            if as_they_are:
                yield as_they_are
            elif not claim.is_wish:
                self.by_other_thresholds += filter(None, [self._shown(check)])

    def _dead(self, check: Reached) -> Iterator[Refutation]:
        if not self.asking.is_possible(check, DEFAULT.values):
            yield Refutation(check)
            return
        limits = setting_without_anybody(self.asking, check.place)
        if limits is not None:
            moved = {name: value for name, value in limits.items() if value != DEFAULT[name]}
            self.by_other_thresholds.append(Refutation(check, limits=moved))

    def _shown(self, check: Check, limits: Mapping[str, float] | None = None) -> Refutation | None:
        """The patient who breaks the check, once the engine has said so too."""
        examples = self.asking.patients(check, limits)
        if examples is None:
            return None
        if not shows(check, examples, self.rules):
            raise Disagreement(f"the engine does not bear out {check} for {examples}")
        return Refutation(check, examples)
