"""A rule in words: what a clinician reads when checking it against its source."""

from textwrap import dedent

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
from guidelines.pathway.readings.outline import Outliner
from guidelines.pathway.readings.words import in_words, lines_of, rule_in_words, value_in_words
from guidelines.pathway.rulebook import ACTIONS, PATHWAY
from guidelines.pathway.thresholds import DEFAULT
from tests.guidelines.pathway.vignettes import facts_of
from tests.tables import every_row

FEVER = is_true("fever")
SEVERE = at_least("pain_rest_vas", Limit("severe_vas"))


@every_row(
    ("criterion", "words"),
    [
        (FEVER, "Fever: yes"),
        (~FEVER, "Fever: no"),
        (known_true(FEVER), "Fever: yes (not recorded counts as not met)"),
        (not_false(FEVER), "Fever: yes, or not recorded"),
        (not_true(FEVER), "Fever: no, or not recorded"),
        (not_known(Named("f", "hot", FEVER)), "it is not known whether “hot”"),
        (is_in("mri", "not_done", "fracture"), "MRI: not done or fracture seen"),
        (~is_in("mri", "fracture"), "MRI: other than fracture seen"),
        (SEVERE, "Pain at rest: at least 70 of 100 [Severe pain]"),
        (~SEVERE, "Pain at rest: less than 70 of 100 [Severe pain]"),
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
            "Fever: yes AND (Frail: yes OR Pain at rest: at least 70 of 100 [Severe pain])",
        ),
        (~(FEVER & is_true("frail")), "Fever: no OR Frail: no"),
        (~~FEVER, "Fever: yes"),
        (not_true(~FEVER), "Fever: yes, or not recorded"),
        (
            ~(FEVER & is_true("frail") & SEVERE),
            "Fever: no OR Frail: no OR Pain at rest: less than 70 of 100 [Severe pain]",
        ),
        (
            ~FEVER & ~is_true("frail") & ~is_true("adl_help"),
            "each of Fever, Frail and Needs help in daily life: no",
        ),
        (blank("fever") | blank("frail") | blank("mri"), "any of Fever, Frail or MRI: not recorded"),
        (~is_in("sacral_fracture", "confirmed", "excluded"), "Sacral fracture: suspected"),
        (~at_least("other_low_trauma_fractures", 1), "Other fractures after low-energy trauma: 0"),
        (
            is_in("bone_drug", "none", "denosumab_stopped"),
            "Osteoporosis drug: ‘none’ or ‘denosumab, stopped’",
        ),
        (
            known_true(FEVER) | known_true(is_true("frail")),
            "(Fever: yes OR Frail: yes) (not recorded counts as not met)",
        ),
        (
            known_true(FEVER) | SEVERE,
            "Fever: yes (not recorded counts as not met) OR Pain at rest: at least 70 of 100 [Severe pain]",
        ),
        (
            not_true(FEVER & SEVERE),
            "(Fever: no OR Pain at rest: less than 70 of 100 [Severe pain]), or not known",
        ),
    ],
)
def test_a_criterion_in_words(criterion, words):
    assert in_words(criterion, DEFAULT) == words


