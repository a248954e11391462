"""The review desk of the made-up department: some rules checked, one report that an editor is looking at."""

from __future__ import annotations

from datetime import date, timedelta

from guidelines.actions import Reported, Signed, answer_incident, report_incident, sign_rule_check
from guidelines.advice import advice_for
from guidelines.models import RuleCheck
from guidelines.pathway.rule_digest import digests
from guidelines.pathway.rulebook import CURRENT
from registry.models import Patient, User

BOTH_SIDES = (
    "urgent.cord_compression",
    "urgent.suspected_infection",
    "goal.pain",
    "procedure.vertebroplasty",
)
ONE_SIDE = "rest.bed_rest"
REPORTED = Reported(
    about="aid.corset_prolonged",
    kind="unclear",
    severity="minor",
    text="It is not clear whether the weeks are counted from the fracture or from the first day with the corset.",
)


def tell(clinician: User, editors: list[User], patient: Patient, today: date) -> None:
    """Two editors check rules, the clinician reports advice about the patient."""
    first, second = editors
    on = today - timedelta(days=20)
    for action in (*BOTH_SIDES, ONE_SIDE):
        _check(action, RuleCheck.Side.CLINICAL, "Read against the statements it cites.", on, first)
    for action in BOTH_SIDES:
        _check(action, RuleCheck.Side.TECHNICAL, "Tree, order of the cases and thresholds agree.", on, second)
    advice = advice_for(patient, today)
    report = report_incident(patient=patient, advice=advice, reported=REPORTED, by=clinician)
    answer_incident(report=report, state="looking", by=first)


def _check(action: str, side: str, comment: str, on: date, by: User) -> None:
    signed = Signed(side, on + timedelta(days=365), comment)
    sign_rule_check(action=action, digest=digests(CURRENT)[action], signed=signed, on=on, by=by)
