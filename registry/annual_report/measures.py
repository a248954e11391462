"""What is measured: unit, decimals, range and which way is better. Instruments are read from their catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from registry.annual_report.report import Cell, Kind
from registry.instruments import INSTRUMENTS
from registry.instruments.direction import Direction
from registry.instruments.translate import _


@dataclass(frozen=True)
class Measure:
    """`better` is 1 where more is better, -1 where less is, 0 where neither. `needs` is the change that counts."""

    code: str
    title: str
    unit: str
    decimals: int
    lowest: float = 0
    highest: float | None = None
    better: int = 0
    needs: tuple[float, float] | None = None


REPORTED_DECIMALS = {"eq5d_3l": 2, "eq5d_5l": 2}
NDI_NEEDS = (5.0, 10.0)  # R39: the report gives a range
OTHERS = (
    Measure("operations", _("operations"), _("operations"), 0),
    Measure("answered_before", _("operations with answers before"), _("operations"), 0),
    Measure("completeness", _("completeness before the operation"), "%", 1, highest=100),
    Measure("share", _("share"), "%", 1, highest=100),
    Measure("patients", _("patients who answered"), _("patients"), 0),
    Measure("due", _("patients due"), _("patients"), 0),
    Measure("operated", _("operated"), _("operations"), 0),
    Measure("age", _("age"), _("years"), 1, highest=120),
    Measure("bmi", _("BMI"), "kg/m²", 1, lowest=5, highest=100),
    Measure("women", _("women"), "%", 1, highest=100),
    Measure("leg_over_12m", _("leg pain for more than 12 months"), "%", 1, highest=100),
    Measure("back_over_12m", _("back pain for more than 12 months"), "%", 1, highest=100),
    Measure("change", _("change from the year before"), "%", 1, better=0),
    Measure("walking_band", _("walking distance"), "%", 1, highest=100),
    Measure("tokuhashi", _("Tokuhashi score"), _("points"), 0, highest=15),
    Measure("sick_leave", _("sick leave at the operation"), _("days"), 0, highest=5000),
)


@cache
def measures() -> dict[str, Measure]:
    return {one.code: one for one in (*OTHERS, *map(_of_instrument, INSTRUMENTS))}


def measure(code: str) -> Measure:
    """The measure a code names; a share over a threshold is named after its instrument: "odi_reached"."""
    return measures()[code.removesuffix("_reached")]


def _of_instrument(code: str) -> Measure:
    one = INSTRUMENTS[code]
    better = 1 if one.scale.direction is Direction.HIGHER_IS_BETTER else -1
    mcid = None if one.mcid is None else (one.mcid.value, one.mcid.value)
    needs = NDI_NEEDS if code == "ndi" else mcid
    decimals = REPORTED_DECIMALS.get(code, max(1, one.scale.decimals))  # a mean has one more than a score
    scale = one.scale
    return Measure(code, one.title, scale.unit, decimals, scale.lowest, scale.highest, better, needs)


def shown(cell: Cell) -> Decimal | None:
    """The number as a reader sees it: rounded, a half going up."""
    return None if cell.value is None else rounded(cell.value, decimals_of(cell))


def rounded(value: float, decimals: int) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def decimals_of(cell: Cell) -> int:
    if cell.decimals is not None:
        return cell.decimals
    return 1 if cell.kind is Kind.SHARE else measure(cell.measure).decimals


def step_of(cell: Cell) -> Decimal:
    """The last decimal that is shown."""
    return Decimal(1).scaleb(-decimals_of(cell))