# The hardest criteria, each written out by hand from its line in the clinical contract.
LINES = {
    "sacral_suspicion": """
        all of these:
          Sacral fracture: suspected, or not recorded
          at least one of these:
            Sacral fracture: suspected (not recorded counts as not met)
            Fracture of a pubic ramus: yes (not recorded counts as not met)
            X-ray of the pelvis: fracture seen (not recorded counts as not met)
            all of these (not recorded counts as not met):
              Where it hurts: low back
              X-ray of the spine: no fracture seen
              Energy of the trauma: none or low
              at least one of these:
                The pain began suddenly: yes
                Severe pain that does not match the findings on examination: yes
            all of these:
              Where it hurts: sacrum or buttock or groin
              Energy of the trauma: none or low
              at least one of these:
                The pain began suddenly: yes
                Severe pain that does not match the findings on examination: yes
        """,
    "relief_bad": """
        all of these:
          not “the goal for pain is reached”
          at least one of these:
            Pain at rest: at least 45 of 100 [Pain at rest that calls for the next step]
            Pain in activity is acceptable to the patient: no
        """,
    "drugs_exhausted": """
        all of these:
          at least one of these:
            “paracetamol has failed or cannot be used”
            “a strong opioid has been taken”
          at least one of these:
            “tramadol has failed or cannot be used”
            “a strong opioid has been taken”
          “a strong opioid has failed or cannot be used”
        """,
    "failed_tramadol": """
        Tramadol: too little relief, not tolerated or contraindicated (not recorded counts as not met)
        """,
    "contraindicated_cement": """
        at least one of these (not recorded counts as not met):
          Infection: suspected or active
          Fever: yes
          Signs of infection on blood tests or MRI: yes
          Cause of the fracture: infectious
          Bleeding tendency: cannot be corrected
        """,
    "nothing_else_serious": """
        all of these:
          The pain is improving: yes, or not recorded
          not “severe pain”, or not known
          each of these: no, or not recorded
            Long-term steroid treatment
            Radiotherapy of the pelvis
            Spinal metastasis confirmed
            Multiple myeloma
            Signs of infection on blood tests or MRI
          Other alarm signs: none, or not recorded
          Weeks since a hip fracture: not recorded
          Weeks since the latest cement procedure: not recorded
          Other fractures after low-energy trauma: 0, or not recorded
          T-score: more than -2.5 SD, or not recorded
        """,
    "sacroplasty_candidate": """
        all of these:
          Sacral fracture: confirmed (not recorded counts as not met)
          “severe pain”
          at least one of these:
            all of these:
              The patient can be mobilised: no
              High risk of serious complications of immobility: yes
            all of these:
              Weeks of treatment without a procedure: at least 4 [Time given to treatment without a procedure]
              The pain is improving: no
            at least one of these: yes
              Radiotherapy of the pelvis
              Multiple myeloma
              Spinal metastasis confirmed
        """,
    "fragility_fracture": """
        all of these:
          at least one of these:
            Vertebral fracture: confirmed
            Sacral fracture: confirmed
            Weeks since a hip fracture: recorded
          Energy of the trauma: other than high, or not recorded
          Cause of the fracture: other than malignant, infectious or traumatic, or not recorded
          not “spinal metastasis or multiple myeloma is known”
        """,
    "risk_factor": """
        at least one of these (whatever else is not recorded counts as not met):
          Risk factor for osteoporosis: yes
          Long-term steroid treatment: yes
          all of these:
            Energy of the trauma: other than high, or not recorded
            at least one of these:
              Fracture of a pubic ramus: yes
              X-ray of the pelvis: fracture seen
              Other fractures after low-energy trauma: at least 1
        """,
    "on_analgesics": """
        at least one of these: ‘under way, too early to judge’, ‘effective’ or ‘too little relief’ (not recorded counts as not met)
          Paracetamol
          Tramadol
          NSAID
          Strong opioid
        """,
}
RULES = {
    "image.sacrum_ct": """
        all of these:
          “a sacral fracture may be there and is neither confirmed nor excluded”
          at least one of these:
            MRI: not done, or not recorded
            The MRI covers the sacrum: no, or not recorded
          at least one of these:
            CT: not done, or not recorded
            all of these:
              CT: other than no fracture seen
              The CT covers the sacrum: no, or not recorded
          at least one of these:
            MRI is contraindicated: yes
            Waiting time for MRI: more than 7 days [Longest wait for MRI]
        """,
    "review.malignancy": """
        at least one of these:
          Other alarm signs: at least one
          all of these:
            at least one of these:
              Age: more than 50 years [Age that raises the question of malignancy]
              Weeks since the pain began: more than 4 [Duration of pain that raises the question of malignancy]
            Cancer, now or earlier: no, or not recorded
            Cause of the fracture: other than malignant, or not recorded
            not “spinal metastasis or multiple myeloma is known”
        """,
    "aid.corset_prolonged": """
        at least one of these:
          Use of a corset: whole day
          all of these:
            Weeks with a corset: more than 6 [Short use of a corset]
            Use of a corset: other than during activity or none, or not recorded
        """,
}  # fmt: skip
NOT_CLEARED_FOR_CEMENT = """
        at least one of these:
          “an urgent alarm is present”
          Bleeding tendency: ‘correctable, not yet corrected’, or not recorded
          at least one of these: not recorded
            Infection
            Fever
            New neurological deficit
            New loss of bladder or bowel control
            Cancer, now or earlier
            Cause of the fracture
            Cord or nerve roots compressed on imaging
          The painful level is confirmed: no, or not recorded
        """


def as_lines(outline) -> str:
    return "\n".join(f"{'  ' * depth}{line}" for depth, line in lines_of(outline, Outliner(DEFAULT)))


def by_hand(text: str) -> str:
    return dedent(text).strip()


@every_row("code", LINES)
def test_a_named_criterion_reads_as_the_contract_has_it(code):
    told = [
        one for action in PATHWAY for one in rule_in_words(action, DEFAULT).definitions if one.code == code
    ]
    assert as_lines(told[0].outline) == by_hand(LINES[code])


@every_row("code", RULES)
def test_a_rule_reads_as_the_contract_has_it(code):
    assert as_lines(rule_in_words(ACTIONS[code], DEFAULT).outline) == by_hand(RULES[code])


def test_what_cement_waits_for_reads_as_the_contract_has_it():
    row = rule_in_words(ACTIONS["procedure.vertebroplasty"], DEFAULT).cases[1]
    assert (row.verdict, as_lines(row.when)) == ("not cleared", by_hand(NOT_CLEARED_FOR_CEMENT))
    assert row.marks == (
        "names the urgent alarms that are present",
        "names as missing whichever of these is open",
    )


@every_row("action", PATHWAY, ids=lambda action: action.code)
def test_no_rule_denies_twice_or_says_in_brackets_what_goes_without_saying(action):
    rule = rule_in_words(action, DEFAULT)
    said = [as_lines(rule.outline), *(as_lines(case.when) for case in rule.cases if case.when)]
    for text in said:
        assert "not not" not in text
        assert "counts as not met" not in text


def test_a_whole_rule_in_words():
    rule = rule_in_words(ACTIONS["refer.pain_clinic"], DEFAULT)
    assert rule.sentence == (
        "Applies when “a fracture of the spine or sacrum, confirmed or suspected” AND "
        "“the drug steps are used up and pain relief is not satisfactory” AND Rheumatologist consulted: yes. "
        "Verdict: not cleared when “an urgent alarm is present”. Otherwise: consider."
    )
    meanings = dict(rule.meanings)
    assert meanings["the goal for pain is reached"] == (
        "Pain at rest: at most 4 of 100 [Goal for pain at rest] AND Pain in activity is acceptable to the patient: yes"
    )


@every_row("action", PATHWAY, ids=lambda action: action.code)
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


@every_row(
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
