"""How somebody was at a timepoint, beside what the instruments ask: durations, walking, smoking, work.

The bands are ours. The annual report shows only their edges: below 3, above 12 and above 24 months (statements R78,
R95, R96; tables 6-8) and more than 1000 m (R58, figure 5).
"""

from __future__ import annotations

from registry.instruments.translate import _

DURATIONS: dict[str, str] = {
    "none": _("No such pain"),
    "under_3": _("Under 3 months"),
    "3_to_12": _("3 to 12 months"),
    "12_to_24": _("12 to 24 months"),
    "over_24": _("Over 24 months"),
}
WALKING: dict[str, str] = {
    "under_100": _("Under 100 m"),
    "100_to_500": _("100 to 500 m"),
    "500_to_1000": _("500 to 1000 m"),
    "over_1000": _("Over 1000 m"),
}
WORK: dict[str, str] = {
    "working": _("Working"),
    "sick_leave": _("On sick leave"),
    "unemployed": _("Without work"),
    "student": _("In education"),
    "early_retired": _("Early retirement pension"),
    "retired": _("Retired"),
    "other": _("Other"),
}


def duration_band(months: float) -> str:
    """The band of a duration: exactly 3 and exactly 12 months belong to "3 to 12", as the report says > 12 and > 24."""
    if months < 3:
        return "under_3"
    if months <= 12:
        return "3_to_12"
    return "12_to_24" if months <= 24 else "over_24"
