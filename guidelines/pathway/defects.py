"""What the annual report prints wrong, table by table: read beside its figures wherever they are quoted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from guidelines.pathway.translate import _


class Fault(StrEnum):
    """What kind of mistake it is, as a linter of reports would name it."""

    SUM = "sum"
    COUNT = "count"
    DIFFERENCE = "difference"
    SIGN = "sign"
    LABEL = "label"
    TEXT = "text"
    UNPAIRED = "unpaired"
    MISSING = "missing"


FAULT_LABELS: dict[Fault, str] = {
    Fault.SUM: _("a sum that is not its parts"),
    Fault.COUNT: _("counts that do not agree"),
    Fault.DIFFERENCE: _("a difference that is not its parts"),
    Fault.SIGN: _("a sign turned round"),
    Fault.LABEL: _("a wrong label"),
    Fault.TEXT: _("text and table that do not agree"),
    Fault.UNPAIRED: _("not the same patients before and after"),
    Fault.MISSING: _("figures that are left out"),
}


@dataclass(frozen=True)
class Defect:
    """One mistake: where, what is printed, what it should be or why it cannot be, and the statements that quote it."""

    where: str
    fault: Fault
    printed: str
    instead: str
    statements: tuple[str, ...]


REPORT = "danespine-report"

DEFECTS: tuple[Defect, ...] = (
    Defect(
        _("Table 1"), Fault.MISSING,
        _("all operations by year, as a picture"),
        _("no number of it survives in the text; only: more than 98,000 operated patients"),
        ("R24",),
    ),
    Defect(
        _("Table 2"), Fault.SUM,
        _("6430 lumbar operations in 2022"),
        _("the rows sum to 6803, as in table 3: the total leaves out 373 of “other diagnosis”; the total for 2009-2022 does not"),
        ("R47", "R55"),
    ),
    Defect(
        _("Table 2"), Fault.SUM,
        _("shares of 2022 that add to 107 %, and of 2009-2022 that add to 101 %"),
        _("of 6803, stenosis is 36.6 %, not 39 %"),
        ("R47", "R55"),
    ),
    Defect(
        _("Table 3"), Fault.LABEL,
        _("caption: 2020 vs 2022"),
        _("heading and columns: 2021 and 2022"),
        ("R50",),
    ),
    Defect(
        _("Table 3"), Fault.MISSING,
        _("one private unit with 362 operations in 2021 and empty cells for its answers"),
        _("whether that is none or not known is not said; it counts as none in the 66.3 %"),
        ("R50",),
    ),
    Defect(
        _("Table 4"), Fault.DIFFERENCE,
        _("ODI falls by 15.2"),
        _("41.6 less 26.5 is 15.1: a difference of rounding"),
        ("R56",),
    ),
    Defect(
        _("Table 4 and figure 5"), Fault.COUNT,
        _("21,852 patients before surgery, and 22,716 in figure 5"),
        _("29,725 operations for stenosis are registered: the three counts are of different groups, which are not described"),
        ("R56", "R58"),
    ),
    Defect(
        _("Figure 5"), Fault.TEXT,
        _("the walking distance gets better in all patients"),
        _("44 % walk more than 1000 m afterwards, 15 % before: that says nothing about each patient"),
        ("R58",),
    ),
    Defect(
        _("Table 5"), Fault.LABEL,
        _("header: mean/SE"),
        _("values of 17-30 on 0-100 with 8,719-18,549 patients can only be SD"),
        ("R75",),
    ),
    Defect(
        _("Table 6"), Fault.COUNT,
        _("women 1778 (55.1 %), back pain over 12 months 1531 (47.4 %), leg pain over 12 months 1341 (57.9 %)"),
        _("they imply about 3,230, 3,230 and 2,316 patients; the table has 2261, the text more than 2600"),
        ("R86",),
    ),
    Defect(
        _("Table 6"), Fault.DIFFERENCE,
        _("EQ-5D 0.63 at 1 year, 0.68 at 2 years"),
        _("doubtful: between the same years VAS and ODI get worse"),
        ("R86",),
    ),
    Defect(
        _("Tables 7 and 8"), Fault.TEXT,
        _("text: those fused from behind are 8 years younger than the decompressed (64.1), those with a cage just under 50"),
        _("table 7 has 49.4 years, table 8 has 56.4: the two look swapped, and so does which of them improves more"),
        ("R88", "R89"),
    ),
    Defect(
        _("Table 7"), Fault.DIFFERENCE,
        _("EQ-5D 0.39 before, 0.55 at 1 year, gain 0.24"),
        _("0.55 less 0.39 is 0.16; a gain of 0.24 would need 0.31 before"),
        ("R88",),
    ),
    Defect(
        _("Table 7"), Fault.TEXT,
        _("text: 85 % had pain for over 12 months"),
        _("the table has 48.8 % (leg) and 63.5 % (back)"),
        ("R88",),
    ),
    Defect(
        _("Tables 7 and 8"), Fault.COUNT,
        _("women 1247 (56.2 %) and 1318 (59.9 %)"),
        _("they imply about 2,219 and 2,200 patients; the tables have 1529 and 1637"),
        ("R88", "R89"),
    ),
    Defect(
        _("Table 7"), Fault.LABEL,
        _("52.2/29,7 and 33,19"),
        _("a point for a comma, and two decimals where the table has one"),
        ("R88",),
    ),
    Defect(
        _("Table 8"), Fault.SIGN,
        _("VAS leg -17.2, VAS back -16.8"),
        _("the other tables print an improvement as positive: 17.2 and 16.8"),
        ("R89",),
    ),
    Defect(
        _("Table 8"), Fault.LABEL,
        _("caption: anterior fusion"),
        _("heading: posterior fusion with an anterior cage"),
        ("R89",),
    ),
    Defect(
        _("Table 9"), Fault.SUM,
        _("1188 operations in 2021 and 1214 in 2022"),
        _("the rows sum to 1176 and 1193: 12 and 21 are unaccounted for"),
        ("R91", "R93"),
    ),
    Defect(
        _("Table 9"), Fault.TEXT,
        _("text: 10 units, 26-100 % complete"),
        _("the table lists 12 units; one has 1 operation and 0 %, one has no operation in 2022"),
        ("R92", "R93"),
    ),
    Defect(
        _("Figure 21"), Fault.COUNT,
        _("1058 neck operations in 2022"),
        _("table 9 has 1214"),
        ("R97",),
    ),
    Defect(
        _("Table 10"), Fault.DIFFERENCE,
        _("VAS neck falls by 25.3"),
        _("53.7 less 28.3 is 25.4: a difference of rounding"),
        ("R99",),
    ),
    Defect(
        _("Text on neck surgery"), Fault.LABEL,
        _("refers to figures 20 and 21 for the gain by duration of symptoms"),
        _("figures 19 and 20 show it"),
        ("R95", "R96", "R100"),
    ),
    Defect(
        _("Tables 12 and 13"), Fault.COUNT,
        _("1644 operations, 1204 patients with answers before"),
        _("table 12 is of osteoporotic and malignant fractures, so what share of the osteoporotic answered cannot be worked out"),
        ("R138", "R140", "R141", "R142"),
    ),
    Defect(
        _("Table 13"), Fault.TEXT,
        _("text: about 60 % followed at 1 year, a statistically significant gain"),
        _("682 of 1204 is 57 %; no dispersion is printed and no test is described"),
        ("R141", "R142"),
    ),
    Defect(
        _("Table 13"), Fault.UNPAIRED,
        _("EQ-5D 0.26, 0.59, 0.57 and ODI 53.7, 34.6, 35.1"),
        _("means of 1204, 682 and 489 patients: whoever answered, not the same patients, and no comparison group"),
        ("R140", "R141", "R142"),
    ),
    Defect(
        _("Table 14"), Fault.LABEL,
        _("caption: spondylodesis"),
        _("the table is of spondylodiscitis"),
        ("R150", "R168"),
    ),
    Defect(
        _("Table 14"), Fault.UNPAIRED,
        _("57 patients before, 84 at 1 year, 48 at 2 years; called significant"),
        _("more after than before: not the same patients, so 0.37 is no paired change, and no test is described"),
        ("R150", "R168"),
    ),
    Defect(
        _("Table 15"), Fault.LABEL,
        _("header: mean/SE"),
        _("0.40 and 0.37 with 378 and 295 patients can only be SD"),
        ("R162", "R169"),
    ),
    Defect(
        _("Table 15"), Fault.UNPAIRED,
        _("EQ-5D 0.23 before, 0.50 at 6 weeks"),
        _("295 of 378 answered: those who lived and replied"),
        ("R162", "R169"),
    ),
    Defect(
        _("Figure 39"), Fault.COUNT,
        _("246 patients with a Tokuhashi score"),
        _("table 15 has 378 operated patients"),
        ("R161", "R162"),
    ),
    Defect(
        _("Text on the trials of vertebroplasty"), Fault.DIFFERENCE,
        _("78 of 219 is 35 %"),
        _("it is 35.6 %"),
        ("R130",),
    ),
    Defect(
        _("Every figure but figure 23"), Fault.MISSING,
        _("bars and curves"),
        _("only the numbers quoted in the text survive; their number of patients is mostly not given"),
        ("R44", "R45", "R64", "R74", "R83", "R84", "R85", "R94", "R95", "R96", "R101", "R110", "R115", "R147", "R157"),
    ),
)  # fmt: skip


def notes_on(statements: Iterable[str]) -> tuple[Defect, ...]:
    """What is wrong with the figures these statements quote, in the report's order; none for other sources."""
    quoted = set(statements)
    return tuple(defect for defect in DEFECTS if quoted.intersection(defect.statements))
