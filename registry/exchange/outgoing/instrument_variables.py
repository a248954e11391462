"""The variables an instrument gives: each item, its scores, and what they were computed with. Read from the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from registry.exchange.outgoing.subject import Answer, Subject
from registry.exchange.outgoing.variable import Group, Missing, Type, Variable
from registry.instruments import INSTRUMENTS, Instrument, Item
from registry.instruments.instrument import Domain

ABSENT = (Missing.NOT_RECORDED, Missing.DECLINED, Missing.NOT_DUE, Missing.NOT_APPLICABLE)
Of = Callable[[Answer], Any]


def instrument_groups() -> Iterator[Group]:
    """Two groups an instrument: its scores, and its items."""
    for instrument in INSTRUMENTS.values():
        if instrument.facts:
            continue  # kept as facts of the patient: there are no assessments to read
        code, title = instrument.code, _(instrument.title)
        yield Group(f"{code}.scores", title, tuple(_scores(instrument)))
        yield Group(f"{code}.items", title, tuple(_item(instrument, item) for item in instrument.items))


def _repeating(instrument: Instrument, name: str, part: str, of: Of, **described: Any) -> Variable:
    """A variable that is read from the assessment of a timepoint; where there is none, it is told why."""
    code = instrument.code

    def read(subject: Subject, timepoint: str) -> Any:
        assessment = subject.answers.get((code, timepoint))
        return subject.absent(timepoint) if assessment is None else of(assessment)

    missing = (*ABSENT, *described.pop("missing", ()))
    return Variable(
        name=f"{code}_{name}", group=f"{code}.{part}", read=read, repeats=True, missing=missing, **described
    )


def _item(instrument: Instrument, item: Item) -> Variable:
    def of(assessment: Answer) -> Any:
        value = assessment.responses.get(item.code)
        if value is None:
            return Missing.NOT_RECORDED
        if value == Missing.DECLINED:
            return Missing.DECLINED
        return value if item.takes(value) else Missing.ERROR

    return _repeating(
        instrument,
        item.code,
        "items",
        of,
        label=_(item.name),
        type=Type.NUMBER if item.measured else Type.WHOLE,
        unit=str(item.unit),
        lowest=item.lowest,
        highest=item.highest,
        missing=(Missing.ERROR,),
        note=f"item of {instrument.code}, version {instrument.version}",
    )


def _scores(instrument: Instrument) -> Iterator[Variable]:
    scale = instrument.scale
    yield _repeating(
        instrument,
        "score",
        "scores",
        lambda one: Missing.NOT_SCORABLE if one.score is None else one.score,
        label=_(instrument.title),
        type=Type.NUMBER,
        unit=str(scale.unit),
        lowest=scale.lowest,
        highest=scale.highest,
        value_set=_named_in(instrument, "value_set") if instrument.value_sets else "",
        scoring_rule=instrument.missing_rule,
        missing=(Missing.NOT_SCORABLE,),
        note=f"unrounded; {scale.direction.replace('_', ' ')}; rule of each row in {_named_in(instrument, 'rule')}",
    )
    for domain in instrument.domains:
        yield _domain(instrument, domain)
    yield from _surnames(instrument)


def _domain(instrument: Instrument, domain: Domain) -> Variable:
    def of(assessment: Answer) -> Any:
        value = assessment.domains.get(domain.code)
        return Missing.NOT_SCORABLE if value is None else value

    return _repeating(
        instrument,
        f"domain_{domain.code}",
        "scores",
        of,
        label=_(domain.title),
        type=Type.NUMBER,
        unit=str(domain.scale.unit),
        lowest=domain.scale.lowest,
        highest=domain.scale.highest,
        scoring_rule=instrument.missing_rule,
        missing=(Missing.NOT_SCORABLE,),
        note=f"unrounded; {domain.scale.direction.replace('_', ' ')}",
    )


def _named_in(instrument: Instrument, name: str) -> str:
    return f"{instrument.code}_{name}"


def _surnames(instrument: Instrument) -> Iterator[Variable]:
    """What the score was computed with, and when it was answered: a number never goes without them."""
    yield _repeating(
        instrument,
        "rule",
        "scores",
        lambda one: one.scoring_rule,
        label=_("Scoring rule and its version"),
        type=Type.TEXT,
    )
    yield _repeating(
        instrument,
        "answered_on",
        "scores",
        lambda one: one.observed_on,
        label=_("Answered on"),
        type=Type.DATE,
    )
    if instrument.bands:
        yield _repeating(
            instrument,
            "band",
            "scores",
            lambda one: one.band or Missing.NOT_SCORABLE,
            label=_("Band of the score"),
            type=Type.CODE,
            codes=tuple((band.code, _(band.name)) for band in instrument.bands.bands),
            missing=(Missing.NOT_SCORABLE,),
        )
    if instrument.value_sets:
        yield _repeating(
            instrument,
            "value_set",
            "scores",
            lambda one: one.value_set,
            label=_("Value set of the index"),
            type=Type.CODE,
            codes=tuple((code, _(one.title)) for code, one in instrument.value_sets.items()),
        )
