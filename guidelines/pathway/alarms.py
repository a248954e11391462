"""Alarm signs, always first: what must be acted on before the ladder goes on."""

from __future__ import annotations

from guidelines.pathway.building import (
    above,
    is_in,
    is_true,
    known_true,
    not_empty,
    not_false,
    not_true,
)
from guidelines.pathway.criteria import Any, Limit, Named
from guidelines.pathway.derived import malignancy_known, many_weeks_of_pain
from guidelines.pathway.recommendations import Action, Case, Certainty, Stage, Strength, Verdict, otherwise
from guidelines.pathway.translate import _

# The five alarm questions: each is open until it is answered.
ALARM_FACTS = ("neuro_deficit", "bladder_bowel_new", "cancer_history", "fever", "infection_status")

cord_compression = Action(
    code="urgent.cord_compression",
    title=_("Suspected compression of the cord or nerve roots: act now"),
    stage=Stage.ALARM,
    when=is_true("neuro_deficit")
    | is_true("bladder_bowel_new")
    | (is_true("cord_compression_by_fragment") & (malignancy_known | is_in("fracture_cause", "malignant"))),
    cases=(otherwise(Verdict.URGENT, _("signs of pressure on the cord or nerve roots")),),
    certainty=Certainty.VERY_LOW,
    strength=Strength.STRONG,
    statements=("R152", "R159", "A12", "A58"),
    note=_("The sources name the signs but no time limit and no route: follow the local emergency route."),
)

suspected_metastasis = Action(
    code="urgent.suspected_metastasis",
    title=_("Suspected spinal metastasis: rule it out now"),
    stage=Stage.ALARM,
    when=is_true("cancer_history")
    & not_false(is_true("back_pain_new"))
    & not_true(is_true("metastasis_confirmed"))
    & not_true(is_true("metastasis_excluded")),
    cases=(otherwise(Verdict.URGENT, _("earlier cancer with new back pain is metastasis until disproved")),),
    certainty=Certainty.VERY_LOW,
    strength=Strength.STRONG,
    statements=("R155", "R156"),
    note=_("That no metastasis has been confirmed excludes nothing: only an MRI of the painful region does."),
)

suspected_infection = Action(
    code="urgent.suspected_infection",
    title=_("Suspected infection of the spine: act now"),
    stage=Stage.ALARM,
    when=is_true("fever")
    | is_in("infection_status", "suspected", "active")
    | is_true("infection_markers")
    | is_in("fracture_cause", "infectious"),
    cases=(otherwise(Verdict.URGENT, _("signs of infection")),),
    certainty=Certainty.VERY_LOW,
    strength=Strength.STRONG,
    statements=("R143", "R146", "A56"),
    note=_("The sources ask for early treatment and give no hour limit."),
)

URGENT = (cord_compression, suspected_metastasis, suspected_infection)

urgent_flag = Named(
    "urgent_flag",
    _("an urgent alarm is present"),
    Any(tuple(Named(action.code, action.title, action.present) for action in URGENT)),
)


def held_by_alarm() -> Case:
    """An urgent alarm is settled first; the answer names which."""
    return Case("held", urgent_flag, Verdict.NOT_CLEARED, _("an urgent alarm is settled first"), held=True)


other_alarm_signs = Named(
    "other_alarm_signs", _("other alarm signs are present"), known_true(not_empty("other_red_flags"))
)

review_malignancy = Action(
    code="review.malignancy",
    title=_("Think of malignancy"),
    stage=Stage.ALARM,
    when=not_empty("other_red_flags")
    | (
        (above("age_years", Limit("malignancy_age_years")) | many_weeks_of_pain)
        & not_true(is_true("cancer_history"))
        & not_true(is_in("fracture_cause", "malignant"))
        & ~malignancy_known
    ),
    cases=(
        Case("signs", other_alarm_signs, Verdict.RECOMMEND, _("other alarm signs are recorded")),
        Case("duration", known_true(many_weeks_of_pain), Verdict.CONSIDER, _("the pain has lasted long")),
        otherwise(Verdict.CONSIDER, _("age alone"), code="age_only", folded=True),
    ),
    certainty=Certainty.LOW,
    strength=Strength.CONDITIONAL,
    statements=("R11", "R12", "R13", "R14", "R15"),
    note=_(
        "No earlier cancer does not rule cancer out: 1.2 % of hospital back-pain patients had one within a year."
    ),
)

outside_scope = Action(
    code="note.outside_scope",
    title=_("Outside the scope of this pathway"),
    stage=Stage.ALARM,
    when=is_in("trauma_energy", "high")
    | is_in("fracture_cause", "traumatic")
    | (
        is_true("back_pain_new")
        & is_in("vertebral_fracture", "excluded")
        & is_in("sacral_fracture", "excluded")
    ),
    cases=(otherwise(Verdict.CAUTION, _("this pathway is for fragility and malignant fractures")),),
    certainty=Certainty.VERY_LOW,
    strength=Strength.CONDITIONAL,
    statements=("R111", "R112"),
    note=_("Where the pathway says nothing, that is not reassurance."),
)

ALARMS = (*URGENT, review_malignancy, outside_scope)
