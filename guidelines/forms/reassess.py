"""What to compare over the registry: two versions of the rules, two sets of thresholds, or both."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guidelines.pathway.releases import versions
from guidelines.presentation.reassessment import THRESHOLD_SETS
from guidelines.reassessment import OF_DEPARTMENT, OWN, Side
from registry.models import Department


class ReassessForm(forms.Form):
    before_version = forms.ChoiceField(label=_("Version of the rules"))
    before_thresholds = forms.ChoiceField(label=_("Thresholds"))
    after_version = forms.ChoiceField(label=_("Version of the rules"))
    after_thresholds = forms.ChoiceField(label=_("Thresholds"))

    def __init__(self, *args: Any, departments: dict[str, str], **kwargs: Any) -> None:
        """`departments` is the names by code: whose thresholds may be tried."""
        super().__init__(*args, **kwargs)
        there_are = versions()
        sets = [(code, _(words)) for code, words in THRESHOLD_SETS.items()]
        sets += [
            (f"{OF_DEPARTMENT}{code}", _("the thresholds of %(name)s") % {"name": name})
            for code, name in departments.items()
        ]
        for side, version in (("before", there_are[-2:][0]), ("after", there_are[-1])):
            self.fields[f"{side}_version"].choices = [(each, each) for each in reversed(there_are)]
            self.fields[f"{side}_version"].initial = version
            self.fields[f"{side}_thresholds"].choices = sets
            self.fields[f"{side}_thresholds"].initial = OWN

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and self.side("before") == self.side("after"):
            raise forms.ValidationError(
                _("Both sides are the same. Choose another version, or other thresholds.")
            )
        return cleaned

    def side(self, which: str) -> Side:
        return Side(self.cleaned_data[f"{which}_version"], self.cleaned_data[f"{which}_thresholds"])


def threshold_departments() -> dict[str, str]:
    """Name by code of the departments that have thresholds of their own."""
    own = Department.objects.filter(threshold_overrides__isnull=False).distinct().order_by("name")
    return dict(own.values_list("code", "name"))
