"""A program that answers and corrects, again and again: `python -m tests.postgresql.writer INSTRUMENT TIMES`.

All writers work on the same few episodes, so that they meet in every row: the episode, what is remembered of it, the cells.
"""

from __future__ import annotations

import sys
from datetime import timedelta

import django

EPISODES = 8


def main(code: str, times: int) -> None:
    django.setup()
    from registry.actions import Answered, correct_assessment, record_assessment
    from registry.instruments import INSTRUMENTS
    from registry.models import Episode

    episodes = list(Episode.objects.filter(patient__department__code="unit").order_by("pk")[:EPISODES])
    items = INSTRUMENTS[code].items
    for step in range(times):
        episode, timepoint = episodes[step % EPISODES], ("baseline", "y1")[step // EPISODES % 2]
        answers = {item.code: min(item.highest, item.lowest + step % 7) for item in items}
        told = Answered(code, answers)
        day = episode.index_date + timedelta(days=0 if timepoint == "baseline" else 360)
        standing = episode.assessments.filter(instrument=code, timepoint=timepoint).first()
        if standing is None:
            record_assessment(episode=episode, answered=told, timepoint=timepoint, observed_on=day, by=None)
        else:
            correct_assessment(
                assessment=standing, version=standing.version, answered=told, observed_on=day, by=None
            )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
