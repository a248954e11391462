"""Asking for a transfer, from either side, and rejecting one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from registry.forms.patients import NUMBER_OF_COUNTRY
from registry.models import Department, Patient, PatientIdentity, Transfer
from registry.selectors.patients import with_number

CHOOSE = ("", _("Choose"))


class TransferForm(forms.Form):
    """What both sides say when they ask."""

    reason = forms.ChoiceField(label=_("Reason"), choices=[CHOOSE, *Transfer.Reason.choices])
    reference = forms.CharField(
        label=_("Reference"),
        max_length=60,
        required=False,
        help_text=_("A referral or case of yours. Both departments read it: no name, no personal number."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def take(self, refused: ValidationError) -> None:
        """What an action refused, at its field where the form has it."""
        wrong = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for name, texts in wrong.items():
            self.add_error(name if name in self.fields else None, texts)

    @property
    def said(self) -> dict[str, str]:
        return {"reason": self.cleaned_data["reason"], "reference": self.cleaned_data["reference"]}


class OfferForm(TransferForm):
    """The department that has the patient offers the patient to another."""

    receiving = forms.ModelChoiceField(label=_("To"), queryset=None, empty_label=CHOOSE[1])
    field_order = ["receiving", "reason", "reference"]

    def __init__(self, data: Any = None, *, patient: Patient) -> None:
        super().__init__(data)
        self.fields["receiving"].queryset = Department.objects.exclude(pk=patient.department_id)


class AskForm(TransferForm):
    """A department asks for somebody it knows by number; `departments` are those the user may ask for."""

    number_kind = forms.ChoiceField(label=_("Kind of number"), choices=PatientIdentity.NumberKind.choices)
    number = forms.CharField(
        label=_("Number"),
        max_length=32,
        help_text=_("The whole number. Nothing of the person is shown before the transfer is accepted."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    department = forms.TypedChoiceField(label=_("To"), coerce=int)
    field_order = ["number_kind", "number", "department", "reason", "reference"]

    def __init__(self, data: Any = None, *, departments: Sequence[Department]) -> None:
        first = departments[0]
        start = {"number_kind": NUMBER_OF_COUNTRY[first.country], "department": first.pk}
        super().__init__(data, initial=start)
        self.departments = {place.pk: place for place in departments}
        self.fields["department"].choices = [(place.pk, place.name) for place in departments]
        if len(departments) == 1:  # nothing to choose
            del self.fields["department"]

    @property
    def receiving(self) -> Department:
        only = next(iter(self.departments))
        return self.departments[self.cleaned_data.get("department", only)]

    def found(self) -> list[Patient]:
        """Whoever has the number, in any department; call it on a valid form, and record that it was asked."""
        return with_number(self.cleaned_data["number_kind"], self.cleaned_data["number"])

    def the_one(self, found: Sequence[Patient]) -> Patient | None:
        """The person to ask for; None, with the reason at the number, where it is not exactly one of another department."""
        if not found:
            self.add_error(
                "number",
                _(
                    "Nobody with this number is registered. Check the number; a new person is registered, not asked for."
                ),
            )
        elif len(found) > 1:
            self.add_error("number", _("This number may be of two people: write all twelve digits."))
        elif found[0].department_id == self.receiving.pk:
            self.add_error("number", _("This person is already a patient of your department."))
        return None if self.errors else found[0]


class RejectForm(forms.Form):
    """Why the side that was asked says no."""

    refusal = forms.ChoiceField(label=_("Why"), choices=[CHOOSE, *Transfer.Refusal.choices])
    refusal_note = forms.CharField(
        label=_("In words"),
        max_length=200,
        required=False,
        help_text=_("Needed for another reason. The other department reads it: no name, no personal number."),
    )

    take = TransferForm.take
