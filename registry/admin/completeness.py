"""What completeness rests on, and the counts of others that capture is held against."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from registry.admin.clinical import OfPatients
from registry.admin.rows import DepartmentRows, OwnDepartments, SeenOnly
from registry.models import CompletenessCell, DataQuery, ExternalCount, WaveStanding, WindowCount


@admin.register(WaveStanding)
class WaveStandingAdmin(OfPatients):
    """Derived (docs/adr/0031): how each timepoint of an episode stands, and what it is counted as."""

    department_path = "department"
    list_display = ("timepoint", "target_on", "standing", "patient", "asked", "complete")
    list_filter = ("timepoint", OwnDepartments)


@admin.register(CompletenessCell)
class CompletenessCellAdmin(SeenOnly):
    """Derived: standings counted by month."""

    list_display = ("month", "department", "timepoint", "form", "asked", "complete", "closed")
    list_filter = ("timepoint", OwnDepartments)
    list_select_related = ("department",)
    ordering = ("-month", "id")


@admin.register(WindowCount)
class WindowCountAdmin(SeenOnly):
    """Derived: pending follow-ups counted by their window."""

    list_display = ("wave", "department", "opens_on", "target_on", "closes_on", "number")
    list_filter = ("wave", OwnDepartments)
    list_select_related = ("department",)
    ordering = ("-closes_on", "id")


@admin.register(DataQuery)
class DataQueryAdmin(OfPatients):
    department_path = "department"
    list_display = ("__str__", "patient", "subject", "rule", "task", "state", "raised_at")
    list_filter = ("state", "task", OwnDepartments)


@admin.register(ExternalCount)
class ExternalCountAdmin(DepartmentRows):
    list_display = ("unit", "department", "year", "operations", "source", "loaded_by")
    list_filter = ("year", OwnDepartments)
    list_select_related = ("department", "loaded_by")
    search_fields = ("unit", "source")
    fields = ("unit", "department", "country", "year", "operations", "source")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.loaded_by = request.user
        super().save_model(request, obj, form, change)
