"""Generated facts: any patient there could be, and patients who have come far along the pathway."""

from typing import Any

from hypothesis import strategies as st

from guidelines.pathway.facts import FACTS, Fact, FactError, Kind, PatientFacts, facts_from_mapping
from tests.guidelines.pathway.vignettes import vignettes

CUTS = [0, 2.9, 3, 3.9, 4, 5, 6, 6.1, 7, 7.1, 10, 25.9, 26, 44, 45, 49, 50, 51, 52, 52.1, 69, 70, 71]


def value_of(fact: Fact) -> st.SearchStrategy[Any]:
    """A value the fact may hold; numbers often just beside a cut of the rules."""
    match fact.kind:
        case Kind.BOOL:
            return st.booleans()
        case Kind.ENUM | Kind.TREATMENT:
            return st.sampled_from(fact.values)
        case Kind.SET:
            return st.lists(st.sampled_from(fact.values), unique=True)
        case Kind.DATE:
            return st.just("2026-11-02")
        case Kind.INT:
            inside = [int(cut) for cut in CUTS if fact.low <= cut <= fact.high]
            return st.sampled_from(inside) | st.integers(int(fact.low), int(fact.high))
        case Kind.FLOAT:
            inside = [cut for cut in (*CUTS, -2.5, -2.4, -3) if fact.low <= cut <= fact.high]
            return st.sampled_from(inside) | st.floats(fact.low, fact.high)


REQUIRED = {name: value_of(fact) for name, fact in FACTS.items() if fact.required}
OPTIONAL = {name: value_of(fact) for name, fact in FACTS.items() if not fact.required}


def taken(mapping: dict[str, Any]) -> PatientFacts | None:
    """The facts, or None where two of them exclude each other."""
    try:
        return facts_from_mapping(mapping)
    except FactError:
        return None


def possible(mappings: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[PatientFacts]:
    return mappings.map(taken).filter(lambda facts: facts is not None)


any_facts = possible(st.fixed_dictionaries(REQUIRED, optional=OPTIONAL))

# A vignette with a few facts changed, added or made blank: near the edges of advice.
near_a_vignette = possible(
    st.builds(
        lambda vignette, changes, blanked: {
            name: value
            for name, value in {**vignette["facts"], **changes}.items()
            if name not in blanked or name in REQUIRED
        },
        st.sampled_from(vignettes()),
        st.fixed_dictionaries({}, optional=OPTIONAL).map(lambda found: dict(list(found.items())[:6])),
        st.sets(st.sampled_from(list(OPTIONAL)), max_size=4),
    )
)

patients = any_facts | near_a_vignette
