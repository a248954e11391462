"""The rule book: the contract's actions in its order, each citing what the contract says it rests on."""

import re
from datetime import date

import pytest

from guidelines.pathway.building import is_true
from guidelines.pathway.criteria import Named, RuleError
from guidelines.pathway.facts import FACTS
from guidelines.pathway.readings.closure import closure, criteria_of
from guidelines.pathway.recommendations import Action, Case, Certainty, Stage, Strength, Verdict, otherwise
from guidelines.pathway.rulebook import ACTIONS, PATHWAY
from guidelines.pathway.sources import SOURCES
from guidelines.pathway.statements import STATEMENTS
from guidelines.pathway.thresholds import PATHWAY_THRESHOLDS
from tests.tables import every_row

# Clinical contract, version 2: every action in order, with the statements it rests on.
CONTRACT = {
    "urgent.cord_compression": "R152 R159 A12 A58",
    "urgent.suspected_metastasis": "R155 R156",
    "urgent.suspected_infection": "R143 R146 A56",
    "review.malignancy": "R11 R12 R13 R14 R15",
    "note.outside_scope": "R111 R112",
    "image.spine_xray": "S22 C10",
    "image.spine_mri": "R156 R146 R154 S35",
    "image.spine_ct": "S35",
    "image.painful_level": "A45",
    "image.sacrum_mri": "S30 S31 S26 S20 S34",
    "image.sacrum_ct": "S32 S33 S34",
    "note.xray_does_not_exclude_sacral": "S24 S25",
    "image.defer": "R09 R10 C10",
    "goal.pain": "A68 A69",
    "rest.flat_intervals": "A70",
    "rest.bed_rest": "A71 F22 S16",
    "drug.paracetamol": "A72 A16",
    "drug.tramadol": "A72 A16",
    "drug.nsaid": "A72 A73 A74",
    "drug.gastroprotection": "A74",
    "drug.strong_opioid": "A76 A15",
    "physio.mobilising": "A75 F22 F27",
    "physio.lifting_technique": "P10",
    "physio.pool": "A75 P15 P16 P14",
    "aid.corset_short_term": "P18 P19 A40",
    "aid.corset_prolonged": "P17 P20",
    "adjunct.heat_cold": "A41 P02 P04",
    "adjunct.trigger_injection": "A23 A25 P22",
    "refer.rheumatology": "A77",
    "refer.pain_clinic": "A78",
    "assess.vertebroplasty": "A79 R118 R127 A44",
    "procedure.vertebroplasty": "A56 A57 A58 A59 A45 A62 A63 R118",
    "procedure.kyphoplasty": "A65 A66",
    "assess.sacroplasty": "S42 S43 S44 S45",
    "procedure.sacroplasty": "S50 S51 S49 S46 S47",
    "refer.oncology": "R153 R137",
    "assess.tokuhashi": "R159 R41",
    "osteoporosis.workup": "A80 R120 F04 F12",
    "osteoporosis.treatment": "A81 R120 R164 F13",
    "review.bone_drug": "",
    "osteoporosis.calcium_vitamin_d": "R121 F13",
    "refer.osteoporosis_assessment": "F10 F39 F02 F06 S08",
    "followup.new_fracture": "R124",
    "followup.analgesic_review": "A08",
    "followup.neuro_recheck": "S51",
    "review.after_cement": "A53 A54 A55 S53 S54",
}


def test_the_actions_are_the_contract_s_in_its_order():
    assert list(ACTIONS) == list(CONTRACT)
    assert len(PATHWAY) == 46


@every_row("code", CONTRACT)
def test_an_action_cites_the_contract_s_statements(code):
    assert " ".join(ACTIONS[code].statements) == CONTRACT[code]


@every_row("action", PATHWAY, ids=lambda action: action.code)
def test_a_citation_says_where_and_who_checked_it_when(action):
    for citation in action.cites:
        assert citation.source in SOURCES
        assert citation.locator
        assert citation.checked_on >= date(2026, 11, 22)
        assert citation.checked_by
    assert {cited for citation in action.cites for cited in citation.statements} == {
        statement for statement in action.statements if not statement.startswith("C")
    }


