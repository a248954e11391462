"""The 15 tables and 39 figures of the annual report, as data: what each shows, of whom, by what, in which years."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from functools import partial

from registry.instruments.translate import _


class Shape(StrEnum):
    """What a part is made of; registry/annual_report/parts/ makes one kind each."""

    YEARS = "years"  # operations by year
    MIX = "mix"  # operations and shares of the whole, in the last year and in all
    COMPLETENESS = "completeness"  # by unit: operations, with answers before, per cent
    OUTCOME = "outcome"  # before, at each wave, and the paired change
    UNITS = "units"  # operations by unit
    REGIONS = "regions"  # operations by region, and the change from the year before
    MEAN_BY_YEAR = "mean_by_year"  # baseline mean
    BANDS = "bands"  # share of patients in each band, before and after
    MEAN_BY_DURATION = "mean_by_duration"  # mean before and after, by how long symptoms had lasted
    GAIN_BY_DURATION = "gain_by_duration"  # paired change, by how long symptoms had lasted
    PROCEDURES = "procedures"
    DIAGNOSES = "diagnoses"
    SICK_LEAVE = "sick_leave"
    AGES = "ages"
    SATISFACTION = "satisfaction"
    WAVES = "waves"  # mean by wave
    WEEKDAYS = "weekdays"
    SCORES = "scores"  # patients by score


class Years(StrEnum):
    """Which years a part is of."""

    ALL = "all"  # from the first year of the registry to the year of the report
    LAST = "last"
    LAST_TWO = "last two"


@dataclass(frozen=True)
class Spec:
    """One table or figure."""

    kind: str
    number: int
    code: str
    shape: Shape
    population: str
    title: str
    _: KW_ONLY
    measures: tuple[str, ...] = ()
    waves: tuple[str, ...] = ("y1", "y2")
    years: Years = Years.ALL
    described: bool = False  # age, BMI, sex and duration of pain stand above the outcome
    by: str = ""  # whose duration: of leg, back, neck or arm pain
    ages: tuple[int, int] | None = None  # from, to: years of age at the operation, both included

    @property
    def name(self) -> str:
        return f"{self.kind} {self.number}"


LUMBAR_OUTCOME = ("vas_leg", "vas_back", "eq5d_3l", "odi")
CERVICAL_OUTCOME = ("vas_arm", "vas_neck", "eq5d_3l", "ndi")


_table = partial(Spec, "table")
_figure = partial(Spec, "figure")
TABLES: tuple[Spec, ...] = (
    _table(1, "operations-by-year", Shape.YEARS, "all", _("Operations registered, by year")),
    _table(2, "lumbar-diagnoses", Shape.MIX, "lumbar", _("Lumbar operations, by diagnosis")),
    _table(3, "lumbar-completeness", Shape.COMPLETENESS, "lumbar", _("Lumbar operations with answers before the operation, by unit"), years=Years.LAST_TWO),
    _table(4, "stenosis-outcome", Shape.OUTCOME, "stenosis", _("Lumbar spinal stenosis: before and after the operation"), measures=LUMBAR_OUTCOME),
    _table(5, "herniation-outcome", Shape.OUTCOME, "herniation", _("Lumbar disc herniation: before and after the operation"), measures=LUMBAR_OUTCOME),
    _table(6, "segmental-decompression-outcome", Shape.OUTCOME, "segmental_decompression", _("Segmental pain, decompression alone: before and after"), measures=LUMBAR_OUTCOME, described=True),
    _table(7, "segmental-fusion-outcome", Shape.OUTCOME, "segmental_fusion", _("Segmental pain, posterior fusion: before and after"), measures=LUMBAR_OUTCOME, described=True),
    _table(8, "segmental-cage-outcome", Shape.OUTCOME, "segmental_cage", _("Segmental pain, fusion with a cage: before and after"), measures=LUMBAR_OUTCOME, described=True),
    _table(9, "cervical-completeness", Shape.COMPLETENESS, "cervical", _("Cervical operations with answers before the operation, by unit"), years=Years.LAST_TWO),
    _table(10, "cervical-radiculopathy-outcome", Shape.OUTCOME, "cervical_radiculopathy", _("Cervical radiculopathy: before and after the operation"), measures=CERVICAL_OUTCOME),
    _table(11, "cervical-myelopathy-outcome", Shape.OUTCOME, "cervical_myelopathy", _("Cervical myelopathy: before and after the operation"), measures=CERVICAL_OUTCOME),
    _table(12, "cement-units", Shape.UNITS, "cement", _("Vertebroplasty and kyphoplasty, by unit")),
    _table(13, "vertebroplasty-outcome", Shape.OUTCOME, "vertebroplasty", _("Vertebroplasty or kyphoplasty for osteoporotic fracture: before and after"), measures=("eq5d_3l", "odi")),
    _table(14, "discitis-outcome", Shape.OUTCOME, "discitis", _("Operated spondylodiscitis: before and after"), measures=("eq5d_3l",)),
    _table(15, "metastasis-outcome", Shape.OUTCOME, "metastasis", _("Operated spinal metastases: before and after 6 weeks"), measures=("eq5d_3l",), waves=("w6",)),
)  # fmt: skip

FIGURES: tuple[Spec, ...] = (
    _figure(1, "lumbar-by-year", Shape.YEARS, "lumbar", _("Lumbar operations, by year")),
    _figure(2, "lumbar-change-by-region", Shape.REGIONS, "lumbar", _("Change in lumbar operations from the year before, by region"), years=Years.LAST_TWO),
    _figure(3, "lumbar-odi-by-year", Shape.MEAN_BY_YEAR, "lumbar", _("ODI before lumbar operations, by year"), measures=("odi",)),
    _figure(4, "stenosis-by-year", Shape.YEARS, "stenosis", _("Operations for lumbar spinal stenosis, by year")),
    _figure(5, "stenosis-walking", Shape.BANDS, "stenosis", _("Walking distance before and after operations for stenosis"), measures=("walking_band",), waves=("y1",)),
    _figure(6, "slip-by-year", Shape.YEARS, "slip", _("Operations for degenerative spondylolisthesis, by year")),
    _figure(7, "slip-decompression-back", Shape.MEAN_BY_DURATION, "slip_decompression", _("Spondylolisthesis, decompression alone: back pain before and after, by duration of symptoms"), measures=("vas_back",), waves=("y1",), by="back"),
    _figure(8, "slip-uninstrumented-back", Shape.MEAN_BY_DURATION, "slip_uninstrumented", _("Spondylolisthesis, fusion without instruments: back pain before and after, by duration of symptoms"), measures=("vas_back",), waves=("y1",), by="back"),
    _figure(9, "slip-instrumented-back", Shape.MEAN_BY_DURATION, "slip_instrumented", _("Spondylolisthesis, instrumented fusion: back pain before and after, by duration of symptoms"), measures=("vas_back",), waves=("y1",), by="back"),
    _figure(10, "herniation-by-year", Shape.YEARS, "herniation", _("Operations for lumbar disc herniation, by year")),
    _figure(11, "herniation-odi-by-year", Shape.MEAN_BY_YEAR, "herniation", _("ODI before operations for disc herniation, by year"), measures=("odi",)),
    _figure(12, "herniation-gain-by-leg-pain", Shape.GAIN_BY_DURATION, "herniation", _("Disc herniation: change in EQ-5D, by duration of leg pain"), measures=("eq5d_3l",), waves=("y1",), by="leg"),
    _figure(13, "segmental-by-year", Shape.YEARS, "segmental", _("Operations for segmental pain, by year")),
    _figure(14, "segmental-odi-by-year", Shape.MEAN_BY_YEAR, "segmental", _("ODI before operations for segmental pain, by year"), measures=("odi",)),
    _figure(15, "segmental-procedures", Shape.PROCEDURES, "segmental", _("Segmental pain: which operation")),
    _figure(16, "cervical-by-year", Shape.YEARS, "cervical", _("Cervical operations, by year")),
    _figure(17, "cervical-eq5d-by-year", Shape.MEAN_BY_YEAR, "cervical", _("EQ-5D before cervical operations, by year"), measures=("eq5d_3l",)),
    _figure(18, "cervical-ndi-by-year", Shape.MEAN_BY_YEAR, "cervical", _("NDI before cervical operations, by year"), measures=("ndi",)),
    _figure(19, "cervical-gain-by-neck-pain", Shape.GAIN_BY_DURATION, "cervical_radiculopathy", _("Cervical radiculopathy: change in EQ-5D, by duration of neck pain"), measures=("eq5d_3l",), waves=("y1",), by="neck"),
    _figure(20, "cervical-gain-by-arm-pain", Shape.GAIN_BY_DURATION, "cervical_radiculopathy", _("Cervical radiculopathy: change in EQ-5D, by duration of arm pain"), measures=("eq5d_3l",), waves=("y1",), by="arm"),
    _figure(21, "cervical-diagnoses", Shape.DIAGNOSES, "cervical", _("Cervical operations, by diagnosis"), years=Years.LAST),
    _figure(22, "cervical-sick-leave", Shape.SICK_LEAVE, "cervical_radiculopathy", _("Cervical radiculopathy: days of sick leave at the operation"), measures=("sick_leave",), years=Years.LAST),
    _figure(23, "scoliosis-by-year", Shape.YEARS, "scoliosis", _("Operations for scoliosis, by year")),
    _figure(24, "scoliosis-ages", Shape.AGES, "scoliosis", _("Operations for scoliosis, by age")),
    _figure(25, "scoliosis-ages-two-years", Shape.AGES, "scoliosis", _("Operations for scoliosis, by age, in the last two years"), years=Years.LAST_TWO),
    _figure(26, "scoliosis-satisfaction-young", Shape.SATISFACTION, "scoliosis", _("Satisfaction with treatment (SRS-22r) at 1 year, operated at 10-19 years"), measures=("srs22r",), waves=("y1",), ages=(10, 19)),
    _figure(27, "scoliosis-satisfaction-old", Shape.SATISFACTION, "scoliosis", _("Satisfaction with treatment (SRS-22r) at 1 year, operated at 20 years or more"), measures=("srs22r",), waves=("y1",), ages=(20, 120)),
    _figure(28, "cervical-fracture-by-year", Shape.YEARS, "cervical_fracture", _("Operations for cervical fracture, by year")),
    _figure(29, "thoracic-fracture-by-year", Shape.YEARS, "thoracic_fracture", _("Operations for thoracic fracture, by year")),
    _figure(30, "lumbar-fracture-by-year", Shape.YEARS, "lumbar_fracture", _("Operations for lumbar fracture, by year")),
    _figure(31, "thoracic-fracture-odi", Shape.WAVES, "thoracic_fracture", _("Operated thoracic fracture: ODI before and after"), measures=("odi",)),
    _figure(32, "lumbar-fracture-odi", Shape.WAVES, "lumbar_fracture", _("Operated lumbar fracture: ODI before and after"), measures=("odi",)),
    _figure(33, "discitis-by-year", Shape.YEARS, "discitis", _("Operations for spondylodiscitis, by year")),
    _figure(34, "discitis-weekdays", Shape.WEEKDAYS, "discitis", _("Operations for spondylodiscitis, by day of the week")),
    _figure(35, "discitis-ages", Shape.AGES, "discitis", _("Operations for spondylodiscitis, by age")),
    _figure(36, "metastasis-by-year", Shape.YEARS, "metastasis", _("Operations for spinal metastasis, by year")),
    _figure(37, "metastasis-weekdays", Shape.WEEKDAYS, "metastasis", _("Operations for spinal metastasis, by day of the week")),
    _figure(38, "metastasis-ages", Shape.AGES, "metastasis", _("Operations for spinal metastasis, by age")),
    _figure(39, "metastasis-tokuhashi", Shape.SCORES, "metastasis", _("Operated spinal metastases, by Tokuhashi score"), measures=("tokuhashi",)),
)  # fmt: skip
PARTS = (*TABLES, *FIGURES)
BY_NAME = {spec.name: spec for spec in PARTS}


@dataclass(frozen=True)
class Chapter:
    title: str
    parts: tuple[str, ...]


def _named(kind: str, *numbers: int) -> tuple[str, ...]:
    return tuple(f"{kind} {number}" for number in numbers)


# In the order of the printed report.
CHAPTERS: tuple[Chapter, ...] = (
    Chapter(_("All operations"), ("table 1",)),
    Chapter(_("Degenerative lumbar spine"), (*_named("figure", 1, 2, 3), *_named("table", 2, 3))),
    Chapter(_("Lumbar spinal stenosis"), ("figure 4", "table 4", "figure 5")),
    Chapter(_("Degenerative slip"), _named("figure", 6, 7, 8, 9)),
    Chapter(_("Lumbar disc herniation"), ("figure 10", "figure 11", "table 5", "figure 12")),
    Chapter(_("Segmental pain"), (*_named("figure", 13, 14, 15), *_named("table", 6, 7, 8))),
    Chapter(_("Degenerative cervical spine"), ("figure 16", "table 9", *_named("figure", 17, 18, 19, 20, 21), "table 10", "figure 22", "table 11")),
    Chapter(_("Scoliosis"), _named("figure", 23, 24, 25, 26, 27)),
    Chapter(_("Fractures of the spine"), _named("figure", 28, 29, 30, 31, 32)),
    Chapter(_("Vertebroplasty and kyphoplasty"), _named("table", 12, 13)),
    Chapter(_("Spondylodiscitis"), (*_named("figure", 33, 34, 35), "table 14")),
    Chapter(_("Spinal metastases"), (*_named("figure", 36, 37, 38, 39), "table 15")),
)  # fmt: skip
