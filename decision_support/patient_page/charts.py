"""The scores as small charts, with their words: what is shown, in which unit, against which threshold and whose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from decision_support.patient_page.words import ChangeWords, change_words, score_text, value_set_words
from guidelines.presentation.values import day_words
from registry.instruments.direction import Direction
from registry.timeline.axis import Axis, ticks
from registry.timeline.panel import Panel, panel
from registry.timeline.series import Assessed, References, Series, change_since, series_of

# Paths around 0,0: an instrument is known by its shape as well as by its title.
CIRCLE = "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0Z"
SHAPES = {
    "vas_rest": CIRCLE,
    "vas_activity": "M-4.5-4.5h9v9h-9Z",
    "vas_back": "M0-6 5.5 4.5h-11Z",
    "vas_leg": "M0 6 5.5-4.5h-11Z",
    "vas_neck": "M0-6 5.7-1.9 3.5 4.9-3.5 4.9-5.7-1.9Z",
    "odi": "M0-6.5 6.5 0 0 6.5-6.5 0Z",
    "ndi": "M-5.5-3.2 0-6.3 5.5-3.2V3.2L0 6.3-5.5 3.2Z",
    "eq5d_3l": "M-2-6h4v4h4v4h-4v4h-4v-4h-4v-4h4Z",
}
LABEL_ROOM = 324.0  # a label further right than this ends at its tick


@dataclass(frozen=True)
class Tick:
    x: float
    label: str
    anchor: str


@dataclass(frozen=True)
class Flag:
    """A procedure, on the panel of every score."""

    x: float
    label: str


@dataclass(frozen=True)
class Chart:
    key: str
    title: str
    description: str
    panel: Panel
    shape: str
    grid: tuple[tuple[float, str], ...]
    ticks: tuple[Tick, ...]
    flags: tuple[Flag, ...]
    scale: str
    latest: str
    change: ChangeWords | None
    band: str


def charts_of(
    assessed: Iterable[Assessed], compared: References, procedures: Sequence[tuple[date, str]], axis: Axis
) -> list[Chart]:
    named, flags = tick_words(axis), tuple(Flag(axis.x(day), label) for day, label in procedures)
    return [_chart(series, compared, flags, named, axis) for series in series_of(assessed)]


def _chart(
    series: Series, compared: References, flags: tuple[Flag, ...], named: tuple[Tick, ...], axis: Axis
) -> Chart:
    drawn, latest = panel(series, compared, axis), series.scores[-1]
    reference = compared.get((latest.episode, latest.instrument))
    words: dict[str, Any] = {
        "latest": _latest(series, latest),
        "change": change_words(change_since(reference, latest), reference, series.instrument),
        "band": _band(series, reference) if drawn.bands else "",
    }
    return Chart(
        key=f"{series.instrument.code}-{series.value_set}".strip("-"),
        title=_title(series),
        description=_description(series, **words),
        panel=drawn,
        shape=SHAPES.get(series.instrument.code, CIRCLE),
        grid=tuple((line.y, grid_text(line.value)) for line in drawn.grid),
        ticks=named,
        flags=flags,
        scale=_scale(series),
        **words,
    )


def tick_words(axis: Axis) -> tuple[Tick, ...]:
    """Months by name; years alone where every tick is a January."""
    days = ticks(axis)
    form = "Y" if len(days) > 1 and all(day.month == 1 for day in days) else "M Y"
    return tuple(
        Tick(axis.x(day), date_format(day, form), "end" if axis.x(day) > LABEL_ROOM else "middle")
        for day in days
    )


def _title(series: Series) -> str:
    title = _(series.instrument.title)
    return f"{title}, {value_set_words(series.value_set)}" if series.value_set else title


def grid_text(value: float) -> str:
    return number_format(int(value) if value == int(value) else value)


def _scale(series: Series) -> str:
    """The unit and which way is better."""
    scale = series.instrument.scale
    worse = scale.direction is Direction.HIGHER_IS_WORSE
    better = _("lower is better") if worse else _("higher is better")
    return f"{_(scale.unit)}; {better}"


def _latest(series: Series, latest: Assessed) -> str:
    said = {"score": score_text(series.instrument, latest.value), "day": day_words(latest.day)}
    return _("%(score)s on %(day)s") % said


def _band(series: Series, reference: Assessed | None) -> str:
    """What the band is: around which score, how wide, in which unit and whose threshold."""
    mcid = series.instrument.mcid
    said = {"threshold": number_format(mcid.value), "unit": _(mcid.unit), "source": mcid.source}
    if reference is not None and reference.baseline:
        return _("Band: baseline ± %(threshold)s %(unit)s, the MCID (%(source)s).") % said
    return _("Band: first score ± %(threshold)s %(unit)s, the MCID (%(source)s).") % said


def _description(series: Series, latest: str, change: ChangeWords | None, band: str) -> str:
    count = len(series.scores)
    counted = ngettext("%(n)d score.", "%(n)d scores.", count) % {"n": count}
    last = _("Latest: %(latest)s.") % {"latest": latest}
    return " ".join(filter(None, (counted, last, f"{change.text}." if change else "", band)))
