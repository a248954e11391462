"""Puts claims to the solver, one after the other, and says of each whether it is proved or who refutes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from guidelines.pathway.readings.proof.asking import Asking, Undecided
from guidelines.pathway.readings.proof.claim import Alike, Check, Claim, NeverBoth, Reached
from guidelines.pathway.readings.proof.claims import ANY_THRESHOLD, CLAIMS
from guidelines.pathway.readings.proof.examples import Example
from guidelines.pathway.readings.proof.places import Place, places
from guidelines.pathway.readings.proof.reaching import setting_without_anybody
from guidelines.pathway.readings.proof.rechecking import shows
from guidelines.pathway.ruleset import RuleSet

__all__ = ["Disagreement", "Proof", "Refutation", "Undecided", "prove", "witnesses_of"]


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


def prove(claims: Iterable[Claim], rules: RuleSet) -> Iterator[Proof]:
    """One proof a claim, in order. What only other thresholds break is laid to the claim about thresholds, which asks
    whatever the claims before it did not. Raises Disagreement, Undecided."""
    prover = _Prover(rules)
    for claim in claims:
        if claim.id == ANY_THRESHOLD.id:
            prover.ask_the_rest()
        yield prover.proof(claim)


def witnesses_of(rules: RuleSet) -> Iterator[tuple[Place, Example | None]]:
    """Each place in the rules with the plainest patient who comes there; None where nobody does. Raises Disagreement."""
    prover = _Prover(rules)
    for place in places(rules):
        found = prover.shown(Reached(place), rules.thresholds.values)
        yield place, found.examples[0] if found else None


class _Prover:
    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.asking = Asking(rules)
        self.by_other_thresholds: list[Refutation] = []
        self.asked: set[str] = set()

    def ask_the_rest(self) -> None:
        """Every claim that has not been asked yet, for what other thresholds do to it."""
        for claim in CLAIMS.values():
            if not claim.is_wish and claim.id not in self.asked:
                self.proof(claim)

    def proof(self, claim: Claim) -> Proof:
        self.asked.add(claim.id)
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
            found = self.shown(check, None if _frees_thresholds(check) else self.rules.thresholds.values)
            if found:
                yield found
            elif not claim.is_wish:
                self.by_other_thresholds += filter(None, [self.shown(check)])

    def _dead(self, check: Reached) -> Iterator[Refutation]:
        if not self.asking.is_possible(check, self.rules.thresholds.values):
            yield Refutation(check)
            return
        limits = setting_without_anybody(self.asking, check.place)
        if limits is not None:
            moved = {name: value for name, value in limits.items() if value != self.rules.thresholds[name]}
            self.by_other_thresholds.append(Refutation(check, limits=moved))

    def shown(self, check: Check, limits: Mapping[str, float] | None = None) -> Refutation | None:
        """The patient who is as the check describes, once the engine has said so too."""
        examples = self.asking.patients(check, limits)
        if examples is None:
            return None
        if not shows(check, examples, self.rules):
            raise Disagreement(f"the engine does not bear out {check} for {examples}")
        return Refutation(check, examples)


def _frees_thresholds(check: Check) -> bool:
    """Whether the check says itself that thresholds may differ; all others are first tried with the pathway's own."""
    return isinstance(check, NeverBoth) and check.alike is Alike.AGREES
