"""Exports: columns with their meaning, offered by a form without inline scripts, and each one in the audit table."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from import_export.admin import ExportMixin
from import_export.formats.base_formats import CSV, JSON
from import_export.forms import ExportForm
from import_export.resources import ModelResource

from registry import audit
from registry.models import CorrectionAfterLock, Department


class AuditedExport(ExportMixin):
    """All rows of the list as CSV or JSON. The page says what each column means."""

    formats = [CSV, JSON]
    export_form_class = ExportForm
    export_template_name = "admin/export.html"

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def init_request_context_data(self, request: HttpRequest, form: Any) -> dict[str, Any]:
        resource = self.get_export_resource_classes(request)[0]()
        return {**super().init_request_context_data(request, form), "columns": meanings(resource)}

    def _do_file_export(
        self, file_format: Any, request: HttpRequest, queryset: Any, export_form: Any = None
    ) -> HttpResponse:
        audit.record_list_read(
            self.model,
            by=request.user,
            what="export",
            keys=[str(pk) for pk in queryset.values_list("pk", flat=True)],
        )
        return super()._do_file_export(file_format, request, queryset, export_form)


def meanings(resource: ModelResource) -> list[tuple[str, str]]:
    """The data dictionary of an export: each column with its field's name and help in words."""
    fields = resource.get_user_visible_fields()
    return [(field.column_name, _meaning(resource, field.attribute)) for field in fields]


def _meaning(resource: ModelResource, attribute: str) -> str:
    model = resource._meta.model
    for step in attribute.split("__"):
        described = model._meta.get_field(step)
        model = described.related_model
    return f"{described.verbose_name}. {described.help_text}".rstrip(". ") + "."


class CorrectionResource(ModelResource):
    class Meta:
        model = CorrectionAfterLock
        fields = (
            "lock__department__code",
            "lock__year",
            "kind",
            "about",
            "patient__key",
            "was",
            "became",
            "reason",
            "made_by__username",
            "made_at",
        )
        export_order = fields


class DepartmentResource(ModelResource):
    class Meta:
        model = Department
        fields = ("code", "name", "region__code", "country")
        export_order = fields
