"""The programme builder's form: which of the offered exercises, how much of each, what else, and when to test again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidelines.actions import Written
from guidelines.pathway.exercise import Block, Exercise
from guidelines.pathway.exercise_dose import LOAD_LABELS, Allowed, Dose, Load
from guidelines.pathway.exercise_plan import Basis, doses, offered, suggested
from guidelines.pathway.retest import SetDay, judged, window
from guidelines.presentation.doses import FIELD_LABELS
from registry.fields import MeasureField, PartialDateField
from registry.partial_date import PartialDate

UNITS = {"hold_s": gettext_lazy("s")}
NOTE_LETTERS = 300


@dataclass(frozen=True)
class Offered:
    """One exercise as the form asks about it."""

    exercise: Exercise
    pick: forms.BoundField
    dose: list[forms.BoundField]
    note: forms.BoundField
    is_suggested: bool

    @property
    def shown_when(self) -> str:
        return f"{self.pick.html_name}=on"

    @property
    def is_picked(self) -> bool:
        return bool(self.pick.value())

    @property
    def errors(self) -> list[str]:
        return [text for field in (*self.dose, self.note) for text in field.errors]


class ProgrammeForm(forms.Form):
    """`token` says on which basis it was built, `version` which programme counted when it was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    token = forms.CharField(widget=forms.HiddenInput)
    remarks = forms.CharField(
        label=gettext_lazy("Your own words to the patient"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
    )
    retest_on = PartialDateField(
        label=gettext_lazy("New test on"),
        help_text=gettext_lazy("8 to 12 weeks from today [D]."),
        required=True,
    )
    retest_reason = forms.CharField(
        label=gettext_lazy("Why outside these weeks"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Only where the day lies outside them."),
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )

    def __init__(
        self, data: Any = None, *, basis: Basis, on: date, opened: Mapping[str, Any], start: Mapping[str, Any]
    ) -> None:
        """`opened` holds version and token; `start` the fields as they open: start_of, or what a draft keeps."""
        self.basis, self.on = basis, on
        self.exercises = {exercise.code: exercise for exercise in offered(basis)}
        self.allowed = {code: doses(exercise, basis) for code, exercise in self.exercises.items()}
        self.suggested = suggested(basis)
        super().__init__(data, initial={**start, **opened})
        for code in self.exercises:
            self._ask(code, self.allowed[code])

    def _ask(self, code: str, within: Allowed) -> None:
        self.fields[f"pick-{code}"] = forms.BooleanField(
            label=_(self.exercises[code].title),
            required=False,
            widget=forms.CheckboxInput(attrs={"class": "form-check-input", "value": "on"}),
        )
        for name, span in within.spans.items():
            self.fields[f"{code}-{name}"] = MeasureField(
                label=FIELD_LABELS[name], unit=UNITS.get(name, ""), low=span.low, high=span.high, whole=True
            )
        if within.loads:
            self.fields[f"{code}-load"] = forms.ChoiceField(
                label=FIELD_LABELS["load"],
                choices=[(load.value, _(LOAD_LABELS[load])) for load in within.loads],
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )
        self.fields[f"{code}-note"] = forms.CharField(
            label=_("Note"),
            required=False,
            max_length=NOTE_LETTERS,
            widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        )

    def offered_in(self, block: Block) -> list[Offered]:
        """The exercises of a block, those that were suggested first."""
        found = [self._offered(one) for one in self.exercises.values() if one.block is block]
        return sorted(found, key=lambda one: not (one.is_suggested or one.is_picked))

    def _offered(self, exercise: Exercise) -> Offered:
        code = exercise.code
        return Offered(
            exercise,
            self[f"pick-{code}"],
            [self[name] for name in self._dose_fields(code)],
            self[f"{code}-note"],
            code in self.suggested,
        )

    def _dose_fields(self, code: str) -> Iterator[str]:
        for name in (*self.allowed[code].spans, *(("load",) if self.allowed[code].loads else ())):
            yield f"{code}-{name}"

    @property
    def picked(self) -> list[str]:
        """Codes that are ticked, in the order of the blocks as the basis wants them."""
        first = Block.STEADY if "falls_first" in self.basis.constraints else Block.STRONG
        ticked = [code for code in self.exercises if self.cleaned_data.get(f"pick-{code}")]
        return sorted(ticked, key=lambda code: self.exercises[code].block is not first)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for code in self.exercises:
            self._check_dose(code, picked=bool(cleaned.get(f"pick-{code}")))
        if not self.picked:
            self.add_error(None, _("Choose at least one exercise."))
        self._check_retest(cleaned)
        return cleaned

    def _check_dose(self, code: str, *, picked: bool) -> None:
        """What is asked about a ticked exercise must be answered; what is not ticked is not asked about."""
        for name, span in self.allowed[code].spans.items():
            field = f"{code}-{name}"
            if not picked:
                self.errors.pop(field, None)
            elif field not in self.errors and self.cleaned_data.get(field) is None:
                self.add_error(
                    field, _("Give a number from %(low)d to %(high)d.") % {"low": span.low, "high": span.high}
                )
        if not picked:
            self.errors.pop(f"{code}-load", None)
            self.errors.pop(f"{code}-note", None)

    def _check_retest(self, cleaned: dict[str, Any]) -> None:
        if (day := self._day(cleaned)) is None:
            return
        found = judged(day, self.on)
        if found is SetDay.IMPOSSIBLE:
            self.add_error("retest_on", _("The new test lies after today, and within half a year."))
        elif found is SetDay.OUTSIDE and not cleaned.get("retest_reason", "").strip():
            self.add_error("retest_reason", _("Say why the new test lies outside 8 to 12 weeks."))

    @staticmethod
    def _day(cleaned: dict[str, Any]) -> date | None:
        found = cleaned.get("retest_on")
        return found.day if found else None

    def written(self) -> Written:
        """What guidelines.actions.confirm_programme takes."""
        cleaned = self.cleaned_data
        inside = judged(cleaned["retest_on"].day, self.on) is SetDay.WITHIN
        return Written(
            exercises={code: self._dose(code) for code in self.picked},
            notes={code: cleaned.get(f"{code}-note", "") for code in self.picked},
            remarks=cleaned["remarks"],
            retest_on=cleaned["retest_on"].day,
            retest_reason="" if inside else cleaned["retest_reason"],
        )

    def _dose(self, code: str) -> Dose:
        counts = {name: self.cleaned_data[f"{code}-{name}"] for name in self.allowed[code].spans}
        load = self.cleaned_data.get(f"{code}-load") or None
        loads = self.allowed[code].loads
        return Dose(**counts, load=Load(load) if load else (loads[0] if loads else None))


def start_of(
    basis: Basis, on: date, kept: list[Mapping[str, Any]] | None = None, remarks: str = ""
) -> dict[str, Any]:
    """The fields as they open: every dose as suggested, ticked what `kept` holds, else what is suggested."""
    first, _last = window(on)
    proposed = suggested(basis)
    rows = {row["code"]: row for row in kept} if kept is not None else None
    start: dict[str, Any] = {"remarks": remarks, "retest_on": PartialDate(first)}
    for exercise in offered(basis):
        code = exercise.code
        start |= _opened(code, asdict(doses(exercise, basis).suggested))
        start[f"pick-{code}"] = code in (proposed if rows is None else rows)
        if rows and code in rows:
            start |= _opened(code, rows[code]) | {f"{code}-note": rows[code].get("note", "")}
    return start


def _opened(code: str, dose: Mapping[str, Any]) -> dict[str, Any]:
    names = ("sets", "repetitions", "hold_s", "minutes", "days_a_week", "load")
    return {f"{code}-{name}": dose[name] for name in names if dose.get(name) is not None}
