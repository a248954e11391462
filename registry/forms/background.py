"""How the patient was at a timepoint, as fields of a form: each may stay blank, and blank is not recorded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.actions.backgrounds import COLUMNS
from registry.diagnoses import DIAGNOSES, is_of_neck
from registry.fields import MeasureField, SegmentsField, TriStateField
from registry.forms.kept_typed import KeptTyped
from registry.models import Background
from registry.operations.background import DURATIONS, WALKING, WORK
from registry.value_rules import Numbers, bounds

BACK, NECK = ("back_pain", "leg_pain"), ("neck_pain", "arm_pain")
BMI, SICK_LEAVE = bounds("bmi"), bounds("sick_leave_days")
BLANK = {"smokes": None, "bmi": None, "sick_leave_days": None}  # of the other columns it is ""


def listed(codes: dict[str, str], **kwargs: Any) -> SegmentsField:
    """One of a coded list, in a select: the list is too long to stand side by side."""
    choices = [(code, _(words)) for code, words in codes.items()]
    drawn = forms.Select(choices=[("", _("Not recorded")), *choices], attrs={"class": "form-select"})
    return SegmentsField(choices=choices, widget=drawn, **kwargs)


class BackgroundFields(KeptTyped):
    """A mixin. `background_columns` after is_valid(): what is to be stored, column by column."""

    neck_first = False  # whether the diagnosis is of the neck

    back_pain = listed(DURATIONS, label=_("Back pain for"))
    leg_pain = listed(DURATIONS, label=_("Leg pain for"))
    neck_pain = listed(DURATIONS, label=_("Neck pain for"))
    arm_pain = listed(DURATIONS, label=_("Arm pain for"))
    walking = listed(WALKING, label=_("Walking distance"))
    smokes = TriStateField(label=_("Smokes"))
    bmi = MeasureField(label=_("BMI"), unit=_("kg/m²"), low=BMI[0], high=BMI[1])
    work = listed(WORK, label=_("Work"))
    sick_leave_days = MeasureField(
        label=_("Days on sick leave"), unit=_("days"), low=SICK_LEAVE[0], high=SICK_LEAVE[1], whole=True
    )

    def numbers(self) -> Numbers:
        return {name: self.cleaned_data.get(name) for name in ("bmi", "sick_leave_days")}

    @property
    def background_columns(self) -> dict[str, Any]:
        given = {name: self.cleaned_data.get(name) for name in COLUMNS}
        if given["work"] != "sick_leave":  # un-ticking a parent takes its child along
            given["sick_leave_days"] = None
        return {name: BLANK.get(name, "") if value is None else value for name, value in given.items()}

    @property
    def tells_something(self) -> bool:
        return any(value not in ("", None) for value in self.background_columns.values())

    @property
    def pains_here(self) -> list[forms.BoundField]:
        """How long it has hurt where the diagnosis says: neck and arm of a neck, else back and leg."""
        return self._pains(NECK if self.neck_first else BACK)

    @property
    def pains_elsewhere(self) -> list[forms.BoundField]:
        return self._pains(BACK if self.neck_first else NECK)

    @property
    def tells_of_elsewhere(self) -> bool:
        return any(field.value() for field in self.pains_elsewhere)

    @property
    def diagnoses_elsewhere(self) -> list[str]:
        return [code for code in DIAGNOSES if is_of_neck(code) is not self.neck_first]

    def _pains(self, names: tuple[str, str]) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]


def columns_of(standing: Background | None) -> dict[str, Any]:
    """What a form of it opens with."""
    return {} if standing is None else {name: getattr(standing, name) for name in COLUMNS}
