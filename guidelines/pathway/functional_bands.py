"""The three physical tests and their bands. A test that is missing is in no band: never green, never red."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from guidelines.pathway.building import above, at_least, below, is_true
from guidelines.pathway.criteria import Criterion, Limit, Named
from guidelines.pathway.patient_facts import PatientFacts
from guidelines.pathway.readings.verdict import status
from guidelines.pathway.thresholds import Thresholds
from guidelines.pathway.translate import _


class Band(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    VERY_RED = "very_red"


BAND_LABELS: dict[Band, str] = {
    Band.GREEN: _("green"),
    Band.AMBER: _("amber"),
    Band.RED: _("red"),
    Band.VERY_RED: _("very red"),
}

TUG_VERY_RED = Named(
    "tug_very_red",
    _("Timed up and go: very red"),
    at_least("tug_s", Limit("tug_very_red_s")) | is_true("tug_unable"),
)
TUG_RED = Named("tug_red", _("Timed up and go: red"), above("tug_s", Limit("tug_red_s")) | TUG_VERY_RED)
TUG_GREEN = Named("tug_green", _("Timed up and go: green"), below("tug_s", Limit("tug_amber_s")))

STS_VERY_RED = Named("sts_very_red", _("Sit-to-stand: very red"), is_true("five_sts_unable"))
STS_RED = Named("sts_red", _("Sit-to-stand: red"), above("five_sts_s", Limit("sts_red_s")) | STS_VERY_RED)
STS_GREEN = Named("sts_green", _("Sit-to-stand: green"), below("five_sts_s", Limit("sts_amber_s")))

TANDEM_RED = Named("tandem_red", _("Tandem stance: red"), below("tandem_s", Limit("tandem_red_s")))
TANDEM_GREEN = Named("tandem_green", _("Tandem stance: green"), at_least("tandem_s", Limit("tandem_green_s")))


@dataclass(frozen=True)
class PhysicalTest:
    """One timed test: the fact that holds its time, the one that says it could not be done, and its outer bands."""

    seconds: str
    unable: str | None
    label: str
    green: Criterion
    red: Criterion
    very_red: Criterion | None
    source: str


TESTS: tuple[PhysicalTest, ...] = (
    PhysicalTest(
        "tug_s",
        "tug_unable",
        _("Timed up and go"),
        TUG_GREEN,
        TUG_RED,
        TUG_VERY_RED,
        "CDC STEADI; World Falls Guidelines 2022; doi:10.1093/ageing/afy169",
    ),
    PhysicalTest(
        "five_sts_s",
        "five_sts_unable",
        _("Five times sit-to-stand"),
        STS_GREEN,
        STS_RED,
        STS_VERY_RED,
        "doi:10.1093/ageing/afn100; Buatois 2008; doi:10.1093/ageing/afy169",
    ),
    PhysicalTest("tandem_s", None, _("Tandem stance"), TANDEM_GREEN, TANDEM_RED, None, "SPPB"),
)


def band_of(test: PhysicalTest, facts: PatientFacts, thresholds: Thresholds) -> Band | None:
    """The band a patient's test lies in; None when it is missing. Between green and red is amber."""
    outer = ((Band.VERY_RED, test.very_red), (Band.RED, test.red), (Band.GREEN, test.green))
    for band, criterion in outer:
        if criterion is not None and status(criterion, facts, thresholds) is True:
            return band
    return None if getattr(facts, test.seconds) is None else Band.AMBER
