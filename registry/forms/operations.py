"""The surgeon's form: one operation of an episode, with how the patient was before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from registry.actions.operations import DETAILS, Operated
from registry.age import age_on
from registry.date_rules import Days
from registry.dated import days_of
from registry.diagnoses import DIAGNOSES, is_of_neck
from registry.fields import PartialDateField, TickSetField
from registry.forms.background import BackgroundFields, columns_of, listed
from registry.forms.dated import DatedForm
from registry.forms.episodes import DiagnosisField, diagnoses_offered
from registry.forms.levels import LevelsField, TypedLevelsField, both
from registry.models import Background, Episode, Operation, Procedure
from registry.operations import details
from registry.partial_date import PartialDate
from registry.value_rules import Numbers
from registry.widgets import SomeTicksWidget

TIMES = ["%H:%M", "%H.%M", "%H%M"]
EVERY_PART = ("cervical", "thoracic", "lumbar", "sacral")
# Region, part of the spine or kind of episode to the parts of the drawing that are unfolded
PARTS: dict[str, tuple[str, ...]] = {
    "cervical": ("cervical",),
    "lumbar": ("lumbar", "sacral"),
    "sacral": ("lumbar", "sacral"),
    "deformity": ("thoracic", "lumbar"),
    Episode.Kind.VERTEBRAL_FRACTURE: ("thoracic", "lumbar"),
    Episode.Kind.SACRAL_FRACTURE: ("lumbar", "sacral"),
}


def _worded(codes: Mapping[str, str]) -> list[tuple[str, Any]]:
    return [(code, _(words)) for code, words in codes.items()]


def _ticks(codes: Mapping[str, str], label: Any) -> TickSetField:
    return TickSetField(choices=_worded(codes), label=label)


class OperationForm(BackgroundFields, DatedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    diagnosis = DiagnosisField()
    kind = TickSetField(
        choices=Procedure.Kind.choices,
        widget=SomeTicksWidget(choices=Procedure.Kind.choices),
        label=_("Procedure"),
        required=True,
    )
    performed_on = PartialDateField(label=_("Performed on"), required=True)
    started_at = forms.TimeField(
        label=_("Started at"),
        required=False,
        input_formats=TIMES,
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "date-input__field"}),
        help_text=_("For example 8:15"),
    )
    levels = LevelsField(label=_("Or tick them"))
    levels_typed = TypedLevelsField(
        label=_("Type the levels"),
        help_text=_("For example L3-L5 or C5, C6."),
    )
    approach = listed(details.APPROACHES, label=_("Approach"))
    anaesthesia = listed(details.ANAESTHESIA, label=_("Anaesthesia"))
    guidance = listed(details.GUIDANCE, label=_("Guidance"))
    implants = _ticks(details.IMPLANTS, _("Implants"))
    implant_type = forms.CharField(
        label=_("Type of implant"),
        required=False,
        max_length=80,
        help_text=_("Make and model, as on the label."),
    )
    admitted_on = PartialDateField(label=_("Admitted on"))
    discharged_on = PartialDateField(label=_("Discharged on"))
    complications_during = _ticks(details.DURING, _("Complications during the operation"))
    complications_30_days = _ticks(details.WITHIN_30_DAYS, _("Complications within 30 days"))
    complications_later = _ticks(details.LATER, _("Later complications"))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        episode: Episode,
        on: date,
        operation: Operation | None = None,
        background: Background | None = None,
        draft: Mapping[str, Any] | None = None,
    ) -> None:
        self.episode, self.on, self.operation = episode, on, operation
        self.opened = opened_with(episode, operation, on) | columns_of(background)
        super().__init__(data, initial={**self.opened, **(draft or {})})
        self.fields["diagnosis"].choices = [("", _("Not recorded")), *diagnoses_offered(episode.kind)]
        self.fields["levels"].widget.unfolded = _unfolded(episode)
        self.neck_first = is_of_neck(episode.diagnosis)

    def days(self) -> Iterator[Days]:
        typed = {
            name: self.cleaned_data.get(f"{name}_on") for name in ("performed", "admitted", "discharged")
        }
        yield days_of(self.episode.patient, self.episode, on=self.on, **typed)

    def numbers(self) -> Numbers:
        """What the background says, how long the stay was, and how old a patient with an osteoporotic fracture."""
        admitted, discharged = (self.cleaned_data.get(f"{name}_on") for name in ("admitted", "discharged"))
        stay = (discharged.day - admitted.day).days if admitted and discharged else None
        stayed = {"stay_days": None if stay is None or stay < 0 else stay}
        return {**super().numbers(), **stayed, **self._age_at_fracture()}

    def _age_at_fracture(self) -> Numbers:
        diagnosis = DIAGNOSES.get(self.cleaned_data.get("diagnosis") or "")
        if diagnosis is None or diagnosis.cause != "osteoporotic":
            return {}
        return {"osteoporotic_fracture": 1, "age_years": age_on(self.episode.patient, self.episode.onset_on)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["levels"] = both(cleaned.get("levels"), cleaned.get("levels_typed"))
        return cleaned

    @property
    def operated(self) -> Operated:
        """What a valid form says."""
        cleaned = self.cleaned_data
        return Operated(
            performed_on=cleaned["performed_on"].day,
            kinds=tuple(cleaned["kind"]),
            diagnosis=cleaned["diagnosis"],
            details={name: _stored(cleaned.get(name), name) for name in DETAILS},
            background=self.background_columns if self.tells_something else None,
        )


def opened_with(episode: Episode, operation: Operation | None, on: date) -> dict[str, Any]:
    """What the form of an operation stands filled with; a new one was today, and nothing else is supposed of it."""
    start = {"version": episode.version, "diagnosis": episode.diagnosis}
    if operation is None:
        return start | {"performed_on": PartialDate(on)}
    days = {name: getattr(operation, name) for name in ("performed_on", "admitted_on", "discharged_on")}
    return {
        **start,
        **{name: getattr(operation, name) or None for name in ("approach", "anaesthesia", "guidance")},
        **{
            name: getattr(operation, name)
            for name in DETAILS
            if name not in ("approach", "anaesthesia", "guidance")
        },
        **{name: day and PartialDate(day) for name, day in days.items()},
        "kind": kinds_of(operation),
    }


def kinds_of(operation: Operation) -> list[str]:
    """The procedures of its day, in the order they were recorded."""
    rows = operation.episode.procedures.filter(performed_on=operation.performed_on)
    return list(rows.order_by("pk").values_list("kind", flat=True))


def _stored(value: Any, name: str) -> Any:
    if isinstance(value, PartialDate):
        return value.day
    return "" if value is None and not Operation._meta.get_field(name).null else value


def _unfolded(episode: Episode) -> frozenset[str]:
    """The parts of the drawing that fit the diagnosis, else the kind of episode; all where neither says the place."""
    known = DIAGNOSES.get(episode.diagnosis)
    # thoracic and lumbar fractures are fixed from above and below
    if known is None or known.part in ("thoracic", "lumbar"):
        return frozenset(PARTS.get(episode.kind, EVERY_PART))
    return frozenset(PARTS.get(known.part or known.region, EVERY_PART))
