"""What the page of a unit's report shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from registry.report_page import sentences
from registry.report_page.asked import Asked
from registry.report_page.figures import FIGURES
from registry.report_page.labels import surname_of
from registry.report_page.links import list_address
from registry.report_page.numbers import percent, rows
from registry.report_page.report import Report
from registry.report_page.silent import described, suppositions
from registry.reports.behind import Group, number_in


@dataclass(frozen=True)
class Count:
    """A count that opens the list of its patients, where there are any; `country` is "" where none is told."""

    title: str
    n: int
    url: str
    country: str = ""


def page(asked: Asked, diagnoses: Mapping[str, int]) -> dict[str, Any]:
    """For templates/registry/unit_report.html, but for its controls."""
    report = Report(asked)
    frame = {
        "asked": asked,
        "surname": surname_of(asked, threshold=True) if diagnoses else "",
        "here": asked.address(),
    }
    if not diagnoses or report.own.is_empty:
        return {
            **frame,
            "is_empty": True,
            "nobody": sentences.outdated(report.cells.state) or _nobody(asked, diagnoses),
        }
    supposed = suppositions(report)
    return {
        **frame,
        "counts": _counts(report),
        "pairs_url": list_address(asked, Group.PAIRED),
        "rows": rows(report.own, report.country, asked.threshold),
        "warnings": [*filter(None, _warnings(report))],
        "figures": [(of(report), figure_address(code)) for code, of in FIGURES.items()],
        "silent": described(report),
        "suppositions": supposed,
        "supposed": next((one for one in supposed if one.chosen), None)
        if asked.scenario != "observed"
        else None,
    }


def figure_address(code: str) -> str:
    """Without the form, which the template adds."""
    return reverse("report-figure", args=[code, "svg"]).removesuffix(".svg")


def _counts(report: Report) -> list[Count]:
    told = report.country
    share = "" if told.completeness is None else _("%s answered") % percent(told.completeness)
    found = [
        _count(report, _("Due"), Group.DUE),
        _count(report, _("Due, and answered"), Group.ANSWERED_DUE, share),
        _count(report, _("Due, and silent"), Group.SILENT),
        _count(report, _("With a baseline"), Group.BASELINE),
        _count(report, _("Answered the follow-up, due yet or not"), Group.ANSWERED),
        _count(report, _("Paired: both"), Group.PAIRED, str(told.n) if told.n else ""),
    ]
    if report.asked.threshold:
        found.append(_count(report, _("Reached the threshold"), Group.REACHED))
    return found


def _count(report: Report, title: str, group: Group, country: str = "") -> Count:
    n = number_in(report.own, group, report.asked.threshold)
    url = list_address(report.asked, group) if n else ""
    return Count(title, n, url, country)


def _warnings(report: Report) -> list[str]:
    left_out = _(
        "Of the country some years or procedures are left out, because fewer than five patients could be told from them."
    )
    return [
        sentences.outdated(report.cells.state),
        sentences.incomplete(report),
        sentences.few(report.own.n_paired),
        sentences.no_country(report) or (left_out if report.leaves_out else ""),
    ]


def _nobody(asked: Asked, diagnoses: Mapping[str, int]) -> str:
    if not diagnoses:
        return _("%(unit)s has no patients in the registry yet.") % {"unit": asked.unit.name}
    return _(
        "%(unit)s has no patients with this diagnosis, procedure and period. Choose other years, another procedure or "
        "another diagnosis: those of the unit are listed with how many they are."
    ) % {"unit": asked.unit.name}
