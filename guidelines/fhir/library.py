"""The Library that carries the logic: every fact and threshold as a parameter, the ELM and the CQL as content."""

from __future__ import annotations

import json
from base64 import b64encode

from guidelines.fhir.terms import TERMINOLOGY, Resource, concept, published
from guidelines.pathway.criteria import Criterion
from guidelines.pathway.fact import Fact, Kind
from guidelines.pathway.readings.cql import cql_library
from guidelines.pathway.readings.elm import elm_library, type_name
from guidelines.pathway.readings.exported.definitions import Definition, Gathered, Moved
from guidelines.pathway.readings.exported.library import library_of
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.thresholds import Threshold


def library_resource(rules: RuleSet) -> Resource:
    """The FHIR Library of a version of the rules."""
    library = library_of(rules)
    elm = json.dumps(elm_library(library), ensure_ascii=False, separators=(",", ":"))
    return {
        **published("Library", rules),
        "type": concept(f"{TERMINOLOGY}/library-type", "logic-library"),
        "parameter": [
            *(_fact(fact) for fact in library.facts),
            *(_threshold(threshold) for threshold in library.thresholds),
            *(_result(definition) for definition in library.definitions),
        ],
        "content": [
            _content("application/elm+json", elm),
            _content("text/cql", cql_library(library)),
        ],
    }


def _content(kind: str, text: str) -> Resource:
    return {"contentType": kind, "data": b64encode(text.encode()).decode("ascii")}


def _fact(fact: Fact) -> Resource:
    return {
        "name": fact.name,
        "use": "in",
        "min": 1 if fact.required else 0,
        "max": "*" if fact.kind is Kind.SET else "1",
        "documentation": f"{fact.label}. Allowed: {fact.allowed}.",
        "type": type_name(fact).lower(),
    }


def _threshold(threshold: Threshold) -> Resource:
    words = (
        f"{threshold.label} ({threshold.unit}), {threshold.low:g} to {threshold.high:g}; {threshold.value:g}"
    )
    return {
        "name": threshold.name,
        "use": "in",
        "min": 0,
        "max": "1",
        "documentation": f"{words} unless given.",
        "type": "decimal",
    }


def _result(definition: Definition) -> Resource:
    """One definition: a criterion is yes, no or nothing, anything else is text."""
    lists = isinstance(definition.body, Gathered) or definition.name.rpartition(": ")[2] in (
        "missing",
        "held_by",
        "before_signing",
    )
    return {
        "name": definition.name,
        "use": "out",
        "min": 0,
        "max": "*" if lists else "1",
        "type": _type(definition),
    }


def _type(definition: Definition) -> str:
    if isinstance(definition.body, Criterion):
        return "boolean"
    return "decimal" if isinstance(definition.body, Moved) else "string"
