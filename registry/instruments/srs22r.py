"""SRS-22r: five domains of spinal deformity. Items are taken as their official scores 1-5, 5 is best."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from registry.instruments.direction import Direction
from registry.instruments.domains import as_numbers, mean_of
from registry.instruments.instrument import (
    Domain,
    Instrument,
    Mcid,
    NotScorable,
    Options,
    Reference,
    Scale,
    Score,
)
from registry.instruments.responses import Answers, Item
from registry.instruments.translate import _, say

RULE = "srs22r-pooled"
SCALE = Scale(1, 5, _("points of 5"), Direction.HIGHER_IS_BETTER, decimals=2)
NEEDED = {"satisfaction": 1}  # of its 2 items; of the 5 items of the others, 3
MOST = 3

Values = Mapping[str, Fraction | None]


def _items(*numbers: int) -> tuple[str, ...]:
    return tuple(f"i{number}" for number in numbers)


def _mcid(value: float) -> Mcid:
    return Mcid(
        value,
        _("points on 1-5"),
        source="Carreon 2018, doi:10.1016/j.jspd.2017.05.006 (adult lumbar scoliosis)",
        surname="Carreon 2018",
        note=_("The annual report gives none. Other groups give 0.3 to 1.3, by domain and by age."),
    )


DOMAINS = (
    Domain("function", _("Function"), SCALE, _items(5, 9, 12, 15, 18), _mcid(0.40)),
    Domain("pain", _("Pain"), SCALE, _items(1, 2, 8, 11, 17), _mcid(0.60)),
    Domain("self_image", _("Self-image"), SCALE, _items(4, 6, 10, 14, 19), _mcid(1.17)),
    Domain("mental_health", _("Mental health"), SCALE, _items(3, 7, 13, 16, 20)),
    Domain("satisfaction", _("Satisfaction with treatment"), SCALE, _items(21, 22)),
)
BEFORE_SATISFACTION = DOMAINS[:4]
SUBTOTAL = Domain("subtotal", _("Subtotal, items 1-20"), SCALE, _items(*range(1, 21)), _mcid(0.53))
TOTAL = Domain("total", _("Total, items 1-22"), SCALE, _items(*range(1, 23)), _mcid(0.77))


def score_srs22r(answers: Answers, _options: Options) -> Score | NotScorable:
    """The subtotal as the score, because satisfaction cannot be asked before treatment; domains and total beside it."""
    values = _values(answers)
    found = {domain.code: mean_of(values, domain.items, NEEDED.get(domain.code, MOST)) for domain in DOMAINS}
    domains = as_numbers(found | _totals(values, found))
    answered, subtotal = len(answers.given), domains["subtotal"]
    if subtotal is None:
        short = sum(found[domain.code] is None for domain in BEFORE_SATISFACTION)
        reason = say(_("{short} of 4 domains have fewer than 3 of 5 items answered."), short=short)
        return NotScorable(reason, answered, RULE, domains=domains)
    return Score(subtotal, answered, RULE, domains=domains)


def _values(answers: Answers) -> Values:
    return {
        item.code: None if answer is None else Fraction(answer)
        for item, answer in zip(ITEMS, answers.values, strict=True)
    }


def _totals(values: Values, found: Mapping[str, Fraction | None]) -> dict[str, Fraction | None]:
    """Means of all answered items together, not of the domains; each needs every domain that is in it."""
    parts = ((SUBTOTAL, BEFORE_SATISFACTION), (TOTAL, DOMAINS))
    return {
        total.code: mean_of(values, total.items, 1)
        if all(found[each.code] is not None for each in of)
        else None
        for total, of in parts
    }


def _item(number: int) -> Item:
    domain = next(each for each in DOMAINS if f"i{number}" in each.items)
    place = domain.items.index(f"i{number}") + 1
    return Item(
        code=f"i{number}",
        name=f"{domain.title}, {place}",
        lowest=1,
        highest=5,
        labelled=(1, 2, 3, 4, 5),
        optional=number > 20,
        after_treatment=number > 20,
        direction=Direction.HIGHER_IS_BETTER,
    )


ITEMS: tuple[Item, ...] = tuple(_item(number) for number in range(1, 23))

SRS22R = Instrument(
    code="srs22r",
    title=_("SRS-22r"),
    version="22r",
    items=ITEMS,
    scale=SCALE,
    scoring=score_srs22r,
    domains=(*DOMAINS, SUBTOTAL, TOTAL),
    headline="subtotal",
    missing_rule=_(
        "A domain is the mean of its answered items, from 3 of 5 on (satisfaction: 1 of 2). Subtotal and total are the mean of "
        "all their answered items, once every domain in them is scored. An item is entered as its official score, 5 is best."
    ),
    mcid=_mcid(0.53),
    only_in_its_words=True,
    reference=Reference(
        "Asher 2006, Spine 31:593-597 (SRS-22r); Scoliosis Research Society",
        _(
            "© Scoliosis Research Society. Terms for software were not found, so no wording is shipped; a department loads the one it may use, with the official score of each option."
        ),
    ),
)
