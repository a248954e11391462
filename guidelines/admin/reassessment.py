"""Runs of the registry under two rule sets: started, read and cancelled on their own page, seen here by a superuser."""

from __future__ import annotations

from django.contrib import admin

from guidelines.admin.review import OfTheGuideline
from guidelines.models import ChangedAdvice, Reassessment


@admin.register(Reassessment)
class ReassessmentAdmin(OfTheGuideline):
    department_path = "started_by__memberships__department"
    list_display = ("__str__", "on", "state", "done", "total", "started_by", "started_at")
    list_select_related = ("started_by",)
    list_filter = ("state",)


@admin.register(ChangedAdvice)
class ChangedAdviceAdmin(OfTheGuideline):
    department_path = "patient__department"
    patient_path = "patient"
    list_display = ("patient", "reassessment")
    list_select_related = ("patient", "reassessment")
