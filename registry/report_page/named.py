"""The parts of a report by name, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.diagnoses import DIAGNOSES
from registry.instruments.five_level_sets import EVERY_VALUE_SET
from registry.models import Episode, Procedure, Timepoint
from registry.report_page.asked import Asked
from registry.reports.silence import Scenario
from registry.score_words import rounded
from registry.statistics import CONSERVATIVE, Measure, Threshold

SCENARIOS = {
    Scenario.OBSERVED: gettext_lazy("As observed: only those who answered"),
    Scenario.LIKE_LATE: gettext_lazy("As if the silent did as those who answered late"),
    Scenario.BEST: gettext_lazy("Best case: every silent patient reached the threshold"),
    Scenario.WORST: gettext_lazy("Worst case: no silent patient did"),
}


def diagnosis_words(code: str) -> str:
    """An episode without a diagnosis stands under its kind."""
    if code in DIAGNOSES:
        return _(DIAGNOSES[code].title)
    kind = dict(Episode.Kind.choices).get(code, code)
    return _("%(kind)s, diagnosis not recorded") % {"kind": kind}


def procedure_words(code: str) -> str:
    if not code:
        return _("All procedures")
    return _("Without a procedure") if code == CONSERVATIVE else str(Procedure.Kind(code).label)


def measure_words(of: Measure) -> str:
    """The instrument, its domain and its value set: the first part of every number's surname."""
    domain = f", {_(of.of.domain(of.domain).title)}" if of.domain else ""
    value_set = ""
    if of.value_set:
        value_set = _(", value set %(code)s (%(title)s)") % {
            "code": of.value_set,
            "title": _(EVERY_VALUE_SET[of.value_set].title),
        }
    return f"{_(of.of.title)}{domain}{value_set}"


def wave_words(code: str) -> str:
    return str(Timepoint(code).label)


def threshold_words(threshold: Threshold, of: Measure) -> str:
    return _("%(value)s %(unit)s (%(source)s)") % {
        "value": rounded_plain(threshold.value),
        "unit": _(threshold.unit),
        "source": _(threshold.surname),
    }


def rounded_plain(value: float) -> str:
    return number_format(int(value) if value == int(value) else value)


def period_words(asked: Asked) -> str:
    if asked.first and asked.last:
        return str(asked.first) if asked.first == asked.last else f"{asked.first}–{asked.last}"
    if asked.first:
        return _("from %(year)d") % {"year": asked.first}
    return _("up to %(year)d") % {"year": asked.last} if asked.last else _("all years")


def surname(parts: Iterable[str]) -> str:
    return " · ".join(filter(None, parts))


def value_words(of: Measure, value: float) -> str:
    return rounded(of.scale, value)
