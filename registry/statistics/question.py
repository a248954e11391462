"""What a report asks of the statistics."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from registry.completeness.asking import BASELINE
from registry.follow_up import WAVES
from registry.statistics.division import divided_by
from registry.statistics.measure import ANY, Measure, measure
from registry.statistics.strata import ALL_STRATA, NATIONAL

TIMEPOINTS: tuple[str, ...] = (BASELINE, *(wave.code for wave in WAVES))
CONSERVATIVE = "none"  # the procedure of an episode without one
AXES: tuple[str, ...] = ("department", "year", "wave", "diagnosis", "procedure", *ALL_STRATA)


@dataclass(frozen=True)
class Question:
    """Empty diagnoses or procedures are all of them. A department's id narrows to it; else the whole country answers.

    `diagnoses` are codes of registry.diagnoses; an episode without one stands under its kind. `procedures` are kinds,
    or CONSERVATIVE. Years are those of the index date. `stratum` with `value` narrows to one part of the patients.
    `on`: follow-ups whose target fell before the first of that month are counted as due; None counts every one that
    is, or will be, asked for. Raises ValueError, saying what to give, for what cannot be asked.
    """

    instrument: str = ANY
    wave: str = BASELINE
    domain: str = ""
    value_set: str = ""
    diagnoses: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    country: str = "DK"
    department: int | None = None
    stratum: str = ""
    value: str = ""
    on: date | None = None

    def __post_init__(self) -> None:
        measure(self.instrument, self.domain, self.value_set)
        _refuse("wave", self.wave, TIMEPOINTS)
        _refuse("stratum", self.stratum, ("", *ALL_STRATA))
        self.check_divided(self.stratum)
        if self.first_year and self.last_year and self.first_year > self.last_year:
            raise ValueError(f"The first year {self.first_year} is after the last, {self.last_year}.")

    @property
    def measure(self) -> Measure:
        return measure(self.instrument, self.domain, self.value_set)

    def check_axis(self, axis: str) -> None:
        """ValueError, saying what to give, for an axis that the answer to this question is not divided by."""
        _refuse("axis", axis, AXES)
        self.check_divided(axis)
        if axis in ALL_STRATA and self.stratum not in ("", axis):
            raise ValueError(f"One stratum at a time: give {self.stratum} or {axis}.")

    def check_divided(self, stratum: str) -> None:
        by = divided_by(self.measure.key, self.wave, self.diagnoses)
        if stratum in ALL_STRATA and stratum not in by:
            found = f"{self.measure.key} at {self.wave} is not divided by {stratum} in {', '.join(self.diagnoses) or 'all diagnoses'}"
            raise ValueError(
                f"{found}; give {', '.join(sorted(by))} or none." if by else f"{found}: give none."
            )
        if stratum in NATIONAL and self.department is not None:
            raise ValueError(f"{stratum} is counted for the country only: give no department.")

    def of_country(self) -> Question:
        """The same of the whole country."""
        return replace(self, department=None)


def _refuse(name: str, found: str, allowed: tuple[str, ...]) -> None:
    if found not in allowed:
        raise ValueError(f"{name} is {found!r}; give one of {', '.join(filter(None, allowed))}.")
