"""Patients and who they are. Lists show no name and a masked number; a page that shows more is recorded as a read."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from registry.admin.rows import OwnDepartments, SeenOnly
from registry.models import Episode, Patient, PatientIdentity
from registry.selectors.patients import found_by

EXACT = _("The exact number, family name, whole name, birth date (YYYY-MM-DD) or imported id.")


class Followed(admin.SimpleListFilter):
    title = _("follow-up")
    parameter_name = "followed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Followed")), ("no", _("Died, withdrew or moved away"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Patient]) -> QuerySet[Patient]:
        followed = Q(died_on=None, withdrawn_on=None, moved_on=None)
        return {"yes": queryset.filter(followed), "no": queryset.exclude(followed)}.get(
            self.value(), queryset
        )


class Episodes(admin.TabularInline):
    model = Episode
    fields = ("kind", "care", "onset_on", "onset_precision", "index_date", "closed_on")
    readonly_fields = fields
    extra = 0
    show_change_link = True
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any) -> bool:
        return False


@admin.register(Patient)
class PatientAdmin(SeenOnly):
    patient_path = ""
    list_display = ("__str__", "masked_number", "sex", "department", "registered_on", "ended_on")
    list_filter = (OwnDepartments, "sex", Followed)
    list_select_related = ("identity", "department")
    search_fields = (
        "source_id",
    )  # the search form is drawn where a page has some; what is searched is in search()
    search_help_text = EXACT
    inlines = [Episodes]
    fieldsets = (
        (None, {"fields": ("who", "screens", "department", "sex")}),
        (_("Follow-up"), {"fields": ("registered_on", "died_on", "withdrawn_on", "moved_on")}),
        (_("Import"), {"fields": ("source_id", "age_given_years", "age_given_on")}),
        (_("Versions"), {"fields": ("key", "version", "facts_version")}),
    )

    def search(self, request: HttpRequest, queryset: QuerySet[Patient], words: str) -> Any:
        return found_by(queryset, words), False

    @admin.display(description=_("number"))
    def masked_number(self, patient: Patient) -> str:
        identity = getattr(patient, "identity", None)
        return identity.masked_number if identity else "–"

    @admin.display(description=_("followed until"))
    def ended_on(self, patient: Patient) -> Any:
        return patient.ended_on

    @admin.display(description=_("who"))
    def who(self, patient: Patient) -> str:
        identity = getattr(patient, "identity", None)
        if identity is None:
            return _("Imported without identity")
        link = reverse("admin:registry_patientidentity_change", args=[identity.pk])
        return format_html('<a href="{}">{}, {}</a>', link, identity.full_name, identity.masked_number)

    @admin.display(description=_("clinical data"))
    def screens(self, patient: Patient) -> str:
        link = reverse("patient-page", args=[patient.key])
        return format_html('<a href="{}">{}</a>', link, _("The patient's page, where data are written"))


@admin.register(PatientIdentity)
class PatientIdentityAdmin(SeenOnly):
    patient_path = "patient"
    department_path = "patient__department"
    list_display = ("masked_number", "number_kind", "patient", "department")
    list_filter = ("number_kind", OwnDepartments)
    list_select_related = ("patient__department",)
    ordering = ("-id",)
    search_fields = ("number_hash",)  # see PatientAdmin
    search_help_text = EXACT
    fields = ("patient", "given_name", "family_name", "birth_date", "number_kind", "number")

    def search(self, request: HttpRequest, queryset: QuerySet[PatientIdentity], words: str) -> Any:
        found = found_by(Patient.objects.all(), words)
        return queryset.filter(patient__in=found) if words else queryset, False

    @admin.display(description=_("department"))
    def department(self, identity: PatientIdentity) -> str:
        return identity.patient.department.name
