"""Reads in the admin are reads: each list and page that tells of a patient leaves its entry in the audit table."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from django.http import HttpRequest, HttpResponse

from registry import audit
from registry.models import Patient


class AuditedReads:
    """`patient_path` leads from a row to its patient, dotted; "" where the row is the patient, None where it tells of none."""

    patient_path: str | None = None

    def patient_of(self, row: Any) -> Patient | None:
        return attrgetter(self.patient_path)(row) if self.patient_path else row

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        shown = getattr(response, "context_data", None) or {}
        if self.patient_path is not None and "cl" in shown:
            patients = filter(None, map(self.patient_of, shown["cl"].result_list))
            keys = list(dict.fromkeys(str(patient.key) for patient in patients))
            audit.record_list_read(Patient, by=request.user, what=self._said("list"), keys=keys)
        return response

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._seen(request, super().change_view(request, object_id, *args, **kwargs), "row")

    def history_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._seen(request, super().history_view(request, object_id, *args, **kwargs), "history")

    def delete_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._seen(request, super().delete_view(request, object_id, *args, **kwargs), "deletion")

    def _seen(self, request: HttpRequest, response: HttpResponse, what: str) -> HttpResponse:
        shown = getattr(response, "context_data", None) or {}
        row = shown.get("original") or shown.get("object")
        patient = self.patient_of(row) if self.patient_path is not None and row is not None else None
        if patient is not None:
            audit.record_read(patient, by=request.user, what=self._said(what))
        return response

    def _said(self, what: str) -> str:
        return f"admin {self.opts.model_name} {what}"
