"""Licensed wording of instruments; loaded from the department's file by page or by `manage.py load_wording`."""

from __future__ import annotations

from django.contrib import admin

from registry.admin.rows import OwnDepartments, SeenOnly
from registry.models import InstrumentWording


@admin.register(InstrumentWording)
class InstrumentWordingAdmin(SeenOnly):
    list_display = ("instrument", "language", "department", "licence", "loaded_at", "loaded_by")
    list_filter = ("instrument", "language", OwnDepartments)
    list_select_related = ("department", "loaded_by")
