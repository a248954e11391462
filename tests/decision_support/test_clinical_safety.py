"""The hazard log adds up, every control names a test that exists, and a control whose test did not run is found out."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from pydantic import ValidationError

from decision_support.clinical_safety.documents import safety_markdown
from decision_support.clinical_safety.hazards import Hazard, Likelihood, hazards
from decision_support.clinical_safety.outcomes import UnreadableReport, not_shown, outcomes_in, place_of
from guidelines.pathway.readings.proof.claims import CLAIMS
from tests.tables import every_row

ROOT = Path(settings.BASE_DIR)
NAMED = [(hazard.id, test) for hazard in hazards() for test in hazard.tests]
LOCATED = {
    "id": "HZ99", "title": "A hazard", "cause": "a cause", "effect": "an effect", "harm": "some harm",
    "severity": 5, "likelihood": Likelihood(before=3, after=1), "control": "a control",
    "shown_by": ["tests/test_house.py"], "remains": "nothing known",
}  # fmt: skip


def test_there_are_at_least_thirty_hazards_in_order():
    ids = [hazard.id for hazard in hazards()]
    assert len(ids) >= 30
    assert ids == [f"HZ{number:02d}" for number in range(1, len(ids) + 1)]


@every_row(("hazard", "test"), NAMED, ids=lambda value: str(value))
def test_the_test_a_control_names_exists(hazard, test):
    path, _colons, name = test.partition("::")
    assert (ROOT / path).is_file(), f"{hazard}: {path} does not exist"
    assert not name or f"def {name}(" in (ROOT / path).read_text("utf-8"), f"{hazard}: {path} has no {name}"


def test_the_proof_a_control_names_is_a_claim_that_is_proved_and_no_wish():
    named = {claim for hazard in hazards() for claim in hazard.proofs}
    assert named
    assert named <= set(CLAIMS)
    assert not [claim for claim in named if claim.startswith("wish.")]


@every_row(
    ("changes", "says"),
    [
        ({"likelihood": Likelihood(before=2, after=3)}, "a control does not make it likelier"),
        ({"likelihood": Likelihood(before=3, after=2)}, "10 is left; not_acceptable says why from 10 on"),
        ({"not_acceptable": "why"}, "5 is left"),
        ({"shown_by": []}, "shown_by"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_hazard_that_does_not_add_up_is_refused(changes, says):
    with pytest.raises(ValidationError, match=says):
        Hazard(**{**LOCATED, **changes})


def test_the_pages_name_every_hazard_and_what_is_not_acceptable():
    pages = safety_markdown()
    log, case = (pages[f"docs/clinical-safety/{name}.md"] for name in ("hazard-log", "safety-case"))
    for hazard in hazards():
        assert f"## {hazard.id} {hazard.title}" in log
        assert hazard.title in case
        assert ("**Not acceptable" in log.split(f"## {hazard.id}")[1].split("## HZ")[0]) is (
            hazard.left >= 10
        )
    assert "No certification is claimed" in case


@pytest.mark.parametrize(
    ("classname", "name", "place"),
    [
        ("tests.test_house", "test_one", ("tests/test_house.py", "test_one")),
        ("tests.a.test_b.TestC", "test_d[e-f]", ("tests/a/test_b.py", "test_d")),
    ],
)
def test_a_test_of_the_report_is_found_by_its_file_and_name(classname, name, place):
    assert place_of(classname, name) == place


REPORT = """<testsuites><testsuite>
<testcase classname="tests.test_a" name="test_good[1]"/>
<testcase classname="tests.test_a" name="test_good[2]"><skipped/></testcase>
<testcase classname="tests.test_a" name="test_bad[1]"/>
<testcase classname="tests.test_a" name="test_bad[2]"><failure/></testcase>
<testcase classname="tests.test_a" name="test_broken"><error/></testcase>
<testcase classname="tests.test_a" name="test_left_out"><skipped/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "tests.xml"
    path.write_text(REPORT)
    return path


@pytest.mark.parametrize(
    ("test", "says"),
    [
        ("tests/test_a.py::test_good", None),
        ("tests/test_a.py::test_bad", "failed"),
        ("tests/test_a.py::test_broken", "failed"),
        ("tests/test_a.py::test_left_out", "skipped"),
        ("tests/test_a.py::test_nowhere", "did not run"),
        ("tests/test_b.py", "did not run"),
        ("tests/test_a.py", "failed"),
    ],
)
def test_a_control_is_shown_only_by_a_test_that_ran_and_passed(report, test, says):
    assert not_shown([test], outcomes_in(report)) == ([f"{test}: {says}"] if says else [])


def test_the_command_stops_and_lists_what_did_not_run(report):
    with pytest.raises(CommandError, match=r"Controls that nothing shows:\n.*: did not run"):
        call_command("safety_case", results=report)


def test_the_command_says_so_where_every_control_was_shown(tmp_path):
    cases = "".join(
        f'<testcase classname="{path[:-3].replace("/", ".")}" name="{name or "test_any"}"/>'
        for path, _colons, name in (test.partition("::") for _hazard, test in NAMED)
    )
    path = tmp_path / "all.xml"
    path.write_text(f"<testsuite>{cases}</testsuite>")
    out = io.StringIO()
    call_command("safety_case", results=path, stdout=out)
    assert (
        f"Each of the {len(NAMED)} tests named by {len(hazards())} hazards ran and passed." in out.getvalue()
    )


def test_a_report_that_is_not_there_is_one_clear_line(tmp_path):
    with pytest.raises(UnreadableReport, match="write it with pytest --junitxml="):
        outcomes_in(tmp_path / "none.xml")
