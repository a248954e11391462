"""Escalation: the rheumatologist first, then the pain clinic."""

from __future__ import annotations

from guidelines.pathway.alarms import held_by_alarm
from guidelines.pathway.building import is_true, not_false, not_known, not_true
from guidelines.pathway.criteria import Named
from guidelines.pathway.derived import drugs_exhausted, fracture_pain, ladder_exhausted, relief_bad
from guidelines.pathway.recommendations import (
    Action,
    Case,
    Certainty,
    Stage,
    Strength,
    Verdict,
    needed,
    otherwise,
)
from guidelines.pathway.translate import _

relief_not_known = Named(
    "relief_not_known", _("it is not known whether pain relief is satisfactory"), not_known(relief_bad)
)

rheumatology = Action(
    code="refer.rheumatology",
    title=_("Ask a rheumatologist before the next step"),
    stage=Stage.RHEUMATOLOGIST,
    # relief that is not known keeps the action in the answer, not cleared
    when=fracture_pain
    & drugs_exhausted
    & not_false(relief_bad)
    & not_true(is_true("rheumatologist_consulted")),
    cases=(
        Case(
            "relief_not_known",
            relief_not_known,
            Verdict.NOT_CLEARED,
            _("it is not recorded whether relief is satisfactory"),
            needs=needed("pain_rest_vas", "pain_activity_acceptable"),
            held=True,
        ),
        held_by_alarm(),
        otherwise(Verdict.RECOMMEND, _("the drug steps are used up and relief is not satisfactory")),
    ),
    certainty=Certainty.VERY_LOW,
    strength=Strength.STRONG,
    statements=("A77",),
)

pain_clinic = Action(
    code="refer.pain_clinic",
    title=_("Refer to a pain clinic"),
    stage=Stage.PAIN_CLINIC_AND_ASSESSMENT,
    when=fracture_pain & ladder_exhausted & is_true("rheumatologist_consulted"),
    cases=(
        held_by_alarm(),
        otherwise(Verdict.CONSIDER, _("a rheumatologist has been asked and relief is not satisfactory")),
    ),
    certainty=Certainty.VERY_LOW,
    strength=Strength.CONDITIONAL,
    statements=("A78",),
)

ESCALATION = (rheumatology, pain_clinic)
