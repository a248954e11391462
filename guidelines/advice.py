"""The advice for one patient on one day, with everything it was computed from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from guidelines.adapters import FactSheet, fact_sheet
from guidelines.pathway.engine import Answer, evaluate
from guidelines.pathway.facts import FactError, facts_from_mapping
from guidelines.pathway.thresholds import Thresholds
from guidelines.selectors import thresholds_for
from registry.models import Patient


@dataclass(frozen=True)
class Advice:
    """Facts, thresholds and the pathway's answer to them."""

    sheet: FactSheet
    thresholds: Thresholds
    answer: Answer

    @cached_property
    def told(self) -> dict[str, Any]:
        """The answer in the contract's form."""
        return self.answer.as_json()

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
        """One advice, one digest: facts with their days, thresholds and rule set."""
        return digest_of(self.facts, self.provenance, self.told)


def advice_for(patient: Patient, on: date, thresholds: Thresholds | None = None) -> Advice:
    """The advice for a patient on a day; raises FactError where neither a birth date nor an age is recorded."""
    sheet = fact_sheet(patient, on)
    held = thresholds or thresholds_for(patient.department, on)
    return Advice(sheet, held, evaluate(sheet.facts, held))


def told_again(facts: Mapping[str, Any], thresholds: Thresholds) -> dict[str, Any] | None:
    """What today's rules say to stored facts, in the contract's form; None where they no longer read all of them."""
    try:
        return evaluate(facts_from_mapping(facts), thresholds).as_json()
    except FactError:
        return None


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
    """The same for the same facts, days, thresholds and rule set, and for nothing else."""
    whole = {
        "facts": facts,
        "provenance": provenance,
        "thresholds": told["thresholds"],
        "ruleset": told["ruleset"],
    }
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()


def _day_and_ends(known: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"day": known.observed_on.isoformat()}
    if known.ends:
        found["ends"] = list(known.ends)
    return found
