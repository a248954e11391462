"""Confirming an erasure by typing whom it is about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext_lazy as _

from registry.erasure import GROUNDS
from registry.models import Patient

CHOICES = [("", _("Choose")), *GROUNDS.items()]


class ErasureForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    ground = forms.ChoiceField(label=_("Why"), choices=CHOICES)
    typed = forms.CharField(
        label=_("Type the person's family name to confirm"),
        help_text=_("For somebody imported without a name: the id in the file."),
        max_length=200,
    )

    def __init__(self, data: Any = None, *, patient: Patient) -> None:
        super().__init__(data, initial={"version": patient.version})
        self.patient = patient

    def clean_typed(self) -> str:
        typed = " ".join(self.cleaned_data["typed"].split())
        if typed.casefold() != self._expected().casefold():
            raise forms.ValidationError(
                _("This is not the name on the record. Nothing is erased; look at the banner again.")
            )
        return typed

    def _expected(self) -> str:
        """The family name; of somebody whom a file knew without a name what the banner calls them."""
        try:
            named = " ".join(self.patient.identity.family_name.split())
        except ObjectDoesNotExist:
            named = ""
        return named or self.patient.source_id or str(self.patient)
