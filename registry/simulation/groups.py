"""The groups the simulation draws from, what each becomes in the registry, and what is assumed of it.

Nothing here is published unless a comment names the statement or the table. A group the report prints no scores of
answers like another (`like`), or is part of one that it prints (`part_of`); how it is operated on and registered stands in registry/simulation/surgery.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from registry.diagnoses import DIAGNOSES
from registry.simulation import published

FIRST_YEAR, LAST_YEAR = 2009, 2022  # of the operations in the tables
WITH_ANSWERS_BEFORE = (
    0.735  # 21 852 of 29 725 operations for stenosis, and the same for herniation (tables 2, 4, 5)
)
# The regions of Denmark and, as the report counts it, what is outside them; made-up units lie in them by turns.
REGIONS = (
    ("dk-capital-region", "Capital Region of Denmark"),
    ("dk-zealand", "Region Zealand"),
    ("dk-southern-denmark", "Region of Southern Denmark"),
    ("dk-central-denmark", "Central Denmark Region"),
    ("dk-north-denmark", "North Denmark Region"),
    ("dk-private", "Private sector"),
)
Weights = tuple[tuple[str, float], ...]  # code and how often


@dataclass(frozen=True)
class Group:
    """`operations` of the period; `diagnoses` and `procedures` to choose among; `died`: of those who stop answering."""

    code: str
    area: str  # whose units operate on it
    diagnoses: Weights
    procedures: Weights
    operations: int
    age: tuple[float, float]  # mean and SD, years
    women: float
    median_months: float  # symptoms or fracture to operation
    died: float = 0.03
    reports_units: bool = True  # counted in tables 3 and 9
    like: str = ""
    part_of: str = ""
    adolescents: float = 0.0  # the share aged 10 to 19

    @property
    def kind(self) -> str:
        return DIAGNOSES[self.diagnoses[0][0]].kind

    @property
    def printed_as(self) -> str:
        """The group of the report's tables that counts it; its own code where no table does."""
        return self.part_of or self.code

    @property
    def answers_as(self) -> str:
        """The group of the report's tables whose scores it has."""
        return self.like or self.printed_as

    @property
    def instruments(self) -> tuple[str, ...]:
        return ("srs22r",) if self.answers_as == "scoliosis" else published.instruments_of(self.answers_as)

    @property
    def metastasis(self) -> bool:
        return self.kind == "metastasis"

    def has(self, diagnosis: str, procedure: str) -> bool:
        return diagnosis in dict(self.diagnoses) and procedure in dict(self.procedures)


def _operations(group: str) -> int:
    """Operations where the report prints only how many answered before."""
    return round(published.answered_n(group, "baseline") / WITH_ANSWERS_BEFORE)


def _one(code: str) -> Weights:
    return ((code, 1.0),)


DECOMPRESSION = _one("decompression")
SLIP = (("decompression", 0.5), ("fusion_uninstrumented", 0.2), ("fusion_instrumented", 0.3))
POSTERIOR = (("fusion_instrumented", 0.7), ("fusion_uninstrumented", 0.3))
CAGE = (("fusion_with_cage", 0.85), ("disc_prosthesis", 0.15))
NECK = (("fusion_with_cage", 0.7), ("decompression", 0.2), ("disc_prosthesis", 0.1))
CEMENT = (("vertebroplasty", 0.67), ("kyphoplasty", 0.33))
FIXED = (("stabilisation", 0.85), ("fusion_instrumented", 0.15))
RELIEVED = (("stabilisation", 0.5), ("decompression", 0.5))
SEGMENTAL = _one(
    "spondylosis_radiculopathy"
)  # its 878 of table 2 is the number of segmental pain (figure 13)
ARM = (("cervical_herniation_radiculopathy", 40.0), ("cervical_foraminal_stenosis", 39.0))  # figure 21
CORD = (("cervical_central_stenosis", 0.7), ("cervical_herniation_myelopathy", 0.3))
CRUSHED = (("fracture_thoracic_osteoporotic", 0.45), ("fracture_lumbar_osteoporotic", 0.55))

