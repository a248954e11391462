"""What an editor fills in at the review desk."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from guidelines.actions import Signed
from guidelines.models import IncidentStep, RuleCheck
from registry.free_text import personal_number_in

CHOOSE = ("", _("Choose"))
AGAIN_IN = ((6, _("6 months")), (12, _("12 months")), (24, _("24 months")))


def refuse_personal_number(text: str) -> None:
    found = personal_number_in(text)
    if found:
        raise ValidationError(
            _("Found “%(found)s”, which is written like a personal number: leave it out.") % {"found": found}
        )


def words(label: str, *, rows: int = 2, most: int = 2000, **given: object) -> forms.CharField:
    """Free text that many people read."""
    area = forms.Textarea(attrs={"rows": rows, "class": "form-control"})
    return forms.CharField(
        label=label, max_length=most, widget=area, validators=[refuse_personal_number], **given
    )


class CheckForm(forms.Form):
    """A signature under a rule. `digest` is of the rule the reviewer had before them."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    side = forms.ChoiceField(label=_("I checked it as"), choices=[CHOOSE, *RuleCheck.Side.choices])
    months = forms.TypedChoiceField(
        label=_("To be checked again in"), choices=AGAIN_IN, coerce=int, initial=12
    )
    comment = words(_("Comment"), required=False)

    def signed(self, on: date) -> Signed:
        said = self.cleaned_data
        return Signed(said["side"], months_later(on, said["months"]), said["comment"])


def months_later(day: date, months: int) -> date:
    """The same day of a later month; the 28th stands for any later day, which every month has."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))


class SwitchForm(forms.Form):
    """`twice`: ticked when an urgent rule is to be switched off all the same."""

    reason = words(
        _("Reason"), most=500, help_text=_("Everybody who reads advice sees it, with your name and the day.")
    )
    twice = forms.BooleanField(required=False)


class AnswerForm(forms.Form):
    """Taking a report up needs nothing more; closing it needs a decision and an answer."""

    state = forms.ChoiceField(choices=IncidentStep.State.choices)
    decision = forms.ChoiceField(
        label=_("Decision"), choices=[CHOOSE, *IncidentStep.Decision.choices], required=False
    )
    answer = words(_("Answer to the reporter"), rows=3, required=False)

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("state") != IncidentStep.State.CLOSED:
            return {**cleaned, "decision": ""}
        if not cleaned.get("decision"):
            self.add_error("decision", _("Choose what was decided."))
        if not cleaned.get("answer") and "answer" not in self.errors:
            self.add_error("answer", _("Say what you found; whoever reported it reads this."))
        return cleaned
