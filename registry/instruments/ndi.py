"""NDI: disability from neck pain."""

from __future__ import annotations

from functools import partial

from registry.instruments.bands import Band, Bands
from registry.instruments.direction import Direction
from registry.instruments.instrument import Instrument, Mcid, Reference, Scale
from registry.instruments.prorata import MIN_ANSWERED, MISSING_RULE, score_sections, section
from registry.instruments.translate import _

# The source's limits 5, 15, 25 and 35 are on the raw scale 0-50; a score here is on 0-100, twice that.
BANDS = Bands(
    (
        Band("none", _("No disability"), 0),
        Band("mild", _("Mild disability"), 10),
        Band("moderate", _("Moderate disability"), 30),
        Band("severe", _("Severe disability"), 50),
        Band("complete", _("Complete disability"), 70),
    ),
    rounds=False,  # half-open, because a pro-rata score falls between two whole numbers
    source="Vernon & Mior 1991, J Manipulative Physiol Ther 14:409-415 (raw 0-50: 5, 15, 25, 35)",
)

NDI = Instrument(
    code="ndi",
    title=_("Neck Disability Index (NDI)"),
    version="1991",
    items=(
        section("pain_intensity", _("Pain intensity")),
        section("personal_care", _("Personal care")),
        section("lifting", _("Lifting")),
        section("reading", _("Reading")),
        section("headaches", _("Headaches")),
        section("concentration", _("Concentration")),
        section("work", _("Work")),
        section("driving", _("Driving")),
        section("sleeping", _("Sleeping")),
        section("recreation", _("Recreation")),
    ),
    scale=Scale(0, 100, _("points of 100"), Direction.HIGHER_IS_WORSE, decimals=1),
    scoring=partial(score_sections, "ndi", BANDS),
    missing_rule=MISSING_RULE,
    min_answered=MIN_ANSWERED,
    bands=BANDS,
    mcid=Mcid(
        10,
        _("points on 0-100"),
        source="Vernon: 5 points on 0-50, which is 10 on 0-100; DaneSpine annual report 2022: 5-10",
        surname="Vernon",
        note=_(
            "The unit matters: 5 of 50 is 10 of 100. Others give 15 on 0-100 (Carreon 2010) and a fall of 30 % (Khan 2021)."
        ),
    ),
    reference=Reference(
        "Vernon & Mior 1991, J Manipulative Physiol Ther 14:409-415, PMID 1834753",
        _(
            "© Howard Vernon, listed at Mapi Research Trust (ePROVIDE). Only section names of our own and the codes 0-5 are shipped; a department loads the wording it is licensed to use."
        ),
    ),
)
