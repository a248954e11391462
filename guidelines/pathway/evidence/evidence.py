"""What stands behind one action: whether anybody tried it in this patient group, and the numbers the sources give."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from guidelines.pathway.statements import STATEMENTS
from guidelines.pathway.translate import _


class Trials(StrEnum):
    """Whether our sources know a controlled trial of it in this patient group; NO is said by a source, never assumed."""

    YES = "yes"
    NO = "no"
    NOT_STATED = "not_stated"


TRIALS_LABELS: dict[Trials, str] = {
    Trials.YES: _("tried in this patient group"),
    Trials.NO: _("no trial in this patient group"),
    Trials.NOT_STATED: _("our sources do not say whether it was tried"),
}


class EvidenceError(ValueError):
    """Evidence that cites what the catalogue does not hold, or says yes or no without a statement behind it."""


@dataclass(frozen=True)
class Figure:
    """One absolute number a source gives: what was counted or measured, with its n, unit and comparator in `says`.

    `uncontrolled`: a series or a before/after change, which is never proof of effect.
    """

    says: str
    statements: tuple[str, ...]
    uncontrolled: bool = False


@dataclass(frozen=True)
class Evidence:
    """The evidence of one action. `trial` gives design and number; `also` are statements beyond those the rule cites."""

    action: str
    trials: Trials
    trial: str = ""
    tried_in: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        unknown = [code for code in self.statements if code not in STATEMENTS]
        if unknown:
            raise EvidenceError(
                f"evidence of {self.action}: cites {', '.join(unknown)}, found in no source; "
                "use an id of guidelines/pathway/statements/, or add the statement there."
            )
        if self.trials is not Trials.NOT_STATED and not (self.trial and self.tried_in):
            raise EvidenceError(
                f"evidence of {self.action}: found trials = {self.trials} without design or statement; "
                "say which trials and cite the statement, or say not_stated."
            )

    @property
    def statements(self) -> tuple[str, ...]:
        """Every statement it rests on, once, in this order: the trials, the figures, the rest."""
        of_figures = (code for figure in self.figures for code in figure.statements)
        return tuple(dict.fromkeys((*self.tried_in, *of_figures, *self.also)))


def not_stated(action: str, also: str = "", *figures: Figure) -> Evidence:
    """Evidence of an action whose trials no source speaks of."""
    return Evidence(action, Trials.NOT_STATED, figures=figures, also=tuple(also.split()))


def measured(says: str, statements: str, *, uncontrolled: bool = False) -> Figure:
    return Figure(says, tuple(statements.split()), uncontrolled)
