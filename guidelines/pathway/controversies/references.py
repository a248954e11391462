"""Documents outside our five sources, looked up where a source points at them or has been overtaken."""

from __future__ import annotations

from datetime import date

from guidelines.pathway.controversy import Reference
from guidelines.pathway.translate import _

READ_ON = date(2026, 11, 22)

COCHRANE_2018 = Reference(
    _("Cochrane review of vertebroplasty, 2018 (abstract)"),
    "https://doi.org/10.1002/14651858.CD006349.pub4",
    READ_ON,
)
VAPOUR = Reference(
    _("VAPOUR trial, 2016 (abstract)"), "https://doi.org/10.1016/S0140-6736(16)31341-1", READ_ON
)
VAPOUR_PROTOCOL = Reference(
    _("VAPOUR trial, protocol (abstract)"), "https://doi.org/10.1186/s13063-015-0671-8", READ_ON
)
TRIALS_COMPARED = Reference(
    _("Table of three sham-controlled trials, American Journal of Neuroradiology"),
    "https://www.ajnr.org/highwire/markup/60958/expansion",
    READ_ON,
)
VERTOS_IV = Reference(_("VERTOS IV trial, 2018 (abstract)"), "https://doi.org/10.1136/bmj.k1551", READ_ON)
VERTOS_IV_PROTOCOL = Reference(
    _("VERTOS IV trial, protocol (abstract)"), "https://doi.org/10.1186/1745-6215-12-93", READ_ON
)
LIFTMOR = Reference(_("LIFTMOR trial, 2018 (abstract)"), "https://doi.org/10.1002/jbmr.3284", READ_ON)
UK_CONSENSUS = Reference(
    _("UK consensus on exercise in osteoporosis, 2022 (abstract)"),
    "https://doi.org/10.1136/bjsports-2021-104634",
    READ_ON,
)
EMA_CALCITONIN = Reference(
    _("European Medicines Agency on calcitonin, July 2012"),
    "https://www.ema.europa.eu/en/news/european-medicines-agency-recommends-limiting-long-term-use-calcitonin-medicines",
    READ_ON,
)
REVISED_TOKUHASHI = Reference(
    _("The bands of the revised Tokuhashi score"),
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC3578515",
    READ_ON,
)
