"""The numbers rules compare with: each named, dated, sourced, and changeable within bounds and in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from math import isfinite

from guidelines.pathway.translate import _

FIRST_DAY = date(2026, 1, 1)  # the values below came into force with rule set 2026.1


class ThresholdError(ValueError):
    """A threshold that is refused; `name` is the one at fault, `message` says what was found and is allowed."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name
        self.message = message


@dataclass(frozen=True)
class Threshold:
    """One named number with its allowed bounds, its source and the day from which it holds."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    source: str
    label: str
    valid_from: date = FIRST_DAY
    whole: bool = False  # a count: half a fall is refused

    @property
    def design_choice(self) -> bool:
        """Whether the value is ours rather than a source's; said so on screen."""
        return self.source.startswith("[D]")

    def as_json(self) -> dict[str, object]:
        return {"value": self.value, "source": self.source, "from": self.valid_from.isoformat()}


@dataclass(frozen=True)
class Override:
    """A department's own value of a threshold, the day it holds from and why."""

    value: float
    source: str
    valid_from: date


PATHWAY_THRESHOLDS: tuple[Threshold, ...] = (
    Threshold(
        "rest_goal_vas", 4, 0, 20, "0-100",
        _("no-pain band of Jensen 2003; the review asks for freedom from pain at rest"),
        _("Goal for pain at rest"),
    ),
    Threshold(
        "escalate_rest_vas", 45, 20, 70, "0-100",
        _("moderate-pain band of Jensen 2003; escalation is for relief that is not satisfactory"),
        _("Pain at rest that calls for the next step"),
    ),
    Threshold(
        "severe_vas", 70, 50, 80, "0-100",
        _("entry level of the trials of early vertebroplasty (NRS 7 of 10); the sources give no number"),
        _("Severe pain"),
    ),
    Threshold("early_weeks", 6, 2, 12, _("weeks"), _("[D]; the review says days to weeks"), _("Early phase")),
    Threshold(
        "corset_short_weeks", 6, 2, 12, _("weeks"),
        _("[D]; the patient information says a short period"), _("Short use of a corset"),
    ),
    Threshold(
        "conservative_min_weeks", 4, 3, 12, _("weeks"),
        _("the sacral article: about one month"), _("Time given to treatment without a procedure"),
    ),
    Threshold(
        "kyphoplasty_weeks", 3, 2, 6, _("weeks"),
        _("the review: best under three weeks"), _("Age of fracture for kyphoplasty"),
    ),
    Threshold(
        "mri_wait_limit_days", 7, 1, 28, _("days"),
        _("[D]; the sacral article: CT is often first because MRI waits are long"), _("Longest wait for MRI"),
    ),
    Threshold(
        "malignancy_age_years", 50, 40, 70, _("years"),
        _("annual report, quoting Cochrane"), _("Age that raises the question of malignancy"),
    ),
    Threshold(
        "malignancy_weeks", 4, 2, 12, _("weeks"),
        _("annual report, quoting Cochrane"), _("Duration of pain that raises the question of malignancy"),
    ),
    Threshold(
        "steroid_injections", 3, 1, 6, _("injections in 12 months"),
        _("[D]; the review says not too many"), _("Many glucocorticoid injections"), whole=True,
    ),
    Threshold(
        "analgesic_review_weeks", 26, 6, 52, _("weeks"),
        _("the review: three quarters still on analgesics at half to one year"), _("Late review of analgesics"),
    ),
)  # fmt: skip

