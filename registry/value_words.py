"""The validation rules in words: what a broken one found, and what each asks."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from registry.date_rules import RULES
from registry.value_rules import VALUE_RULES, ValueFinding, ValueRule

MESSAGES = {rule.code: rule.message for rule in (*RULES, *VALUE_RULES)}


def value_said(finding: ValueFinding) -> str:
    """What was found and what to do, with the numbers as the reader writes them."""
    said = {"found": finding.found, "before": finding.before, **limits_of(finding.rule)}
    return _(finding.rule.message).format(
        **{name: number_format(f"{number:g}") for name, number in said.items() if number is not None}
    )


def limits_of(rule: ValueRule) -> dict[str, float]:
    return {name: getattr(rule.kept, name) for name in ("low", "high", "most") if hasattr(rule.kept, name)}


def rule_words(code: str) -> str:
    """The rule of a stored confirmation, with dots for what it found; the code itself of a rule that is gone."""
    dots = dict.fromkeys(("found", "before", "first", "later"), "…")
    rule = next((one for one in VALUE_RULES if one.code == code), None)
    limits = {name: f"{number:g}" for name, number in limits_of(rule).items()} if rule else {}
    return _(MESSAGES[code]).format(**(dots | limits)) if code in MESSAGES else code
