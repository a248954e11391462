"""The words of a patient's row. What many rows say alike is put into the user's language once a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_lazy

from registry.instruments import Change, ChangeKind, NotComparable
from registry.models import Episode, Timepoint
from registry.selectors.clinical import LatestEpisode
from registry.selectors.follow_up import NextWave
from registry.selectors.scores import LastScore
from registry.short_dates import short_day

SHORT_NAMES = {
    "odi": "ODI",
    "ndi": "NDI",
    "eq5d_3l": "EQ-5D-3L",
    "eq5d_5l": "EQ-5D-5L",
    "eq_vas": "EQ VAS",
    "sf36": "SF-36",
    "rand36": "RAND-36",
    "srs22r": "SRS-22r",
    "nrs_pain": gettext_lazy("Pain 0-10"),
    "vas_activity": gettext_lazy("VAS activity"),
    "vas_rest": gettext_lazy("VAS rest"),
    "vas_back": gettext_lazy("VAS back"),
    "vas_leg": gettext_lazy("VAS leg"),
    "vas_neck": gettext_lazy("VAS neck"),
    "vas_arm": gettext_lazy("VAS arm"),
}
# Alarm state to its mark and its word.
ALARMS = {
    "present": ("exclamation-octagon-fill", gettext_lazy("Present")),
    "open": ("question-circle", gettext_lazy("Open")),
    "clear": ("shield-check", gettext_lazy("Clear")),
}
DUE_MARKS = {"overdue": "exclamation-triangle-fill", "due": "bell-fill", "later": ""}


@dataclass(frozen=True)
class ScoreCell:
    """The latest score in words, and its change since baseline where there is one."""

    score: str
    observed_on: date
    change: str = ""
    better: bool | None = None  # None is no change, and no arrow
    threshold: str = ""


@dataclass(frozen=True)
class DueCell:
    """Which follow-up asks next, and when; `status` is due, overdue or later."""

    status: str
    words: str

    @property
    def mark(self) -> str:
        return DUE_MARKS[self.status]


class RowWords:
    """The words of the rows of one page, in the language it is made in."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.gettext = cache(gettext)
        self.number = lru_cache(None, typed=True)(number_format)  # 10 and 10.0 are written differently
        # of each code its word
        self.alarm = cache(lambda alarm: str(ALARMS[alarm][1]))
        self.kind = cache(lambda kind: str(Episode.Kind(kind).label))
        self.wave = cache(lambda wave: str(Timepoint(wave).label))
        self.name = cache(lambda instrument: str(SHORT_NAMES[instrument]))

    def episode(self, episode: LatestEpisode) -> str:
        return f"{self.kind(episode.kind)}, {episode.onset_on:%Y-%m}"

    def due(self, wave: NextWave) -> DueCell:
        if self.on < wave.opens_on:
            return self._due("later", self.gettext("%(wave)s from %(day)s"), wave, wave.opens_on)
        if self.on <= wave.target_on:
            return self._due("due", self.gettext("%(wave)s due %(day)s"), wave, wave.target_on)
        return self._due("overdue", self.gettext("%(wave)s overdue, closes %(day)s"), wave, wave.closes_on)

    def _due(self, status: str, words: str, wave: NextWave, day: date) -> DueCell:
        return DueCell(status, words % {"wave": self.wave(wave.wave), "day": short_day(day)})

    def score(self, last: LastScore) -> ScoreCell:
        shown, decimals = last.last, last.instrument.scale.decimals
        value_set = f" ({shown.value_set})" if shown.value_set else ""
        words = f"{self.name(shown.instrument)} {self.number(shown.score, decimals)}{value_set}"
        if shown.timepoint == Timepoint.BASELINE:
            return ScoreCell(words, shown.observed_on, self.gettext("baseline"))
        changed = last.change
        if changed is None or isinstance(changed, NotComparable):
            return ScoreCell(words, shown.observed_on)
        return ScoreCell(words, shown.observed_on, *self.change(changed, decimals))

    def change(self, changed: Change, decimals: int) -> tuple[str, bool | None, str]:
        """In words, its direction (None is no change), and how it stands to the threshold."""
        if changed.improvement == 0:
            return self.gettext("unchanged"), None, ""
        better = changed.improvement > 0
        words = self.gettext("better by %s") if better else self.gettext("worse by %s")
        reached = changed.kind is not ChangeKind.LESS_THAN_THRESHOLD
        against = self.gettext("MCID %s reached") if reached else self.gettext("less than MCID %s")
        amount = self.number(abs(changed.improvement), decimals)
        return words % amount, better, against % self.number(changed.mcid.value)
