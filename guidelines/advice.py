"""The advice for one patient on one day, with everything it was computed from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from guidelines.adapters import FactSheet, fact_sheet
from guidelines.in_force import InForce, in_force
from guidelines.pathway.engine import Answer, evaluate
from guidelines.pathway.facts import FactError, facts_from_mapping
from guidelines.pathway.thresholds import Thresholds
from guidelines.pathway.withheld import without
from guidelines.switched_off import Withheld, withheld
from registry.models import Patient


@dataclass(frozen=True)
class Advice:
    """Facts, thresholds and the pathway's answer to them, less what is switched off."""

    sheet: FactSheet
    thresholds: Thresholds
    answer: Answer
    withheld: tuple[Withheld, ...] = ()

    @cached_property
    def told(self) -> dict[str, Any]:
        """The answer in the contract's form; `switched_off` stands beside it only where something is."""
        return _told(self.answer, self.withheld)

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The recorded facts, as JSON writes them."""
        return facts_as_json(self.sheet)

    @cached_property
    def provenance(self) -> dict[str, Any]:
        """Where each fact came from and its day, and what was left out and why, as JSON writes them."""
        return provenance_as_json(self.sheet)

    @cached_property
    def digest(self) -> str:
        """One advice, one digest: facts with their days, thresholds, rule set and what is switched off."""
        return digest_of(self.facts, self.provenance, self.told)


def advice_for(patient: Patient, on: date, held: InForce | None = None) -> Advice:
    """The advice for a patient on a day; raises FactError where neither a birth date nor an age is recorded.

    `held`: the thresholds and switched-off rules of the department, where they were read already.
    """
    return advise(fact_sheet(patient, on), held or in_force(patient.department, on))


def advise(sheet: FactSheet, held: InForce) -> Advice:
    """What the rules say to these facts, without the actions that are switched off."""
    whole = evaluate(sheet.facts, held.thresholds)
    answer = without(whole, {switch.action for switch in held.off})
    return Advice(sheet, held.thresholds, answer, withheld(whole, held.off))


def told_again(
    facts: Mapping[str, Any], thresholds: Thresholds, off: Sequence[Withheld] = ()
) -> dict[str, Any] | None:
    """What today's rules say to stored facts, in the contract's form; None where they no longer read all of them."""
    switches = [each.switch for each in off]
    try:
        whole = evaluate(facts_from_mapping(facts), thresholds)
    except FactError:
        return None
    return _told(without(whole, {switch.action for switch in switches}), withheld(whole, switches))


def _told(answer: Answer, off: Sequence[Withheld]) -> dict[str, Any]:
    told = answer.as_json()
    if off:
        told["switched_off"] = {each.switch.action: each.as_json() for each in off}
    return told


def facts_as_json(sheet: FactSheet) -> dict[str, Any]:
    found = sheet.facts.model_dump(mode="json", exclude_none=True)
    return {name: sorted(value) if isinstance(value, list) else value for name, value in found.items()}


def provenance_as_json(sheet: FactSheet) -> dict[str, Any]:
    return {
        "known": {name: _day_and_ends(known) for name, known in sheet.known.items()},
        "stale": [
            {"fact": stale.fact, "value": stale.value, "day": stale.observed_on.isoformat(), "limit_days": stale.limit_days}
            for stale in sheet.stale
        ],
        "refused": [{"fact": error.fact, "message": error.message} for error in sheet.refused],
    }  # fmt: skip


def digest_of(facts: Mapping[str, Any], provenance: Mapping[str, Any], told: Mapping[str, Any]) -> str:
    """The same for the same facts, days, thresholds, rule set and rules switched off, and for nothing else."""
    whole = {
        "facts": facts,
        "provenance": provenance,
        "thresholds": told["thresholds"],
        "ruleset": told["ruleset"],
    }
    if "switched_off" in told:
        whole["switched_off"] = told["switched_off"]
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()


def _day_and_ends(known: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"day": known.observed_on.isoformat()}
    if known.ends:
        found["ends"] = list(known.ends)
    return found
