"""What to export: variables by group or one by one, timepoints, layout, format; from a department one may export."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.exchange.outgoing.request import TIMEPOINTS, ExportRequest, InvalidExport, read_request
from registry.exchange.outgoing.variable import Group
from registry.models import Department, Timepoint

LAYOUTS = [("wide", _("Wide: a row an episode")), ("long", _("Long: a row a value"))]
FORMATS = [("csv", _("CSV (zip)")), ("xlsx", _("Excel workbook")), ("parquet", _("Parquet (zip)"))]


class AnyChoice(forms.MultipleChoiceField):
    """Takes any words: they are checked against the catalogue, which says what was meant."""

    def validate(self, value: Any) -> None:
        return


class ExportForm(forms.Form):
    department = forms.ModelChoiceField(
        queryset=Department.objects.none(),
        to_field_name="code",
        label=_("Department"),
        empty_label=None,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": _("You may not export this department. Choose one of your own.")},
    )
    variables = AnyChoice(label=_("Variables"), required=False)
    timepoints = forms.MultipleChoiceField(
        label=_("Timepoints"),
        required=False,
        choices=[(code, Timepoint(code).label) for code in TIMEPOINTS],
        widget=forms.CheckboxSelectMultiple,
    )
    layout = forms.ChoiceField(label=_("Layout"), choices=LAYOUTS, widget=forms.RadioSelect)
    format = forms.ChoiceField(label=_("File"), choices=FORMATS, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, user: Any, groups: Iterable[Group]) -> None:
        self.user, self.groups = user, tuple(groups)
        super().__init__(data, initial={"layout": "wide", "format": "csv", "timepoints": TIMEPOINTS})
        ours = [place.pk for place in _departments(user) if user.has_perm("registry.export_data", place)]
        self.fields["department"].queryset = Department.objects.filter(pk__in=ours)
        self.initial["department"] = self.fields["department"].queryset.first()

    @property
    def offered(self) -> list[Group]:
        """The groups this user may take along."""
        may = any(
            self.user.has_perm("registry.export_identified", place) for place in _departments(self.user)
        )
        return [group for group in self.groups if may or group.code != "identity"]

    @property
    def chosen(self) -> set[str]:
        return set(self["variables"].value() or ())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "department" in cleaned and not self.errors:
            try:
                self.request = self._read(cleaned)
            except InvalidExport as refused:
                self.add_error("variables", str(refused))
        return cleaned

    def _read(self, cleaned: dict[str, Any]) -> ExportRequest:
        return read_request(
            self.groups,
            cleaned["variables"],
            timepoints=cleaned["timepoints"],
            layout=cleaned["layout"],
            format=cleaned["format"],
            may_identify=self.user.has_perm("registry.export_identified", cleaned["department"]),
        )


def _departments(user: Any) -> list[Department]:
    return [membership.department for membership in user.held_memberships]
