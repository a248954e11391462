"""Item answers whose score is the one that was drawn."""

from __future__ import annotations

from random import Random

from registry.instruments import INSTRUMENTS
from registry.instruments.prorata import HIGHEST

SATISFACTION = frozenset({"i21", "i22"})  # the items of SRS-22r that ask about the treatment
EXCHANGES = 6  # points moved from one section to another: people are not equally bad at everything


def answers(instrument: str, score: float, state: str, random: Random) -> dict[str, int | None]:
    """Item code to answer."""
    items = INSTRUMENTS[instrument].items
    if state:
        return {item.code: int(level) for item, level in zip(items, state, strict=True)}
    if len(items) == 1:
        return {items[0].code: int(score)}
    points = spread(round(score) // 2, len(items), random)  # ten sections of 0-5: a point is two of 100
    return {item.code: value for item, value in zip(items, points, strict=True)}


def srs22r_answers(worse: float, *, after: bool, random: Random) -> dict[str, int | None]:
    """Levels 1-5 about a person's own; satisfaction is asked after treatment, and about a fifth are not satisfied (R110)."""
    given: dict[str, int | None] = {}
    for item in INSTRUMENTS["srs22r"].items:
        satisfaction = item.code in SATISFACTION
        usual = (4.0 if after else 3.3) - 0.7 * worse
        level = round(random.gauss(usual, 0.7))
        given[item.code] = None if satisfaction and not after else min(5, max(1, level))
    return given


def tokuhashi_answers(random: Random) -> dict[str, int | None]:
    """0 to 2 points an item, the middle most often; the report's figure 39 prints no numbers."""
    items = INSTRUMENTS["tokuhashi_1990"].items
    return {item.code: int(random.random() * 1.5 + random.random() * 1.5) for item in items}


def spread(total: int, sections: int, random: Random) -> list[int]:
    """`total` points over sections of 0-5, uneven as people are."""
    each, over = divmod(total, sections)
    first = int(random.random() * sections)
    points = [each + ((place - first) % sections < over) for place in range(sections)]
    for _exchange in range(EXCHANGES):
        giver, taker = int(random.random() * sections), int(random.random() * sections)
        if giver != taker and points[giver] > 0 and points[taker] < HIGHEST:
            points[giver] -= 1
            points[taker] += 1
    return points
