"""One page of the surgeon's form: whose, in which episode, new or a correction; and both versions where two met."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from decision_support.conflicts import NOT_COMPARED
from registry.dated import written
from registry.forms.operations import OperationForm
from registry.models import Background, Episode, Operation, Patient, Timepoint
from registry.operations.levels import written as levels_written
from registry.partial_date import PartialDate
from registry.selectors.operations import Usual
from registry.views.conflict import Row


@dataclass(frozen=True)
class OperationPage:
    patient: Patient
    episode: Episode
    operation: Operation | None
    on: date

    @property
    def draft_name(self) -> str:
        return f"operation-{self.episode.pk}-{self.operation.pk if self.operation else 'new'}"

    @property
    def title(self) -> str:
        return _("Correct the operation") if self.operation else _("Record an operation")

    @property
    def url(self) -> str:
        if self.operation:
            return reverse("operation-edit", args=[self.patient.key, self.operation.pk])
        return reverse("procedure-record", args=[self.patient.key, self.episode.pk])

    @property
    def draft_url(self) -> str:
        return reverse("operation-draft", args=[self.patient.key, self.episode.pk])

    @property
    def back_url(self) -> str:
        return reverse("patient-page", args=[self.patient.key])

    @cached_property
    def background(self) -> Background | None:
        return self.episode.backgrounds.filter(timepoint=Timepoint.BASELINE).first()

    def form(self, data: Any = None, draft: dict[str, Any] | None = None) -> OperationForm:
        return OperationForm(
            data,
            episode=self.episode,
            on=self.on,
            operation=self.operation,
            background=self.background,
            draft=draft,
        )

    def standing_form(self, episode: Episode) -> OperationForm:
        """The form as it would open now, on what somebody else saved."""
        standing = episode.operations.filter(pk=self.operation.pk).first() if self.operation else None
        latest = standing or episode.operations.first()
        background = episode.backgrounds.filter(timepoint=Timepoint.BASELINE).first()
        return OperationForm(episode=episode, on=self.on, operation=latest, background=background)

    def said_of_usual(self, kinds: Collection[str], usual: Usual, filled: dict[str, Any]) -> str:
        if not kinds:
            return _("Tick the procedure first: what is usual here depends on it.")
        if not usual.answers:
            return _("There is no usual answer yet: too few such operations are recorded here.")
        if not filled:
            return _("Everything that has a usual answer here is answered already.")
        said = ngettext(
            "Filled in as in most of the latest %(n)d such operation here: %(what)s. Check them; nothing is saved yet.",
            "Filled in as in most of the latest %(n)d such operations here: %(what)s. Check them; nothing is saved yet.",
            usual.of,
        )
        names = ", ".join(str(OperationForm.base_fields[name].label) for name in filled)
        return said % {"n": usual.of, "what": names}


def rows_of_both(typed: forms.Form, standing: forms.Form) -> Iterator[Row]:
    """A row a field: what was saved meanwhile beside what was typed, in words."""
    for field in typed.visible_fields():
        if field.name not in NOT_COMPARED and field.name != "levels_typed":
            theirs = standing.initial.get(field.name)
            yours = typed.cleaned_data.get(field.name)
            label = field.label
            yield Row(label, _words(typed, field.name, theirs), _words(typed, field.name, yours))


def _words(form: forms.Form, name: str, value: Any) -> str:
    """As a person reads it; blank where it is not recorded."""
    if value in (None, ""):
        return ""
    if isinstance(value, PartialDate):
        return written(value)
    if name == "levels":
        return levels_written(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    codes = _codes(form.fields[name])
    if isinstance(value, list):
        return ", ".join(codes.get(one, one) for one in value) or _("None")
    return codes.get(str(value), str(value)[:5] if name == "started_at" else str(value))


def _codes(field: Any) -> dict[str, str]:
    """Code to label, also of choices in groups."""
    found: dict[str, str] = {}
    for value, label in getattr(field, "choices", None) or getattr(field.widget, "choices", ()):
        rows = label if isinstance(label, list | tuple) else [(value, label)]
        found |= {str(code): str(words) for code, words in rows}
    return found
