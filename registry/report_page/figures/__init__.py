"""The figures of a unit's report, by name, in the order of the page."""

from collections.abc import Callable, Mapping

from registry.report_page.figure import Figure
from registry.report_page.figures.distribution import change, distribution
from registry.report_page.figures.funnel import funnel
from registry.report_page.figures.years import by_year, completeness
from registry.report_page.report import Report

FIGURES: Mapping[str, Callable[[Report], Figure]] = {
    "scores": distribution,
    "change": change,
    "years": by_year,
    "funnel": funnel,
    "completeness": completeness,
}
