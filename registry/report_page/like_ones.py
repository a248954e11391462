"""This patient among like ones, in words and charts: descriptive, not a prognosis."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.formats import get_format
from django.utils.translation import gettext as _

from registry.models import Episode, Patient
from registry.report_page.figure import Figure, Table, cells
from registry.report_page.named import (
    diagnosis_words,
    measure_words,
    procedure_words,
    surname,
    value_words,
    wave_words,
)
from registry.report_page.numbers import percent
from registry.reports.blocks import as_told
from registry.reports.charts import Bin, Labels, histogram
from registry.reports.charts.distribution import Marker
from registry.reports.likeness import ENOUGH, LikeOnes, alike_of, course_of, like_ones, scores_of, share_below
from registry.selectors.like_ones import counted_episode, latest_episode, same_diagnosis
from registry.statistics import BASELINE, Bins, Counted, Measure
from registry.statistics.exact import unscaled
from registry.statistics.measure import measure_of
from registry.statistics.question import TIMEPOINTS
from registry.statistics.strata import AGES, DURATIONS

# What tells how a patient fares, the one that says most first; a classification of a fracture is none of them.
PREFERRED = (
    *("odi", "ndi", "srs22r", "eq5d_3l", "eq5d_5l", "vas_back", "vas_leg", "vas_neck", "vas_arm", "nrs_pain"),
    *("vas_rest", "vas_activity", "sf36", "rand36", "eq_vas", "tug", "five_sts"),
)


@dataclass(frozen=True)
class Among:
    """The patient's latest episode and the like ones of it; `none` says why there is nothing to show."""

    episode: Episode | None
    measure: Measure | None = None
    wave: str = ""
    counted: Counted | None = None
    like: LikeOnes | None = None
    none: str = ""

    @property
    def change(self) -> int | None:
        """The patient's own, in billionths."""
        if self.counted is None or self.measure is None:
            return None
        own = course_of(self.counted, self.measure, self.wave)
        return own.change if own else None

    @property
    def follow_up(self) -> int | None:
        if self.counted is None or self.measure is None:
            return None
        return scores_of(self.counted, self.measure).get(self.wave)


def among_like_ones(patient: Patient, on: date) -> Among:
    episode = latest_episode(patient)
    counted = counted_episode(episode.pk) if episode else None
    if episode is None or counted is None:
        return Among(episode, none=_("This patient has no episode that is counted yet."))
    measure = measure_for(counted)
    if measure is None:
        return Among(
            episode,
            none=_(
                "There is no baseline score yet of an instrument that tells how a patient fares, so that nobody can be "
                "found who began alike."
            ),
        )
    wave = _wave(counted, measure)
    courses = [
        course
        for other in same_diagnosis(episode, counted.country, wave, on)
        if (course := course_of(other, measure, wave))
    ]
    like = like_ones(alike_of(counted, measure), courses)
    none = (
        ""
        if like
        else _("Fewer than %(few)d patients with this diagnosis have both scores, whatever is widened.")
    )
    return Among(episode, measure, wave, counted, like, none % {"few": ENOUGH} if none else "")


def measure_for(counted: Counted) -> Measure | None:
    """The instrument that says most and has a baseline."""
    held = [measure_of(key) for key, at in counted.scores if BASELINE in dict(at)]
    ranked = [one for name in PREFERRED for one in held if one.instrument == name]
    return min(ranked, key=lambda one: bool(one.domain), default=None)  # the first whole one, else the first


def _wave(counted: Counted, measure: Measure) -> str:
    """The latest follow-up the patient answered; before any, the first that comes."""
    answered = [wave for wave in TIMEPOINTS[1:] if wave in scores_of(counted, measure)]
    return answered[-1] if answered else ("w6" if counted.diagnosis == "metastasis" else "y1")


