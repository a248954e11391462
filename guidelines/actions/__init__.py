"""All writes of the guidelines: one function a write, its audit entry in the same transaction."""

from guidelines.actions.advice import Reading, respond_to_advice, sign_advice
from guidelines.actions.evaluations import store_evaluation
from guidelines.actions.follow_up import draft_key, record_follow_up
from guidelines.actions.functional_decisions import (
    Chosen,
    SecondConfirmationNeeded,
    SuggestionChanged,
    decide_functional_category,
)
from guidelines.actions.incidents import Reported, answer_incident, report_incident
from guidelines.actions.questionnaires import send_questionnaire
from guidelines.actions.reassessments import cancel_reassessment, start_reassessment, work_on
from guidelines.actions.responses import SignatureRefused, respond, sign
from guidelines.actions.rule_checks import RuleChanged, Signed, sign_rule_check
from guidelines.actions.rule_switches import SwitchNotConfirmed, switch_rule_off, switch_rule_on
from guidelines.actions.standings import refresh_standing, refresh_standings, refresh_standings_of, see_worse
from guidelines.actions.training_programmes import BasisChanged, Refused, Written, confirm_programme
from guidelines.actions.transfers import take_over
from guidelines.actions.use import recount_use

__all__ = [
    "BasisChanged",
    "Chosen",
    "Reading",
    "Refused",
    "Reported",
    "RuleChanged",
    "SecondConfirmationNeeded",
    "SignatureRefused",
    "Signed",
    "SuggestionChanged",
    "SwitchNotConfirmed",
    "Written",
    "answer_incident",
    "cancel_reassessment",
    "confirm_programme",
    "decide_functional_category",
    "draft_key",
    "record_follow_up",
    "recount_use",
    "refresh_standing",
    "refresh_standings",
    "refresh_standings_of",
    "report_incident",
    "respond",
    "respond_to_advice",
    "see_worse",
    "send_questionnaire",
    "sign",
    "sign_advice",
    "sign_rule_check",
    "start_reassessment",
    "store_evaluation",
    "switch_rule_off",
    "switch_rule_on",
    "take_over",
    "work_on",
]
