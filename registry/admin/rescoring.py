"""Runs that computed scores anew, and the scores they replaced: history, seen only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from registry.admin.clinical import OfPatients
from registry.admin.rows import OwnDepartments, SeenOnly
from registry.models import PastScore, Patient, Rescoring


@admin.register(Rescoring)
class RescoringAdmin(SeenOnly):
    """A run is over every department: a superuser's. What it did to each department stands on /rescorings/."""

    list_display = (
        "__str__",
        "instrument",
        "from_version",
        "to_version",
        "state",
        "done",
        "started_at",
        "ended_at",
    )
    list_select_related = ("started_by",)
    list_filter = ("state",)

    def among(self, rows: QuerySet[Any], departments: Iterable[int]) -> QuerySet[Any]:
        """A run belongs to no department; who may see it at all is asked of the permission."""
        return rows


@admin.register(PastScore)
class PastScoreAdmin(OfPatients):
    patient_path = "assessment.patient"
    patient_lookup = "assessment__patient"
    department_path = "assessment__patient__department"
    list_select_related = ("assessment__patient", "rescoring")
    list_display = ("assessment", "score", "value_set", "scoring_rule", "rescoring", "replaced_at", "patient")
    list_filter = (OwnDepartments,)

    @admin.display(description=_("patient"))
    def patient(self, row: Any) -> Patient:
        return row.assessment.patient
