"""Coverage and capture of one year: own departments, and the country as counts alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from decision_support.completeness_words import percent_words
from registry.completeness.capture import Capture, Coverage, capture_of, coverage_of
from registry.models import ExternalCount
from registry.selectors.external_counts import by_unit
from registry.suppression import is_small


@dataclass(frozen=True)
class CaptureRow:
    """One department, or the country. `words` is "" where it may not be shown."""

    name: str
    words: str
    bar: float
    percent: str
    source: str


@dataclass(frozen=True)
class CapturePage:
    own: list[CaptureRow]
    country: CaptureRow
    coverage: Coverage
    coverage_words: str


def capture_page(
    own: Mapping[int, str], registered: Mapping[int, int], counts: list[ExternalCount]
) -> CapturePage:
    external, sources = by_unit(counts), {one.department_id: one.source for one in counts}
    coverage = coverage_of(registered, external)
    return CapturePage(
        own=[
            _row(name, Capture(registered.get(pk, 0), external.get(pk)), sources.get(pk, ""))
            for pk, name in own.items()
        ],
        country=_country(own, registered, external, counts),
        coverage=coverage,
        coverage_words=_coverage_words(coverage),
    )


def _country(
    own: Mapping[int, str],
    registered: Mapping[int, int],
    external: Mapping[int | str, int],
    counts: list[ExternalCount],
) -> CaptureRow:
    capture = capture_of(registered, external)
    ours = capture_of({pk: n for pk, n in registered.items() if pk in own}, external)
    if is_small(capture.registered - ours.registered):  # whoever takes their own off would know it
        return CaptureRow(_("Country"), "", 0.0, "", "")
    return _row(_("Country"), capture, "; ".join(sorted({one.source for one in counts})))


def _row(name: str, capture: Capture, source: str) -> CaptureRow:
    percent = capture.percent
    return CaptureRow(
        name, capture_words(capture), round(min(percent or 0, 100), 1), percent_words(percent), source
    )


def capture_words(capture: Capture) -> str:
    known = {"registered": number_format(capture.registered, force_grouping=True)}
    if capture.percent is None:
        return _("%(registered)s registered; no count from elsewhere is loaded") % known
    known |= {
        "external": number_format(capture.external, force_grouping=True),
        "percent": percent_words(capture.percent),
    }
    said = _("%(registered)s registered of %(external)s counted elsewhere (%(percent)s)") % known
    return (
        f"{said}; {_('more than was counted there: the two do not count the same')}"
        if capture.is_more
        else said
    )


def _coverage_words(coverage: Coverage) -> str:
    if not coverage.units:
        return _("No count from elsewhere is loaded, so which units operate is not known.")
    return _("%(reporting)d of %(units)d units that operate report (%(percent)s)") % {
        "reporting": coverage.reporting,
        "units": coverage.units,
        "percent": percent_words(coverage.percent),
    }
