"""The pathway as steps, with where the patient stands on it. Drawn from the answer's verdicts, never from rules."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidelines.pathway.alarms import ALARM_FACTS
from guidelines.pathway.answer import Answer
from guidelines.pathway.patient_facts import PatientFacts
from guidelines.pathway.recommendations import STAGE_LABELS, Stage, Verdict

# The ladder of pain relief: the patient stands on the highest rung that advice has reached.
LADDER = (Stage.FIRST_LINE, Stage.STRONG_OPIOID, Stage.RHEUMATOLOGIST, Stage.PAIN_CLINIC_AND_ASSESSMENT)
STEPS = (Stage.ALARM, Stage.IMAGING, *LADDER, Stage.PROCEDURE, Stage.OSTEOPOROSIS)
# What puts somebody on a rung; physiotherapy, heat and aids go on beside the ladder and do not.
RUNGS = {
    "drug.paracetamol": Stage.FIRST_LINE,
    "drug.tramadol": Stage.FIRST_LINE,
    "drug.strong_opioid": Stage.STRONG_OPIOID,
    "refer.rheumatology": Stage.RHEUMATOLOGIST,
    "refer.pain_clinic": Stage.PAIN_CLINIC_AND_ASSESSMENT,
    "assess.vertebroplasty": Stage.PAIN_CLINIC_AND_ASSESSMENT,
    "assess.sacroplasty": Stage.PAIN_CLINIC_AND_ASSESSMENT,
}
# A rung below counts as done only where the facts say that it was tried; a malignant fracture may pass rungs by.
TRIED_BY = {
    Stage.FIRST_LINE: ("paracetamol", "tramadol"),
    Stage.STRONG_OPIOID: ("strong_opioid",),
    Stage.RHEUMATOLOGIST: ("rheumatologist_consulted",),
}
NOT_TRIED = (None, False, "not_tried")
IMAGES = ("xray_spine", "xray_pelvis", "mri", "ct")
SHUT = frozenset({Verdict.NOT_CLEARED, Verdict.CONTRAINDICATED, Verdict.AVOID})


@dataclass(frozen=True)
class Step:
    """One step: `state` is done, here, todo (something is advised), held (shut for now) or ahead."""

    title: str
    state: str
    note: str = ""
    url: str = ""


def stepper(answer: Answer, facts: PatientFacts) -> list[Step]:
    """The steps in order; one at most is `here`: an urgent alarm, else the highest rung of the ladder reached."""
    here = _where(answer)
    return [_step(stage, answer, facts, here) for stage in STEPS]


def _where(answer: Answer) -> Stage | None:
    if answer.red_flags.present:
        return Stage.ALARM
    reached = {RUNGS[finding.code] for finding in answer.findings if finding.code in RUNGS}
    return next((stage for stage in reversed(LADDER) if stage in reached), None)


def _step(stage: Stage, answer: Answer, facts: PatientFacts, here: Stage | None) -> Step:
    state, note = _alarm(answer) if stage is Stage.ALARM else _state(stage, answer, facts, here)
    return Step(_(STAGE_LABELS[stage]), state, note)


def _alarm(answer: Answer) -> tuple[str, str]:
    if answer.red_flags.present:
        return "here", _("act now")
    unasked = len(answer.red_flags.open)
    note = _("asked %(asked)d of %(all)d") % {"asked": len(ALARM_FACTS) - unasked, "all": len(ALARM_FACTS)}
    return ("todo" if unasked else "done"), note


def _state(stage: Stage, answer: Answer, facts: PatientFacts, here: Stage | None) -> tuple[str, str]:
    if stage is here:
        return "here", ""
    if _passed(stage, here) and _tried(stage, facts):
        return "done", _("tried") if stage is not Stage.RHEUMATOLOGIST else _("asked")
    verdicts = [finding.verdict for finding in answer.findings if finding.action.stage is stage]
    open_ones = [verdict for verdict in verdicts if verdict not in SHUT]
    if open_ones:
        return "todo", ngettext("%(n)d action", "%(n)d actions", len(open_ones)) % {"n": len(open_ones)}
    if verdicts:
        return "held", _shut_note(verdicts)
    return _nothing_told(stage, facts)


def _nothing_told(stage: Stage, facts: PatientFacts) -> tuple[str, str]:
    """Imaging and bone care go on beside the ladder: without advice they are done or not called for, never ahead."""
    if stage is Stage.IMAGING:
        taken = any(getattr(facts, image) not in (None, "not_done") for image in IMAGES)
        return ("done", _("taken")) if taken else ("ahead", _("none called for"))
    if stage is Stage.OSTEOPOROSIS:
        return (
            ("done", _("work-up done")) if facts.osteoporosis_workup_done else ("ahead", _("none called for"))
        )
    return "ahead", ""


def _passed(stage: Stage, here: Stage | None) -> bool:
    return here in LADDER and stage in LADDER and LADDER.index(stage) < LADDER.index(here)


def _tried(stage: Stage, facts: PatientFacts) -> bool:
    return any(getattr(facts, fact) not in NOT_TRIED for fact in TRIED_BY[stage])


def _shut_note(verdicts: list[Verdict]) -> str:
    return _("not cleared") if Verdict.NOT_CLEARED in verdicts else _("contraindicated")
