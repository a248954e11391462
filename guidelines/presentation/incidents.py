"""A report in words: what it is about, what was advised then, and the facts that brought it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from guidelines.models import IncidentReport
from guidelines.pathway.facts import FACTS
from guidelines.pathway.recommendations import VERDICT_LABELS, Verdict
from guidelines.pathway.rulebook import ACTIONS
from guidelines.presentation.values import label, value_words

CATEGORY = "functional_category"


@dataclass(frozen=True)
class IncidentWords:
    """`advised`: title and verdict of each action as it was told; `facts`: label and value."""

    about: str
    told: str
    advised: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]


def incident_words(report: IncidentReport) -> IncidentWords:
    advised = report.answer["actions"]
    about = advised.get(report.about)
    return IncidentWords(
        about=about_words(report.about),
        told=_("%(verdict)s: %(why)s") % {"verdict": _verdict(about), "why": about["why"]} if about else "",
        advised=tuple((about_words(code), _verdict(found)) for code, found in advised.items()),
        facts=tuple(
            (label(name), _value(name, report.facts[name])) for name in FACTS if name in report.facts
        ),
    )


def about_words(code: str) -> str:
    """What a report is about; an action that the rules no longer have keeps its code."""
    if not code:
        return _("The advice as a whole")
    if code == CATEGORY:
        return _("The suggested functional category")
    return _(ACTIONS[code].title) if code in ACTIONS else code


def _verdict(found: dict) -> str:
    return _(VERDICT_LABELS[Verdict(found["verdict"])])


def _value(name: str, found: object) -> str:
    return value_words(name, frozenset(found) if isinstance(found, list) else found)
