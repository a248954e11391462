"""Where two sources contradict each other and a rule is written from the contradiction itself."""

from __future__ import annotations

from guidelines.pathway.statements.statement import Statement
from guidelines.pathway.translate import _

# fmt: off
CONTRADICTIONS: dict[str, Statement] = {
    "C10": Statement(_("Where the sources disagree"), _("First imaging: an old osteoporotic patient is imaged, new low back pain with every alarm sign answered no is not; an alarm sign that was not asked about withholds the advice not to image")),
}
# fmt: on
