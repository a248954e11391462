"""The 36 items that SF-36 v1 and RAND-36 share: numbers in the order of the questionnaire, names of our own.

Which answer is better differs from item to item, as printed; each item says it. Item 2 belongs to no scale.
"""

from __future__ import annotations

from registry.instruments.direction import Direction
from registry.instruments.instrument import Domain, Scale
from registry.instruments.responses import Item
from registry.instruments.translate import _

PERCENT = Scale(0, 100, _("points of 100"), Direction.HIGHER_IS_BETTER, decimals=1)


def _items(*numbers: int) -> tuple[str, ...]:
    return tuple(f"i{number}" for number in numbers)


SCALES: tuple[Domain, ...] = (
    Domain("pf", _("Physical functioning"), PERCENT, _items(*range(3, 13))),
    Domain("rp", _("Role limitations, physical"), PERCENT, _items(*range(13, 17))),
    Domain("bp", _("Bodily pain"), PERCENT, _items(21, 22)),
    Domain("gh", _("General health"), PERCENT, _items(1, 33, 34, 35, 36)),
    Domain("vt", _("Vitality"), PERCENT, _items(23, 27, 29, 31)),
    Domain("sf", _("Social functioning"), PERCENT, _items(20, 32)),
    Domain("re", _("Role limitations, emotional"), PERCENT, _items(17, 18, 19)),
    Domain("mh", _("Mental health"), PERCENT, _items(24, 25, 26, 28, 30)),
)

_NAME: dict[int, str] = {
    1: _("General health: overall"),
    2: _("Change of health over a year (in no scale)"),
    **{number: _("Physical functioning, activity {letter}") for number in range(3, 13)},
    **{number: _("Role limitations, physical, {letter}") for number in range(13, 17)},
    **{number: _("Role limitations, emotional, {letter}") for number in range(17, 20)},
    20: _("Social functioning: extent"),
    21: _("Bodily pain: strength"),
    22: _("Bodily pain: interference"),
    23: _("Vitality, first"),
    24: _("Mental health, first"),
    25: _("Mental health, second"),
    26: _("Mental health, third"),
    27: _("Vitality, second"),
    28: _("Mental health, fourth"),
    29: _("Vitality, third"),
    30: _("Mental health, fifth"),
    31: _("Vitality, fourth"),
    32: _("Social functioning: time"),
    **{number: _("General health, statement {letter}") for number in range(33, 37)},
}
_FIRST_OF_A_LIST = (3, 13, 17, 33)
_HIGHEST = {
    **dict.fromkeys((1, 2, 20, 22, 32, 33, 34, 35, 36), 5),
    **dict.fromkeys(range(3, 13), 3),
    **dict.fromkeys(range(13, 20), 2),
    **dict.fromkeys((21, *range(23, 32)), 6),
}
_HIGHER_IS_BETTER = {*range(3, 20), 24, 25, 28, 29, 31, 32, 33, 35}


def _item(number: int) -> Item:
    first = max((start for start in _FIRST_OF_A_LIST if start <= number), default=number)
    letter = "abcdefghij"[number - first] if number - first < 10 else ""
    better = Direction.HIGHER_IS_BETTER if number in _HIGHER_IS_BETTER else Direction.HIGHER_IS_WORSE
    return Item(
        code=f"i{number}",
        name=_NAME[number].format(letter=letter),
        lowest=1,
        highest=_HIGHEST[number],
        labelled=tuple(range(1, _HIGHEST[number] + 1)),
        direction=better,
    )


ITEMS: tuple[Item, ...] = tuple(_item(number) for number in range(1, 37))
