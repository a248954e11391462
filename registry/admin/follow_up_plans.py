"""Waves and windows of a group, dated: a country's, so that a superuser writes them. Checked as the schedule reads them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from registry.admin.rows import DepartmentRows
from registry.admin.staff import LabelledFormSet
from registry.diagnoses import GROUPS
from registry.follow_up_plans import DatedPlan, faults
from registry.models import Episode, FollowUpPlan, FollowUpWindow
from registry.selectors.follow_up_plans import as_dated, as_wave


def groups() -> list[tuple[str, Any]]:
    """The kinds of episode, and the diagnosis groups within them, which go before their kind."""
    return [
        (_("Kinds of episode"), list(Episode.Kind.choices)),
        (_("Diagnosis groups"), [(one.code, gettext(one.title)) for one in GROUPS.values()]),
    ]


class PlanForm(ModelForm):
    group = forms.ChoiceField(label=_("Group"), choices=groups)


class WindowForms(LabelledFormSet):
    """The windows of one plan, held against each other and against the other plans of the group."""

    def clean(self) -> None:
        super().clean()
        rows = [form.cleaned_data for form in self.forms if form.is_valid() and form.cleaned_data]
        windows = [row for row in rows if not row.get("DELETE") and row.get("wave")]
        if not windows:
            raise ValidationError(
                _("A plan has at least one wave; to stop asking, give no plan but close the wave.")
            )
        fields = ("wave", "unit", "opens", "target", "closes")
        waves = tuple(as_wave(FollowUpWindow(**{name: row[name] for name in fields})) for row in windows)
        plan = DatedPlan(self.instance.group, self.instance.valid_from, self.instance.valid_to, waves)
        found = faults(plan, self._others()) if plan.valid_from else ()
        if wrong := [_said(*fault) for fault in found]:
            raise ValidationError(wrong)

    def _others(self) -> list[DatedPlan]:
        rows = FollowUpPlan.objects.filter(group=self.instance.group).exclude(pk=self.instance.pk)
        return [as_dated(row) for row in rows]


def _said(sentence: str, found: dict[str, Any]) -> str:
    days = {name: date_format(found[name]) for name in ("day",) if name in found}
    return gettext(sentence).format(**(found | days))


class Windows(admin.TabularInline):
    model = FollowUpWindow
    formset = WindowForms
    extra = 1


class OfTheCountry(DepartmentRows):
    """Rows that no department owns; a superuser alone has the permissions for them."""

    def among(self, rows: QuerySet[Any], departments: Iterable[int]) -> QuerySet[Any]:
        return rows

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(FollowUpPlan)
class FollowUpPlanAdmin(OfTheCountry):
    """Kept and ended, never deleted: the follow-up of earlier operations was promised by it."""

    form = PlanForm
    inlines = [Windows]
    list_display = ("group", "valid_from", "valid_to", "source", "planned_at")
    list_filter = ("group",)
    fields = ("group", "valid_from", "valid_to", "source")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """What is still asked for is planned again by the command: it may concern a hundred thousand episodes."""
        super().save_related(request, form, formsets, change)
        groups = {form.instance.group, form.initial.get("group") or form.instance.group}
        FollowUpPlan.objects.filter(group__in=groups).update(planned_up_to=0, planned_at=None)
        said = _(
            "Now run “manage.py plan_follow_up --changed”, which plans the follow-up of the group again."
        )
        messages.info(request, said)


@admin.register(FollowUpWindow)
class FollowUpWindowAdmin(OfTheCountry):
    """Seen; written with its plan."""

    list_display = ("plan", "wave", "unit", "opens", "target", "closes")
    list_filter = ("wave",)
    list_select_related = ("plan",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
