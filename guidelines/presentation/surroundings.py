"""What stands beside the advice: alarm questions, facts used, facts too old, warnings, thresholds."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidelines.adapters import FactSheet, Stale
from guidelines.pathway.alarms import ALARM_FACTS
from guidelines.pathway.answer import Answer, RedFlags
from guidelines.pathway.facts import FACTS
from guidelines.pathway.readings.closure import in_contract_order
from guidelines.pathway.rulebook import ACTIONS
from guidelines.pathway.thresholds import DEFAULT, Threshold
from guidelines.presentation.missing import MissingFact, missing_fact
from guidelines.presentation.values import ValueWords, day_words, fact_words, label, number_words, value_words

UNITS_SAID = ("", "0-100")


@dataclass(frozen=True)
class AlarmWords:
    """The alarm questions: `state` is present, open or clear; `line` says how many were asked and what was found."""

    state: str
    asked: str
    line: str
    present: tuple[str, ...]
    open: tuple[MissingFact, ...]
    noted: tuple[str, ...]


def alarm_words(flags: RedFlags) -> AlarmWords:
    asked = _("asked %(asked)d of %(all)d") % {
        "asked": len(ALARM_FACTS) - len(flags.open),
        "all": len(ALARM_FACTS),
    }
    return AlarmWords(
        state="present" if flags.present else "open" if flags.open else "clear",
        asked=asked,
        line=_("%(asked)s, %(found)s") % {"asked": asked, "found": _found(flags)},
        present=tuple(_(ACTIONS[code].title) for code in flags.present),
        open=tuple(missing_fact(fact) for fact in flags.open),
        noted=tuple(label(fact) for fact in flags.noted),
    )


def _found(flags: RedFlags) -> str:
    positive = len(ALARM_FACTS) - len(flags.open) - len(flags.cleared)
    if positive:
        return ngettext("%(n)d yes", "%(n)d yes", positive) % {"n": positive}
    if not flags.cleared:
        return _("none answered")
    return _("all no") if not flags.open else _("none yes so far")


def facts_used(sheet: FactSheet) -> list[ValueWords]:
    """Every fact that is known, in contract order, with its day."""
    return [fact_words(fact, sheet) for fact in in_contract_order(sheet.known)]


@dataclass(frozen=True)
class StaleWords:
    """A fact that counts as not recorded because it is too old."""

    question: MissingFact
    value: str
    day: str
    limit: str


def stale_words(stale: Stale) -> StaleWords:
    limit = ngettext("%(days)d day", "%(days)d days", stale.limit_days) % {"days": stale.limit_days}
    return StaleWords(
        missing_fact(stale.fact),
        value_words(stale.fact, _as_read(stale)),
        day_words(stale.observed_on),
        limit,
    )


def _as_read(stale: Stale) -> object:
    return frozenset(stale.value) if isinstance(stale.value, list) else stale.value


@dataclass(frozen=True)
class WarningWords:
    """Facts that do not fit each other."""

    message: str
    questions: tuple[MissingFact, ...]


def warnings(answer: Answer) -> list[WarningWords]:
    return [
        WarningWords(_(warned.message), tuple(missing_fact(fact) for fact in warned.facts))
        for warned in answer.warnings
    ]


@dataclass(frozen=True)
class ThresholdWords:
    """A threshold that was used; `own` where the department has set it itself."""

    name: str
    label: str
    value: str
    valid_from: str
    source: str
    own: bool
    design_choice: bool

    @property
    def inline(self) -> str:
        """The label within a sentence; an abbreviation keeps its capitals."""
        return f"{self.label[:1].lower()}{self.label[1:]}"


def thresholds_used(answer: Answer) -> list[ThresholdWords]:
    """Those used, the department's own first."""
    used = dict.fromkeys(answer.thresholds_used)
    said = [_threshold(answer.thresholds.named(name)) for name in used]
    return sorted(said, key=lambda threshold: not threshold.own)


def _threshold(threshold: Threshold) -> ThresholdWords:
    own = threshold != DEFAULT.named(threshold.name)
    value = number_words(threshold.value)
    return ThresholdWords(
        name=threshold.name,
        label=_(threshold.label),
        value=value if threshold.unit in UNITS_SAID else f"{value} {_(threshold.unit)}",
        valid_from=day_words(threshold.valid_from),
        source=threshold.source if own else _(threshold.source),
        own=own,
        design_choice=threshold.design_choice,
    )


def refused(sheet: FactSheet) -> list[str]:
    """Records that the pathway no longer takes, in words."""
    return [label(error.fact) if error.fact in FACTS else error.message for error in sheet.refused]
