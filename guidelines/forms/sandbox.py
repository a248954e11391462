"""The sandbox as a form: every fact by its own name, each blank until it is set. Nobody's patient is in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from guidelines.forms.controls import fact_field
from guidelines.forms.sections import SECTIONS
from guidelines.forms.values import as_typed
from guidelines.pathway.criteria import Compare, Limit
from guidelines.pathway.facts import FACTS, Fact, Kind, PatientFacts, facts_from_mapping
from guidelines.pathway.readings.closure import leaves_of
from guidelines.pathway.rulebook import CURRENT
from registry.fields import MeasureField
from registry.widgets import NOTHING_OF_THESE, SliderWidget

_ = gettext_lazy

AGE = 75  # where nobody says: an age the pathway is meant for
BEYOND_THE_LAST_CUT = 1.5  # how far the slider goes past the highest number anything is compared with
WIDE = 200  # a range wider than this would put every cut at the slider's left end
NOT_ASKED = ("index_date",)  # the day of the sandbox is today


class SandboxForm(forms.Form):
    """One field a fact. `facts` is None while something in it cannot be read; `errors` says what."""

    def __init__(self, given: QueryDict) -> None:
        data = given.copy()
        data["age_years"] = given.get("age_years") or str(AGE)  # the pathway needs one
        super().__init__(data)
        self.fields = {name: _field(fact) for name, fact in FACTS.items() if name not in NOT_ASKED}

    def recorded(self) -> dict[str, Any]:
        """What is set and can be read, as JSON holds facts."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value is not None}

    def patient(self, on: date) -> PatientFacts:
        """The facts on a day. Raises FactError where two of them exclude each other."""
        return facts_from_mapping({"age_years": AGE, **self.recorded(), "index_date": on.isoformat()})


def query_of(facts: Mapping[str, Any]) -> str:
    """Facts as the part of an address after the question mark, in contract order; blanks are left out."""
    query = QueryDict(mutable=True)
    for name in FACTS:
        value = facts.get(name)
        if value is not None and name not in NOT_ASKED:
            query.setlist(name, _texts(value))
    return query.urlencode()


def sections() -> list[tuple[str, Any, list[str]]]:
    """Code, title and fact names of each section, in the order a clinician thinks, the person first."""
    asked = [
        (section.code, section.title, [question.fact.name for question in section.questions])
        for section in SECTIONS
    ]
    return [("person", _("Person"), ["age_years", "sex"]), *asked]


def _texts(value: Any) -> list[str]:
    if isinstance(value, (list, tuple, set, frozenset)):
        return sorted(value) or [NOTHING_OF_THESE]
    if isinstance(value, float):
        return [format(Decimal(repr(value)), "f")]  # neither 1e-05 nor the reader's decimal comma
    return [as_typed(value)]


def _field(fact: Fact) -> forms.Field:
    named = {"label": gettext_lazy(fact.label), "help_text": gettext_lazy(fact.help) if fact.help else ""}
    if fact.kind not in (Kind.INT, Kind.FLOAT):
        return fact_field(fact, named)
    whole = fact.kind is Kind.INT
    field = MeasureField(whole=whole, low=fact.low, high=fact.high, **named)
    field.widget = SliderWidget(**_slider(fact), whole=whole, label=named["label"])
    return field


def _slider(fact: Fact) -> dict[str, Any]:
    """The slider covers the cuts and some more; the number beside it takes the whole range."""
    cuts = CUTS.get(fact.name, [])
    low, high = fact.low or 0, fact.high or 0
    end = high if high - low <= WIDE or not cuts else ceil(max(cuts) * BEYOND_THE_LAST_CUT)
    step = 1 if fact.kind is Kind.INT or high - low > 20 else 0.1
    unit = gettext_lazy(fact.unit) if fact.unit else ""
    return {
        "low": low,
        "high": high,
        "slider_low": low,
        "slider_high": end,
        "step": step,
        "cuts": cuts,
        "unit": unit,
    }


def _cuts() -> dict[str, list[float]]:
    """Each number a fact is compared with somewhere in the rules, by the rule set's own thresholds."""
    limits, found = CURRENT.thresholds, dict[str, set[float]]()
    for leaf in (leaf for criterion in CURRENT.criteria for leaf in leaves_of(criterion)):
        if isinstance(leaf, Compare):
            cut = limits[leaf.limit.name] if isinstance(leaf.limit, Limit) else leaf.limit
            found.setdefault(leaf.fact, set()).add(cut)
    return {
        name: [int(cut) if cut == int(cut) else cut for cut in sorted(cuts)] for name, cuts in found.items()
    }


CUTS = _cuts()
