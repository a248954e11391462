"""The parts of the pathway that are rules but no action: they cite through what they are built from.

The categories of function and the programmes of training take their frame from these statements; single rows and lines
that cite one by themselves are read from where they stand.
"""

from __future__ import annotations

from guidelines.pathway.translate import _
from guidelines.pathway.uses.use import asks

PARTS = (
    asks("functional-category", _("The functional category"), "F09 F19 F20 F21 F28 F29 F30 F31 F32 F39 F40"),
    asks(
        "training-programme", _("The programmes of training"),
        "A33 A35 F15 F18 F22 F23 F24 F25 F26 F27 F33 F34 F35 F36 F37 F38 F41 F42 F43 F44 P09 P10",
    ),
)  # fmt: skip
