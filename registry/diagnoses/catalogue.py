"""The diagnoses of the annual report, in its order. Codes are stored with episodes: one is never reused or renamed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from registry.diagnoses.diagnosis import Diagnosis, Group, Region
from registry.instruments.translate import _

LUMBAR, CERVICAL = Region.LUMBAR, Region.CERVICAL
# Table 2 prints one row of stenosis. That those with a slip are in it is ours: their first code is that of stenosis.
_GROUPS = (
    Group("spondylolisthesis", _("Spondylolisthesis"), LUMBAR),
    Group("spondylosis_radiculopathy", _("Other spondylosis with radiculopathy (segmental pain)"), LUMBAR),
    Group("spondylosis_unspecified", _("Spondylosis, unspecified"), LUMBAR),
    Group("stenosis", _("Spinal stenosis without slip"), LUMBAR),
    Group("stenosis_with_slip", _("Spinal stenosis with degenerative slip"), LUMBAR, counted_with="stenosis"),
    Group("disc_herniation", _("Lumbar disc herniation with radiculopathy"), LUMBAR),
    Group("disc_degeneration", _("Lumbar disc degeneration"), LUMBAR),
    Group("lumbar_other", _("Other lumbar diagnosis"), LUMBAR),
    Group("cervical_radiculopathy", _("Cervical radiculopathy"), CERVICAL),
    Group("cervical_myelopathy", _("Cervical myelopathy"), CERVICAL),
    Group("cervical_other", _("Other cervical diagnosis"), CERVICAL),
    Group("scoliosis", _("Scoliosis"), Region.DEFORMITY),
    Group("deformity_other", _("Other deformity"), Region.DEFORMITY),
    Group("fracture_cervical", _("Cervical fracture"), Region.FRACTURE),
    Group("fracture_thoracic", _("Thoracic fracture"), Region.FRACTURE),
    Group("fracture_lumbar", _("Lumbar fracture"), Region.FRACTURE),
    Group("fracture_sacral", _("Sacral fracture"), Region.FRACTURE),
    Group("infection", _("Infection"), Region.INFECTION),
    Group("metastasis", _("Metastasis"), Region.METASTASIS),
)
GROUPS: Mapping[str, Group] = MappingProxyType({group.code: group for group in _GROUPS})

# Those that are not their whole group: figure 21 counts the two ways to a cervical radiculopathy apart.
_WITHIN = (
    ("cervical_herniation_radiculopathy", _("Cervical disc herniation with radiculopathy"), "cervical_radiculopathy"),
    ("cervical_foraminal_stenosis", _("Cervical foraminal stenosis with radiculopathy"), "cervical_radiculopathy"),
    ("cervical_herniation_myelopathy", _("Cervical disc herniation with myelopathy"), "cervical_myelopathy"),
    ("cervical_central_stenosis", _("Cervical central stenosis with myelopathy"), "cervical_myelopathy"),
    ("spondylodiscitis", _("Spondylodiscitis"), "infection"),
    ("infection_other", _("Other infection of the spine"), "infection"),
)  # fmt: skip
_FRACTURES = (
    ("cervical", "osteoporotic", _("Cervical fracture, osteoporotic")),
    ("cervical", "traumatic", _("Cervical fracture, traumatic")),
    ("cervical", "pathological", _("Cervical fracture, pathological or other cause")),
    ("thoracic", "osteoporotic", _("Thoracic fracture, osteoporotic")),
    ("thoracic", "traumatic", _("Thoracic fracture, traumatic")),
    ("thoracic", "pathological", _("Thoracic fracture, pathological or other cause")),
    ("lumbar", "osteoporotic", _("Lumbar fracture, osteoporotic")),
    ("lumbar", "traumatic", _("Lumbar fracture, traumatic")),
    ("lumbar", "pathological", _("Lumbar fracture, pathological or other cause")),
    ("sacral", "osteoporotic", _("Sacral fracture, osteoporotic")),
    ("sacral", "traumatic", _("Sacral fracture, traumatic")),
    ("sacral", "pathological", _("Sacral fracture, pathological or other cause")),
)


def _made() -> Iterator[Diagnosis]:
    for group in _GROUPS:
        within = list(_of_group(group))
        kind = "metastasis" if group.region is Region.METASTASIS else "other"
        yield from within or [Diagnosis(group.code, group.title, group, kind)]


def _of_group(group: Group) -> Iterator[Diagnosis]:
    for code, title, of in _WITHIN:
        if of == group.code:
            yield Diagnosis(code, title, group)
    for part, cause, title in _FRACTURES:
        if group.code == f"fracture_{part}":
            kind = "sacral_fracture" if part == "sacral" else "vertebral_fracture"
            yield Diagnosis(f"{group.code}_{cause}", title, group, kind, part, cause)


DIAGNOSES: Mapping[str, Diagnosis] = MappingProxyType({one.code: one for one in _made()})


def group_of(diagnosis: str) -> Group:
    """The group a diagnosis is reported in; KeyError for a code that is not in the catalogue."""
    return DIAGNOSES[diagnosis].group


def diagnoses_of(group: str) -> tuple[str, ...]:
    """The codes of a group's diagnoses, as a query filters by them."""
    return tuple(one.code for one in DIAGNOSES.values() if one.group.code == group)


def is_of_neck(diagnosis: str) -> bool:
    """Whether it is of the cervical spine; not of "", nor of a code that is not in the catalogue."""
    known = DIAGNOSES.get(diagnosis)
    return known is not None and (known.region is CERVICAL or known.part == "cervical")
