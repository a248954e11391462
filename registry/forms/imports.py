"""Taking a file in, and the decision to store what was read of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from registry.exchange.mapping import InvalidMapping, read_mapping
from registry.exchange.summary import Summary
from registry.forms.dated import HOW_ONE_KNOWS
from registry.models import Department, ImportRun
from registry.selectors.import_runs import departments_to_import_into, mappings_for

LARGEST_MAPPING = 256 * 2**10
NEW = "new"
FILE_KINDS = ".csv,.txt,.tsv,.xlsx,.xlsm"


class ImportForm(forms.Form):
    """`mapping` is one that a department of the user keeps, or "new": then `new_mapping` is the file of it."""

    department = forms.ModelChoiceField(
        queryset=Department.objects.none(),
        to_field_name="code",
        label=_("Department"),
        empty_label=None,
        error_messages={
            "invalid_choice": _("You may not import into this department. Choose one of your own.")
        },
    )
    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": FILE_KINDS}),
        help_text=_("CSV or Excel (.xlsx), a header line and a row a patient."),
        error_messages={"required": _("Choose the file."), "empty": _("The file is empty.")},
    )
    mapping = forms.ChoiceField(label=_("Mapping"))
    new_mapping = forms.FileField(
        label=_("New mapping"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
        help_text=_(
            "A YAML file that explains the columns. The department keeps it under its name for the next time."
        ),
    )

    def __init__(self, data: Any = None, files: Any = None, *, user: Any, too_large: bool = False) -> None:
        super().__init__(data, files)
        self.user, self.too_large = user, too_large
        self.kept = {str(one.pk): one for one in mappings_for(user)}
        ours = departments_to_import_into(user)
        self.fields["department"].queryset = Department.objects.filter(pk__in=[place.pk for place in ours])
        self.initial["department"] = ours[0] if ours else None
        several = len(ours) > 1
        named = [(key, f"{one.department}: {one}" if several else str(one)) for key, one in self.kept.items()]
        self.fields["mapping"].choices = [*named, (NEW, _("A new mapping, from a file"))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.too_large:
            self.errors.pop("file", None)
            said = _now(
                "The file is larger than %(most)s MB. Split it, or leave out the columns that are not needed."
            )
            self.add_error("file", said % {"most": settings.LARGEST_UPLOAD // 10**6})
        chosen = self.kept.get(cleaned.get("mapping", ""))
        if chosen and cleaned.get("department") not in (None, chosen.department):
            self.add_error(
                "mapping",
                _(
                    "This mapping is another department's. Choose one of this department, or give it as a file."
                ),
            )
        if cleaned.get("mapping") == NEW:
            self._read_new(cleaned.get("new_mapping"))
        return cleaned

    def _read_new(self, file: Any) -> None:
        if file is None:
            self.add_error("new_mapping", _("Choose the file of the mapping."))
            return
        try:
            self.given = file.read(LARGEST_MAPPING + 1).decode("utf-8-sig")
            read_mapping(self.given)
        except UnicodeDecodeError:
            self.add_error("new_mapping", _("This is not text in UTF-8. A mapping is a YAML file."))
        except InvalidMapping as refused:
            self.add_error("new_mapping", str(refused).splitlines())

    @property
    def content(self) -> str:
        """The mapping that was chosen, or given."""
        chosen = self.cleaned_data["mapping"]
        return self.given if chosen == NEW else self.kept[chosen].content


class ConfirmForm(forms.Form):
    """What is to be said before the rows are stored: only what this import asks."""

    leave_out_refused = forms.BooleanField(required=False)
    because = forms.ChoiceField(
        label=_("How do you know?"), required=False, choices=HOW_ONE_KNOWS, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, run: ImportRun) -> None:
        super().__init__(data)
        summary = Summary.from_json(run.summary)
        left_out = self.fields["leave_out_refused"]
        said = _now("Store the other lines without the %(refused)s that are refused")
        left_out.label = said % {"refused": summary.refused}
        if not summary.refused:
            del self.fields["leave_out_refused"]
        if not summary.unlikely:
            del self.fields["because"]

    @property
    def said(self) -> dict[str, Any]:
        return {
            "leave_out_refused": self.cleaned_data.get("leave_out_refused", False),
            "because": self.cleaned_data.get("because", ""),
        }

    def take(self, wrong: dict[str, list[str]]) -> None:
        """What an action refused, at its field where the form has it."""
        for name, texts in wrong.items():
            self.add_error(name if name in self.fields else None, texts)
