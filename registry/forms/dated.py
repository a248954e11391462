"""A form whose dates and values are held against the tables of rules: impossible is an error, unlikely asks how one knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from registry.date_rules import Days, Finding, findings
from registry.dated import FIELDS, Confirmed, said
from registry.fields import SegmentsField
from registry.value_rules import Numbers, ValueFinding, value_findings
from registry.value_words import value_said
from registry.widgets import SegmentsWidget

HOW_ONE_KNOWS = [
    ("record", _("It stands so in the hospital record")),
    ("told", _("The patient or a relative says so")),
    ("papers", _("It stands so in other papers")),
]


class DatedForm(forms.Form):
    """Subclasses say which dates belong together in `days`, and which values are checked in `numbers`.

    After is_valid(), `confirmed` tells what was confirmed.
    """

    dates_confirmed = SegmentsField(
        label=_("How do you know?"), choices=HOW_ONE_KNOWS, widget=SegmentsWidget(choices=HOW_ONE_KNOWS)
    )
    dates_asked = forms.CharField(required=False, widget=forms.HiddenInput)
    fields_of_numbers: Mapping[str, str] = {
        "stay_days": "discharged_on",
        "age_years": "diagnosis",
    }  # where a value is not typed as itself

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "dates_confirmed"])  # asked last
        self.unlikely: list[str] = []  # what to look at again, in words
        self.rules_asked = ""  # which rules asked, as the form sends them back
        self.confirmed: Confirmed | None = None

    def days(self) -> Iterable[Days]:
        """The dates that belong to one another; one mapping an episode."""
        return ()

    def numbers(self) -> Numbers:
        """The values that rules speak of, by the names of their fields."""
        return {}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        found: dict[str, Finding | ValueFinding] = {
            finding.rule.code: finding for days in self.days() for finding in findings(days)
        }
        found |= {finding.rule.code: finding for finding in value_findings(self.numbers())}
        for finding in found.values():
            if finding.is_impossible and (field := self._at(finding)):
                self.add_error(field, _words(finding))
        asked_here = [one for one in found.values() if self._at(one)]
        self._ask([finding for finding in asked_here if not finding.is_impossible])
        return cleaned

    def named(self, field: str) -> Any:
        """What a field is called where something unlikely is said of it."""
        return self.fields[field].label

    def _at(self, finding: Finding | ValueFinding) -> str:
        """The field to look at again: the rule's own, else the other date it speaks of; "" where neither is asked here."""
        if isinstance(finding, ValueFinding):
            name = self.fields_of_numbers.get(finding.rule.at, finding.rule.at)
            return name if name in self.fields else ""
        if not finding.is_impossible:
            own = FIELDS[finding.rule.at]
            return own if own in self.fields else ""
        spoken_of = (finding.rule.at, finding.rule.kept.first, finding.rule.kept.later)
        return next((FIELDS[name] for name in spoken_of if FIELDS.get(name) in self.fields), "")

    def _ask(self, unlikely: list[Finding | ValueFinding]) -> None:
        """An answer counts for the very rules that were shown with the question, and for no others."""
        self.unlikely = [f"{self.named(self._at(one))}: {_words(one)}" for one in unlikely]
        self.rules_asked = ",".join(finding.rule.code for finding in unlikely)
        because = self.cleaned_data.get("dates_confirmed")
        if not unlikely:
            return
        if because and self.cleaned_data.get("dates_asked") == self.rules_asked:
            self.confirmed = Confirmed(tuple(self.rules_asked.split(",")), because)
        else:
            self.add_error("dates_confirmed", _("Look at it again. If it is right, say how you know."))

    def take(self, refused: ValidationError) -> None:
        """What an action refused, at its field where the form has it."""
        wrong = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for name, texts in wrong.items():
            self.add_error(name if name in self.fields else None, texts)


def _words(finding: Finding | ValueFinding) -> str:
    return value_said(finding) if isinstance(finding, ValueFinding) else said(finding)
