"""What is measured: an instrument's score, or one of its domains, in one value set; and the thresholds a change is held against."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from registry.instruments import INSTRUMENTS, Instrument
from registry.instruments.direction import Direction
from registry.instruments.instrument import Mcid, Scale
from registry.instruments.translate import _
from registry.statistics.bins import Bins, bins_of_change, bins_of_score
from registry.statistics.exact import scaled

ANY = "any"  # whether the follow-up was answered at all, by one of the instruments that answer it
OPERATIONS = "operations"  # each operation once, in the year it was performed, under its foremost procedure
WALKING = "walking"  # who told how far they walk, at each timepoint; by the stratum of the same name
SICK_LEAVE = "sick_leave_days"  # of those on sick leave, at each timepoint
AGE = "age_years"  # at the index date
BMI = "bmi"  # before the treatment
COUNTED_ONLY = (ANY, OPERATIONS, WALKING)
# Numbers that are no instrument's.
QUANTITIES: dict[str, Scale] = {
    SICK_LEAVE: Scale(0, 1000, _("days"), Direction.HIGHER_IS_WORSE, decimals=0),
    AGE: Scale(0, 120, _("years"), Direction.NEITHER, decimals=0),
    BMI: Scale(10, 80, _("kg/m²"), Direction.NEITHER, decimals=1),
}
UNDIVIDED = (
    AGE,
    BMI,
)  # counted at baseline and by no stratum: two cells a unit, diagnosis, procedure and year
# Domains that reports ask for; each makes as many cells as an instrument.
DOMAINS: dict[str, tuple[str, ...]] = {"srs22r": ("satisfaction", "total"), "sf36": ("mcs",)}
MOST_THRESHOLDS = 4


@dataclass(frozen=True)
class Threshold:
    """A change of at least this much; `share` where it is a share of the baseline score. `surname` is said with every rate."""

    value: float
    unit: str
    surname: str
    share: bool = False

    @property
    def code(self) -> str:
        return f"{self.value:g}%" if self.share else f"{self.value:g}"

    def is_reached(self, improvement: int, baseline: int) -> bool:
        """Of an improvement and a baseline score in billionths; at least, a billionth's rounding forgiven."""
        if self.share:
            return improvement > 0 and 100 * improvement + 100 >= round(self.value) * baseline
        return improvement >= scaled(self.value)


# Besides the instrument's own: what others hold a change against, so that one sees how the rate moves.
_OTHERS: dict[str, tuple[tuple[float, str], ...]] = {
    "odi": ((15, "Glassman 2008"), (22, _("our own choice"))),
    "ndi": ((5, _("DaneSpine, lower end")), (15, "Carreon 2010")),
    "eq5d_3l": ((0.1, "Swespine, Parai 2020"), (0.173, _("disc degeneration"))),
    "sf36": ((4.9, "Copay 2008"),),
}
_THIRTY = Threshold(30, _("% of the baseline score"), "Ostelo 2008", share=True)


@dataclass(frozen=True)
class Measure:
    """`key` is how it is stored: odi, srs22r.satisfaction, eq5d_3l:dk_tto."""

    instrument: str
    domain: str = ""
    value_set: str = ""

    @cached_property
    def key(self) -> str:
        domain = f".{self.domain}" if self.domain else ""
        return f"{self.instrument}{domain}" + (f":{self.value_set}" if self.value_set else "")

    @property
    def is_scored(self) -> bool:
        """Whether it has a number; else it is only counted."""
        return self.instrument not in COUNTED_ONLY

    @cached_property
    def of(self) -> Instrument:
        return INSTRUMENTS[self.instrument]

    @cached_property
    def scale(self) -> Scale:
        if self.instrument in QUANTITIES:
            return QUANTITIES[self.instrument]
        return self.of.domain(self.domain).scale if self.domain else self.of.scale

    @cached_property
    def mcid(self) -> Mcid | None:
        if self.instrument in QUANTITIES:
            return None
        return self.of.domain(self.domain).mcid if self.domain else self.of.mcid

    @cached_property
    def sign(self) -> int:
        """What a rise counts as: 1 an improvement, -1 a worsening."""
        return 1 if self.scale.direction is Direction.HIGHER_IS_BETTER else -1

    @cached_property
    def thresholds(self) -> tuple[Threshold, ...]:
        """The instrument's own first. A share of the baseline only where a score falls to get better."""
        if self.mcid is None:
            return ()
        others = () if self.domain else _OTHERS.get(self.instrument, ())
        named = [Threshold(self.mcid.value, self.mcid.unit, self.mcid.surname)]
        named += [Threshold(value, self.mcid.unit, surname) for value, surname in others]
        named += [_THIRTY] if self.sign < 0 else []
        return tuple(named[:MOST_THRESHOLDS])

    @cached_property
    def bins(self) -> Bins:
        return bins_of_score(self.scale)

    @cached_property
    def change_bins(self) -> Bins:
        return bins_of_change(self.scale)


@lru_cache(maxsize=1024)
def measure(instrument: str, domain: str = "", value_set: str = "") -> Measure:
    """Raises ValueError, saying what to give, for an instrument, a domain or a value set that is not counted."""
    if instrument in COUNTED_ONLY or instrument in QUANTITIES:
        return Measure(instrument)
    if instrument not in INSTRUMENTS:
        raise ValueError(f"No instrument is called {instrument!r}; give one of {', '.join(INSTRUMENTS)}.")
    sets = INSTRUMENTS[instrument].value_sets
    if (value_set or sets) and value_set not in sets:
        allowed = ", ".join(sets) or "none: it has no value sets"
        raise ValueError(f"{instrument} was asked for in value set {value_set!r}; give {allowed}.")
    if domain and domain not in DOMAINS.get(instrument, ()):
        allowed = ", ".join(DOMAINS.get(instrument, ())) or "none"
        raise ValueError(f"{instrument} is not counted by its domain {domain!r}; give one of: {allowed}.")
    return Measure(instrument, domain, value_set)


@lru_cache(maxsize=1024)
def measure_of(key: str) -> Measure:
    """The measure that is stored under a key."""
    named, _colon, value_set = key.partition(":")
    instrument, _dot, domain = named.partition(".")
    return Measure(instrument, domain, value_set)
