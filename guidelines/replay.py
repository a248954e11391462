"""A report replayed: what the rules said then, and what today's rules say to the same facts and thresholds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from guidelines.models import IncidentReport
from guidelines.pathway.answer import Answer
from guidelines.pathway.engine import evaluate
from guidelines.pathway.facts import FactError, facts_from_mapping
from guidelines.pathway.thresholds import DEFAULT, Thresholds
from guidelines.presentation.comparison import Comparison, compare


@dataclass(frozen=True)
class Replay:
    """Today's answer to frozen inputs beside the one of then; `refused` says why there is none."""

    answer: Answer | None
    comparison: Comparison | None
    refused: str = ""


def replayed(report: IncidentReport) -> Replay:
    """Never raises: facts that today's rules no longer take are told."""
    try:
        facts = facts_from_mapping(report.facts)
    except FactError as error:
        return Replay(None, None, str(error))
    answer = evaluate(facts, as_it_stood(report.thresholds))
    return Replay(answer, compare(report.answer, report.facts, None, answer.as_json(), report.facts))


def as_it_stood(kept: Mapping[str, Mapping[str, Any]]) -> Thresholds:
    """Every threshold with the value it had; one that is new since then has its own."""
    return Thresholds(
        tuple(
            replace(
                threshold,
                value=kept[threshold.name]["value"],
                source=kept[threshold.name]["source"],
                valid_from=date.fromisoformat(kept[threshold.name]["from"]),
            )
            if threshold.name in kept
            else threshold
            for threshold in DEFAULT
        )
    )
