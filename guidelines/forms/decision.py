from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guidelines.actions import Chosen
from guidelines.models import FunctionalDecision
from guidelines.pathway.functional_rules import CATEGORY_LABELS, Category

CONFIRM, OVERRIDE = "confirm", "override"
CHOOSE = ("", _("Choose"))


class DecisionForm(forms.Form):
    """Confirm, or override with a category and a reason. `digest` is of the suggestion the person had before them.

    `twice` holds the category that was confirmed a second time: another choice is asked about again.
    """

    digest = forms.CharField(max_length=64)
    decision = forms.ChoiceField(choices=[(CONFIRM, CONFIRM), (OVERRIDE, OVERRIDE)])
    category = forms.ChoiceField(
        label=_("Category"),
        choices=[CHOOSE, *((category.value, _(label)) for category, label in CATEGORY_LABELS.items())],
        required=False,
    )
    reason = forms.ChoiceField(
        label=_("Reason"), choices=[CHOOSE, *FunctionalDecision.Reason.choices], required=False
    )
    comment = forms.CharField(
        label=_("In your own words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
    )
    twice = forms.CharField(max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("decision") != OVERRIDE:
            return cleaned
        if not cleaned.get("category") and "category" not in self.errors:
            self.add_error("category", _("Choose the category you decide on."))
        if not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Choose why you decide otherwise."))
        if cleaned.get("reason") == FunctionalDecision.Reason.OTHER and not cleaned.get("comment"):
            self.add_error("comment", _("Say which other reason."))
        return cleaned

    def chosen(self, suggested: Category | None) -> Chosen:
        """What guidelines.actions.decide_functional_category takes."""
        said = self.cleaned_data
        if said["decision"] == CONFIRM:
            return Chosen(suggested)
        category = Category(said["category"])
        return Chosen(category, said["reason"], said["comment"], twice=said["twice"] == category.value)
