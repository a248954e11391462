"""The rule set in other people's formats: for each format the files to write, and the one text to print."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from guidelines.fhir.library import library_resource
from guidelines.fhir.plan_definition import plan_definition, with_its_library
from guidelines.fhir.terms import ID, Resource
from guidelines.pathway.readings.cql import cql_library
from guidelines.pathway.readings.elm import elm_library
from guidelines.pathway.readings.exported.library import NAME, library_of
from guidelines.pathway.ruleset import RuleSet


@dataclass(frozen=True)
class Exported:
    """`files` are name and text; `printed` says the same in one text, for standard output."""

    files: Mapping[str, str]
    printed: str


def _elm(rules: RuleSet) -> Exported:
    text = as_text(elm_library(library_of(rules)))
    return Exported({f"{NAME}-{rules.version}.json": text}, text)


def _cql(rules: RuleSet) -> Exported:
    text = cql_library(library_of(rules))
    return Exported({f"{NAME}-{rules.version}.cql": text}, text)


def _plan_definition(rules: RuleSet) -> Exported:
    """Two files that name each other; printed, one PlanDefinition that carries its Library."""
    resources = (plan_definition(rules), library_resource(rules))
    files = {f"{each['resourceType']}-{ID}.json": as_text(each) for each in resources}
    return Exported(files, as_text(with_its_library(rules)))


FORMATS: dict[str, Callable[[RuleSet], Exported]] = {
    "elm": _elm,
    "cql": _cql,
    "plandefinition": _plan_definition,
}


def as_text(resource: Resource) -> str:
    """The same bytes for the same rules."""
    return json.dumps(resource, indent=1, ensure_ascii=False) + "\n"
