"""The PlanDefinition: every action in clinical order, with when it stands, its verdicts, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from guidelines.fhir.library import library_resource
from guidelines.fhir.terms import ID, OWN_CODES, TERMINOLOGY, Resource, canonical, concept, graded, published
from guidelines.pathway.criteria import Named
from guidelines.pathway.readings.closure import criteria_of
from guidelines.pathway.readings.exported import about
from guidelines.pathway.readings.exported.cql_tokens import name, text
from guidelines.pathway.readings.phrases import phrases_for
from guidelines.pathway.recommendations import STAGE_LABELS, VERDICT_LABELS, Action, Case, Verdict
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.sources import SOURCES
from guidelines.pathway.statements import STATEMENTS

GOAL = "goal-pain"


def plan_definition(rules: RuleSet) -> Resource:
    """The PlanDefinition of a version of the rules; its logic is in the Library of the same version."""
    return {
        **published("PlanDefinition", rules),
        "type": concept(f"{TERMINOLOGY}/plan-definition-type", "clinical-protocol"),
        "relatedArtifact": [_source(source) for source in _sources(rules)],
        "library": [canonical("Library", rules.version)],
        "goal": [_goal(rules)],
        "action": [_action(action, rules) for action in rules.actions],
    }


def with_its_library(rules: RuleSet) -> Resource:
    """The same in one resource that carries its Library with it."""
    carried = {**library_resource(rules), "id": f"{ID}-library"}
    head, rest = ("resourceType", "id"), plan_definition(rules)
    return {
        **{key: rest.pop(key) for key in head},
        "contained": [carried],
        **rest,
        "library": [f"#{carried['id']}"],
    }


def _sources(rules: RuleSet) -> tuple[str, ...]:
    """The sources that some action cites, in the order of our list."""
    cited = {source for action in rules.actions for source in action.sources}
    return tuple(source for source in SOURCES if source in cited)


def _source(code: str) -> Resource:
    source = SOURCES[code]
    return {
        "type": "citation",
        "label": code,
        "display": source.title,
        "citation": f"{source.title}; {source.kind}, {about.dated(source)}.",
    }


def _goal(rules: RuleSet) -> Resource:
    limit = rules.thresholds.named("rest_goal_vas")
    return {
        "id": GOAL,
        "description": {"text": "No pain at rest, and pain in activity that is acceptable to the patient"},
        "target": [
            {
                "measure": {"text": f"Pain at rest ({limit.unit}), at most"},
                "detailQuantity": {"value": limit.value, "comparator": "<="},
            }
        ],
    }


def _action(action: Action, rules: RuleSet) -> Resource:
    phrases = phrases_for(rules.thresholds).rule(action)
    built: Resource = {
        "id": action.code,
        "extension": graded(action),
        "title": action.title,
        "description": phrases.applies,
        "code": [concept(f"{OWN_CODES}/columna-action", action.code, action.title)],
        "reason": [concept(f"{OWN_CODES}/columna-stage", action.stage.value, STAGE_LABELS[action.stage])],
        "documentation": list(_documentation(action)),
        "condition": [_applies(name(action.code))],
        "groupingBehavior": "logical-group",
        "selectionBehavior": "exactly-one",  # the first case that is met
        "action": [
            _case(action, case, words) for case, words in zip(action.cases, phrases.verdicts, strict=True)
        ],
    }
    if action.note:
        built["textEquivalent"] = action.note
    if _serves_the_goal(action):
        built["goalId"] = [GOAL]
    return built


def _case(action: Action, case: Case, words: str) -> Resource:
    """One verdict the action may be given."""
    urgent = {"priority": "urgent"} if case.verdict is Verdict.URGENT else {}
    return {
        "id": f"{action.code}.{case.code}",
        "title": VERDICT_LABELS[case.verdict],
        "description": words,
        "textEquivalent": case.because,
        **urgent,
        "code": [concept(f"{OWN_CODES}/columna-verdict", case.verdict.value)],
        "condition": [_applies(f"{name(f'{action.code}: case')} = {text(case.code)}")],
    }


def _applies(cql: str) -> Resource:
    return {"kind": "applicability", "expression": {"language": "text/cql", "expression": cql}}


def _documentation(action: Action) -> Iterator[Resource]:
    """Its statements in our own words, each under its source; or that it is our own choice."""
    for citation in action.cites:
        yield {"type": "citation", "label": citation.source, "citation": about.cited(citation)}
    for code in action.statements:
        found = STATEMENTS[code]
        figures = f" ({found.figures})" if found.figures else ""
        yield {"type": "justification", "label": code, "display": f"{found.says}{figures}"}
    if action.design_choice:
        yield {"type": "justification", "label": "own-choice", "display": about.OWN_CHOICE}


def _serves_the_goal(action: Action) -> bool:
    """Whether its rule asks if the goal for pain is reached, or it is the goal itself."""
    asked = (node for criterion in criteria_of(action) for node in criterion.walk())
    return action.code == "goal.pain" or any(
        isinstance(node, Named) and node.code == "goal_met" for node in asked
    )
