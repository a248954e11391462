"""What reports are read from, derived (docs/adr/0045): of every department at once, so seen here by a superuser alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from registry.admin.rows import SeenOnly
from registry.models import CountedEpisode, StatisticsCell, StatisticsState


class OfEverybody(SeenOnly):
    """Rows of no department; who may see them at all is asked of the permission."""

    ordering = ("pk",)

    def among(self, rows: QuerySet[Any], departments: Iterable[int]) -> QuerySet[Any]:
        return rows


@admin.register(StatisticsState)
class StatisticsStateAdmin(OfEverybody):
    list_display = ("__str__", "current", "building", "is_outdated")


@admin.register(CountedEpisode)
class CountedEpisodeAdmin(OfEverybody):
    list_display = ("__str__", "generation")


@admin.register(StatisticsCell)
class StatisticsCellAdmin(OfEverybody):
    list_display = ("measure", "wave", "place", "stratum", "value", "diagnosis", "procedure", "year")
