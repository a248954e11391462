"""The diagnosis groups of the annual report, what each becomes in the registry, and what is assumed of it.

An episode has no diagnosis yet: the group is kept in the patient's source id (registry/simulation/people.py), so that
a diagnosis can be attached later. Nothing here is published unless a comment names the statement or the table.
"""

from __future__ import annotations

from dataclasses import dataclass

from registry.simulation import published

FIRST_YEAR, LAST_YEAR = 2009, 2022  # of the operations in the tables
WITH_ANSWERS_BEFORE = (
    0.735  # 21 852 of 29 725 operations for stenosis, and the same for herniation (tables 2, 4, 5)
)


@dataclass(frozen=True)
class Group:
    """`operations` of the period; `kind` of episode; `procedures` to choose among; `died`: of those who stop answering."""

    code: str
    area: str  # whose units operate on it
    kind: str
    procedures: tuple[str, ...]
    operations: int
    age: tuple[float, float]  # mean and SD, years
    women: float
    median_months: float  # symptoms or fracture to operation
    died: float = 0.03
    reports_units: bool = True  # counted in tables 3 and 9

    @property
    def instruments(self) -> tuple[str, ...]:
        return published.instruments_of(self.code)

    @property
    def metastasis(self) -> bool:
        return self.kind == "metastasis"


def _operations(group: str) -> int:
    """Operations where the report prints only how many answered before."""
    return round(published.answered_n(group, "baseline") / WITH_ANSWERS_BEFORE)


GROUPS: tuple[Group, ...] = (
    Group("stenosis", "lumbar", "other", ("decompression",), 29_725, (67, 11), 0.52, 19),  # operations: table 2
    Group("herniation", "lumbar", "other", ("decompression",), 25_224, (47, 14), 0.44, 5),  # table 2; R72
    Group("segmental_decompression", "lumbar", "other", ("decompression",), 3_227, (64.1, 12.7), 0.551, 19),  # table 6
    Group("segmental_fusion", "lumbar", "other", ("stabilisation",), 2_219, (49.4, 12.5), 0.562, 19),  # table 7
    Group("segmental_cage", "lumbar", "other", ("stabilisation",), 2_200, (56.4, 13.2), 0.599, 19),  # table 8
    Group("cervical_radiculopathy", "cervical", "other", ("decompression", "stabilisation"),
          _operations("cervical_radiculopathy"), (51.4, 9.8), 0.498, 26),  # age and sex: R98; 26 months fit R95, R96
    Group("cervical_myelopathy", "cervical", "other", ("decompression", "stabilisation"),
          _operations("cervical_myelopathy"), (60, 12), 0.45, 12),
    Group("vertebroplasty", "cement", "vertebral_fracture", ("vertebroplasty", "vertebroplasty", "kyphoplasty"),
          _operations("vertebroplasty"), (74, 10), 0.72, 3, died=0.25, reports_units=False),
    Group("discitis", "lumbar", "other", ("stabilisation",), 200, (64, 13), 0.4, 2, died=0.2, reports_units=False),
    Group("metastasis", "lumbar", "metastasis", ("stabilisation", "decompression"),
          _operations("metastasis"), (65, 11), 0.45, 2, died=0.8, reports_units=False),
)  # fmt: skip
BY_CODE = {group.code: group for group in GROUPS}

# The report prints no dispersion in table 13: these stand in for it.
SD_NOT_PRINTED = {"eq5d_3l": 0.33, "odi": 18.0}
# Waves the report has no table of: how many of those operated answer, fewer than at two years.
LATER_WAVES = {"y5": 0.28, "y10": 0.18}
