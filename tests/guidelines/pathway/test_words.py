"""A rule in words: what a clinician reads when checking it against its source."""

import pytest

from guidelines.pathway.building import (
    above,
    at_least,
    blank,
    is_in,
    is_true,
    known_true,
    meets,
    not_empty,
    not_false,
    not_known,
    not_true,
)
from guidelines.pathway.change import would_change
from guidelines.pathway.criteria import Limit, Named, Recorded, SetIs
from guidelines.pathway.engine import evaluate
from guidelines.pathway.plain_text import NOT_FOR_CLINICAL_USE, answer_in_words, changes_in_words
from guidelines.pathway.readings.words import in_words, rule_in_words, value_in_words
from guidelines.pathway.rulebook import ACTIONS, PATHWAY
from guidelines.pathway.thresholds import DEFAULT
from tests.guidelines.pathway.vignettes import facts_of

FEVER = is_true("fever")
SEVERE = at_least("pain_rest_vas", Limit("severe_vas"))


@pytest.mark.parametrize(
    ("criterion", "words"),
    [
        (FEVER, "Fever: yes"),
        (~FEVER, "Fever: no"),
        (known_true(FEVER), "Fever: yes (recorded)"),
        (not_false(FEVER), "Fever: yes, or not recorded"),
        (not_true(FEVER), "Fever: no, or not recorded"),
        (not_known(Named("f", "hot", FEVER)), "it is not known whether “hot”"),
        (is_in("mri", "not_done", "fracture"), "MRI: not done or fracture seen"),
        (~is_in("mri", "fracture"), "MRI: other than fracture seen"),
        (SEVERE, "Pain at rest: at least 70 [Severe pain]"),
        (~SEVERE, "Pain at rest: less than 70 [Severe pain]"),
        (above("age_years", 50), "Age: more than 50 years"),
        (above("five_sts_s", 15), "Five times sit-to-stand: more than 15 s"),
        (above("mri_wait_days", 7), "Waiting time for MRI: more than 7 days"),
        (above("pain_weeks", 4), "Weeks since the pain began: more than 4"),
        (meets("pain_locations", "groin", "lumbar"), "Where it hurts: low back or groin"),
        (not_empty("other_red_flags"), "Other alarm signs: at least one"),
        (SetIs("pain_locations", frozenset({"lumbar"})), "Where it hurts: only low back"),
        (Recorded("cement_weeks"), "Weeks since the latest cement procedure: recorded"),
        (blank("cement_weeks"), "Weeks since the latest cement procedure: not recorded"),
        (Named("hot", "a hot patient", FEVER), "“a hot patient”"),
        (~Named("hot", "a hot patient", FEVER), "not “a hot patient”"),
        (
            FEVER & (is_true("frail") | SEVERE),
            "Fever: yes AND (Frail: yes OR Pain at rest: at least 70 [Severe pain])",
        ),
        (~(FEVER & is_true("frail")), "Fever: no OR Frail: no"),
    ],
)
def test_a_criterion_in_words(criterion, words):
    assert in_words(criterion, DEFAULT) == words


def test_a_whole_rule_in_words():
    rule = rule_in_words(ACTIONS["refer.pain_clinic"], DEFAULT)
    assert rule.sentence == (
        "Applies when “a fracture of the spine or sacrum, confirmed or suspected” AND "
        "“the drug steps are used up and pain relief is not satisfactory” AND Rheumatologist consulted: yes. "
        "Verdict: not cleared when “an urgent alarm is present”. Otherwise: consider."
    )
    meanings = dict(rule.meanings)
    assert meanings["the goal for pain is reached"] == (
        "Pain at rest: at most 4 [Goal for pain at rest] AND Pain in activity is acceptable to the patient: yes"
    )


@pytest.mark.parametrize("action", PATHWAY, ids=lambda action: action.code)
def test_every_named_criterion_of_a_rule_is_explained_once(action):
    rule = rule_in_words(action, DEFAULT)
    labels = [label for label, _meaning in rule.meanings]
    assert len(labels) == len(set(labels))
    quoted = [
        part.split("”")[0]
        for text in (rule.sentence, *dict(rule.meanings).values())
        for part in text.split("“")[1:]
    ]
    assert set(quoted) <= set(labels)


def test_words_are_said_in_the_reader_s_language():
    danish = {"Fever": "Feber", "yes": "ja", "{rule}, or not recorded": "{rule}, eller ikke registreret"}
    said = in_words(not_false(FEVER), DEFAULT, lambda text: danish.get(text, text))
    assert said == "Feber: ja, eller ikke registreret"


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("fever", None, "not recorded"),
        ("fever", False, "no"),
        ("mri", "no_fracture", "no fracture seen"),
        ("sacral_denis_zone", 2, "zone 2"),
        ("pain_locations", frozenset({"groin", "lumbar"}), "low back, groin"),
        ("pain_locations", frozenset(), "none"),
        ("age_years", 72, "72 years"),
        ("tug_s", 12.5, "12.5 s"),
        ("falls_12m", 0, "0"),
    ],
)
def test_a_value_as_a_person_reads_it(fact, value, words):
    assert value_in_words(fact, value) == words


def test_the_answer_in_words_says_first_that_it_is_not_for_clinical_use():
    lines = list(answer_in_words(evaluate(facts_of("nothing-asked"))))
    assert lines[1] == NOT_FOR_CLINICAL_USE
    assert any(line.startswith("Alarm questions not asked: New neurological deficit") for line in lines)


def test_what_to_do_first_comes_first_in_words():
    text = "\n".join(answer_in_words(evaluate(facts_of("fever"))))
    assert (
        text.index("\nUrgent\n")
        < text.index("\nNow\n")
        < text.index("\nNot cleared\n")
        < text.index("\nAvoid\n")
    )
    assert "Held back by: Suspected infection of the spine: act now" in text


def test_the_words_say_what_is_missing_and_what_comes_before_signing():
    text = "\n".join(answer_in_words(evaluate(facts_of("level-unconfirmed"))))
    assert "Missing: The painful level is confirmed, Cord or nerve roots" not in text
    assert "Missing: The painful level is confirmed" in text
    assert "Before signing" not in text
    cleared = "\n".join(answer_in_words(evaluate(facts_of("after-rheumatologist"))))
    assert "Before signing: referring doctors agreed; owner of follow-up named" in cleared


def test_changes_in_words():
    changes = would_change(facts_of("fever-not-asked"), "procedure.vertebroplasty")
    lines = list(changes_in_words(changes))
    assert "  Fever: no → consider" in lines
    assert "  Rheumatologist consulted: no → no longer in the answer" in lines
