"""Every action says whether it was ever tried in this patient group, and gives the numbers the sources give."""

import pytest

from guidelines.pathway.evidence import EVIDENCE, Evidence, EvidenceError, Trials
from guidelines.pathway.recommendations import Certainty
from guidelines.pathway.rulebook import PATHWAY
from tests.tables import every_row

# what the sources themselves say of trials (A16, A17, A24, A27, A34, A39, A40, A43, R128, R129, S41); of the rest, nothing
TRIED = {"physio.mobilising", "assess.vertebroplasty", "procedure.vertebroplasty", "osteoporosis.treatment"}
NEVER = {
    "drug.paracetamol",
    "drug.tramadol",
    "drug.nsaid",
    "drug.strong_opioid",
    "physio.pool",
    "aid.corset_short_term",
    "aid.corset_prolonged",
    "adjunct.heat_cold",
    "adjunct.trigger_injection",
    "assess.sacroplasty",
    "procedure.sacroplasty",
}


def test_every_action_has_its_evidence_and_nothing_else_has():
    assert set(EVIDENCE) == {action.code for action in PATHWAY}


def test_whether_it_was_tried_is_said_only_where_a_source_says_it():
    assert {code for code, found in EVIDENCE.items() if found.trials is Trials.YES} == TRIED
    assert {code for code, found in EVIDENCE.items() if found.trials is Trials.NO} == NEVER


@every_row("action", PATHWAY, ids=lambda action: action.code)
def test_an_action_without_studies_in_this_group_names_no_trial_in_it(action):
    assert not (action.certainty is Certainty.NONE and EVIDENCE[action.code].trials is Trials.YES)


@every_row("found", EVIDENCE.values(), ids=lambda found: found.action)
def test_a_change_in_the_registry_and_a_series_are_labelled_uncontrolled(found):
    registry_or_series = {
        "R140",
        "R141",
        "R142",
        "R150",
        "R162",
        "R168",
        "R169",
        "A49",
        "S40",
        "R131",
        "R132",
    }
    for figure in found.figures:
        if registry_or_series.intersection(figure.statements):
            assert figure.uncontrolled, figure.says


@every_row(
    ("code", "number"),
    [
        ("procedure.vertebroplasty", "5 placebo-controlled trials, 541 patients"),
        ("osteoporosis.treatment", "about 2000 women"),
        ("assess.sacroplasty", "no randomised study"),
        ("drug.paracetamol", "none of the ordinary analgesics was studied"),
    ],
)
def test_the_trials_are_given_with_their_numbers(code, number):
    assert number in EVIDENCE[code].trial


def test_evidence_that_cites_nothing_known_is_refused_with_what_to_do():
    with pytest.raises(
        EvidenceError, match=r"evidence of drug\.tramadol: cites A99, found in no source; use an id"
    ):
        Evidence("drug.tramadol", Trials.NOT_STATED, also=("A99",))


def test_yes_and_no_need_a_statement_behind_them():
    with pytest.raises(EvidenceError, match="found trials = no without design or statement"):
        Evidence("drug.tramadol", Trials.NO)
