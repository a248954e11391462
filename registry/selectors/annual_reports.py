"""Shared reads of annual reports: what they are made from, the drafts, and what is published."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from registry.actions.assessments import DEFAULT_VALUE_SETS
from registry.annual_report.building import from_json
from registry.annual_report.making import Asking
from registry.annual_report.report import Report
from registry.models import AnnualReport, Department, PublishedReport
from registry.selectors import statistics


def asking(year: int, country: str) -> Asking:
    """The statistics of one country; indices in the value set that its departments use."""
    departments = Department.objects.filter(country=country).select_related("region")
    units = {str(one.pk): one for one in departments}
    return Asking(
        statistics,
        year,
        country,
        value_sets={instrument: sets[country] for instrument, sets in DEFAULT_VALUE_SETS.items()},
        units={pk: one.name for pk, one in units.items()},
        regions={pk: one.region.name for pk, one in units.items() if one.region},
    )


def annual_reports() -> QuerySet[AnnualReport]:
    """Every draft, the latest first, without what it holds."""
    rows = AnnualReport.objects.select_related("started_by", "published")
    return rows.defer("content", "findings").order_by("-id")


def being_made() -> AnnualReport | None:
    return AnnualReport.objects.filter(state=AnnualReport.State.MAKING).defer("content").first()


def published_reports() -> QuerySet[PublishedReport]:
    """Every edition, the latest first."""
    return PublishedReport.objects.order_by("-year", "-edition")


def published_report(country: str, year: int, edition: int | None = None) -> PublishedReport | None:
    """An edition, or the latest of a country's year."""
    editions = published_reports().filter(country=country, year=year)
    return editions.first() if edition is None else editions.filter(edition=edition).first()


def editions_of(country: str) -> list[Report]:
    """What every edition of every year shows, as values: a reader has them all."""
    rows = PublishedReport.objects.filter(country=country).order_by("published_at", "id")
    return [from_json(content) for content in rows.values_list("report__content", flat=True)]


def published_file(country: str, year: int, edition: int, name: str) -> Any:
    published = published_report(country, year, edition)
    return published and published.files.filter(name=name).first()
