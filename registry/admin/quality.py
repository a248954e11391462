"""Merges, possible duplicates, locked years and what was corrected after a lock: history, seen here and never changed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from registry.admin.clinical import OfPatients
from registry.admin.exports import AuditedExport, CorrectionResource
from registry.admin.rows import OwnDepartments, SeenOnly
from registry.models import CorrectionAfterLock, Merge, Patient, PeriodLock, PossibleDuplicate


class Undone(admin.SimpleListFilter):
    title = _("undone")
    parameter_name = "undone"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("Stands")), ("yes", _("Undone"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Merge]) -> QuerySet[Merge]:
        return queryset.filter(undone_at__isnull=self.value() == "no") if self.value() else queryset


@admin.register(Merge)
class MergeAdmin(OfPatients):
    patient_path = "standing"
    patient_lookup = "standing"
    department_path = "standing__department"
    list_display = (
        "__str__",
        "standing",
        "gone",
        "ground",
        "merged_by",
        "merged_at",
        "undone_by",
        "undone_at",
    )
    list_filter = ("ground", Undone, OwnDepartments)
    list_select_related = ("standing", "gone", "merged_by", "undone_by")


class Looked(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("open", _("Nobody has decided")), ("dismissed", _("Said to be two people"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[PossibleDuplicate]
    ) -> QuerySet[PossibleDuplicate]:
        return queryset.filter(dismissed_at__isnull=self.value() == "open") if self.value() else queryset


@admin.register(PossibleDuplicate)
class PossibleDuplicateAdmin(OfPatients):
    patient_path = "first"
    patient_lookup = "first"
    department_path = "first__department"
    list_display = ("__str__", "first", "second", "ground", "dismissed_by", "dismissed_at")
    list_filter = ("ground", Looked, OwnDepartments)
    list_select_related = ("first", "second", "dismissed_by")


@admin.register(PeriodLock)
class PeriodLockAdmin(SeenOnly):
    """A department's own years and the whole registry's, which hold for it too."""

    list_display = (
        "year",
        "department",
        "signed_off_by",
        "signed_off_at",
        "locked_by",
        "locked_on",
        "opened_by",
    )
    list_filter = ("year", OwnDepartments)
    list_select_related = ("department", "signed_off_by", "locked_by", "opened_by")
    ordering = ("-year", "-id")


@admin.register(CorrectionAfterLock)
class CorrectionAfterLockAdmin(AuditedExport, OfPatients):
    resource_classes = [CorrectionResource]
    department_path = "lock__department"
    list_display = ("kind", "about", "patient", "lock", "reason", "made_by", "made_at")
    list_filter = ("kind", OwnDepartments)
    list_select_related = ("patient", "lock__department", "made_by")

    def among(self, rows: QuerySet[Any], departments: Any) -> QuerySet[Any]:
        """Of the departments' patients and of their own locks: a lock of the whole registry tells of all its departments."""
        of_theirs = Exists(Patient.everybody.filter(pk=OuterRef("patient_id"), department__in=departments))
        return rows.filter(Q(of_theirs) | Q(patient=None, lock__department__in=departments))
