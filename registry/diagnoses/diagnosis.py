"""What a diagnosis is, and the group it is reported in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from registry.instruments.translate import _


class Region(StrEnum):
    """The chapters of the annual report."""

    LUMBAR = "lumbar"
    CERVICAL = "cervical"
    DEFORMITY = "deformity"
    FRACTURE = "fracture"
    INFECTION = "infection"
    METASTASIS = "metastasis"


REGIONS: dict[Region, str] = {
    Region.LUMBAR: _("Degenerative lumbar spine"),
    Region.CERVICAL: _("Degenerative cervical spine"),
    Region.DEFORMITY: _("Deformity"),
    Region.FRACTURE: _("Fracture"),
    Region.INFECTION: _("Infection"),
    Region.METASTASIS: _("Metastasis"),
}

CAUSES: dict[str, str] = {
    "osteoporotic": _("Osteoporotic"),
    "traumatic": _("Traumatic"),
    "pathological": _("Pathological or other cause"),
}


@dataclass(frozen=True)
class Group:
    """What one row of a report counts. `counted_with` names the group whose row of table 2 counts these too."""

    code: str
    title: str
    region: Region
    counted_with: str = ""


@dataclass(frozen=True)
class Diagnosis:
    """`kind` is the kind of episode it makes; `cause` and `part` (of the spine) are known of a fracture only."""

    code: str
    title: str
    group: Group
    kind: str = "other"
    part: str = ""
    cause: str = ""

    @property
    def region(self) -> Region:
        return self.group.region