GROUPS: tuple[Group, ...] = (
    Group("stenosis", "lumbar", _one("stenosis"), DECOMPRESSION, 24_077, (67, 11), 0.52, 19),  # 29 725: table 2
    Group("stenosis_with_slip", "lumbar", _one("stenosis_with_slip"), SLIP, 5_648, (67, 11), 0.62, 19,
          part_of="stenosis"),
    Group("herniation", "lumbar", _one("disc_herniation"), (("discectomy", 0.9), ("decompression", 0.1)),
          25_224, (47, 14), 0.44, 5),  # table 2; R72
    Group("segmental_decompression", "lumbar", SEGMENTAL, DECOMPRESSION, 3_227, (64.1, 12.7), 0.551, 19),  # table 6
    Group("segmental_fusion", "lumbar", SEGMENTAL, POSTERIOR, 2_219, (49.4, 12.5), 0.562, 19),  # table 7
    Group("segmental_cage", "lumbar", SEGMENTAL, CAGE, 2_200, (56.4, 13.2), 0.599, 19),  # table 8
    Group("spondylolisthesis", "lumbar", _one("spondylolisthesis"), POSTERIOR, 8_215, (52, 14), 0.56, 19,
          like="segmental_fusion"),  # operations of this and the next three: table 2
    Group("spondylosis_unspecified", "lumbar", _one("spondylosis_unspecified"), DECOMPRESSION, 738, (62, 13), 0.52, 19,
          like="segmental_decompression"),
    Group("disc_degeneration", "lumbar", _one("disc_degeneration"), (*POSTERIOR, *CAGE), 1_912, (46, 11), 0.53, 19,
          like="segmental_cage"),
    Group("lumbar_other", "lumbar", _one("lumbar_other"), DECOMPRESSION, 3_153, (58, 15), 0.5, 12, like="stenosis"),
    Group("cervical_radiculopathy", "cervical", ARM, NECK,
          _operations("cervical_radiculopathy"), (51.4, 9.8), 0.498, 26),  # age and sex: R98; 26 months fit R95, R96
    Group("cervical_myelopathy", "cervical", CORD, NECK, _operations("cervical_myelopathy"), (60, 12), 0.45, 12),
    Group("scoliosis", "lumbar", _one("scoliosis"), _one("fusion_instrumented"), 2_234, (62, 9), 0.75, 60,
          reports_units=False, adolescents=0.55),  # operations: figure 23; adolescents and adults: R109
    Group("vertebroplasty", "cement", CRUSHED, CEMENT,
          _operations("vertebroplasty"), (74, 10), 0.72, 3, died=0.25, reports_units=False),
    Group("fracture_cervical", "cervical", _one("fracture_cervical_traumatic"), FIXED, 1_000, (60, 19), 0.35, 0.1,
          died=0.1, reports_units=False, like="vertebroplasty"),  # operations of these three: ours
    Group("fracture_thoracic", "lumbar", _one("fracture_thoracic_traumatic"), FIXED, 1_400, (56, 19), 0.4, 0.1,
          died=0.05, reports_units=False, like="vertebroplasty"),
    Group("fracture_lumbar", "lumbar", _one("fracture_lumbar_traumatic"), FIXED, 2_000, (54, 18), 0.42, 0.1,
          died=0.05, reports_units=False, like="vertebroplasty"),
    Group("discitis", "lumbar", _one("spondylodiscitis"), RELIEVED, 200, (64, 13), 0.4, 2,
          died=0.2, reports_units=False),
    Group("metastasis", "lumbar", _one("metastasis"), RELIEVED,
          _operations("metastasis"), (65, 11), 0.45, 2, died=0.8, reports_units=False),
)  # fmt: skip
BY_CODE = {group.code: group for group in GROUPS}


def operations_of(printed: str) -> int:
    """Operations of a group of the report's tables."""
    return sum(group.operations for group in GROUPS if group.printed_as == printed)


def group_of(diagnosis: str, procedures: tuple[str, ...]) -> str:
    """The group of the report's tables that counts an operation; "" where the simulation has no such one."""
    found = (group for group in GROUPS if any(group.has(diagnosis, procedure) for procedure in procedures))
    return next((group.printed_as for group in found), "")


LOG_MONTHS_SD = 1.79  # of how long a complaint has lasted

# The report prints no dispersion in table 13: these stand in for it.
SD_NOT_PRINTED = {"eq5d_3l": 0.33, "odi": 18.0}
# Waves the report has no table of: how many of those operated answer, fewer than at two years.
LATER_WAVES = {"y5": 0.28, "y10": 0.18}
# Of scoliosis the report prints no numbers answering: these stand in, before the wave's day has come for all.
NOT_PRINTED = {"baseline": 0.7, "y1": 0.5, "y2": 0.4}
