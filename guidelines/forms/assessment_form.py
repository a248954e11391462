"""The clinical assessment as a Django form: its fields are the questions, its checks are the contract's.

A page that asks some of the questions is the same form with fewer sections: what it does not ask stays as it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from guidelines.adapters import fact_sheet
from guidelines.forms.checks import Visit, refusals
from guidelines.forms.earlier import earlier_answers, prefilled
from guidelines.forms.question import Question
from guidelines.forms.sections import FUNCTION, QUESTIONS, SECTIONS, Section, questions_of
from guidelines.forms.typed import Typed
from registry.fields import PartialDateField
from registry.models import Patient
from registry.partial_date import PartialDate

FIELDS = {name: question.field() for name, question in QUESTIONS.items()}


class AssessmentForm(forms.Form):
    """After is_valid(), `typed` says what is to be recorded, `visit` for whom and which day.

    `draft_name` is what a half-filled one is kept under.
    """

    draft_name: ClassVar[str] = "assessment"
    sections: ClassVar[tuple[Section, ...]] = SECTIONS
    questions: ClassVar[dict[str, Question]] = QUESTIONS

    version = forms.IntegerField(widget=forms.HiddenInput)
    baseline = forms.CharField(widget=forms.HiddenInput, required=False)
    again = forms.MultipleChoiceField(choices=[(name, name) for name in QUESTIONS], required=False)
    observed_on = PartialDateField(label=_("Day of the visit"), required=True)

    def __init__(
        self,
        data: Any = None,
        *,
        patient: Patient,
        on: date,
        has_episode: bool = True,
        draft: Mapping[str, Any] | None = None,
    ) -> None:
        self.patient, self.on, self.has_episode = patient, on, has_episode
        self.sheet = fact_sheet(patient, on)
        self.earlier = {
            name: found for name, found in earlier_answers(self.sheet).items() if name in self.questions
        }
        super().__init__(data, initial=self._initial(draft or {}))
        # shared by all forms: nothing here changes a field
        self.fields |= {name: FIELDS[name] for name in self.questions}

    def _initial(self, draft: Mapping[str, Any]) -> dict[str, Any]:
        """What the rules read, and over it what was typed into a draft, as it was typed."""
        filled = prefilled(self.earlier)
        return {
            "version": draft.get("version", self.patient.facts_version),
            "baseline": json.dumps(filled),
            "again": draft.get("again", []),
            "observed_on": draft.get("observed_on", PartialDate(self.on)),
            **{name: QUESTIONS[name].initial(value) for name, value in filled.items()},
            **draft.get("answers", {}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.visit = Visit(self.patient, self._visit_day(cleaned.get("observed_on")), self.has_episode)
        self.typed = Typed(
            given={name: asked.as_json(cleaned.get(name)) for name, asked in self.questions.items()},
            unread=frozenset(self.errors) & frozenset(self.questions),
            again=frozenset(cleaned.get("again", [])),
            filled=filled_in(cleaned.get("baseline", "")),
            earlier=self.earlier,
        )
        for refusal in refusals(self.typed, self.visit):
            self.typed = self.typed.without(refusal.names)
            self.add_error(refusal.at, refusal.text)
        return cleaned

    def _visit_day(self, typed: PartialDate | None) -> date:
        """The day that was typed; today while there is none that can be."""
        if typed is None:
            return self.on
        if typed.day > self.on:
            self.add_error("observed_on", _("That day is still to come. Give the day the patient was seen."))
            return self.on
        return typed.day

    @property
    def left_out(self) -> list[str]:
        """Labels of what cannot be read, or may not stand."""
        return [str(question.label) for name, question in self.questions.items() if name in self.typed.unread]


class FunctionForm(AssessmentForm):
    """What a physiotherapist asks and tests."""

    draft_name = "function"
    sections = (FUNCTION,)
    questions = questions_of(sections)


def filled_in(baseline: str) -> dict[str, Any]:
    """Question to the value it was filled with when the form was opened, as the form carries it."""
    try:
        found = json.loads(baseline or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
