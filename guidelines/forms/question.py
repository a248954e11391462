"""One question of the assessment: which fact it answers, its field, and its value in words and as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_lazy

from guidelines.adapters import SCORED, WEEKS_SINCE
from guidelines.forms.controls import fact_field, score_field
from guidelines.forms.values import as_typed, day_in_words, in_words, whole
from guidelines.pathway.facts import FACTS, Fact, Kind
from registry.fields import PartialDateField
from registry.partial_date import PartialDate
from registry.widgets import NOTHING_OF_THESE, written

_ = gettext_lazy

# A day is asked for where the fact is a number of weeks: nobody counts weeks at the bedside.
DAY_LABELS = {
    "pain_started_on": _("The pain began"),
    "vertebral_fracture_on": _("Day of the latest vertebral fracture"),
    "hip_fracture_on": _("Day of the latest hip fracture"),
    "cement_on": _("Day of the latest cement procedure elsewhere"),
    "conservative_started_on": _("Treatment without a procedure began"),
    "corset_started_on": _("Corset since"),
}
# Where the control, or the heading above it, says what the fact's own help would, or something else has to be said.
OWN_HELP = {
    "hip_fracture_on": _("Leave it where none is known."),
    "cement_on": _("Those done here are counted already. Leave it where none is known."),
    "pain_locations": "",
    "other_red_flags": _("The list is our choice and cannot be complete."),
    **dict.fromkeys(("xray_spine", "xray_pelvis", "mri", "ct"), ""),
}


@dataclass(frozen=True)
class Only:
    """A question that makes sense only while its parent has one of these values."""

    parent: str
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Question:
    """`name` is the field, and the record or instrument it is stored under; `under` is a heading that begins here."""

    name: str
    only: Only | None = None
    under: Any = ""

    @property
    def fact(self) -> Fact:
        """The fact of the contract that this question answers."""
        return FACTS[WEEKS_SINCE.get(self.name) or SCORED.get(self.name) or self.name]

    @property
    def is_renamed(self) -> bool:
        return self.is_dated or self.is_scored

    @property
    def is_dated(self) -> bool:
        return self.name in WEEKS_SINCE

    @property
    def is_scored(self) -> bool:
        return self.name in SCORED

    @property
    def label(self) -> Any:
        return DAY_LABELS.get(self.name) or gettext_lazy(self.fact.label)

    @property
    def help(self) -> Any:
        if self.name in OWN_HELP or self.is_dated:
            return OWN_HELP.get(self.name, "")
        return gettext_lazy(self.fact.help) if self.fact.help else ""

    @property
    def shown_when(self) -> str:
        """The condition as static/js/conditional.js reads it."""
        if self.only is None:
            return ""
        return f"{self.only.parent}={'|'.join(as_typed(value) for value in self.only.values)}"

    def is_asked(self, answers: dict[str, Any]) -> bool:
        return self.only is None or answers.get(self.only.parent) in self.only.values

    def is_shown(self, texts: Mapping[str, list[str]]) -> bool:
        """As is_asked, about what stands in the controls."""
        wanted = [] if self.only is None else [as_typed(value) for value in self.only.values]
        return self.only is None or any(text in wanted for text in texts[self.only.parent])

    def field(self) -> forms.Field:
        """The form field; blank is not recorded."""
        named = {"label": self.label, "help_text": self.help}
        if self.is_dated:
            return PartialDateField(month_allowed=True, **named)
        if self.is_scored:
            return score_field(named)
        return fact_field(self.fact, named)

    def as_json(self, answer: Any) -> Any:
        """A cleaned answer as it is recorded: a day as its text, everything else as it is."""
        return str(answer) if isinstance(answer, PartialDate) else answer

    def initial(self, value: Any) -> Any:
        """A recorded value as its field takes it."""
        return PartialDate.parse(value) if self.is_dated else value

    def typed(self, value: Any) -> list[str]:
        """A recorded value as the texts its control sends."""
        if value is None:
            return [] if self.fact.kind is Kind.SET else [""]
        if isinstance(value, list):
            return [str(code) for code in value] or [NOTHING_OF_THESE]
        return [written(PartialDate.parse(value)) if self.is_dated else as_typed(value)]

    def texts(self, shown: Any) -> list[str]:
        """What stands in the control, whether it was typed or filled in."""
        if isinstance(shown, list) and shown:
            return [str(text) for text in shown]
        return [shown] if isinstance(shown, str) else self.typed(self.as_json(shown))

    def in_words(self, value: Any) -> str:
        """A recorded value as a person reads it; "" where nothing is recorded."""
        if value is None:
            return ""
        if self.is_dated:
            return day_in_words(PartialDate.parse(value))
        if self.is_scored:
            return gettext("%(score)s of 100") % {"score": number_format(whole(value))}
        return in_words(self.fact, value)
