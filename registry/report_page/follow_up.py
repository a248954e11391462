"""Completeness of every wave over the years, of one's own unit, against its target."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import get_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from registry.report_page.asked import Asked
from registry.report_page.figure import Cell, Figure, Table, cells
from registry.report_page.links import Linked, linked, of_year
from registry.report_page.named import diagnosis_words, procedure_words, surname, wave_words
from registry.report_page.numbers import percent
from registry.report_page.page import figure_address
from registry.report_page.sentences import outdated
from registry.reports.behind import Group
from registry.reports.charts import Labels, Target, TrendPoint, trend
from registry.reports.judging import BASELINE_TARGET, FOLLOW_UP_TARGET, Answered, Completeness, is_few
from registry.selectors.report_cells import completeness_by_wave
from registry.selectors.statistics_state import statistics_state
from registry.statistics import BASELINE

NOT_ASKED = ("from", "to", "measure", "threshold", "silent", "wave")
By = Mapping[str, Mapping[int, Answered]]  # wave to year to answer


def follow_up_page(asked: Asked, diagnoses: Mapping[str, int]) -> dict[str, Any]:
    by = _read(asked) if diagnoses else {}
    return {
        "asked": asked,
        "here": asked.address(),
        "outdated": outdated(statistics_state()),
        "figure": follow_up_figure(asked, by),
        "src": figure_address("follow-up"),
    }


def read_figure(asked: Asked) -> Figure:
    return follow_up_figure(asked, _read(asked))


def _read(asked: Asked) -> By:
    found = completeness_by_wave(asked.of_unit())
    return {
        wave: {year: Answered(*counts, target_of(wave)) for year, counts in years.items()}
        for wave, years in found.items()
    }


def target_of(wave: str) -> float:
    return BASELINE_TARGET if wave == BASELINE else FOLLOW_UP_TARGET


def follow_up_figure(asked: Asked, by: By) -> Figure:
    points = [
        TrendPoint(year, wave_words(wave), 100 * (one.share or 0), few=is_few(one.due))
        for wave, years in by.items()
        for year, one in years.items()
    ]
    targets = [
        Target(
            100 * BASELINE_TARGET, _("target at baseline %(target)s") % {"target": percent(BASELINE_TARGET)}
        ),
        Target(
            100 * FOLLOW_UP_TARGET,
            _("target at follow-up %(target)s") % {"target": percent(FOLLOW_UP_TARGET)},
        ),
    ]
    labels = Labels(
        _("Completeness of every wave by year"),
        surname((asked.unit.name, diagnosis_words(asked.diagnosis), procedure_words(asked.procedure))),
        _said(by),
        _("Year of the index date"),
        _("Answered of those due, %"),
        _("Hollow: fewer than 30 due."),
        get_format("DECIMAL_SEPARATOR"),
    )
    return Figure(
        code="follow-up",
        labels=labels,
        table=_table(asked, by),
        how=_(
            "Answered by one of the instruments that answer a wave. Due: the target day has passed by the beginning of "
            "this month, the patient alive, not withdrawn, not excused. Who answers before the target day counts when it has come."
        ),
        drawn=(lambda given: trend(given, points, targets=targets, domain=(0, 100))) if points else None,
    )


def _said(by: By) -> str:
    if not by:
        return _("Nobody was due yet.")
    return " ".join(_latest(wave, years) for wave, years in by.items())


def _latest(wave: str, years: Mapping[int, Answered]) -> str:
    year = max(years)
    one = years[year]
    said = (
        _("%(wave)s, %(year)d: %(answered)d of %(due)d (%(share)s), target %(target)s reached.")
        if one.state is Completeness.REACHED
        else _("%(wave)s, %(year)d: %(answered)d of %(due)d (%(share)s), below the target of %(target)s.")
    )
    return said % {
        "wave": wave_words(wave),
        "year": year,
        "answered": one.answered,
        "due": one.due,
        "share": percent(one.share or 0),
        "target": percent(one.target),
    }


def _table(asked: Asked, by: By) -> Table:
    waves = list(by)
    years = sorted({year for found in by.values() for year in found})
    rows = [
        cells(str(year), *(_cell(asked, wave, year, by[wave].get(year)) for wave in waves)) for year in years
    ]
    return Table((_("Year"), *(wave_words(wave) for wave in waves)), tuple(rows))


def _cell(asked: Asked, wave: str, year: int, found: Answered | None) -> Cell:
    """Each count opens its list; of the baseline there is none, for no report asks about it by itself."""
    if found is None:
        return ""
    text, share = _("%(answered)s of %(due)s (%(share)s)"), percent(found.share or 0)
    plain = text % {"answered": found.answered, "due": found.due, "share": share}
    if wave == BASELINE:
        return plain
    of = {**of_year(year), "wave": wave}
    answered = linked(asked, found.answered, Group.WAVE_ANSWERED, **of)
    due = linked(asked, found.due, Group.DUE, **of)
    named = {"answered": answered.html, "due": due.html, "share": conditional_escape(share)}
    return Linked(plain, SafeString(conditional_escape(text) % named))
