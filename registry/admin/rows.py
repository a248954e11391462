"""What every list and page of the administration shares: whose rows are seen, and what may be done with them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from registry.admin.history import AuditHistory
from registry.admin.reads import AuditedReads
from registry.admin.search import PrivateSearch
from registry.administration import departments_administered
from registry.models import Department


class DepartmentRows(AuditedReads, AuditHistory, PrivateSearch, admin.ModelAdmin):
    """Rows of the administrator's departments; a superuser sees all.

    `department_path` leads from a row to its department, as a lookup; "pk" for a department itself.
    """

    department_path = "department"
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows if request.user.is_superuser else self.among(rows, departments_administered(request.user))

    def among(self, rows: QuerySet[Any], departments: frozenset[int]) -> QuerySet[Any]:
        """Those of the rows that belong to the departments."""
        return rows.filter(**{f"{self.department_path}__in": departments})

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.related_model is Department:
            kwargs["queryset"] = own_departments(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    # Django's admin asks without the row; a department's rows need the question to be about the row.
    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request, "view", obj) or self._may(request, "change", obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._may(request, "add", None)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request, "delete", obj)

    def _may(self, request: HttpRequest, verb: str, obj: Model | None) -> bool:
        return request.user.has_perm(f"{self.opts.app_label}.{verb}_{self.opts.model_name}", obj)


class SeenOnly(DepartmentRows):
    """Rows that are looked at here and never changed: history, or written on a screen that knows how."""

    sortable_by = ()  # the tables are large; the order is that of an index
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class OwnDepartments(admin.SimpleListFilter):
    """Filter by department, among those the user administers."""

    title = _("department")
    parameter_name = "department"

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        self.path = model_admin.department_path
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(department.pk), department.name) for department in own_departments(request)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value() or ""
        return queryset.filter(**{self.path: chosen}) if chosen.isdecimal() else queryset


def own_departments(request: HttpRequest) -> QuerySet[Department]:
    departments = Department.objects.all()
    if request.user.is_superuser:
        return departments
    return departments.filter(pk__in=departments_administered(request.user))