def test_an_action_without_a_source_is_marked_as_our_own_choice():
    assert [action.code for action in PATHWAY if not action.statements] == ["review.bone_drug"]
    assert [action.code for action in PATHWAY if action.design_choice] == ["review.bone_drug"]


def test_the_sources_are_five_and_each_is_dated():
    assert len(SOURCES) == 5
    assert all(source.year or source.between for source in SOURCES.values())


def named_criteria():
    """Every named criterion of the rules, once."""
    walked = (node for action in PATHWAY for criterion in criteria_of(action) for node in criterion.walk())
    return list({id(node): node for node in walked if isinstance(node, Named)}.values())


def test_one_name_means_one_criterion():
    first: dict[str, Named] = {}
    for node in named_criteria():
        assert first.setdefault(node.code, node) == node


def test_every_statement_a_rule_names_is_in_the_catalogue():
    named = {statement for node in named_criteria() for statement in node.cites}
    assert named <= set(STATEMENTS)
    assert all(re.fullmatch(r"[ASPRFC]\d\d\d?", statement) for statement in STATEMENTS)


def test_two_facts_are_recorded_only_and_the_function_facts_are_the_physiotherapist_s():
    read = {fact for action in PATHWAY for fact in closure(action)}
    assert {"sex", "vertebral_fracture_count"}.isdisjoint(read)
    function = list(FACTS)[list(FACTS).index("activity_level") :]
    assert set(FACTS) - read == {"index_date", "sex", "vertebral_fracture_count", "physiotherapy", *function}


def test_every_threshold_of_the_pathway_is_read_by_a_rule():
    from guidelines.pathway.readings.closure import limits_of

    read = {name for action in PATHWAY for _fact, name in limits_of(criteria_of(action))}
    assert read == {threshold.name for threshold in PATHWAY_THRESHOLDS}


def an_action(**changes):
    made = {
        "code": "test.action",
        "title": "A test",
        "when": is_true("fever"),
        "cases": (otherwise(Verdict.CONSIDER, "because"),),
        "stage": Stage.ALARM,
        "certainty": Certainty.NONE,
        "strength": Strength.CONDITIONAL,
        "statements": ("A56",),
    }
    return Action(**{**made, **changes})


@every_row(
    ("changes", "said"),
    [
        ({"statements": ()}, "cites nothing"),
        ({"statements": ("A999",)}, "does not hold"),
        ({"cases": (Case("only", is_true("fever"), Verdict.CONSIDER, "because"),)}, "no last word"),
        (
            {"cases": (otherwise(Verdict.AVOID, "a"), otherwise(Verdict.CONSIDER, "b"))},
            "two cases of one name",
        ),
    ],
)
def test_a_rule_that_does_not_hold_together_stops_at_start_up(changes, said):
    with pytest.raises(RuleError, match=said):
        an_action(**changes)


def test_no_procedure_is_ever_told_to_be_done():
    told = {case.verdict for action in PATHWAY if action.is_procedure for case in action.cases}
    assert Verdict.RECOMMEND not in told
    assert Verdict.URGENT not in told


def test_urgent_is_said_only_by_alarms_and_their_imaging():
    saying = [action.code for action in PATHWAY for case in action.cases if case.verdict is Verdict.URGENT]
    assert saying == [
        "urgent.cord_compression",
        "urgent.suspected_metastasis",
        "urgent.suspected_infection",
        "image.spine_mri",
        "image.spine_ct",
    ]


def test_a_procedure_says_what_must_be_settled_before_signing():
    for code in ("procedure.vertebroplasty", "procedure.sacroplasty"):
        assert len(ACTIONS[code].before_signing) == 4


def test_only_malignancy_by_age_alone_is_folded():
    assert [f"{action.code}.{case.code}" for action in PATHWAY for case in action.cases if case.folded] == [
        "review.malignancy.age_only"
    ]
