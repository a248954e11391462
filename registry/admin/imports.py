"""Imports: begun, read and decided on their own page; seen here by those who administer the department."""

from __future__ import annotations

from django.contrib import admin

from registry.admin.rows import OwnDepartments, SeenOnly
from registry.models import ImportMapping, ImportPiece, ImportRun


@admin.register(ImportMapping)
class ImportMappingAdmin(SeenOnly):
    list_display = ("name", "department", "kept_at")
    list_filter = (OwnDepartments,)
    list_select_related = ("department",)


@admin.register(ImportRun)
class ImportRunAdmin(SeenOnly):
    list_display = ("__str__", "file_name", "mapping_name", "department", "state", "started_by", "started_at")
    list_filter = ("state", OwnDepartments)
    list_select_related = ("department", "started_by")


@admin.register(ImportPiece)
class ImportPieceAdmin(SeenOnly):
    """What an open import holds, by kind; its content is encrypted and is not shown."""

    department_path = "run__department"
    list_display = ("run", "kind", "number")
    list_select_related = ("run",)
