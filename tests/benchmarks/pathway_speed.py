"""One patient through the whole pathway with reasons, and what would change one action's advice."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter_ns

from guidelines.pathway.change import would_change
from guidelines.pathway.engine import evaluate
from guidelines.pathway.facts import facts_from_mapping
from guidelines.vignettes import vignettes

ROUNDS = 20


def measure() -> list[tuple[str, str, str]]:
    patients = [facts_from_mapping(vignette.facts) for vignette in vignettes()]
    whole = [
        timed(lambda patient=patient: evaluate(patient).as_json())
        for patient in patients
        for _ in range(ROUNDS)
    ]
    changes = [
        timed(lambda patient=patient, code=code: would_change(patient, code))
        for patient in patients[::4]
        for code in evaluate(patient).as_json()["actions"]
    ]
    return [
        ("one patient through the pathway, reasons and JSON included", spread(whole), "1 ms"),
        ("what would change one action", spread(changes), "50 ms"),
    ]


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    started = perf_counter_ns()
    work()
    return (perf_counter_ns() - started) / 1e6


def spread(times: list[float]) -> str:
    return f"median {median(times):.2f} ms, 95 % under {quantiles(times, n=20)[18]:.2f} ms, n {len(times)}"
