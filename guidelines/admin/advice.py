"""Evaluations, responses, signatures, decisions and standings: history, looked at and never changed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from guidelines.models import (
    Evaluation,
    FunctionalDecision,
    Response,
    Signature,
    Standing,
    TrainingProgramme,
)
from guidelines.pathway.functional_rules import CATEGORY_LABELS, Status
from guidelines.presentation.category import STATUS_LABELS
from registry.admin.clinical import OfPatients
from registry.admin.rows import OwnDepartments, one_of
from registry.models import Patient

CATEGORIES = [(code.value, _(label)) for code, label in CATEGORY_LABELS.items()]
STATUSES = [(status.value, _(STATUS_LABELS[status])) for status in Status]


@admin.register(Evaluation)
class EvaluationAdmin(OfPatients):
    list_display = ("id", "patient", "index_date", "ruleset", "created_by", "created_at")
    list_filter = (OwnDepartments,)
    list_select_related = ("patient", "created_by")
    exclude = ("shown",)  # opened as it was shown by its own page


class OfEvaluations(OfPatients):
    patient_path = "evaluation.patient"
    patient_lookup = "evaluation__patient"
    department_path = "evaluation__patient__department"

    @admin.display(description=_("patient"))
    def patient(self, row: Any) -> Patient:
        return row.evaluation.patient


@admin.register(Response)
class ResponseAdmin(OfEvaluations):
    list_display = ("action", "kind", "reason", "patient", "responded_by", "responded_at")
    list_filter = ("kind", "reason", OwnDepartments)
    list_select_related = ("evaluation__patient", "responded_by")


@admin.register(Signature)
class SignatureAdmin(OfEvaluations):
    list_display = ("evaluation", "patient", "signed_by", "signed_at")
    list_filter = (OwnDepartments,)
    list_select_related = ("evaluation__patient", "signed_by")
    date_hierarchy = "signed_at"


@admin.register(FunctionalDecision)
class FunctionalDecisionAdmin(OfPatients):
    list_display = ("category", "reason", "patient", "decided_by", "decided_on")
    list_filter = (one_of("category", _("category"), CATEGORIES), "reason", OwnDepartments)
    list_select_related = ("patient", "decided_by")
    date_hierarchy = "decided_on"


@admin.register(TrainingProgramme)
class TrainingProgrammeAdmin(OfPatients):
    list_display = ("version", "patient", "confirmed_by", "confirmed_on", "retest_on")
    list_filter = (OwnDepartments,)
    list_select_related = ("patient", "confirmed_by")
    date_hierarchy = "confirmed_on"


@admin.register(Standing)
class StandingAdmin(OfPatients):
    list_display = ("patient", "alarm", "advice_changed", "worse_on", "category_status", "evaluated_on")
    list_filter = (
        "alarm",
        "advice_changed",
        one_of("category_status", _("functional category"), STATUSES),
        OwnDepartments,
    )
