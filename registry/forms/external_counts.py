"""A count made elsewhere, on its way in: a file to look at, then the same lines to store."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.forms.text_file import TextFileForm
from registry.models import Department


class CountsForm(TextFileForm):
    """It holds counts of units, and nobody."""

    too_large = _("The file is larger than 256 kB, which no list of units is. Choose another.")
    not_text = _("This is not text in UTF-8; save it as CSV in UTF-8.")
    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt"}),
        help_text=_("CSV with the columns unit, department, year and operations; a line a unit and year."),
        error_messages={"empty": _("The file is empty.")},
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        help_text=_("What was counted, by whom and when. It stands beside every rate of capture."),
        error_messages={"required": _("Say what was counted, by whom and when.")},
    )
    country = forms.ChoiceField(label=_("Country"))

    def __init__(self, data: Any = None, files: Any = None, *, countries: list[str]) -> None:
        super().__init__(data, files)
        names = dict(Department.Country.choices)
        self.fields["country"].choices = [(code, names[code]) for code in countries]
        self.initial["country"] = countries[0]