def figures(among: Among) -> list[Figure]:
    """How they changed, and how they scored afterwards; the patient is the upright line."""
    if among.like is None or among.measure is None:
        return []
    measure, courses = among.measure, among.like.courses
    return [
        _figure(
            "like-change",
            _("Improvement until %(wave)s after") % {"wave": wave_words(among.wave)},
            among,
            measure.change_bins,
            [course.change for course in courses],
            among.change,
        ),
        _figure(
            "like-score",
            _("Score %(wave)s after") % {"wave": wave_words(among.wave)},
            among,
            measure.bins,
            [course.follow_up for course in courses],
            among.follow_up,
        ),
    ]


def _figure(code: str, title: str, among: Among, bins: Bins, values: list[int], own: int | None) -> Figure:
    assert among.measure is not None  # noqa: S101  asked for by figures
    measure, unit = among.measure, _(among.measure.scale.unit)
    bars = _bars(bins, values)
    markers = [] if own is None else [Marker(unscaled(own), _("this patient"))]
    labels = Labels(
        title,
        surname_of(among),
        _said(measure, values, own),
        unit,
        _("Patients, %"),
        _("Bars: like ones. Upright line: this patient.") if markers else _("Bars: like ones."),
        get_format("DECIMAL_SEPARATOR"),
    )
    rows = tuple(
        cells(f"{one.low:g} – {one.high:g}", percent(one.percent / 100)) for one in bars if one.percent
    )
    return Figure(
        code=code,
        labels=labels,
        table=Table((unit, _("Like ones")), rows),
        how=_(
            "Of the latest 2,000 in the country with this diagnosis; to the nearest five patients; unadjusted."
        ),
        drawn=lambda given: histogram(given, (_("Like ones"), bars), ("", []), markers),
    )


def _bars(bins: Bins, values: list[int]) -> list[Bin]:
    """Twice as wide as a report's: here are fewer patients."""
    wide = Bins(bins.low, bins.width * 2, (bins.count + 1) // 2)
    counts = Counter(wide.place_of(value) for value in values)
    told = [as_told(counts[place], len(values)) for place in range(wide.count)]
    return [
        Bin(low, high, round(100 * count / len(values)))
        for (low, high), count in zip(wide.edges, told, strict=True)
    ]


def _said(measure: Measure, values: list[int], own: int | None) -> str:
    ordered = sorted(values)
    middle, low, high = (unscaled(ordered[round(place * (len(ordered) - 1))]) for place in (0.5, 0.25, 0.75))
    half = _("Half of the like ones lie from %(low)s to %(high)s, the middle one at %(middle)s.") % {
        "low": value_words(measure, low),
        "high": value_words(measure, high),
        "middle": value_words(measure, middle),
    }
    if own is None:
        return half
    below = percent(min(0.95, max(0.05, round(share_below(own, values) * 10) / 10)))
    said = _("This patient: %(value)s; about %(share)s of the like ones lie below.")
    return f"{said % {'value': value_words(measure, unscaled(own)), 'share': below}} {half}"


def surname_of(among: Among) -> str:
    assert among.measure is not None and among.like is not None  # noqa: PT018, S101
    about = as_told(len(among.like.courses), 10**9)
    return surname(
        (
            measure_words(among.measure),
            diagnosis_words(among.counted.diagnosis) if among.counted else "",
            wave_words(among.wave),
            _("about %(n)d patients") % {"n": about},
            _("unadjusted"),
        )
    )


def likeness_words(among: Among) -> list[str]:
    """What they have in common with the patient, as it was asked for before anything was widened."""
    if among.counted is None or among.measure is None:
        return []
    strata, band = dict(among.counted.strata), alike_of(among.counted, among.measure).baseline_band
    found = [diagnosis_words(among.counted.diagnosis), procedure_words(among.counted.procedure)]
    found += [_(dict(AGES).get(strata["age_band"], ""))] if strata["age_band"] else []
    found += [_("symptoms: %s") % _(dict(DURATIONS).get(strata["waited"], "")).lower()]
    return found + ([] if band is None else [_("baseline in the same fifth of the scale")])


def widened_words(among: Among) -> list[str]:
    return [_(words) for words in among.like.widened] if among.like else []
