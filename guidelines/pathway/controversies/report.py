"""Where the annual report disagrees with itself: its text, its tables and its sums."""

from __future__ import annotations

from guidelines.pathway.controversies.cement import SOCIETY
from guidelines.pathway.controversy import Controversy, Kind, Position, side
from guidelines.pathway.translate import _

FIGURES = _("It is about figures of the report, not about a group of patients.")


def printed(says: str, statements: str, population: str, result: str) -> Position:
    """What the report prints in one place."""
    return side(
        says, statements, _("annual report of a registry, as printed"), "2023", population=population, result=result,
        comparator=_("the same report in another place"), fracture_age=_("not about one fracture"),
        outcome=_("the figures themselves"), funding=SOCIETY, about_no_group=FIGURES,
    )  # fmt: skip


REPORT_FIGURES = Controversy(
    id="report-figures",
    question=_("Which figures of the annual report hold?"),
    catalogue=("C24",),
    positions=(
        printed(
            _("The text: those fused with a cage are just under 50 years old and gain most."), "R89",
            _("patients operated for segmental pain"),
            _("text: just under 50 years, 85 % with pain over 12 months, more gain than after posterior fusion"),
        ),
        printed(
            _("The tables: those fused from behind are the young ones."), "R88",
            _("patients operated for segmental pain"),
            _("table 7: 49.4 years (posterior fusion); table 8: 56.4 years (with cage). 0.55 - 0.39 = 0.16 where table 7 "
              "prints a gain in EQ-5D of 0.24; table 8 prints gains with a minus"),
        ),
        printed(
            _("Lumbar operations in 2022: 6430 in one table, 6803 in another."), "R47 R50",
            _("all lumbar operations"),
            _("table 2 totals 6430 and leaves out 373 with another diagnosis; its rows and table 3 give 6803. Table 3’s "
              "caption names 2020 and 2022 over columns of 2021 and 2022"),
        ),
        printed(
            _("Cervical operations: the rows do not add up to the total."), "R93",
            _("all cervical operations"),
            _("2021: rows 1176, total 1188; 2022: rows 1193, total 1214; figure 21 counts 1058"),
        ),
        printed(
            _("Patients before surgery: fewer in the last row than the shares imply."), "R86",
            _("patients decompressed for segmental pain"),
            _("text: more than 2600; table 6: 2261; its shares imply from 2316 to 3230"),
        ),
        printed(
            _("Infection: more patients a year after surgery than before it."), "R150",
            _("patients operated for infection of the spine"),
            _("EQ-5D 0.20 (n 57) before, 0.57 (n 84) at 1 year, 0.61 (n 48) at 2 years: not the same patients"),
        ),
        printed(
            _("Spread is called SE where its size is that of an SD."), "R75 R162",
            _("patients operated for herniation, and for metastases"),
            _("table 5: VAS leg 61.4/29.2 (n 18549); table 15: EQ-5D-3L 0.23/0.40 (n 378)"),
        ),
        printed(
            _("The text points at figures 20 and 21 for what figures 19 and 20 show."), "R100",
            _("patients operated for nerve root pain from the neck"),
            _("gain by length of neck pain and of arm pain: figures 19 and 20"),
        ),
    ),
    why_they_differ=_(
        "Captions, headings and demographics of two tables look swapped; sums leave rows out; groups are whoever "
        "answered each time."
    ),
    what_we_do=_("We recompute from rows, never copy a total, never call such a change paired, and note the defect where "
                 "a figure is quoted."),
    kind=Kind.REGISTRY,
)  # fmt: skip

REPORT = (REPORT_FIGURES,)
