"""The answers of one follow-up: every instrument of the episode in one form, on a day that is held against the window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.actions.assessments import scored
from registry.follow_up import ClosedReason, Moment, Timing, Wave, timing_of
from registry.follow_up_words import timing_words
from registry.forms.answers import AnswersForm, field_name
from registry.forms.dated import DatedForm
from registry.instruments import INSTRUMENTS
from registry.models import Assessment, Episode
from registry.value_rules import Numbers


class CloseForm(forms.Form):
    """Why a follow-up is not chased, and a note; close_wave says where a note is needed."""

    reason = forms.ChoiceField(
        choices=[(reason.value, reason.value) for reason in ClosedReason],
        error_messages={
            "required": _("Choose why the follow-up is not chased."),
            "invalid_choice": _("Choose why the follow-up is not chased."),
        },
    )
    note = forms.CharField(required=False, max_length=200)


CHANGES = ("odi", "ndi")  # whose change since the baseline is held against the table of value rules


class FollowUpForm(DatedForm, AnswersForm):
    """As AnswersForm; a day outside the window has to be confirmed, one before the index date is refused, and a change
    since the `baseline` that is rare is asked about.
    """

    fields_of_numbers = {code: field_name(INSTRUMENTS[code], INSTRUMENTS[code].items[0]) for code in CHANGES}

    outside_confirmed = forms.BooleanField(
        label=_("The day is right, though outside the window"), required=False
    )

    def __init__(
        self,
        data: Any = None,
        *,
        episode: Episode,
        wave: Wave,
        baseline: Mapping[str, Assessment],
        value_set: str,
        draft: Mapping[str, Any] | None,
        **given: Any,
    ) -> None:
        self.episode, self.wave, self.baseline = episode, wave, baseline
        start = {"value_set": value_set, **(draft or {})}
        super().__init__(data, department=episode.patient.department, draft=start, **given)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        timing = self.timing
        if timing is None or timing.moment is Moment.WITHIN:
            return cleaned
        if timing.moment is Moment.BEFORE_INDEX:
            self.add_error(
                "observed_on",
                _("%(when)s. An answer cannot come before its question.") % {"when": timing_words(timing)},
            )
        elif not cleaned.get("outside_confirmed"):
            self.add_error(
                "outside_confirmed",
                _("%(when)s. Mend the day, or confirm that it is right.") % {"when": timing_words(timing)},
            )
        return cleaned

    def numbers(self) -> Numbers:
        """The scores now and at baseline; one that cannot be computed is not recorded."""
        now = {one.instrument: scored(one)["score"] for one in self.answered if one.instrument in CHANGES}
        before = {f"{code}_before": self.baseline[code].score for code in now if code in self.baseline}
        return {**now, **before}

    def named(self, field: str) -> Any:
        code = next((code for code, at in self.fields_of_numbers.items() if at == field), None)
        return _(INSTRUMENTS[code].title) if code else super().named(field)

    @property
    def timing(self) -> Timing | None:
        """How the day lies to the window; None while there is no day that can be."""
        answered_on = self.cleaned_data.get("observed_on")
        return timing_of(self.wave, self.episode.index_date, answered_on.day) if answered_on else None
