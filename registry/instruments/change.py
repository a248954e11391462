"""Change between two scores, improvement positive, held against the instrument's threshold (MCID)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from registry.instruments.direction import Direction
from registry.instruments.instrument import Instrument, Mcid
from registry.instruments.translate import Message, _, say


class ChangeKind(StrEnum):
    BETTER = "better"  # improved by the threshold or more
    WORSE = "worse"  # worsened by the threshold or more
    LESS_THAN_THRESHOLD = "less_than_threshold"


@dataclass(frozen=True, slots=True)
class Change:
    """`improvement` is positive when the patient is better, whichever way the scale runs; unit as in `mcid`."""

    improvement: float
    mcid: Mcid
    kind: ChangeKind

    @property
    def reaches_threshold(self) -> bool:
        """Whether the patient improved by at least the threshold."""
        return self.kind is ChangeKind.BETTER


@dataclass(frozen=True, slots=True)
class NotComparable:
    """Why two scores give no change."""

    reason: Message


def change(
    instrument: Instrument,
    baseline: float,
    follow_up: float,
    *,
    value_sets: tuple[str | None, str | None] = (None, None),
) -> Change | NotComparable:
    """Change from `baseline` to `follow_up`; `value_sets` names those of the two scores where the instrument has any."""
    first, second = value_sets
    if instrument.value_sets and (first is None or first != second):
        return NotComparable(
            say(
                _("An index can be compared only within one value set; found {first} and {second}."),
                first=first or "–",
                second=second or "–",
            )
        )
    if instrument.mcid is None:
        return NotComparable(
            say(
                _("{title} has no threshold (MCID) that a change could be held against."),
                title=instrument.title,
            )
        )
    improvement = improved_by(instrument, baseline, follow_up)
    return Change(float(improvement), instrument.mcid, _kind(improvement, instrument.mcid))


def improved_by(instrument: Instrument, baseline: float, follow_up: float) -> Decimal:
    """The difference as printed numbers differ: 0.712 - 0.592 is 0.12, not a hair less."""
    rise = round(Decimal(repr(follow_up)) - Decimal(repr(baseline)), 9)
    return rise if instrument.scale.direction is Direction.HIGHER_IS_BETTER else -rise


def _kind(improvement: Decimal, mcid: Mcid) -> ChangeKind:
    needed = Decimal(repr(mcid.value))
    if improvement >= needed:
        return ChangeKind.BETTER
    return ChangeKind.WORSE if improvement <= -needed else ChangeKind.LESS_THAN_THRESHOLD
