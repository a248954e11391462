"""The sandbox: facts that are nobody's, the answer to them, and what the last change flipped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BoundField
from django.http import QueryDict
from django.urls import reverse

from guidelines.forms.sandbox import SandboxForm, query_of, sections
from guidelines.pathway.engine import evaluate
from guidelines.pathway.facts import FACTS, FactError
from guidelines.pathway.releases import ruleset
from guidelines.pathway.rulebook import RULESET
from guidelines.pathway.ruleset import RuleSet
from guidelines.presentation.category import CategoryWords, category_words
from guidelines.presentation.flips import Flips, flips
from guidelines.presentation.panel import Panel, panel
from guidelines.vignettes import Vignette

BESIDE_THE_FACTS = ("rules", "vignette", "was", "csrfmiddlewaretoken")


@dataclass(frozen=True)
class Answered:
    """The answer to the facts as they are set; `refused` says why there is none."""

    panel: Panel | None
    category: CategoryWords | None
    flips: Flips | None
    refused: str
    left_out: tuple[str, ...]
    query: str
    address: str


@dataclass(frozen=True)
class SectionFields:
    """A section of the form: its fields as they are drawn, and how many of them are set."""

    code: str
    title: Any
    fields: tuple[BoundField, ...]
    recorded: int


def answered(form: SandboxForm, was: str, rules: RuleSet, on: date) -> Answered:
    """The answer, beside the one to the facts that stood before (`was`, a query)."""
    recorded = form.recorded()
    query = query_of(recorded)
    left_out = tuple(f"{form.fields[name].label}: {' '.join(texts)}" for name, texts in form.errors.items())
    try:
        facts = form.patient(on)
    except FactError as error:
        return Answered(None, None, None, error.message, left_out, query, address(query, rules.version))
    answer = evaluate(facts, rules=rules)
    return Answered(
        panel=panel(answer, facts),
        category=category_words(answer.functional_category),
        flips=_flipped(was, form, rules, on) if was else None,
        refused="",
        left_out=left_out,
        query=query,
        address=address(query, rules.version),
    )


def _flipped(was: str, form: SandboxForm, rules: RuleSet, on: date) -> Flips | None:
    """None where the earlier facts cannot be evaluated."""
    earlier = SandboxForm(QueryDict(was))
    try:
        before, now = earlier.patient(on), form.patient(on)
    except FactError:
        return None
    return flips(
        evaluate(before, rules=rules), earlier.recorded(), evaluate(now, rules=rules), form.recorded()
    )


def drawn(form: SandboxForm) -> list[SectionFields]:
    return list(_sections(form))


def _sections(form: SandboxForm) -> Iterator[SectionFields]:
    recorded = form.recorded()
    for code, title, names in sections():
        fields = tuple(form[name] for name in names)
        yield SectionFields(code, title, fields, sum(name in recorded for name in names))


def address(query: str, version: str = RULESET) -> str:
    """Where the sandbox shows these facts: to be shared, for there is no patient in it."""
    rules = f"rules={version}" if version != RULESET else ""
    said = "&".join(filter(None, [query, rules]))
    return f"{reverse('guideline-sandbox')}{'?' + said if said else ''}"


def unknown_names(given: QueryDict) -> list[str]:
    """What the address names that is neither a fact nor a setting of the sandbox."""
    return [name for name in given if name not in FACTS and name not in BESIDE_THE_FACTS]


def rules_asked_for(given: QueryDict) -> RuleSet:
    """Raises UnknownRuleSet."""
    return ruleset(given.get("rules") or RULESET)


def agrees(vignette: Vignette, on: date) -> bool:
    """Whether today's rules give the vignette the verdicts that were written for it by hand."""
    told = evaluate(vignette.patient).as_json()["actions"]
    return {code: finding["verdict"] for code, finding in told.items()} == vignette.expect["actions"]
