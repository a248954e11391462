"""The licensed wording of an instrument on its way in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.forms.text_file import TextFileForm
from registry.models import Department


class WordingForm(TextFileForm):
    too_large = _("The file is larger than 256 kB, which no questionnaire is. Choose another.")
    not_text = _("This is not text in UTF-8; save it as YAML or JSON in UTF-8.")

    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.json,.txt"}),
        help_text=_(
            "YAML or JSON with the instrument, the language, the licence, and the text of every item and answer."
        ),
        error_messages={"empty": _("The file is empty.")},
    )
    department = forms.ModelChoiceField(
        label=_("Department that holds the licence"), queryset=Department.objects.none(), empty_label=None
    )

    def __init__(self, data: Any = None, files: Any = None, *, departments: list[Department]) -> None:
        super().__init__(data, files)
        self.fields["department"].queryset = Department.objects.filter(pk__in=[one.pk for one in departments])
        self.initial["department"] = departments[0].pk if departments else None
