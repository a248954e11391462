"""A department's own thresholds: entered within the contract's bounds, beside the default and its source."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field
from import_export.resources import ModelResource

from guidelines.models import ThresholdOverride
from guidelines.pathway.thresholds import DEFAULT, Threshold, ThresholdError
from registry.admin.exports import AuditedExport
from registry.admin.rows import DepartmentRows, OwnDepartments


def described(threshold: Threshold) -> str:
    return gettext("%(label)s: %(value)g %(unit)s (allowed %(low)g to %(high)g)") % {
        "label": gettext(threshold.label),
        "value": threshold.value,
        "low": threshold.low,
        "high": threshold.high,
        "unit": gettext(threshold.unit),
    }


class ThresholdForm(forms.ModelForm):
    """The model checks bounds and order; the form offers the names and says what each stands at."""

    name = forms.ChoiceField(
        label=_("Threshold"),
        choices=lambda: [(threshold.name, described(threshold)) for threshold in DEFAULT],
    )


class ThresholdResource(ModelResource):
    department = Field("department__code", "department")

    class Meta:
        model = ThresholdOverride
        fields = ("department", "name", "value", "valid_from", "source")
        export_order = fields


@admin.register(ThresholdOverride)
class ThresholdOverrideAdmin(AuditedExport, DepartmentRows):
    """Dated and kept: a change is a new row from a later day, so none is deleted."""

    form = ThresholdForm
    resource_classes = [ThresholdResource]
    change_form_template = "admin/guidelines/threshold_form.html"
    list_display = ("department", "label", "value", "default", "allowed", "valid_from", "source")
    list_filter = (OwnDepartments, "name")
    list_select_related = ("department",)
    date_hierarchy = "valid_from"
    search_fields = ("name", "source")
    fields = ("department", "name", "value", "valid_from", "source")

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().changeform_view(request, *args, **kwargs)
        if getattr(response, "context_data", None) is not None:
            response.context_data["thresholds"] = DEFAULT
        return response

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("threshold"), ordering="name")
    def label(self, own: ThresholdOverride) -> str:
        named = _named(own)
        return gettext(named.label) if named else own.name

    @admin.display(description=_("default"))
    def default(self, own: ThresholdOverride) -> str:
        named = _named(own)
        return f"{named.value:g}" if named else "–"

    @admin.display(description=_("allowed"))
    def allowed(self, own: ThresholdOverride) -> str:
        named = _named(own)
        return gettext("%(low)g to %(high)g") % {"low": named.low, "high": named.high} if named else "–"


def _named(own: ThresholdOverride) -> Threshold | None:
    """The threshold a row is about; None for a name that is no longer one."""
    try:
        return DEFAULT.named(own.name)
    except ThresholdError:
        return None
