"""Episodes, procedures, follow-up closed, assessments and recorded facts: seen here, written on the screens."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from registry.admin.patients import EXACT
from registry.admin.rows import OwnDepartments, SeenOnly, one_of
from registry.admin.search import IdsFirst
from registry.instruments import INSTRUMENTS
from registry.models import (
    Assessment,
    Background,
    ClinicalRecord,
    Draft,
    Episode,
    Invitation,
    InvitationLink,
    Operation,
    Patient,
    PendingWave,
    Procedure,
    ReportedAlarm,
    Transfer,
    WaveClosure,
)
from registry.selectors.patients import found_by

TITLES = [(code, _(instrument.title)) for code, instrument in INSTRUMENTS.items()]


class OfPatients(SeenOnly):
    """Rows of a patient, found by who the patient is. `patient_lookup` leads to the patient in a query."""

    patient_path = "patient"
    patient_lookup = "patient"
    department_path = "patient__department"
    list_select_related = ("patient",)
    ordering = ("-id",)
    search_fields = ("pk",)  # the search form is drawn where a page has some; what is searched is in search()
    search_help_text = EXACT
    paginator = IdsFirst

    def search(self, request: HttpRequest, queryset: QuerySet[Any], words: str) -> Any:
        if not words:
            return queryset, False
        found = found_by(Patient.objects.all(), words)
        return queryset.filter(**{f"{self.patient_lookup}__in": found}), False


@admin.register(Episode)
class EpisodeAdmin(OfPatients):
    list_display = ("__str__", "patient", "diagnosis", "care", "index_date", "closed_on")
    list_filter = ("kind", "care", "diagnosis", OwnDepartments)


class OfEpisodes(OfPatients):
    patient_path = "episode.patient"
    patient_lookup = "episode__patient"
    department_path = "episode__patient__department"
    list_select_related = ("episode__patient",)

    @admin.display(description=_("patient"))
    def patient(self, row: Any) -> Patient:
        return row.episode.patient


@admin.register(Procedure)
class ProcedureAdmin(OfEpisodes):
    list_display = ("kind", "performed_on", "patient", "episode")
    list_filter = ("kind", OwnDepartments)


@admin.register(Operation)
class OperationAdmin(OfEpisodes):
    list_display = ("performed_on", "started_at", "approach", "anaesthesia", "patient", "episode")
    list_filter = ("approach", "anaesthesia", "guidance", OwnDepartments)


@admin.register(Background)
class BackgroundAdmin(OfEpisodes):
    list_display = ("timepoint", "observed_on", "walking", "work", "smokes", "patient", "episode")
    list_filter = ("timepoint", "walking", "work", OwnDepartments)


@admin.register(WaveClosure)
class WaveClosureAdmin(OfEpisodes):
    department_path = "department"
    list_display = ("wave", "reason", "note", "patient", "episode", "closed_by", "closed_at")
    list_filter = ("wave", "reason", OwnDepartments)
    list_select_related = ("episode__patient", "closed_by")


@admin.register(PendingWave)
class PendingWaveAdmin(OfPatients):
    """Derived (docs/adr/0013): what is still asked for, those that close soonest first."""

    department_path = "department"
    list_display = ("wave", "opens_on", "target_on", "closes_on", "patient", "episode")
    list_filter = ("wave", OwnDepartments)
    list_select_related = ("patient", "episode")
    ordering = ("closes_on", "id")


@admin.register(Assessment)
class AssessmentAdmin(OfPatients):
    list_display = ("instrument", "timepoint", "observed_on", "score_or_why", "value_set", "patient")
    list_filter = (one_of("instrument", _("instrument"), TITLES), "timepoint", "origin", OwnDepartments)
    list_select_related = ("patient",)

    @admin.display(description=_("score"))
    def score_or_why(self, assessment: Assessment) -> Any:
        return assessment.not_scorable if assessment.score is None else assessment.score


@admin.register(ClinicalRecord)
class ClinicalRecordAdmin(OfPatients):
    list_display = ("name", "value", "observed_on", "patient", "recorded_by", "recorded_at")
    list_filter = (OwnDepartments,)
    list_select_related = ("patient", "recorded_by")


@admin.register(Transfer)
class TransferAdmin(OfPatients):
    """Seen by the administrator of whoever has the patient now."""

    list_display = ("__str__", "patient", "giving", "receiving", "asked_by_side", "state", "requested_at")
    list_filter = ("state", "asked_by_side", OwnDepartments)
    list_select_related = ("patient", "giving", "receiving")


@admin.register(Draft)
class DraftAdmin(OfPatients):
    """That a draft is there, for a superuser who cleans up; what is in it is its owner's only."""

    list_display = ("owner", "form", "patient", "updated_at")
    list_select_related = ("owner", "patient")
    fields = ("owner", "form", "patient", "updated_at")
    readonly_fields = fields


@admin.register(Invitation)
class InvitationAdmin(OfEpisodes):
    department_path = "department"
    list_display = ("wave", "patient", "invited_on", "opened_at", "answered_at", "locked_at")
    list_filter = (OwnDepartments,)
    exclude = ("answers",)  # not sent in yet: they are the patient's own until then


@admin.register(InvitationLink)
class InvitationLinkAdmin(OfPatients):
    patient_path = "invitation.episode.patient"
    patient_lookup = "invitation__episode__patient"
    department_path = "invitation__department"
    list_select_related = ("invitation__episode__patient",)
    list_display = ("__str__", "patient", "expires_on", "reminder_days", "failed")
    list_filter = ("channel", OwnDepartments)

    @admin.display(description=_("patient"))
    def patient(self, row: Any) -> Patient:
        return row.invitation.episode.patient


@admin.register(ReportedAlarm)
class ReportedAlarmAdmin(OfPatients):
    list_display = ("__str__", "patient", "reported_at", "acknowledged_at", "acknowledged_by")
    list_filter = (OwnDepartments,)
    list_select_related = ("patient", "acknowledged_by")
