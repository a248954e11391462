"""What the pathway can say: an action, the verdicts it may be given, and how sure and how strong that advice is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from guidelines.pathway.building import blank, known_true, not_true
from guidelines.pathway.criteria import ALWAYS, All, Any, Criterion, RuleError
from guidelines.pathway.facts import FACTS
from guidelines.pathway.sources import CHECKED_BY, CHECKED_ON, SOURCE_OF_LETTER, Citation
from guidelines.pathway.statements import STATEMENTS
from guidelines.pathway.translate import _


class Verdict(StrEnum):
    """What an action is told to be, strongest reading first. An action that does not apply has none."""

    URGENT = "urgent"
    CONTRAINDICATED = "contraindicated"
    NOT_CLEARED = "not_cleared"
    CAUTION = "caution"
    RECOMMEND = "recommend"
    CONSIDER = "consider"
    AVOID = "avoid"


class Certainty(StrEnum):
    """How sure the evidence in our sources lets us be; NONE means no studies in this group."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"
    NONE = "none"


class Strength(StrEnum):
    """How firmly the advice is meant, apart from how sure its evidence is."""

    STRONG = "strong"
    CONDITIONAL = "conditional"


class Stage(StrEnum):
    """Where on the pathway an action stands."""

    ALARM = "alarm"
    IMAGING = "imaging"
    FIRST_LINE = "first_line"
    STRONG_OPIOID = "strong_opioid"
    RHEUMATOLOGIST = "rheumatologist"
    PAIN_CLINIC_AND_ASSESSMENT = "pain_clinic_and_assessment"
    PROCEDURE = "procedure"
    OSTEOPOROSIS = "osteoporosis"
    FOLLOW_UP = "follow_up"


VERDICT_LABELS: dict[Verdict, str] = {
    Verdict.URGENT: _("urgent"),
    Verdict.CONTRAINDICATED: _("contraindicated"),
    Verdict.NOT_CLEARED: _("not cleared"),
    Verdict.CAUTION: _("caution"),
    Verdict.RECOMMEND: _("recommend"),
    Verdict.CONSIDER: _("consider"),
    Verdict.AVOID: _("avoid"),
}
CERTAINTY_LABELS: dict[Certainty, str] = {
    Certainty.HIGH: _("high certainty"),
    Certainty.MODERATE: _("moderate certainty"),
    Certainty.LOW: _("low certainty"),
    Certainty.VERY_LOW: _("very low certainty"),
    Certainty.NONE: _("no studies in this group"),
}
STRENGTH_LABELS: dict[Strength, str] = {
    Strength.STRONG: _("strong advice"),
    Strength.CONDITIONAL: _("conditional advice"),
}
STAGE_LABELS: dict[Stage, str] = {
    Stage.ALARM: _("Alarm signs"),
    Stage.IMAGING: _("Imaging"),
    Stage.FIRST_LINE: _("First line"),
    Stage.STRONG_OPIOID: _("Strong opioid"),
    Stage.RHEUMATOLOGIST: _("Rheumatologist"),
    Stage.PAIN_CLINIC_AND_ASSESSMENT: _("Pain clinic and assessment"),
    Stage.PROCEDURE: _("Procedure"),
    Stage.OSTEOPOROSIS: _("Osteoporosis care"),
    Stage.FOLLOW_UP: _("Follow-up"),
}


@dataclass(frozen=True)
class Needed:
    """A fact an action waits for, named among the missing when the criterion is met."""

    fact: str
    when: Criterion


@dataclass(frozen=True)
class Case:
    """One row of an action's verdict: when, what, why in a few words, and what it waits for.

    `needs` names facts by their own criteria; `decides` names the blank facts that could still settle a criterion;
    `held` lists the urgent actions that are present; `folded` is shown closed and never interrupts.
    """

    code: str
    when: Criterion
    verdict: Verdict
    because: str
    needs: tuple[Needed, ...] = ()
    decides: Criterion | None = None
    held: bool = False
    design_choice: bool = False
    folded: bool = False


