"""The rules written for other people's engines: the formats, what they carry, and what is refused."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from base64 import b64decode
from functools import cache
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from fhir.resources.R4B.library import Library
from fhir.resources.R4B.plandefinition import PlanDefinition

from guidelines.export import FORMATS
from guidelines.fhir.library import library_resource
from guidelines.fhir.plan_definition import plan_definition
from guidelines.pathway.facts import FACTS
from guidelines.pathway.plain_text import NOT_FOR_CLINICAL_USE
from guidelines.pathway.readings.exported.about import TRANSLATOR
from guidelines.pathway.releases import ruleset, versions
from guidelines.pathway.rulebook import ACTIONS, CURRENT
from guidelines.pathway.thresholds import DEFAULT
from tests.elm.hl7 import FOLDER

FILES = {
    "elm": {f"ColumnaPathway-{CURRENT.version}.json"},
    "cql": {f"ColumnaPathway-{CURRENT.version}.cql"},
    "plandefinition": {"PlanDefinition-columna-pathway.json", "Library-columna-pathway.json"},
}


def export(*options):
    out = StringIO()
    call_command("export_guideline", *options, stdout=out)
    return out.getvalue()


@cache
def printed(name):
    return export("--format", name)


@cache
def plan():
    return json.loads(printed("plandefinition"))


@cache
def definitions():
    return {each["name"] for each in json.loads(printed("elm"))["library"]["statements"]["def"]}


@pytest.mark.parametrize("name", FORMATS)
def test_the_files_say_what_is_printed(name, tmp_path):
    told = export("--format", name, "--out", str(tmp_path / "new"))
    files = {path.name: path.read_text("utf-8") for path in (tmp_path / "new").iterdir()}
    assert set(files) == FILES[name]
    assert set(told.splitlines()) == {f"Wrote {tmp_path / 'new' / file}" for file in files}
    if name != "plandefinition":
        assert list(files.values()) == [printed(name)]


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_the_same_rules_give_the_same_bytes(name):
    command = [sys.executable, "manage.py", "export_guideline", "--format", name]
    once, again = (
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    )
    assert once == again
    assert once.decode("utf-8") == printed(name)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--format", "xml"], r"^--format: found xml; allowed: elm, cql, plandefinition\.$"),
        (
            ["--format", "elm", "--ruleset", "1999.1"],
            r"^--ruleset: found rule-set version 1999\.1; there are .*",
        ),
        (
            ["--format", "elm", "--ruleset", "../2026.1"],
            r"^--ruleset: found rule-set version \.\./2026\.1; .*",
        ),
        (["--format", "elm", "--out", __file__], r"^--out: found .*; allowed: a folder to write in, or -\.$"),
    ],
    ids=["format", "version", "path", "folder"],
)
def test_what_is_not_known_is_refused_in_one_line(options, message):
    with pytest.raises(CommandError, match=message) as refused:
        export(*options)
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)


def test_an_earlier_version_is_exported_under_its_own_number():
    for version in versions():
        library = json.loads(export("--format", "elm", "--ruleset", version))["library"]
        assert library["identifier"] == {"id": "ColumnaPathway", "version": version}
        assert f"rule set {version}" in library["annotation"][0]["t"][0]["value"]


def test_every_fact_and_every_threshold_is_a_parameter_that_is_null_unless_given():
    parameters = json.loads(printed("elm"))["library"]["parameters"]["def"]
    assert [each["name"] for each in parameters] == [*FACTS, *DEFAULT.values]
    assert all(each["default"]["operand"] == {"type": "Null"} for each in parameters)


def test_the_cql_carries_the_words_the_statements_and_the_warning():
    comments = " ".join(
        line.removeprefix("// ") for line in printed("cql").splitlines() if line.startswith("//")
    )
    assert NOT_FOR_CLINICAL_USE in comments
    for action in CURRENT.actions:
        assert action.title in comments
        assert all(f"{statement}: " in comments for statement in action.statements)
        assert all(case.because in comments for case in action.cases)


def test_the_translator_the_cql_names_is_the_one_it_is_tested_with():
    packages = json.loads((FOLDER / "package.json").read_text("utf-8"))["devDependencies"]
    assert f"npm @cqframework/cql {packages['@cqframework/cql']}" == TRANSLATOR


@pytest.mark.parametrize("version", versions())
def test_the_resources_are_valid_fhir(version):
    rules = ruleset(version)
    assert PlanDefinition.model_validate(plan_definition(rules)).version == version
    assert Library.model_validate(library_resource(rules)).version == version
    PlanDefinition.model_validate(json.loads(export("--format", "plandefinition", "--ruleset", version)))


def test_an_invalid_resource_would_be_found():
    with pytest.raises(ValueError, match="status"):
        PlanDefinition.model_validate({key: value for key, value in plan().items() if key != "status"})


def test_the_plan_has_every_action_in_clinical_order_with_its_verdicts_and_its_statements():
    assert [action["id"] for action in plan()["action"]] == list(ACTIONS)
    for built in plan()["action"]:
        action = ACTIONS[built["id"]]
        assert [case["id"] for case in built["action"]] == [
            f"{action.code}.{case.code}" for case in action.cases
        ]
        assert [case["code"][0]["coding"][0]["code"] for case in built["action"]] == [
            case.verdict.value for case in action.cases
        ]
        justified = [each["label"] for each in built["documentation"] if each["type"] == "justification"]
        assert justified == [*action.statements, *(["own-choice"] if action.design_choice else [])]


def test_every_condition_of_the_plan_names_a_definition_of_its_library():
    nested = [case for action in plan()["action"] for case in action["action"]]
    expressions = [each["condition"][0]["expression"]["expression"] for each in (*plan()["action"], *nested)]
    named = {re.match(r'"([^"]+)"', expression)[1] for expression in expressions}
    assert named <= definitions()


def test_the_library_carries_the_elm_and_the_cql_and_names_what_goes_in_and_comes_out():
    library = plan()["contained"][0]
    assert plan()["library"] == [f"#{library['id']}"]
    elm, cql = library["content"]
    assert json.loads(b64decode(elm["data"])) == json.loads(printed("elm"))
    assert b64decode(cql["data"]).decode("utf-8") == printed("cql")
    names = {
        use: [each["name"] for each in library["parameter"] if each["use"] == use] for use in ("in", "out")
    }
    assert names["in"] == [*FACTS, *DEFAULT.values]
    assert set(names["out"]) == {name for name in definitions() if not name.startswith("limit: ")}


def test_the_goal_stands_in_the_plan_and_is_named_by_the_actions_that_ask_for_it():
    (goal,) = plan()["goal"]
    assert goal["target"][0]["detailQuantity"] == {"value": DEFAULT["rest_goal_vas"], "comparator": "<="}
    serving = {action["id"] for action in plan()["action"] if action.get("goalId") == [goal["id"]]}
    assert {"goal.pain", "drug.paracetamol", "refer.rheumatology"} <= serving
    assert "osteoporosis.treatment" not in serving
