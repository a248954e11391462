"""What a report may be divided by, one at a time. A further stratum is one entry here, then `manage.py rebuild_statistics`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from registry.instruments.translate import _
from registry.operations.background import DURATIONS, WALKING, duration_band
from registry.statistics.rows import EpisodeRows

NOT_RECORDED = ""  # a value of every stratum: whose it is not known is counted too
DAYS_A_MONTH = 30.4375


@dataclass(frozen=True)
class Stratum:
    """`values` are codes with titles, in order; `of` is the value of an episode, "" where it is not recorded. A national one
    is counted for the country only; any other for departments, whose sum the country's is."""

    code: str
    title: str
    values: tuple[tuple[str, str], ...]
    of: Callable[[EpisodeRows], str]
    is_national: bool = False

    def title_of(self, value: str) -> str:
        return dict(self.values).get(value, _("Not recorded"))


def _age_band(rows: EpisodeRows) -> str:
    return NOT_RECORDED if rows.age_years is None else f"{min(rows.age_years, 90) // 10 * 10:02}"


def _weekday(rows: EpisodeRows) -> str:
    """Of the operation that follow-up counts from."""
    return str(rows.index_date.isoweekday()) if rows.procedures else NOT_RECORDED


def _waited(rows: EpisodeRows) -> str:
    """From the fracture or onset to the index date, cut where the report's figures 19 and 20 show cuts."""
    return duration_band((rows.index_date - rows.onset_on).days / DAYS_A_MONTH)


def _before(name: str) -> Callable[[EpisodeRows], str]:
    """What the background before the treatment says."""
    return lambda rows: str(getattr(rows.background("baseline"), name))


AGES = (
    *((f"{low:02}", f"{low}-{low + 9}") for low in range(0, 90, 10)),
    ("90", _("90 and over")),
)
DAYS = (
    ("1", _("Monday")),
    ("2", _("Tuesday")),
    ("3", _("Wednesday")),
    ("4", _("Thursday")),
    ("5", _("Friday")),
    ("6", _("Saturday")),
    ("7", _("Sunday")),
)
WAITED = tuple((code, title) for code, title in DURATIONS.items() if code != "none")
PAINS = {
    "back": _("Duration of back pain"),
    "leg": _("Duration of leg pain"),
    "neck": _("Duration of neck pain"),
    "arm": _("Duration of arm pain"),
}
# What each divides: registry/statistics/division.py.
WALKING_DISTANCE = (
    "walking"  # of the answers to it: at their own timepoint; of patients: before the treatment
)
WEEKDAY = "weekday"


def pain_duration(place: str) -> str:
    """The stratum: how long the pain had lasted there."""
    return f"{place}_pain_duration"


# Of the episode, whatever is measured.
STRATA: dict[str, Stratum] = {
    stratum.code: stratum
    for stratum in (
        Stratum("age_band", _("Age at the index date"), AGES, _age_band),
        Stratum("sex", _("Sex"), (("female", _("Female")), ("male", _("Male"))), lambda rows: rows.sex),
        Stratum(WEEKDAY, _("Day of the operation"), DAYS, _weekday),
        Stratum("waited", _("From onset to the index date"), WAITED, _waited, is_national=True),
        *(
            Stratum(
                pain_duration(place),
                title,
                tuple(DURATIONS.items()),
                _before(f"{place}_pain"),
                is_national=True,
            )
            for place, title in PAINS.items()
        ),
        Stratum(
            WALKING_DISTANCE,
            _("Walking distance"),
            tuple(WALKING.items()),
            _before("walking"),
            is_national=True,
        ),
    )
}
NATIONAL: frozenset[str] = frozenset(code for code, stratum in STRATA.items() if stratum.is_national)
# Of the answer at a follow-up: when it came. It divides those who answered, not those who were due.
TIMING = "timing"
TIMINGS = (("by_target", _("Answered by the target day")), ("late", _("Answered after the target day")))
ALL_STRATA: tuple[str, ...] = (*STRATA, TIMING)
