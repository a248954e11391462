"""The clinician's work list: five queues of patients who ask for something, the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from guidelines.standing_selectors import alarm_open, present_worse_or_changed
from registry.selectors.follow_up import closing_first

MOST = 250  # a queue is read this far; nobody works through more in a day, and the list says so
# Alarm questions are asked anew at each visit, so those of people who were treated years ago stay open for ever.
# They are chased while the fracture or the procedure is this fresh: the longest acute phase the sources give.
ACUTE_WEEKS = 26
# An answer older than this is not news: it came with an import, or a later one has been asked for since.
WORSE_WEEKS = 26

QUEUES = {
    "present": _("Alarm signs present"),
    "worse": _("Worse than before"),
    "changed": _("Advice changed since signed"),
    "due": _("Follow-up due"),
    "open": _("Alarm questions open"),
}


@dataclass(frozen=True)
class WorkList:
    """Queue to patient ids, each in its own order."""

    queues: dict[str, list[int]]

    def ids(self, queue: str = "") -> list[int]:
        """The patients of one queue; of all, each once, where no such queue is named."""
        if queue in self.queues:
            return self.queues[queue]
        return list(dict.fromkeys(one for ids in self.queues.values() for one in ids))

    def is_cut(self, queue: str = "") -> bool:
        """Whether there may be more than were read."""
        read = [self.queues[queue]] if queue in self.queues else self.queues.values()
        return any(len(ids) >= MOST for ids in read)


def work_list(user: Any, on: date) -> WorkList:
    """What asks for something today among the followed patients of the user's departments, in three queries."""
    first = present_worse_or_changed(user, on - timedelta(weeks=WORSE_WEEKS), MOST)
    return WorkList(
        {
            **first._asdict(),
            "due": closing_first(user, on, MOST),
            "open": alarm_open(user, on - timedelta(weeks=ACUTE_WEEKS), MOST),
        }
    )
