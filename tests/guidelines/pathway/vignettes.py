"""Test patients from tests/vignettes: facts in, the whole answer out."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from guidelines.pathway.facts import PatientFacts, facts_from_mapping

FOLDER = Path(__file__).resolve().parents[2] / "vignettes"


@cache
def vignettes() -> tuple[dict[str, Any], ...]:
    """Every vignette of every file, in order."""
    return tuple(
        vignette
        for path in sorted(FOLDER.glob("*.yaml"))
        for vignette in yaml.safe_load(path.read_text("utf-8"))
    )


def facts_of(vignette_id: str, **changes: Any) -> PatientFacts:
    """The facts of a vignette, with some changed; None makes a fact not recorded."""
    found = next(vignette for vignette in vignettes() if vignette["id"] == vignette_id)
    return facts_from_mapping({**found["facts"], **changes})


def patient(**facts: Any) -> PatientFacts:
    """A woman of 80 about whom nothing else is recorded."""
    return facts_from_mapping({"index_date": "2026-11-02", "age_years": 80, "sex": "female", **facts})
