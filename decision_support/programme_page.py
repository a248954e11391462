"""The programme a patient takes home: the last one confirmed, and only while it still rests on what counts today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from guidelines.actions.standings import alarm_of
from guidelines.advice import Advice
from guidelines.models import FunctionalDecision, TrainingProgramme
from guidelines.pathway.exercise import BLOCK_LABELS, Block
from guidelines.pathway.exercise_plan import look_again
from guidelines.pathway.exercises import LIBRARY
from guidelines.pathway.stop_signs import STOP_SIGNS, StopSign
from guidelines.presentation.decisions import DecisionWords, decision_words, named
from guidelines.presentation.doses import dose_of, dose_words
from guidelines.presentation.evidence import rests_on
from guidelines.presentation.exercises import ExerciseWords, exercise_words
from guidelines.programme_basis import BasisNow, basis_now
from guidelines.programme_selectors import programmes_of
from guidelines.selectors import decisions_of
from registry.models import Patient

CHANGED = {
    "decision": gettext_noop("the category was decided anew"),
    "programme": gettext_noop("it is another programme now, or another phase"),
    "frail": gettext_noop("frailty"),
    "hip_strength": gettext_noop("strength training after the hip fracture"),
}


@dataclass(frozen=True)
class PrescribedExercise:
    exercise: ExerciseWords
    dose: str
    note: str


@dataclass(frozen=True)
class BlockWords:
    label: str
    exercises: list[PrescribedExercise]


@dataclass(frozen=True)
class ProgrammePage:
    """`programme` is the one asked for; `look_again` what is no longer as it was; `stricter` what is to be decided first."""

    patient: Patient
    now: BasisNow
    decision: DecisionWords | None
    programmes: Sequence[TrainingProgramme]
    programme: TrainingProgramme | None
    look_again: list[str]
    stricter: list[str]

    @property
    def known(self) -> bool:
        return self.now.advice is not None

    @property
    def alarm(self) -> str:
        """The state the banner shows, of the advice that was read here."""
        return alarm_of(self.now.advice.told if self.now.advice else None)

    @property
    def is_replaced(self) -> bool:
        return self.programme is not None and self.programme != self.programmes[0]

    @property
    def may_be_handed_out(self) -> bool:
        return bool(self.programme and self.now.basis and not self.look_again and not self.stricter)

    @property
    def by(self) -> str:
        person = self.programme.confirmed_by
        return person.get_full_name() or person.get_username()

    @property
    def blocks(self) -> list[BlockWords]:
        """In the order they were confirmed."""
        found: dict[Block, list[PrescribedExercise]] = {}
        for kept in self.programme.exercises:
            if kept["code"] in LIBRARY:
                found.setdefault(LIBRARY[kept["code"]].block, []).append(_prescribed(kept))
        return [BlockWords(_(BLOCK_LABELS[block]), rows) for block, rows in found.items()]

    @property
    def gone(self) -> list[str]:
        """Codes of exercises that the library of today no longer has."""
        return [kept["code"] for kept in self.programme.exercises if kept["code"] not in LIBRARY]

    @property
    def stop_signs(self) -> tuple[StopSign, ...]:
        return tuple(sign for sign in STOP_SIGNS if not sign.at_once)

    @property
    def call_signs(self) -> tuple[StopSign, ...]:
        return tuple(sign for sign in STOP_SIGNS if sign.at_once)

    @property
    def sources(self) -> list[str]:
        """What the programme's lines, constraints and exercises rest on, each once."""
        found = self.now.prescription
        if found is None:
            return []
        rows: list[Any] = [
            *found.strong,
            *found.steady,
            *found.straight,
            *found.supervision,
            *found.constraints,
        ]
        rows += [LIBRARY[kept["code"]] for kept in self.programme.exercises if kept["code"] in LIBRARY]
        return [*dict.fromkeys(rests_on(row.source) for row in rows if row.source)]


def programme_page(
    patient: Patient,
    on: date,
    version: int | None = None,
    *,
    advice: Advice | None = None,
    decisions: Sequence[FunctionalDecision] | None = None,
) -> ProgrammePage:
    """The page of the version that counts, or of an older one; `programme` is None where there is none such.

    `advice` and `decisions` are today's, where they have been read already.
    """
    decided, programmes = decisions_of(patient) if decisions is None else decisions, programmes_of(patient)
    decision = next(iter(decided), None)
    now = basis_now(patient, decision, on, advice)
    wanted = [one for one in programmes if version in (None, one.version)]
    programme = wanted[0] if wanted else None
    resting = next((one for one in programmes if decision and one.decision_id == decision.pk), None)
    return ProgrammePage(
        patient=patient,
        now=now,
        decision=decision and decision_words(decision, resting),
        programmes=programmes,
        programme=programme,
        look_again=_look_again(programme, now) if programme else [],
        stricter=named(now.stricter),
    )


def _look_again(programme: TrainingProgramme, now: BasisNow) -> list[str]:
    """What a programme rested on and is no longer so, in words."""
    if now.basis is None or now.decision is None:
        return []
    codes = look_again(programme.basis, now.basis)
    anew = ("decision",) if programme.decision_id != now.decision.pk else ()
    return [_(CHANGED[code]) if code in CHANGED else named([code])[0] for code in (*anew, *codes)]


def _prescribed(kept: dict[str, Any]) -> PrescribedExercise:
    exercise = LIBRARY[kept["code"]]
    return PrescribedExercise(
        exercise_words(exercise), dose_words(exercise.dose, dose_of(kept)), kept.get("note", "")
    )
