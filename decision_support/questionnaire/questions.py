"""What a patient is asked, one question a screen: the alarm questions, then the items of the instruments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import pgettext

from decision_support.questionnaire.words import ALARM_QUESTIONS
from registry.completeness.asking import BASELINE
from registry.instruments import INSTRUMENTS, Instrument, Item
from registry.instruments.direction import Direction
from registry.instruments.wording import ItemWording
from registry.models import Invitation
from registry.questionnaire_terms import ALARM
from registry.selectors.wordings import wording_for_patient

MOST_BUTTONS = 11  # more levels than this are typed, or set on a slider
HELD = {"yes": True, "no": False}


@dataclass(frozen=True)
class Choice:
    """One large button: what is sent, and what stands on it."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True)
class Question:
    """One screen. `choices` are buttons; without any, a whole number from `low` to `high` is asked for."""

    code: str
    about: str
    text: str
    low: int = 0
    high: int = 0
    choices: tuple[Choice, ...] = ()
    hint: str = ""

    @property
    def is_alarm(self) -> bool:
        return self.code.startswith(ALARM)

    def read(self, raw: str) -> int | bool:
        """What is kept of a sent answer; ValidationError says what was found and what to do."""
        if self.is_alarm:
            return self._yes_or_no(raw)
        number = int(raw) if raw.isascii() and raw.strip().isdigit() and len(raw) < 6 else None
        if number is None or not self.low <= number <= self.high:
            said = pgettext("questionnaire", "Give a whole number from %(low)s to %(high)s.")
            raise ValidationError(said % {"low": self.low, "high": self.high})
        return number

    def _yes_or_no(self, raw: str) -> bool:
        if raw not in HELD:
            raise ValidationError(pgettext("questionnaire", "Choose one of the answers."))
        return HELD[raw]


def codes_of(invitation: Invitation) -> tuple[str, ...]:
    """Every question of an invitation, in the order in which it is asked: whoever stops early has met the alarm questions."""
    items = (f"{code}-{item.code}" for code, item in _items(invitation))
    return (*(f"{ALARM}{sign}" for sign in ALARM_QUESTIONS), *items)


def _items(invitation: Invitation) -> Iterator[tuple[str, Item]]:
    before = invitation.wave == BASELINE
    asked = ((code, item) for code in invitation.instruments for item in INSTRUMENTS[code].items)
    return ((code, item) for code, item in asked if not (before and item.after_treatment))


def question_of(invitation: Invitation, code: str, language: str) -> Question:
    """One question in a language, in the department's licensed wording where it has loaded one."""
    first, _dash, rest = code.partition("-")
    kept = invitation.answers.get(code)
    if code.startswith(ALARM):
        return _alarm_question(code, rest, kept)
    instrument = INSTRUMENTS[first]
    item = next(item for item in instrument.items if item.code == rest)
    wording = wording_for_patient(invitation.episode.patient.department, first, language)
    return _item_question(code, instrument, item, wording, kept)


def _alarm_question(code: str, sign: str, kept: Any) -> Question:
    yes, no = pgettext("questionnaire", "Yes"), pgettext("questionnaire", "No")
    choices = (Choice("yes", yes, kept is True), Choice("no", no, kept is False))
    return Question(
        code,
        pgettext("questionnaire", "First, signs that must not wait"),
        str(ALARM_QUESTIONS[sign]),
        choices=choices,
    )


def _item_question(
    code: str, instrument: Instrument, item: Item, wording: Mapping[str, ItemWording] | None, kept: Any
) -> Question:
    words = wording[item.code] if wording else None
    few = len(item.allowed) <= MOST_BUTTONS
    return Question(
        code=code,
        about=_about(instrument),
        text=words.text if words else pgettext("questionnaire", str(item.name)),
        low=item.lowest,
        high=item.highest,
        choices=_choices(item, words, kept) if few else (),
        hint=_hint(item, words, few=few),
    )


def _about(instrument: Instrument) -> str:
    if instrument.code.startswith("vas_"):
        return pgettext("questionnaire", "Your pain during the last week")
    return pgettext("questionnaire", str(instrument.title))


def _hint(item: Item, words: ItemWording | None, *, few: bool) -> str:
    """The names of our own carry no words for their levels, so the ends are said, the right way round; a licensed wording
    has its own for the ends of a line, and on the buttons of a choice.
    """
    if words:
        return "" if few else " – ".join(f"{level}: {words.levels[level]}" for level in item.labelled)
    if item.direction is Direction.HIGHER_IS_BETTER:
        said = pgettext("questionnaire", "%(low)s is the worst it can be, %(high)s is the best it can be.")
    else:
        said = pgettext("questionnaire", "%(low)s is no trouble at all, %(high)s is the worst it can be.")
    return said % {"low": item.lowest, "high": item.highest}


def _choices(item: Item, words: ItemWording | None, kept: Any) -> tuple[Choice, ...]:
    return tuple(
        Choice(str(level), words.levels[level] if words else str(level), type(kept) is int and kept == level)
        for level in item.allowed
    )


@dataclass(frozen=True)
class Progress:
    """Where one question stands among all."""

    codes: tuple[str, ...]
    code: str

    @property
    def number(self) -> int:
        return self.codes.index(self.code) + 1

    @property
    def total(self) -> int:
        return len(self.codes)

    @property
    def before(self) -> str:
        """The question before this one; "" at the first."""
        return self.codes[self.number - 2] if self.number > 1 else ""

    @property
    def after(self) -> str:
        """The next question; "" at the last."""
        return self.codes[self.number] if self.number < self.total else ""


def first_open(invitation: Invitation) -> str:
    """The first question without an answer; "" where none is left."""
    return next((code for code in codes_of(invitation) if code not in invitation.answers), "")