FUNCTIONAL_THRESHOLDS: tuple[Threshold, ...] = (
    Threshold("acute_weeks", 26, 12, 26, _("weeks"), _("physiotherapy source: 0-6 months"), _("Acute phase")),
    Threshold("tug_amber_s", 12, 10, 14, "s", "CDC STEADI", _("Timed up and go, amber from")),
    Threshold("tug_red_s", 15, 12, 20, "s", "World Falls Guidelines 2022", _("Timed up and go, red above")),
    Threshold("tug_very_red_s", 20, 15, 30, "s", "EWGSOP2", _("Timed up and go, very red from")),
    Threshold("sts_amber_s", 12, 10, 14, "s", "Tiedemann 2008", _("Five times sit-to-stand, amber from")),
    Threshold("sts_red_s", 15, 12, 20, "s", "Buatois 2008, EWGSOP2", _("Five times sit-to-stand, red above")),
    Threshold("tandem_green_s", 10, 10, 10, "s", "SPPB", _("Tandem stance, green at")),
    Threshold("tandem_red_s", 3, 1, 5, "s", "SPPB", _("Tandem stance, red below")),
    Threshold(
        "t_very_low", -3.0, -3.5, -2.5, "SD",
        _("[D]; ACR and Thai guidance say -3.5"), _("Very low T-score, at or below"),
    ),
    Threshold(
        "consideration_vas", 50, 35, 65, "0-100",
        _("[D]; Boonstra 2014"), _("Pain that calls for consideration in training"),
    ),
    Threshold("falls_many", 2, 1, 3, _("falls in 12 months"), "World Falls Guidelines 2022", _("Many falls"), whole=True),
    Threshold(
        "low_trauma_many", 2, 2, 3, _("fractures"),
        "UK consensus 2022", _("Many fractures after low-energy trauma"), whole=True,
    ),
)  # fmt: skip

# Kept at entry: each stands strictly below the next.
ORDER: tuple[tuple[str, ...], ...] = (
    ("rest_goal_vas", "escalate_rest_vas", "severe_vas"),
    ("tug_amber_s", "tug_red_s", "tug_very_red_s"),
    ("sts_amber_s", "sts_red_s"),
    ("tandem_red_s", "tandem_green_s"),
)


@dataclass(frozen=True)
class Thresholds:
    """One value of every threshold, as they hold for a patient on a day. `values` is what rules look up."""

    all: tuple[Threshold, ...]
    values: Mapping[str, float] = field(init=False, repr=False, compare=False)
    _hash: int = field(
        init=False, repr=False, compare=False
    )  # worked out once: caches ask for it all the time

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash(self.all))
        object.__setattr__(self, "values", {threshold.name: threshold.value for threshold in self.all})

    def __getitem__(self, name: str) -> float:
        return self.values[name]

    def __iter__(self) -> Iterator[Threshold]:
        return iter(self.all)

    def __hash__(self) -> int:
        return self._hash

    def named(self, name: str) -> Threshold:
        """The whole threshold. Raises ThresholdError for a name there is none of."""
        for threshold in self.all:
            if threshold.name == name:
                return threshold
        raise ThresholdError(name, f"{name}: not a threshold; allowed: {', '.join(self.values)}.")

    def used(self, names: Iterable[str]) -> dict[str, dict[str, object]]:
        """Those named, in contract order, as the answer prints them: value, source and from."""
        wanted = set(names)
        return {threshold.name: threshold.as_json() for threshold in self.all if threshold.name in wanted}

    def with_overrides(self, overrides: Mapping[str, Override]) -> Thresholds:
        """These thresholds with a department's own values. Raises ThresholdError out of bounds or out of order."""
        for name, override in overrides.items():
            check_bounds(self.named(name), override.value)
        changed = Thresholds(tuple(_overridden(threshold, overrides) for threshold in self.all))
        check_order(changed)
        return changed


def _overridden(threshold: Threshold, overrides: Mapping[str, Override]) -> Threshold:
    own = overrides.get(threshold.name)
    if own is None:
        return threshold
    return replace(threshold, value=own.value, source=own.source, valid_from=own.valid_from)


def check_bounds(threshold: Threshold, value: float) -> None:
    """Raises ThresholdError when `value` is no number or lies outside the threshold's bounds."""
    number = isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)
    whole = number and (not threshold.whole or float(value).is_integer())
    if number and whole and threshold.low <= value <= threshold.high:
        return
    kind = "a whole number" if threshold.whole else "a number"
    allowed = f"{kind} from {threshold.low:g} to {threshold.high:g}"
    raise ThresholdError(
        threshold.name, f"{threshold.name}: found {value!r}; allowed: {allowed} ({threshold.unit})."
    )


def check_order(thresholds: Thresholds) -> None:
    """Raises ThresholdError when two thresholds that belong in order are not."""
    for names in ORDER:
        for lower, upper in pairwise(names):
            found, limit = thresholds[lower], thresholds[upper]
            if found >= limit:
                raise ThresholdError(
                    lower, f"{lower}: found {found:g} with {upper} {limit:g}; allowed: {lower} below {upper}."
                )


DEFAULT = Thresholds(PATHWAY_THRESHOLDS + FUNCTIONAL_THRESHOLDS)
