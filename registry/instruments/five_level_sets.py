"""The value sets of the EQ-5D-5L: three of its own, and the crosswalks to three-level sets."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from registry.instruments.crosswalk import crosswalk
from registry.instruments.translate import _
from registry.instruments.value_sets import FIVE_LEVELS, VALUE_SETS, ValueSet, read

TITLES = {
    "dk_2021": _("Denmark 2021, time trade-off and discrete choice"),
    "se_2020": _("Sweden 2020, experience-based time trade-off"),
    "se_2022": _("Sweden 2022, composite time trade-off"),
}
CROSSWALKS = {
    "dk_crosswalk": ("dk_tto", _("Denmark, crosswalk to the three-level time trade-off")),
    "uk_crosswalk": ("uk_tto", _("United Kingdom, crosswalk to the three-level time trade-off")),
}


def _five_levels() -> dict[str, ValueSet]:
    own = {code: read(code, title, FIVE_LEVELS, 5) for code, title in TITLES.items()}
    return own | {
        code: crosswalk(code, title, VALUE_SETS[onto]) for code, (onto, title) in CROSSWALKS.items()
    }


VALUE_SETS_5L: Mapping[str, ValueSet] = MappingProxyType(_five_levels())
EVERY_VALUE_SET: Mapping[str, ValueSet] = MappingProxyType({**VALUE_SETS, **VALUE_SETS_5L})
