"""What a rescoring did, as a person reads it: what was asked, and per instrument and department what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from registry.instruments import INSTRUMENTS, Instrument
from registry.models import Rescoring
from registry.rescoring import Tallies, Tally


@dataclass(frozen=True)
class RescoredRow:
    """One instrument in one department. `mean` and `largest` are "" where no number changed."""

    instrument: str
    department: str
    tally: Tally
    mean: str
    largest: str
    unit: str


def asked_words(run: Rescoring) -> str:
    """Which scores were computed with what."""
    said = {"title": title_of(run.instrument), "from": run.from_version, "to": run.to_version}
    if not run.instrument:
        return _("Every instrument, by the rules of today")
    if run.to_version:
        return _("%(title)s: from %(from)s to %(to)s") % said
    if run.from_version:
        return _("%(title)s: those of %(from)s, by the rule of today") % said
    return _("%(title)s, by the rule of today") % said


def rescored_rows(run: Rescoring, departments: Mapping[int, str]) -> list[RescoredRow]:
    """The rows of these departments (id to name), in the order of the catalogue; where nothing changed there is none."""
    tallies = Tallies.read(run.tallies)
    return [
        _row(instrument, departments[int(key)], tally)
        for code, instrument in INSTRUMENTS.items()
        for key, tally in sorted(tallies.get(code, {}).items(), key=lambda pair: int(pair[0]))
        if int(key) in departments and (tally.rewritten or tally.left)
    ]


def computed_for(run: Rescoring, departments: Mapping[int, str]) -> int:
    """How many scores of these departments were computed."""
    tallies = Tallies.read(run.tallies)
    return sum(
        tally.scored for each in tallies.values() for key, tally in each.items() if int(key) in departments
    )


def title_of(code: str) -> str:
    return _(INSTRUMENTS[code].title) if code in INSTRUMENTS else code


def _row(instrument: Instrument, department: str, tally: Tally) -> RescoredRow:
    return RescoredRow(
        instrument=_(instrument.title),
        department=department,
        tally=tally,
        mean=_signed(tally.mean, instrument) if tally.mean is not None else "",
        largest=_signed(tally.largest, instrument) if tally.changed else "",
        unit=_(instrument.scale.unit),
    )


def _signed(change: float, instrument: Instrument) -> str:
    """With a sign, and one decimal more than a score has: a mean change is small."""
    places = Decimal(1).scaleb(-instrument.scale.decimals - 1)
    rounded = Decimal(repr(change)).quantize(places, ROUND_HALF_UP)
    sign = "−" if rounded < 0 else "+"
    return f"{sign}{number_format(abs(rounded))}"
