"""The annual report's diagnoses are all there, and each is one group's."""

from __future__ import annotations

import pytest

from registry.diagnoses import DIAGNOSES, GROUPS, REGIONS, Region, diagnoses_of, group_of
from registry.models import Episode

# Issue 4 part 2, and figure 21, which counts cervical herniation and foraminal stenosis apart
REPORTED = {
    "lumbar": {"spondylolisthesis", "spondylosis_radiculopathy", "spondylosis_unspecified", "stenosis",
               "stenosis_with_slip", "disc_herniation", "disc_degeneration", "lumbar_other"},
    "cervical": {"cervical_herniation_radiculopathy", "cervical_foraminal_stenosis", "cervical_herniation_myelopathy",
                 "cervical_central_stenosis", "cervical_other"},
    "deformity": {"scoliosis", "deformity_other"},
    "fracture": {f"fracture_{part}_{cause}" for part in ("cervical", "thoracic", "lumbar", "sacral")
                 for cause in ("osteoporotic", "traumatic", "pathological")},
    "infection": {"spondylodiscitis", "infection_other"},
    "metastasis": {"metastasis"},
}  # fmt: skip


def test_the_diagnoses_of_the_annual_report_are_there_by_chapter():
    found = {
        region.value: {one.code for one in DIAGNOSES.values() if one.region is region} for region in Region
    }
    assert found == REPORTED
    assert list(REGIONS) == list(Region)


def test_every_group_counts_some_diagnosis_and_table_2_adds_stenosis_with_slip_to_stenosis():
    assert {code for group in GROUPS for code in diagnoses_of(group)} == set(DIAGNOSES)
    assert {group.counted_with for group in GROUPS.values()} == {"", "stenosis"}
    assert group_of("cervical_foraminal_stenosis").code == "cervical_radiculopathy"
    with pytest.raises(KeyError):
        group_of("unheard_of")


def test_a_diagnosis_makes_a_kind_of_episode_that_there_is_and_fits_its_column():
    assert {one.kind for one in DIAGNOSES.values()} == set(Episode.Kind.values)
    assert DIAGNOSES["fracture_sacral_osteoporotic"].kind == Episode.Kind.SACRAL_FRACTURE
    assert max(map(len, DIAGNOSES)) <= Episode._meta.get_field("diagnosis").max_length
