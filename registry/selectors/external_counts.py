"""Operations registered here and counted elsewhere, by department, of one country and year."""

from __future__ import annotations

from registry.models import ExternalCount
from registry.selectors.statistics import answers_by
from registry.statistics import OPERATIONS, Question


def operations_registered(country: str, year: int) -> dict[int, int]:
    """Department to the operations of the year, from the kept statistics: the procedures of an episode on one day are one."""
    asked = Question(OPERATIONS, country=country, first_year=year, last_year=year)
    return {
        int(department): found.n_baseline for department, found in answers_by(asked, "department").items()
    }


def external_counts(country: str, year: int) -> list[ExternalCount]:
    return list(ExternalCount.objects.filter(country=country, year=year).order_by("unit"))


def by_unit(counts: list[ExternalCount]) -> dict[int | str, int]:
    """Operations by department, and by name of a unit that does not report here."""
    return {count.department_id or count.unit: count.operations for count in counts}
