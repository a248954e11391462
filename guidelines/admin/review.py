"""Checks, switchings, reports and counts: written at the review desk and by the screens, seen here by a superuser.

They belong to the guideline; a department's administrator reads the desk instead.
"""

from __future__ import annotations

from django.contrib import admin

from guidelines.models import IncidentReport, IncidentStep, RuleCheck, RuleSwitch, ToldTo, UseCount
from registry.admin.rows import SeenOnly


class OfTheGuideline(SeenOnly):
    ordering = ("-pk",)


@admin.register(RuleCheck)
class RuleCheckAdmin(OfTheGuideline):
    department_path = "checked_by__memberships__department"
    list_display = ("action", "side", "round", "checked_by", "checked_on", "review_by")
    list_select_related = ("checked_by",)
    list_filter = ("side",)


@admin.register(RuleSwitch)
class RuleSwitchAdmin(OfTheGuideline):
    department_path = "switched_by__memberships__department"
    list_display = ("action", "is_off", "since", "switched_by", "reason")
    list_select_related = ("switched_by",)
    list_filter = ("is_off",)


@admin.register(IncidentReport)
class IncidentReportAdmin(OfTheGuideline):
    list_display = ("id", "about", "kind", "severity", "ruleset", "reported_on")
    list_filter = ("kind", "severity")


@admin.register(IncidentStep)
class IncidentStepAdmin(OfTheGuideline):
    department_path = "report__department"
    list_display = ("report", "state", "decision", "answered_by", "answered_at")
    list_select_related = ("report", "answered_by")
    list_filter = ("state", "decision")


@admin.register(UseCount)
class UseCountAdmin(OfTheGuideline):
    list_display = ("action", "department", "month", "counted", "reason", "role", "n")
    list_select_related = ("department",)
    list_filter = ("counted",)


@admin.register(ToldTo)
class ToldToAdmin(OfTheGuideline):
    department_path = "patient__department"
    patient_path = "patient"
    list_display = ("patient", "action")
    list_select_related = ("patient",)
