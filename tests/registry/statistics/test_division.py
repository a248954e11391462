"""By what each measure is divided, and where its cells stand: what figures read, and nothing that none does."""

from __future__ import annotations

import pytest

from registry.statistics import ANY, BASELINE, OPERATIONS, STRATA, WALKING, divided_by
from registry.statistics.contributions import counted_in

WHO, PAINS = {"age_band", "sex"}, {f"{place}_pain_duration" for place in ("back", "leg", "neck", "arm")}


NECK, SLIP, UNNAMED = "cervical_foraminal_stenosis", "spondylolisthesis", "vertebral_fracture"


@pytest.mark.parametrize(
    ("measure", "timepoint", "by"),
    [
        ("odi", BASELINE, WHO),
        ("odi", "y1", WHO | {"timing"}),
        ("vas_back", "y1", WHO | {"timing", "back_pain_duration"}),
        ("vas_leg", BASELINE, WHO | {"leg_pain_duration"}),
        ("vas_rest", "y1", WHO | {"timing"}),
        ("eq5d_3l:dk_tto", "y1", WHO | {"timing"}),
        ("srs22r.satisfaction", "y1", WHO | {"timing"}),
        (ANY, BASELINE, {*STRATA}),
        (ANY, "y1", WHO),
        (OPERATIONS, BASELINE, {*STRATA}),
        (WALKING, "y1", {"walking"}),
        ("age_years", BASELINE, set()),
    ],
)
def test_a_measure_is_divided_by_what_figures_read(measure, timepoint, by):
    assert divided_by(measure, timepoint) == by


@pytest.mark.parametrize("measure", ["eq5d_3l:dk_tto", "eq5d_5l:dk_2021"])
@pytest.mark.parametrize(
    ("diagnoses", "pains"),
    [
        ((NECK,), {"neck", "arm"}),  # figures 19 and 20 of the annual report
        ((SLIP,), {"leg"}),  # figure 12
        ((UNNAMED,), {"leg"}),  # an episode without a diagnosis stands under its kind
        ((SLIP, UNNAMED), {"leg"}),
        ((NECK, SLIP), set()),
        ((), set()),  # of all: there is no pain that all have
    ],
)
def test_quality_of_life_is_divided_by_how_long_pain_of_its_region_had_lasted(measure, diagnoses, pains):
    durations = {f"{place}_pain_duration" for place in pains}
    assert divided_by(measure, "y1", diagnoses) == WHO | {"timing"} | durations
    assert divided_by(measure, BASELINE, diagnoses) == WHO | durations


def test_other_measures_are_divided_alike_in_every_diagnosis():
    for measure in ("odi", "vas_arm", ANY, OPERATIONS, WALKING, "age_years"):
        found = {divided_by(measure, "y1", diagnoses) for diagnoses in ((), (NECK,), (SLIP,))}
        assert len(found) == 1


def test_everybody_is_counted_in_both_places_and_a_part_in_one():
    places = {stratum: counted_in(stratum, ("7", "DK")) for stratum in ("", *STRATA, "timing")}
    assert places.pop("") == ("7", "DK")
    of_country = {"waited", "walking", *PAINS}
    assert places == {stratum: ("DK",) if stratum in of_country else ("7",) for stratum in places}
