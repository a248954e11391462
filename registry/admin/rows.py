"""What every list and page of the administration shares: whose rows are seen, and what may be done with them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from registry.admin.history import AuditHistory
from registry.admin.reads import AuditedReads
from registry.admin.search import PrivateSearch
from registry.administration import departments_administered
from registry.models import Department, Patient
from registry.selectors.patients import of_patients_in


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

    def among(self, rows: QuerySet[Any], departments: Iterable[int]) -> QuerySet[Any]:
        """Those of the rows that belong to the departments.

        Correlated on purpose: a join makes SQLite begin with every patient of the department, and sort them all.
        """
        owner, _dot, rest = self.department_path.partition("__")
        if not rest:
            return rows.filter(**{f"{owner}__in": departments})
        owners = self.opts.get_field(owner).related_model.objects
        if owners.model is Patient and rest == "department":
            return rows.filter(of_patients_in(departments, f"{owner}_id"))
        return rows.filter(Exists(owners.filter(pk=OuterRef(f"{owner}_id"), **{f"{rest}__in": departments})))

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
        self.among = model_admin.among
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(department.pk), department.name) for department in own_departments(request)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value() or ""
        return self.among(queryset, [int(chosen)]) if chosen.isdecimal() else queryset


def one_of(name: str, title: Any, choices: Iterable[tuple[str, Any]]) -> type[admin.SimpleListFilter]:
    """A filter by a field whose values are known: Django's own would ask a large table which there are."""

    class OneOf(admin.SimpleListFilter):
        parameter_name = name

        def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
            return list(choices)

        def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
            return queryset.filter(**{name: self.value()}) if self.value() else queryset

    OneOf.title = title
    return OneOf


def own_departments(request: HttpRequest) -> QuerySet[Department]:
    departments = Department.objects.all()
    if request.user.is_superuser:
        return departments
    return departments.filter(pk__in=departments_administered(request.user))
