"""The vignettes as the tests read them: mappings, and their facts with a few changed."""

from functools import cache
from typing import Any

from guidelines import vignettes as product
from guidelines.pathway.facts import PatientFacts, facts_from_mapping


@cache
def vignettes() -> tuple[dict[str, Any], ...]:
    """Every vignette of every file, in order."""
    return tuple(vars(each) for each in product.vignettes())


def facts_of(vignette_id: str, **changes: Any) -> PatientFacts:
    """The facts of a vignette, with some changed; None makes a fact not recorded."""
    return facts_from_mapping({**product.vignette(vignette_id).facts, **changes})


def patient(**facts: Any) -> PatientFacts:
    """A woman of 80 about whom nothing else is recorded."""
    return facts_from_mapping({"index_date": "2026-11-02", "age_years": 80, "sex": "female", **facts})