@dataclass(frozen=True, kw_only=True)
class Action:
    """One thing the pathway may advise. Present when `when` is met; the first case that is met gives its verdict."""

    code: str
    title: str
    when: Criterion
    cases: tuple[Case, ...]
    stage: Stage
    certainty: Certainty
    strength: Strength
    statements: tuple[str, ...]
    controversy: str | None = None
    before_signing: tuple[str, ...] = ()
    note: str = ""
    design_choice: bool = False

    def __post_init__(self) -> None:
        codes = [case.code for case in self.cases]
        if len(set(codes)) != len(codes):
            raise RuleError(f"{self.code} has two cases of one name: {codes}")
        if self.cases[-1].when != ALWAYS:
            raise RuleError(f"{self.code} has no last word: its last case must hold always")
        if not self.statements and not self.design_choice:
            raise RuleError(f"{self.code} cites nothing and is not marked as our own choice")
        unknown = [statement for statement in self.statements if statement not in STATEMENTS]
        if unknown:
            raise RuleError(
                f"Action {self.code}: cites {', '.join(unknown)}, which the catalogue of statements does not hold; "
                "correct the id, or add the statement to guidelines/pathway/statements/."
            )

    @property
    def is_procedure(self) -> bool:
        return self.code.startswith("procedure.")

    @property
    def is_urgent(self) -> bool:
        """Whether it speaks of an alarm sign, which holds other actions back while it is present."""
        return self.code.startswith("urgent.")

    @property
    def present(self) -> Criterion:
        """Met exactly when the action stands in the answer; never not known."""
        return known_true(self.when)

    @property
    def cites(self) -> tuple[Citation, ...]:
        """Its statements, gathered by source, each source once, with where they stand and when that was checked."""
        of_source: dict[str, list[str]] = {source: [] for source in self.sources}
        for statement in self.statements:
            if statement[0] in SOURCE_OF_LETTER:
                of_source[SOURCE_OF_LETTER[statement[0]]].append(statement)
        return tuple(_citation(source, tuple(ids)) for source, ids in of_source.items())

    @property
    def sources(self) -> tuple[str, ...]:
        letters = dict.fromkeys(statement[0] for statement in self.statements)
        return tuple(SOURCE_OF_LETTER[letter] for letter in letters if letter in SOURCE_OF_LETTER)

    def reaches(self, reached: Case) -> Criterion:
        """Met exactly when the action is present and this case gives its verdict: no case before it does."""
        return self.present & self._deciding(reached)

    def told(self, *verdicts: Verdict) -> Criterion:
        """Met exactly when the action is present with one of these verdicts: composed from its own cases."""
        return self.present & Any(
            tuple(self._deciding(case) for case in self.cases if case.verdict in verdicts)
        )

    def _deciding(self, case: Case) -> Criterion:
        earlier = tuple(not_true(before.when) for before in self.cases[: self.cases.index(case)])
        return All((*earlier, known_true(case.when)) if case.when != ALWAYS else earlier)


def _citation(source: str, statements: tuple[str, ...]) -> Citation:
    sections = dict.fromkeys(STATEMENTS[statement].section for statement in statements)
    return Citation.model_validate(
        {
            "source": source,
            "statements": statements,
            "locator": "; ".join(sections),
            "checked_on": CHECKED_ON,
            "checked_by": CHECKED_BY,
        }
    )


def otherwise(verdict: Verdict, because: str, code: str = "otherwise", *, folded: bool = False) -> Case:
    """The last word of an action: this verdict when no case before it holds."""
    return Case(code, ALWAYS, verdict, because, folded=folded)


def needed(*facts: str, when: Criterion | None = None) -> tuple[Needed, ...]:
    """These facts, each named when it is blank, or when `when` is met."""
    for fact in facts:
        if fact not in FACTS:
            raise RuleError(f"{fact} is not a fact")
    return tuple(Needed(fact, when or blank(fact)) for fact in facts)
