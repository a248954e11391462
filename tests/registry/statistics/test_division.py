"""By what each measure is divided, and where its cells stand: what figures read, and nothing that none does."""

from __future__ import annotations

import pytest

from registry.statistics import ANY, BASELINE, OPERATIONS, STRATA, WALKING, divided_by
from registry.statistics.contributions import counted_in

WHO, PAINS = {"age_band", "sex"}, {f"{place}_pain_duration" for place in ("back", "leg", "neck", "arm")}


@pytest.mark.parametrize(
    ("measure", "timepoint", "by"),
    [
        ("odi", BASELINE, WHO | {"waited"}),
        ("odi", "y1", WHO | {"waited", "timing"}),
        ("vas_back", "y1", WHO | {"waited", "timing", "back_pain_duration"}),
        ("vas_leg", BASELINE, WHO | {"waited", "leg_pain_duration"}),
        ("vas_rest", "y1", WHO | {"waited", "timing"}),
        ("eq5d_3l:dk_tto", "y1", WHO | PAINS | {"waited", "timing"}),
        ("eq5d_5l:dk_2021", "y1", WHO | PAINS | {"waited", "timing"}),
        ("srs22r.satisfaction", "y1", WHO | {"waited", "timing"}),
        (ANY, BASELINE, {*STRATA}),
        (ANY, "y1", WHO),
        (OPERATIONS, BASELINE, {*STRATA}),
        (WALKING, "y1", {"walking"}),
        ("age_years", BASELINE, set()),
    ],
)
def test_a_measure_is_divided_by_what_figures_read(measure, timepoint, by):
    assert divided_by(measure, timepoint) == by


def test_everybody_is_counted_in_both_places_and_a_part_in_one():
    places = {stratum: counted_in(stratum, ("7", "DK")) for stratum in ("", *STRATA, "timing")}
    assert places.pop("") == ("7", "DK")
    of_country = {"waited", "walking", *PAINS}
    assert places == {stratum: ("DK",) if stratum in of_country else ("7",) for stratum in places}
