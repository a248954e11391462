"""manage.py prove_guidelines: what it prints, what it refuses and how it ends."""

import json
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from guidelines.management.commands import prove_guidelines
from guidelines.pathway.facts import facts_from_json
from guidelines.pathway.readings.proof import record, witnesses
from guidelines.pathway.readings.proof.claims import CLAIMS
from guidelines.pathway.readings.proof.places import places
from guidelines.pathway.rulebook import CURRENT
from tests.guidelines.pathway.proof.broken import BROKEN


def run(*arguments):
    out = StringIO()
    call_command("prove_guidelines", *arguments, stdout=out)
    return out.getvalue()


def test_one_claim_is_proved_and_said_in_words():
    told = run("--claim", "opioid-after-first-line")
    assert told.startswith("proved: opioid-after-first-line (2 questions, ")
    assert "A strong opioid is never advised before both" in told
    assert "1 of 1 claims proved for rule set" in told
    assert "Not for clinical use" in told


def test_a_wish_shows_the_patient_and_names_the_doubt():
    told = run("--claim", "wish.known-malignancy-is-imaged")
    assert "known not to hold (D03): wish.known-malignancy-is-imaged" in told
    assert "Spinal metastasis confirmed: yes" in told
    assert "image.spine_ct: absent" in told


def test_a_failed_claim_prints_the_patient_and_ends_with_1(monkeypatch, capsys):
    rules, _breaks = BROKEN["opioid-after-first-line"]
    monkeypatch.setattr(prove_guidelines, "CURRENT", rules)
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("prove_guidelines", "--claim", "opioid-after-first-line", stdout=out)
    assert ended.value.code == 1
    told = out.getvalue()
    assert "FAILED: opioid-after-first-line" in told
    assert "Vertebral fracture: confirmed" in told
    assert "The answer says: drug.strong_opioid: consider" in told
    (patient,) = [
        line.partition(": ")[2] for line in told.splitlines() if line.strip().startswith("Patient 1")
    ]
    assert "paracetamol" not in facts_from_json(patient).model_dump(exclude_none=True)


def test_json_holds_every_refutation_with_the_patient():
    answer = json.loads(run("--json", "--claim", "wish.markers-asked-before-cement"))
    (claim,) = answer["claims"]
    assert answer["ruleset"] == CURRENT.version
    assert (claim["holds"], claim["as_expected"], claim["doubt"]) == (False, True, "D17")
    assert len(claim["refuted_by"]) == 3
    for refutation in claim["refuted_by"]:
        (patient,) = refutation["patients"]
        facts_from_json(json.dumps(patient["facts"]))
        assert patient["answer"]


def test_an_unknown_claim_is_refused_with_the_nearest():
    with pytest.raises(
        CommandError, match="found opioid-first; did you mean opioid-after-first-line"
    ) as error:
        run("--claim", "opioid-first")
    assert error.value.returncode == 2


def test_a_record_of_some_claims_is_refused():
    with pytest.raises(CommandError, match="--record: found with --claim"):
        run("--record", "--claim", "no-dead-rule")


@pytest.mark.slow
def test_without_the_solver_it_says_what_to_install():
    code = (
        "import sys; sys.modules['z3'] = None; sys.argv = ['manage.py', 'prove_guidelines'];"
        "import runpy; runpy.run_path('manage.py', run_name='__main__')"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "z3 is not installed, and the proofs need it" in ended.stderr
    assert "requirements/dev.txt" in ended.stderr


@pytest.mark.slow
def test_nothing_that_is_served_needs_the_solver():
    code = "import sys; sys.modules['z3'] = None; import decision_support.wsgi, decision_support.urls"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


@pytest.mark.slow
def test_all_claims_are_proved_with_an_example_for_every_case_and_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(witnesses, "PATH", tmp_path / "witnesses.json")
    monkeypatch.setattr(record, "PATH", tmp_path / "proved.json")
    try:
        told = run("--witnesses", "--record")
        kept = record.last_record()
    finally:
        witnesses.witnesses.cache_clear()
        record.last_record.cache_clear()
    assert "procedure.vertebroplasty.relative (caution): " in told
    claims = sum(not claim.is_wish for claim in CLAIMS.values())
    assert f"{claims} of {claims} claims proved" in told
    assert kept.is_of(CURRENT)
    assert len(json.loads((tmp_path / "witnesses.json").read_text("utf-8"))) == len(places(CURRENT))


def test_where_the_engine_says_otherwise_nothing_is_proved(monkeypatch):
    from guidelines.pathway.readings.proof import proving

    monkeypatch.setattr(proving, "shows", lambda check, examples, rules: False)
    with pytest.raises(CommandError, match="Nothing is proved: the engine does not bear out") as error:
        run("--claim", "wish.known-malignancy-is-imaged")
    assert error.value.returncode == 3
