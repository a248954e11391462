"""The years in which other codes began to stand for a diagnosis, for its time series."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from registry.diagnoses import DIAGNOSES, breaks, codes_of
from registry.reports.charts import Break


def coding_breaks(diagnosis: str, years: Collection[int]) -> list[Break]:
    """Those that lie within the years drawn; a kind of episode without a diagnosis has no codes."""
    if diagnosis not in DIAGNOSES or not years:
        return []
    days = [day for day in breaks(diagnosis) if min(years) < day.year <= max(years)]
    return [
        Break(
            day.year, _("codes changed to %(codes)s") % {"codes": ", ".join(codes_of(diagnosis, day)) or "–"}
        )
        for day in days
    ]
