"""The words that every figure carries: title, surname, axes, key."""

from __future__ import annotations

from django.utils.formats import get_format
from django.utils.translation import gettext as _

from registry.report_page.asked import Asked
from registry.report_page.named import (
    diagnosis_words,
    measure_words,
    period_words,
    procedure_words,
    surname,
    threshold_words,
    wave_words,
)
from registry.report_page.report import Report
from registry.reports.charts import Labels


def surname_of(asked: Asked, *, threshold: bool = False, period: bool = True) -> str:
    """What every number of a report is nothing without."""
    reached = asked.threshold if threshold else None
    return surname(
        (
            measure_words(asked.measure),
            diagnosis_words(asked.diagnosis),
            procedure_words(asked.procedure),
            wave_words(asked.wave),
            period_words(asked) if period else _("all years"),
            _("threshold %s") % threshold_words(reached, asked.measure) if reached else "",
            _("unadjusted"),
        )
    )


def labels_of(report: Report, title: str, said: str, x: str, y: str, key: str = "", **named: bool) -> Labels:
    return Labels(title, surname_of(report.asked, **named), said, x, y, key, get_format("DECIMAL_SEPARATOR"))
