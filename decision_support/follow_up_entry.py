"""What the follow-up entry page is about, gathered once for its views: the episode, the wave, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from decision_support.answers_page import codes_words
from decision_support.follow_up_list import closing_words
from registry.actions import Answered
from registry.actions.assessments import default_value_set, scored
from registry.change_words import ChangeWords, change_words, score_words
from registry.follow_up import ScheduledWave, Wave, WaveStatus, next_due, schedule, why_closed
from registry.follow_up_words import CLOSED_REASONS, STATUSES
from registry.forms.answers import PAGES, field_name
from registry.forms.follow_up import FollowUpForm
from registry.instruments import INSTRUMENTS, Instrument
from registry.models import Assessment, Episode, Patient, Timepoint, WaveClosure
from registry.selectors.answers import answered_at
from registry.selectors.follow_up import course_of
from registry.selectors.wave_answers import episode_with_course, put_to, wave_of


@dataclass(frozen=True)
class Entry:
    """One follow-up of one episode, as it stands on a day."""

    episode: Episode
    wave: Wave
    on: date
    baseline: dict[str, Assessment]
    standing: dict[str, Assessment]

    @property
    def label(self) -> str:
        return str(Timepoint(self.wave.code).label)

    @property
    def instruments(self) -> tuple[str, ...]:
        given = self.episode.assessments.all()
        ever = {one.instrument for one in given if one.timepoint != Timepoint.VISIT}
        return put_to(self.episode, self.wave.code, self.baseline.keys(), self.standing.keys(), ever)

    @property
    def value_set(self) -> str:
        """The one that stands, or that of the baseline index, so that the change can be read; else the country's."""
        indexed = next((code for code in self.instruments if INSTRUMENTS[code].value_sets), "")
        stands = self.standing.get(indexed) or self.baseline.get(indexed)
        return stands.value_set if stands else default_value_set(indexed, self.episode.patient.department)

    def form(self, data: Any = None, draft: Mapping[str, Any] | None = None) -> FollowUpForm:
        return FollowUpForm(
            data,
            episode=self.episode,
            wave=self.wave,
            on=self.on,
            instruments=[INSTRUMENTS[code] for code in self.instruments],
            standing=self.standing,
            baseline=self.baseline,
            value_set=self.value_set,
            draft=draft,
        )

    @cached_property
    def waves(self) -> tuple[ScheduledWave, ...]:
        return schedule(course_of(self.episode), self.on)

    @property
    def planned(self) -> ScheduledWave:
        return next(wave for wave in self.waves if wave.wave == self.wave)

    @property
    def next_wave(self) -> ScheduledWave | None:
        """The next follow-up that asks for something, after this one."""
        return next_due(wave for wave in self.waves if wave.target > self.planned.target)

    @property
    def status(self) -> str:
        return _(STATUSES[self.planned.status])

    @property
    def closure(self) -> WaveClosure | None:
        """Who closed it by hand, and why."""
        return next((one for one in self.episode.closures.all() if one.wave == self.wave.code), None)

    @property
    def closed_because(self) -> str:
        """Why this follow-up is not chased; "" where it is, or was answered after all."""
        if self.planned.status is not WaveStatus.CLOSED:
            return ""
        if self.closure:
            return closing_words(self.closure)
        reason = why_closed(self.wave, course_of(self.episode))
        return _(CLOSED_REASONS[reason]) if reason else _("Follow-up has ended")


def entry_for(patient: Patient, episode: int, wave: str, on: date) -> Entry:
    """Http404 for an episode of somebody else or a wave it does not have."""
    found = episode_with_course(patient, episode)
    return Entry(
        episode=found,
        wave=wave_of(found, wave),
        on=on,
        baseline=answered_at(found.assessments.all(), Timepoint.BASELINE, on),
        standing=answered_at(found.assessments.all(), wave, on),
    )


@dataclass(frozen=True)
class Compared:
    """One instrument at baseline and now."""

    title: str
    baseline: str
    baseline_on: date | None
    now: str
    change: ChangeWords | None


def compared(entry: Entry, now: Mapping[str, Assessment]) -> list[Compared]:
    """Every instrument of the follow-up, in words; `now` may be typed and not stored yet."""
    return [
        _compared(INSTRUMENTS[code], entry.baseline.get(code), now.get(code)) for code in entry.instruments
    ]


def _compared(instrument: Instrument, first: Assessment | None, second: Assessment | None) -> Compared:
    return Compared(
        title=_(instrument.title),
        baseline=score_words(first) if first else "",
        baseline_on=first.observed_on if first else None,
        now=score_words(second) if second else "",
        change=change_words(first, second),
    )


def as_typed(answered: Iterable[Answered]) -> dict[str, Assessment]:
    """Assessments as they would be stored, for looking at while somebody types."""
    return {one.instrument: Assessment(instrument=one.instrument, **scored(one)) for one in answered}


@dataclass(frozen=True)
class Question:
    """One item: its field, and what was answered at baseline ("" where it was not)."""

    field: Any
    baseline: str


@dataclass(frozen=True)
class Sheet:
    """The items of one questionnaire, or of all pain scales, each beside its baseline answer."""

    code: str
    title: str
    codes: str
    has_value_set: bool
    questions: tuple[Question, ...]


def sheets(entry: Entry, form: FollowUpForm) -> list[Sheet]:
    """The form's fields in the order they are asked."""
    pages = [[INSTRUMENTS[code] for code in codes if code in entry.instruments] for codes in PAGES.values()]
    return [_sheet(entry, form, instruments) for instruments in pages if instruments]


def _sheet(entry: Entry, form: FollowUpForm, instruments: list[Instrument]) -> Sheet:
    first = instruments[0]
    return Sheet(
        code=first.code,
        title=_("Pain, 0 to 100 (VAS)") if len(_scales(instruments)) > 1 else _(first.title),
        codes=codes_words(first),
        has_value_set=bool(first.value_sets),
        questions=tuple(
            Question(form[field_name(instrument, item)], _at_baseline(entry, instrument.code, item.code))
            for instrument in instruments
            for item in instrument.items
        ),
    )


def _scales(instruments: list[Instrument]) -> list[Instrument]:
    return [instrument for instrument in instruments if instrument.code.startswith("vas_")]


def _at_baseline(entry: Entry, instrument: str, item: str) -> str:
    first = entry.baseline.get(instrument)
    answer = first.responses.get(item) if first else None
    return "" if answer is None else str(answer)
