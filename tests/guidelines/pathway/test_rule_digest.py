"""A signature is under what the reviewer read: any change of it is another digest, and nothing else is."""

import subprocess
import sys
from dataclasses import replace

import pytest

from guidelines.pathway import rule_digest as module
from guidelines.pathway.rule_digest import digests, rule_digest
from guidelines.pathway.rulebook import ACTIONS, CURRENT
from guidelines.pathway.thresholds import Override

PAIN_CLINIC = ACTIONS["refer.pain_clinic"]
RHEUMATOLOGY = ACTIONS["refer.rheumatology"]


def test_every_rule_has_its_own_digest():
    found = digests(CURRENT)
    assert set(found) == set(ACTIONS)
    assert len(set(found.values())) == len(ACTIONS)


def test_the_digest_is_the_same_in_another_process():
    script = "from guidelines.pathway.rule_digest import *; print(digests(CURRENT)['image.spine_mri'])"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == digests(CURRENT)["image.spine_mri"]


def changed(**fields):
    return replace(PAIN_CLINIC, **fields)


@pytest.mark.parametrize(
    "other",
    [
        changed(title="Something else"),
        changed(note="A new note"),
        changed(statements=PAIN_CLINIC.statements[:-1] or ("A80",)),
        changed(certainty=ACTIONS["osteoporosis.workup"].certainty, stage=ACTIONS["goal.pain"].stage),
        changed(when=RHEUMATOLOGY.when),
        changed(cases=(replace(PAIN_CLINIC.cases[0], because="otherwise said"), *PAIN_CLINIC.cases[1:])),
    ],
    ids=["title", "note", "statements", "certainty", "tree", "words of a case"],
)
def test_a_change_of_the_rule_is_another_digest(other):
    assert rule_digest(other) != rule_digest(PAIN_CLINIC)


def test_a_threshold_it_compares_with_is_part_of_it_and_another_is_not():
    day = CURRENT.thresholds.named("severe_vas").valid_from
    moved = replace(
        CURRENT, thresholds=CURRENT.thresholds.with_overrides({"mri_wait_limit_days": Override(9, "x", day)})
    )
    differing = {code for code, digest in digests(moved).items() if digest != digests(CURRENT)[code]}
    assert differing
    assert PAIN_CLINIC.code not in differing


def test_what_a_cited_statement_says_is_part_of_it(monkeypatch):
    number = PAIN_CLINIC.statements[0]
    said = module.STATEMENTS[number]
    monkeypatch.setitem(module.STATEMENTS, number, said._replace(says="the opposite"))
    assert rule_digest(PAIN_CLINIC) != digests(CURRENT)[PAIN_CLINIC.code]
