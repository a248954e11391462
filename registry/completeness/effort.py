"""How many more answers bring a department to its target, exactly; in whole numbers, so that no rounding decides. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

REGISTRATION_PERCENT = 90  # of the baseline (statements R21, R49)
FOLLOW_UP_PERCENT = 80  # of each follow-up (statement R21)


class Reach(StrEnum):
    NOTHING_ASKED = "nothing_asked"  # no target day of the period is past
    REACHED = "reached"
    WITHIN_REACH = "within_reach"
    OUT_OF_REACH = "out_of_reach"  # too many windows have closed: even if all that are open answer


@dataclass(frozen=True)
class Effort:
    """`needed` more answers bring the rate to the target; `open_now` can still be given, so `best` is the most it can be."""

    asked: int
    answered: int
    open_now: int
    target_percent: int
    needed: int
    reach: Reach

    @property
    def percent(self) -> float | None:
        return 100 * self.answered / self.asked if self.asked else None

    @property
    def best_percent(self) -> float | None:
        return 100 * (self.answered + self.open_now) / self.asked if self.asked else None


def effort(*, asked: int, answered: int, open_now: int, target_percent: int) -> Effort:
    """`open_now` of the unanswered still have an open window; they are counted in `asked` already.

    ValueError where more answered, or can still answer, than were asked.
    """
    if min(asked, answered, open_now) < 0 or answered + open_now > asked:
        raise ValueError(f"{answered} answered and {open_now} open of {asked} asked cannot be.")
    needed = max(0, -(-target_percent * asked // 100) - answered)
    return Effort(asked, answered, open_now, target_percent, needed, _reach(asked, needed, open_now))


def _reach(asked: int, needed: int, open_now: int) -> Reach:
    if asked == 0:
        return Reach.NOTHING_ASKED
    if needed == 0:
        return Reach.REACHED
    return Reach.WITHIN_REACH if needed <= open_now else Reach.OUT_OF_REACH
