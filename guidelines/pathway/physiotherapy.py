"""Beside the drugs: physiotherapy, lifting, pool, corset, heat and cold, injections into tender muscle."""

from __future__ import annotations

from guidelines.pathway.alarms import held_by_alarm, urgent_flag
from guidelines.pathway.building import (
    above,
    at_least,
    at_most,
    blank,
    is_in,
    is_true,
    known_true,
    not_true,
)
from guidelines.pathway.criteria import Any, Limit, Named
from guidelines.pathway.derived import (
    early_fracture,
    fracture_pain,
    malignancy_known,
    vertebral_fracture_confirmed,
)
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

stability_in_doubt = Named(
    "stability_in_doubt",
    _("the spine may be unstable"),
    Any(
        (
            malignancy_known,
            known_true(is_true("cord_compression_by_fragment")),
            known_true(is_in("trauma_energy", "high")),
            known_true(is_in("fracture_cause", "malignant", "traumatic")),
        )
    ),
    design_choice=True,
)

mobilising = Action(
    code="physio.mobilising",
    title=_("Mobilising physiotherapy"),
    stage=Stage.FIRST_LINE,
    when=fracture_pain,
    cases=(
        held_by_alarm(),
        Case(
            "stability",
            stability_in_doubt,
            Verdict.CAUTION,
            _("stability is settled first"),
            design_choice=True,
        ),
        otherwise(Verdict.RECOMMEND, _("keep moving, cautiously, from the start")),
    ),
    certainty=Certainty.LOW,
    strength=Strength.CONDITIONAL,
    statements=("A75", "F22", "F27"),
    controversy="activity-and-training",
    note=_(
        "One randomised trial of training, within three years of a fracture; thin evidence, pointing to benefit."
    ),
)

lifting_technique = Action(
    code="physio.lifting_technique",
    title=_("Teach lifting technique and good patterns of movement"),
    stage=Stage.FIRST_LINE,
    when=fracture_pain & ~urgent_flag,
    cases=(otherwise(Verdict.RECOMMEND, _("a fracture, and no urgent alarm")),),
    certainty=Certainty.VERY_LOW,
    strength=Strength.CONDITIONAL,
    statements=("P10",),
)

pool = Action(
    code="physio.pool",
    title=_("Training in a warm pool"),
    stage=Stage.FIRST_LINE,
    when=fracture_pain,
    cases=(
        Case(
            "barred",
            known_true(~is_true("mobilisation_possible")) | known_true(is_true("incontinence_any")),
            Verdict.CONTRAINDICATED,
            _("not mobile enough, or incontinent"),
        ),
        held_by_alarm(),
        Case(
            "not_asked",
            blank("mobilisation_possible") | blank("incontinence_any"),
            Verdict.NOT_CLEARED,
            _("mobility or continence has not been asked about"),
            needs=needed("mobilisation_possible", "incontinence_any"),
        ),
        otherwise(Verdict.CONSIDER, _("mobile and continent")),
    ),
    certainty=Certainty.NONE,
    strength=Strength.CONDITIONAL,
    statements=("A75", "P15", "P16", "P14"),
    controversy="pool-training",
)

corset_prolonged = Action(
    code="aid.corset_prolonged",
    title=_("Corset all day or for long"),
    stage=Stage.FIRST_LINE,
    when=is_in("corset_use", "whole_day")
    | (
        above("corset_weeks", Limit("corset_short_weeks")) & not_true(is_in("corset_use", "activity", "none"))
    ),
    cases=(otherwise(Verdict.AVOID, _("worn all day, or for longer than a short period")),),
    certainty=Certainty.NONE,
    strength=Strength.CONDITIONAL,
    statements=("P17", "P20"),
    controversy="corset",
)

corset_short_term = Action(
    code="aid.corset_short_term",
    title=_("Corset for a short period"),
    stage=Stage.FIRST_LINE,
    when=vertebral_fracture_confirmed
    & at_most("vertebral_fracture_weeks", Limit("corset_short_weeks"))
    & ~Named("aid.corset_prolonged", _("a corset is worn all day or for long"), corset_prolonged.present),
    cases=(otherwise(Verdict.CONSIDER, _("a recent vertebral fracture")),),
    certainty=Certainty.NONE,
    strength=Strength.CONDITIONAL,
    statements=("P18", "P19", "A40"),
    controversy="corset",
)

heat_cold = Action(
    code="adjunct.heat_cold",
    title=_("Heat or cold packs"),
    stage=Stage.FIRST_LINE,
    when=fracture_pain & early_fracture,
    cases=(otherwise(Verdict.CONSIDER, _("the fracture is recent")),),
    certainty=Certainty.NONE,
    strength=Strength.CONDITIONAL,
    statements=("A41", "P02", "P04"),
    note=_("Their effect has never been documented."),
)

many_injections = Named(
    "many_injections",
    _("many glucocorticoid injections, or their number is not recorded, or long-term steroid"),
    Any(
        (
            blank("glucocorticoid_injections_12m"),
            known_true(at_least("glucocorticoid_injections_12m", Limit("steroid_injections"))),
            known_true(is_true("long_term_steroid")),
        )
    ),
    cites=("A25",),
)

bleeding_not_settled = is_in("coagulopathy", "correctable", "uncorrectable")

trigger_injection = Action(
    code="adjunct.trigger_injection",
    title=_("Injection into tender muscle"),
    stage=Stage.FIRST_LINE,
    when=fracture_pain & is_true("muscle_spasm_paraspinal"),
    cases=(
        held_by_alarm(),
        Case(
            "bleeding",
            known_true(bleeding_not_settled),
            Verdict.NOT_CLEARED,
            _("a bleeding tendency is not corrected"),
            needs=needed("coagulopathy", when=known_true(bleeding_not_settled)),
            design_choice=True,
        ),
        Case("steroids", many_injections, Verdict.CAUTION, _("glucocorticoid harms bone")),
        otherwise(Verdict.CONSIDER, _("spasm beside the spine, few injections so far")),
    ),
    certainty=Certainty.NONE,
    strength=Strength.CONDITIONAL,
    statements=("A23", "A25", "P22"),
    controversy="muscle-injections",
)

BESIDE_THE_DRUGS = (
    mobilising,
    lifting_technique,
    pool,
    corset_short_term,
    corset_prolonged,
    heat_cold,
    trigger_injection,
)
