"""Scores and changes as a person reads them: never a number without its surname."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from registry.instruments import INSTRUMENTS, Change, Instrument, NotComparable, change
from registry.instruments.direction import Direction
from registry.models import Assessment


@dataclass(frozen=True)
class ChangeWords:
    """`better` is None where nothing changed or nothing can be compared; `met` whether the threshold is reached."""

    text: str
    better: bool | None = None
    met: bool = False


def score_words(assessment: Assessment) -> str:
    """The score with its band and its value set; why, where there is none."""
    instrument = INSTRUMENTS[assessment.instrument]
    if assessment.score is None:
        return _(assessment.not_scorable)
    named = [_band(instrument, assessment.band), assessment.value_set]
    surname = ", ".join(filter(None, named))
    number = number_words(assessment.score, instrument.scale.decimals)
    return f"{number} ({surname})" if surname else number


def change_words(first: Assessment | None, second: Assessment | None) -> ChangeWords | None:
    """From one answer to a later one, held against the threshold with its name; None while one has no score."""
    if first is None or second is None or first.score is None or second.score is None:
        return None
    instrument = INSTRUMENTS[first.instrument]
    sets = (first.value_set or None, second.value_set or None)
    found = change(instrument, first.score, second.score, value_sets=sets)
    if isinstance(found, NotComparable):
        return ChangeWords(_("Not comparable. %(why)s") % {"why": found.reason.translated(_)})
    return _changed(instrument, found, second.value_set)


def _changed(instrument: Instrument, found: Change, value_set: str) -> ChangeWords:
    parts = {"title": short_title(instrument), "source": found.mcid.surname, "set": value_set}
    if found.improvement == 0:
        return ChangeWords(_("unchanged (%(title)s)") % parts)
    met = abs(found.improvement) >= found.mcid.value
    amount, needed = _apart(abs(found.improvement), found.mcid.value, instrument.scale.decimals)
    parts |= {
        "amount": amount,
        "needed": needed,
        "more": _("at least") if amount == needed else _("more than"),
    }
    if instrument.scale.direction is Direction.HIGHER_IS_BETTER:
        parts["sign"] = "+" if found.improvement > 0 else "−"
        said = _("%(title)s %(set)s %(sign)s%(amount)s, at least %(needed)s (%(source)s)")
        less = _("%(title)s %(set)s %(sign)s%(amount)s, less than %(needed)s (%(source)s)")
    elif found.improvement > 0:
        said = _("better by %(amount)s, %(more)s %(needed)s (%(title)s, %(source)s)")
        less = _("better by %(amount)s, less than %(needed)s (%(title)s, %(source)s)")
    else:
        said = _("worse by %(amount)s, %(more)s %(needed)s (%(title)s, %(source)s)")
        less = _("worse by %(amount)s, less than %(needed)s (%(title)s, %(source)s)")
    return ChangeWords((said if met else less) % parts, better=found.improvement > 0, met=met)


def _apart(amount: float, needed: float, decimals: int) -> tuple[str, str]:
    """Both numbers with as many decimals as it takes to tell them apart: 12.76 is not "12.8, less than 12.8"."""
    places = decimals
    while round(amount, places) == round(needed, places) and amount != needed and places < decimals + 6:
        places += 1
    return number_words(amount, places), number_words(needed, places)


def number_words(value: float, decimals: int) -> str:
    """At most so many decimals, in the user's format, without zeros at the end."""
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals))
    return number_format(
        f"{rounded:f}".rstrip("0").rstrip(".") if decimals else f"{rounded:f}", use_l10n=True
    )


def short_title(instrument: Instrument) -> str:
    """ODI for "Oswestry Disability Index (ODI)"; a title without a short form stays whole."""
    title = _(instrument.title)
    return (
        title.partition("(")[2].rstrip(")")
        if "(" in title and not instrument.code.startswith("vas")
        else title
    )


def _band(instrument: Instrument, code: str) -> str:
    return _(instrument.bands.named(code).name) if instrument.bands and code else ""
