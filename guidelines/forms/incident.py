from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guidelines.actions import Reported
from guidelines.actions.incidents import refuse_identity
from guidelines.forms.review import CHOOSE, words
from guidelines.models import IncidentReport
from guidelines.presentation.incidents import CATEGORY, about_words
from registry.models import Patient


class IncidentForm(forms.Form):
    """What is wrong with the advice on the screen. `digest` is of that advice."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    about = forms.ChoiceField(label=_("About"), required=False)
    kind = forms.ChoiceField(label=_("What is the matter"), choices=[CHOOSE, *IncidentReport.Kind.choices])
    severity = forms.ChoiceField(label=_("Severity"), choices=[CHOOSE, *IncidentReport.Severity.choices])
    text = words(
        _("In your own words"),
        rows=4,
        help_text=_(
            "No name, no number, nothing that tells who the patient is: editors of the guideline read it."
        ),
    )

    def __init__(self, data: Any = None, *, patient: Patient, actions: Iterable[str], **given: Any) -> None:
        super().__init__(data, **given)
        self.patient = patient
        self.fields["about"].choices = [(code, about_words(code)) for code in ("", *actions, CATEGORY)]

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        try:
            refuse_identity(text, self.patient)
        except forms.ValidationError as error:
            raise forms.ValidationError(error.messages) from error
        return text

    def reported(self) -> Reported:
        said = self.cleaned_data
        return Reported(said["about"], said["kind"], said["severity"], said["text"])
