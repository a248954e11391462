"""The part of a mapping that tells how the patient was: how long the pain lasted, walking, smoking, BMI, work."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from registry.exchange.mapping_parts import NOT_RECORDED, Code, CodedColumn, Column, Part
from registry.exchange.mapping_words import _, wrong
from registry.operations import background

DURATIONS = ("back_pain", "leg_pain", "neck_pain", "arm_pain")
YES = "yes"
CHOICES = {
    **dict.fromkeys(DURATIONS, background.DURATIONS),
    "walking": background.WALKING,
    "work": background.WORK,
}
NUMBERS = ("bmi", "sick_leave_days")
PLACES = (*CHOICES, "smokes", *NUMBERS)  # what a file may tell


def _yes_or_no(found: Any) -> Any:
    """YAML reads a bare yes as true."""
    return {True: YES, False: "no"}.get(found, found) if isinstance(found, bool) else found


class SmokesPart(CodedColumn):
    codes: Annotated[
        dict[Code, Annotated[Literal["yes", "no", "not_recorded"], BeforeValidator(_yes_or_no)]],
        Field(min_length=1),
    ]


class DurationPart(Part):
    """Bands by code; or a number of months, of which 0 is a pain that just began, so that no pain needs a code."""

    column: Column
    codes: dict[Code, str] = {}
    unit: Literal["months"] | None = None

    @model_validator(mode="after")
    def is_told_in_one_way(self) -> DurationPart:
        if not self.codes and not self.unit:
            raise wrong(_("it says neither codes nor unit; give codes, or unit: months, or both"))
        return self


class BackgroundPart(Part):
    """What each row tells of its timepoint; what is blank is not recorded."""

    back_pain: DurationPart | None = None
    leg_pain: DurationPart | None = None
    neck_pain: DurationPart | None = None
    arm_pain: DurationPart | None = None
    walking: CodedColumn | None = None
    work: CodedColumn | None = None
    smokes: SmokesPart | None = None
    bmi: Column | None = None
    sick_leave_days: Column | None = None

    @model_validator(mode="after")
    def knows_its_codes(self) -> BackgroundPart:
        for name, part in self.choices.items():
            known = (*CHOICES[name], NOT_RECORDED)
            if strange := [one for one in part.codes.values() if one not in known]:
                raise wrong(
                    _("{name}: there is no '{found}'; give one of {known}"),
                    name=name,
                    found=strange[0],
                    known=", ".join(known),
                )
        if self.sick_leave_days and not self.work:
            raise wrong(_("sick_leave_days are those of somebody on sick leave; name the column of work too"))
        return self

    @property
    def choices(self) -> dict[str, DurationPart | CodedColumn]:
        return {name: getattr(self, name) for name in CHOICES if getattr(self, name)}

    @property
    def numbers(self) -> dict[str, str]:
        """Name of a number to its column."""
        return {name: getattr(self, name) for name in NUMBERS if getattr(self, name)}

    @property
    def places(self) -> dict[str, str]:
        """What is told, to its column."""
        coded = {name: part.column for name, part in self.choices.items()}
        smokes = {"smokes": self.smokes.column} if self.smokes else {}
        return coded | smokes | self.numbers
