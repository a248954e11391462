"""A dose in the patient's words: how often, how long, how heavy, on how many days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from guidelines.pathway.exercise import DoseKind
from guidelines.pathway.exercise_dose import LOAD_LABELS, Dose, Load

EVERY_DAY = 7
FIELD_LABELS = {
    "sets": gettext_lazy("Sets"),
    "repetitions": gettext_lazy("Times"),
    "hold_s": gettext_lazy("Hold"),
    "minutes": gettext_lazy("Minutes a day"),
    "days_a_week": gettext_lazy("Days a week"),
    "load": gettext_lazy("Load"),
}


def dose_of(kept: Mapping[str, Any]) -> Dose:
    """A dose as a programme keeps it; a load that this version no longer has is left out."""
    counts = {name: kept.get(name) for name in ("sets", "repetitions", "hold_s", "minutes")}
    load = Load(kept["load"]) if kept.get("load") in set(Load) else None
    return Dose(days_a_week=kept["days_a_week"], load=load, **counts)


def dose_words(kind: DoseKind, dose: Dose) -> str:
    """The whole dose in one or two sentences."""
    load = _("Load: %(load)s.") % {"load": _(LOAD_LABELS[dose.load])} if dose.load else ""
    return " ".join(filter(None, (f"{_amount(kind, dose)}, {days_words(dose.days_a_week)}.", load)))


def days_words(days: int) -> str:
    if days == EVERY_DAY:
        return _("every day")
    return ngettext("%(n)d day a week", "%(n)d days a week", days) % {"n": days}


def _amount(kind: DoseKind, dose: Dose) -> str:
    said = {name: value for name, value in vars(dose).items() if isinstance(value, int)}
    match kind:
        case DoseKind.TIME:
            return _("%(minutes)d minutes a day, in one walk or in short ones") % said
        case DoseKind.HOLD:
            times = ngettext("%(repetitions)d time", "%(repetitions)d times", said["repetitions"]) % said
            return _("%(times)s, hold %(hold_s)d seconds each") % (said | {"times": times})
        case DoseKind.STANCE:
            times = ngettext("%(repetitions)d time", "%(repetitions)d times", said["repetitions"]) % said
            return _("%(times)s, stand %(hold_s)d seconds each") % (said | {"times": times})
        case _:
            return (
                ngettext(
                    "%(sets)d round of %(repetitions)d", "%(sets)d rounds of %(repetitions)d", said["sets"]
                )
                % said
            )
