"""One page of responses: whose, in which episode, at which timepoint, to which instruments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from registry.forms.answers import CLINICAL_PAGES, PAGES, AnswersForm, instruments_of
from registry.instruments import Instrument
from registry.instruments.direction import Direction
from registry.models import Assessment, Department, Episode, Patient, Timepoint
from registry.selectors.answers import answered_at
from registry.selectors.follow_up_plans import waves_of
from registry.selectors.wordings import wording_of

PAGE_TITLES = {
    "odi": "ODI",
    "ndi": "NDI",
    "eq5d_3l": "EQ-5D-3L",
    "eq5d_5l": "EQ-5D-5L",
    "vas": gettext_lazy("Pain (VAS)"),
    "sf36": "SF-36",
    "rand36": "RAND-36",
    "srs22r": "SRS-22r",
    "tokuhashi_revised": gettext_lazy("Tokuhashi, revised (0-15)"),
    "tokuhashi_1990": gettext_lazy("Tokuhashi, original (0-12)"),
    "lenke": "Lenke",
    "genant": "Genant",
    "of_score": "OF",
}
LANGUAGE_OF = {Department.Country.DENMARK: "da", Department.Country.SWEDEN: "sv"}


def codes_words(instrument: Instrument) -> str:
    """What the numbers mean, in the fewest words; "" where every answer says it itself, or it differs from item to item."""
    item, ways = instrument.items[0], {item.direction for item in instrument.items}
    if item.levels or item.measured or len(ways) > 1:
        return ""
    ends = (item.lowest, item.highest)
    least, most = reversed(ends) if item.direction is Direction.HIGHER_IS_BETTER else ends
    return _("%(low)d: least affected, %(high)d: most affected") % {"low": least, "high": most}


@dataclass(frozen=True)
class AnswersPage:
    patient: Patient
    episode: Episode
    timepoint: str
    code: str
    on: date

    @classmethod
    def of(cls, patient: Patient, episode: int, timepoint: str, instrument: str, on: date) -> AnswersPage:
        """Http404 where the patient has no such episode, or there is no such page."""
        if instrument not in PAGES:
            raise Http404(instrument)
        return cls(patient, get_object_or_404(patient.episodes, pk=episode), timepoint, instrument, on)

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        return instruments_of(self.code)

    @property
    def title(self) -> str:
        return f"{self.heading}: {Timepoint(self.timepoint).label}"

    @property
    def heading(self) -> str:
        return _("Pain (VAS)") if len(self.instruments) > 2 else _(self.instruments[0].title)

    @property
    def caution(self) -> str:
        """What somebody who reads the score must know."""
        caution = self.instruments[0].caution
        return _(caution) if caution else ""

    @property
    def licence(self) -> str:
        """On what terms the instrument may be used, where no licensed wording is loaded."""
        return _(self.instruments[0].reference.licence)

    @property
    def codes(self) -> str:
        return codes_words(self.instruments[0])

    @property
    def is_free(self) -> bool:
        """Whether every word on the page is our own."""
        return all(instrument.in_own_words for instrument in self.instruments)

    @property
    def is_worded(self) -> bool:
        """Whether answers are chosen by their words, licensed or our own, and not by their numbers."""
        own = any(item.levels for instrument in self.instruments for item in instrument.items)
        return own or self.wording is not None

    @property
    def score_url(self) -> str:
        return self.url("instrument-score")

    @property
    def draft_name(self) -> str:
        return f"{self.code}-{self.timepoint}-{self.episode.pk}"

    @cached_property
    def assessments(self) -> list[Assessment]:
        return list(self.episode.assessments.all())

    @cached_property
    def standing(self) -> dict[str, Assessment]:
        """Instrument of this page to what is answered already."""
        answered = answered_at(self.assessments, self.timepoint, self.on)
        return {code: answered[code] for code in PAGES[self.code] if code in answered}

    @cached_property
    def wording(self) -> Mapping[str, Any] | None:
        """The department's licensed words, in the reader's language or else in that of the country."""
        if self.is_free:
            return None
        department = self.patient.department
        languages = dict.fromkeys((get_language() or "en", LANGUAGE_OF[department.country]))
        found = (wording_of(department, self.code, language) for language in languages)
        return next((wording for wording in found if wording), None)

    def form(self, data: Any = None, draft: Mapping[str, Any] | None = None) -> AnswersForm:
        return AnswersForm(
            data,
            instruments=self.instruments,
            standing=self.standing,
            department=self.patient.department,
            on=self.on,
            wording=self.wording,
            draft=draft,
        )

    def url(self, name: str = "instrument-entry", **other: str) -> str:
        where = {"timepoint": self.timepoint, "instrument": self.code, **other}
        return reverse(name, kwargs={"key": self.patient.key, "episode": self.episode.pk, **where})

    @property
    def choices(self) -> dict[str, list[dict[str, Any]]]:
        """The other pages of this episode, as chips: by instrument and by timepoint."""
        return {
            "questionnaires": [self._page_chip(code) for code in PAGES if code not in CLINICAL_PAGES],
            "scores": [self._page_chip(code) for code in CLINICAL_PAGES],
            "timepoints": [
                self._chip(point, self.code, Timepoint(point).label) for point in self._timepoints()
            ],
        }

    def _page_chip(self, code: str) -> dict[str, Any]:
        return self._chip(self.timepoint, code, PAGE_TITLES[code])

    def _timepoints(self) -> list[str]:
        return [Timepoint.BASELINE, Timepoint.VISIT, *(wave.code for wave in waves_of(self.episode))]

    def _chip(self, timepoint: str, code: str, title: str) -> dict[str, Any]:
        answered = answered_at(self.assessments, timepoint, self.on)
        is_answered = any(instrument in answered for instrument in PAGES[code])
        return {
            "label": _("%(title)s, answered") % {"title": title} if is_answered else title,
            "url": self.url(timepoint=timepoint, instrument=code),
            "active": (timepoint, code) == (self.timepoint, self.code),
            "count": None,
        }
