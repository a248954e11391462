"""Whom the report counts: which diagnoses, and which operations. Codes are those of registry.diagnoses and of procedures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from registry.diagnoses import DIAGNOSES, Region, diagnoses_of
from registry.instruments.translate import _

DECOMPRESSION = ("decompression", "discectomy")
FUSION = ("fusion_instrumented", "fusion_uninstrumented", "stabilisation")
CAGE = ("fusion_with_cage", "disc_prosthesis")
CEMENT = ("vertebroplasty", "kyphoplasty")
# Every kind of operation; an episode without one was treated conservatively and is not in this report.
OPERATIONS = (*DECOMPRESSION, *FUSION, *CAGE, *CEMENT, "sacroplasty", "other")
NO_REGION = _("Region not recorded")  # the row of operations in a unit without one
LUMBAR_ROWS = (
    "spondylolisthesis",
    "spondylosis_radiculopathy",
    "spondylosis_unspecified",
    "stenosis",
    "disc_herniation",
    "disc_degeneration",
    "lumbar_other",
)


@dataclass(frozen=True)
class Population:
    """`diagnoses` empty: whatever the diagnosis."""

    code: str
    title: str
    diagnoses: tuple[str, ...] = ()
    procedures: tuple[str, ...] = OPERATIONS


def _of(*groups: str) -> tuple[str, ...]:
    return tuple(code for group in groups for code in diagnoses_of(group))


def _in(region: Region) -> tuple[str, ...]:
    return tuple(one.code for one in DIAGNOSES.values() if one.region is region)


def _caused(cause: str) -> tuple[str, ...]:
    return tuple(one.code for one in DIAGNOSES.values() if one.cause == cause)


STENOSIS = ("stenosis", "stenosis_with_slip")
SEGMENTAL, SLIP = _of("spondylosis_radiculopathy"), _of("stenosis_with_slip")
# An episode without a diagnosis stands under its kind: those of metastasis are known by it, and no others.
METASTASIS = tuple(dict.fromkeys((*_of("metastasis"), "metastasis")))


@cache
def populations() -> dict[str, Population]:
    return {
        one.code: one
        for one in (
            Population("all", _("all operations")),
            Population("lumbar", _("degenerative lumbar disease"), _in(Region.LUMBAR)),
            Population("stenosis", _("lumbar spinal stenosis"), _of(*STENOSIS)),
            Population("herniation", _("lumbar disc herniation"), _of("disc_herniation")),
            Population("segmental", _("segmental pain"), SEGMENTAL),
            Population("segmental_decompression", _("segmental pain, decompression alone"), SEGMENTAL, DECOMPRESSION),
            Population("segmental_fusion", _("segmental pain, posterior fusion"), SEGMENTAL, FUSION),
            Population("segmental_cage", _("segmental pain, fusion with a cage"), SEGMENTAL, CAGE),
            Population("slip", _("degenerative slip with stenosis"), SLIP),
            Population("slip_decompression", _("degenerative slip, decompression alone"), SLIP, DECOMPRESSION),
            Population("slip_uninstrumented", _("degenerative slip, fusion without instruments"), SLIP, ("fusion_uninstrumented",)),
            Population("slip_instrumented", _("degenerative slip, instrumented fusion"), SLIP, ("fusion_instrumented", "stabilisation", *CAGE)),
            Population("cervical", _("degenerative cervical disease"), _in(Region.CERVICAL)),
            Population("cervical_radiculopathy", _("cervical radiculopathy"), _of("cervical_radiculopathy")),
            Population("cervical_myelopathy", _("cervical myelopathy"), _of("cervical_myelopathy")),
            Population("scoliosis", _("scoliosis"), _of("scoliosis")),
            Population("cervical_fracture", _("cervical fracture"), _of("fracture_cervical")),
            Population("thoracic_fracture", _("thoracic fracture"), _of("fracture_thoracic")),
            Population("lumbar_fracture", _("lumbar fracture"), _of("fracture_lumbar")),
            Population("cement", _("vertebroplasty and kyphoplasty"), (), CEMENT),
            Population("vertebroplasty", _("vertebroplasty or kyphoplasty for osteoporotic fracture"), _caused("osteoporotic"), CEMENT),
            Population("discitis", _("spondylodiscitis"), ("spondylodiscitis",)),
            Population("metastasis", _("spinal metastasis"), METASTASIS),
        )
    }  # fmt: skip
