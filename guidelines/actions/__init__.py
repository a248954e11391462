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
from guidelines.actions.reassessments import cancel_reassessment, start_reassessment, work_on
from guidelines.actions.responses import SignatureRefused, respond, sign
from guidelines.actions.standings import refresh_standing, refresh_standings

__all__ = [
    "Chosen",
    "Reading",
    "SecondConfirmationNeeded",
    "SignatureRefused",
    "SuggestionChanged",
    "cancel_reassessment",
    "decide_functional_category",
    "draft_key",
    "record_follow_up",
    "refresh_standing",
    "refresh_standings",
    "respond",
    "respond_to_advice",
    "sign",
    "sign_advice",
    "start_reassessment",
    "store_evaluation",
    "work_on",
]
