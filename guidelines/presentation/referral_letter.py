"""A letter to the patient's own doctor where a risk factor is recorded and no osteoporosis: only what was recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from textwrap import wrap
from typing import Any

from django.utils.translation import gettext as _

from guidelines.advice import Advice
from guidelines.pathway.facts import FACTS
from guidelines.pathway.functional_bands import BAND_LABELS, TESTS, band_of
from guidelines.pathway.osteoporosis import refer_assessment, risk_factor
from guidelines.pathway.readings.closure import facts_of
from guidelines.presentation.evidence import sources_of
from guidelines.presentation.values import day_words, label, value_words

COLUMNS = 78
# A fact that is no yes or no: the answer that is the risk, and the one that says it was looked for and not found.
SHOWS, RULES_OUT = {"xray_pelvis": "fracture"}, {"xray_pelvis": "no_fracture"}
# These count only where the trauma was not of high energy; after it they are findings like others.
FRACTURES = ("pubic_ramus_fracture", "xray_pelvis", "other_low_trauma_fractures")
# What the risk is read from; the energy of the trauma only says whether a fracture counts.
RISKS = tuple(name for name in FACTS if name in facts_of(risk_factor) and name != "trauma_energy")
BESIDES = ("falls_12m", "t_score")


def is_called_for(advice: Advice) -> bool:
    """Whether the pathway says that the patient is to be referred for assessment."""
    return refer_assessment.code in advice.told["actions"]


def letter_text(advice: Advice, department: str, signed: str, on: date) -> str:
    """Plain text without the patient's name, which stands on the letter it is pasted into or printed under."""
    parts = (
        _head(department, on),
        _risks(advice),
        _not_known(advice),
        _tested(advice),
        _asked(advice),
        _rests_on(advice, on),
        iter([signed, department]),
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _head(department: str, on: date) -> Iterator[str]:
    yield f"{department}, {day_words(on)}"
    yield ""
    yield _("To the patient’s own doctor: please assess for osteoporosis")
    yield ""
    yield from _wrapped(
        _(
            "We treat this patient at %(department)s. One or more risk factors for osteoporosis are recorded with us, and "
            "no diagnosis of osteoporosis."
        )
        % {"department": department}
    )


def _risks(advice: Advice) -> Iterator[str]:
    yield _("Recorded risk factors:")
    for name in RISKS:
        if _is_risk(advice, name):
            yield from _item(_said(advice, name))
            if FACTS[name].help and name == "osteoporosis_risk_factor":
                yield from _wrapped(_("one or more of these: %(list)s") % {"list": _(FACTS[name].help)}, "  ")


def _not_known(advice: Advice) -> Iterator[str]:
    """What was asked and answered no is said with its day; what was never asked is never said to be absent."""
    absent = [name for name in RISKS if _is_absent(name, getattr(advice.sheet.facts, name))]
    unknown = [name for name in RISKS if not _is_found(advice, name) and name not in absent]
    if absent:
        yield _("Asked or looked for, and not found:")
        for name in absent:
            yield from _item(_said(advice, name))
    if absent and unknown:
        yield ""
    if unknown:
        yield _("Not recorded with us, which does not mean that it is absent:")
        for name in unknown:
            yield from _item(label(name))


def _tested(advice: Advice) -> Iterator[str]:
    yield _("Function and other findings:")
    told = list(_findings(advice))
    yield from told or ["- " + _("none recorded")]


def _findings(advice: Advice) -> Iterator[str]:
    for test in TESTS:
        band = band_of(test, advice.sheet.facts, advice.thresholds)
        name = test.unable if test.unable and getattr(advice.sheet.facts, test.unable) else test.seconds
        if band is not None:
            yield from _item(f"{_said(advice, name)}: {_(BAND_LABELS[band])}")
    for name in BESIDES:
        if getattr(advice.sheet.facts, name) is not None:
            yield from _item(_said(advice, name))
    for name in FRACTURES:
        if _is_found(advice, name) and not _is_risk(advice, name):
            yield from _item(_("%(finding)s, after high-energy trauma") % {"finding": _said(advice, name)})


def _asked(advice: Advice) -> Iterator[str]:
    done = advice.sheet.facts.osteoporosis_workup_done
    recorded = _("is recorded as not done") if done is False else _("is not recorded with us")
    yield from _wrapped(_("A work-up for osteoporosis %(recorded)s.") % {"recorded": recorded})
    yield from _wrapped(
        _(
            "We ask you to assess whether the patient has osteoporosis and to treat what you find, and to tell us the "
            "result, because the training is planned after it."
        )
    )


def _rests_on(advice: Advice, on: date) -> Iterator[str]:
    titles = "; ".join(
        f"{source.title} ({source.dated_short})" for source in sources_of(refer_assessment, on)
    )
    said = {"sources": titles, "rules": advice.answer.ruleset}
    yield from _wrapped(_("Rests on: %(sources)s. Rules %(rules)s.") % said)
    yield from _wrapped(_("Not for clinical use: not a CE-marked medical device"))


def _is_risk(advice: Advice, name: str) -> bool:
    """Found, and it counts."""
    after_high_energy = name in FRACTURES and advice.sheet.facts.trauma_energy == "high"
    return _is_found(advice, name) and not after_high_energy


def _is_found(advice: Advice, name: str) -> bool:
    value = getattr(advice.sheet.facts, name)
    return value == SHOWS[name] if name in SHOWS else bool(value)


def _is_absent(name: str, value: Any) -> bool:
    """Asked or looked for, and not there; an image that was not taken shows nothing."""
    if value is None:
        return False
    return value == RULES_OUT[name] if name in RULES_OUT else not value


def _said(advice: Advice, name: str) -> str:
    """The fact, its value and the day it was recorded for."""
    known = advice.sheet.known.get(name)
    day = f" ({day_words(known.observed_on)})" if known else ""
    return f"{label(name)}: {value_words(name, getattr(advice.sheet.facts, name))}{day}"


def _item(text: str) -> list[str]:
    return wrap(text, COLUMNS, initial_indent="- ", subsequent_indent="  ")


def _wrapped(text: str, indent: str = "") -> list[str]:
    return wrap(text, COLUMNS, initial_indent=indent, subsequent_indent=indent)
