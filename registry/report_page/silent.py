"""Who did not answer, and what the share would be if they had."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from registry.report_page.links import Linked, linked
from registry.report_page.named import SCENARIOS
from registry.report_page.numbers import percent
from registry.report_page.report import Report
from registry.reports.behind import Group, number_in
from registry.reports.silence import Reached, Scenario, supposed
from registry.statistics import STRATA, Answer

DESCRIBED = ("age_band", "sex")


@dataclass(frozen=True)
class Line:
    """One part of the patients: due, answered and silent, each with the list of its patients."""

    title: str
    due: Linked
    answered: Linked
    silent: Linked
    completeness: str


def described(report: Report) -> list[tuple[str, list[Line]]]:
    """By age and by sex: title and lines."""
    return [(_(STRATA[code].title), _lines(report, code, report.by(code))) for code in DESCRIBED]


def _lines(report: Report, stratum: str, parts: Mapping[str, Answer]) -> list[Line]:
    lines = []
    for value, found in parts.items():
        if found.n_due:
            of = {"stratum": stratum, "value": value or "unknown"}
            counts = [
                linked(report.asked, number_in(found, group, None), group, **of)
                for group in (Group.DUE, Group.ANSWERED_DUE, Group.SILENT)
            ]
            title = _(STRATA[stratum].title_of(value))
            lines.append(Line(title, *counts, percent(found.completeness or 0)))
    return lines


@dataclass(frozen=True)
class Supposed:
    """The share under one supposition; "" where nothing can be supposed, and `why`."""

    title: str
    share: str
    detail: str
    chosen: bool


def suppositions(report: Report) -> list[Supposed]:
    asked = report.asked
    if asked.threshold is None or not report.own.n_due:
        return []
    return [_supposed(report, scenario) for scenario in Scenario]


def _supposed(report: Report, scenario: Scenario) -> Supposed:
    assert report.asked.threshold is not None  # noqa: S101  asked for by suppositions
    code, silent = report.asked.threshold.code, report.own.n_silent or 0
    observed = report.own.share_over(code)
    late = report.late.share_over(code) if report.late else replace(observed, reached=0, of=0)
    found = supposed(scenario, Reached(observed.reached, observed.of), Reached(late.reached, late.of), silent)
    title, chosen = str(SCENARIOS[scenario]), scenario is report.asked.scenario
    if found is None:
        return Supposed(title, "", _("nobody answered late"), chosen)
    detail = _("of %(n)d") % {"n": found.of}
    if scenario is Scenario.LIKE_LATE:
        detail += _(", from %(late)d who answered late") % {"late": late.of}
    return Supposed(title, percent(found.share) if found.share is not None else "", detail, chosen)
