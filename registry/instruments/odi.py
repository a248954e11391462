"""ODI 2.x: disability from low back pain."""

from __future__ import annotations

from functools import partial

from registry.instruments.bands import Band, Bands
from registry.instruments.direction import Direction
from registry.instruments.instrument import Instrument, Mcid, Reference, Scale
from registry.instruments.prorata import MIN_ANSWERED, MISSING_RULE, score_sections, section
from registry.instruments.translate import _

BANDS = Bands(
    (
        Band("minimal", _("Minimal disability"), 0),
        Band("moderate", _("Moderate disability"), 21),
        Band("severe", _("Severe disability"), 41),
        Band("very_severe", _("Very severe disability"), 61),
        Band("extreme", _("Extreme disability"), 81),
    ),
    rounds=True,  # the source gives 0-20, 21-40 …: whole numbers
    source="Fairbank & Pynsent 2000, Spine 25:2940-2953",
)

ODI = Instrument(
    code="odi",
    title=_("Oswestry Disability Index (ODI)"),
    version="2.x (2.0, 2.1a)",
    items=(
        section("pain_intensity", _("Pain intensity")),
        section("personal_care", _("Personal care")),
        section("lifting", _("Lifting")),
        section("walking", _("Walking")),
        section("sitting", _("Sitting")),
        section("standing", _("Standing")),
        section("sleeping", _("Sleeping")),
        section("sex_life", _("Sex life"), optional=True),
        section("social_life", _("Social life")),
        section("travelling", _("Travelling")),
    ),
    scale=Scale(0, 100, _("points of 100"), Direction.HIGHER_IS_WORSE, decimals=1),
    scoring=partial(score_sections, "odi", BANDS),
    missing_rule=MISSING_RULE,
    min_answered=MIN_ANSWERED,
    bands=BANDS,
    mcid=Mcid(
        12.8,
        _("points on 0-100"),
        source="Copay 2008, Spine J 8:968-974; DaneSpine annual report 2022",
        surname="DaneSpine",
        note=_("Others give 10 or 30 % (Ostelo 2008) and 18 (Swespine, Parai 2020)."),
    ),
    reference=Reference(
        "Fairbank & Pynsent 2000, Spine 25:2940-2953, doi:10.1097/00007632-200011150-00017",
        _(
            "© Jeremy Fairbank, licensed through Mapi Research Trust (ePROVIDE). Only section names of our own and the codes 0-5 are shipped; a department loads the wording it is licensed to use."
        ),
    ),
)
