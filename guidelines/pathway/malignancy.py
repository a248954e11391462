"""Malignant disease of the spine."""

from __future__ import annotations

from guidelines.pathway.building import is_in, is_true
from guidelines.pathway.recommendations import Action, Certainty, Stage, Strength, Verdict, otherwise
from guidelines.pathway.translate import _

oncology = Action(
    code="refer.oncology",
    title=_("Refer to oncology"),
    stage=Stage.PAIN_CLINIC_AND_ASSESSMENT,
    when=is_true("metastasis_confirmed") | is_true("multiple_myeloma") | is_in("fracture_cause", "malignant"),
    cases=(otherwise(Verdict.RECOMMEND, _("malignant disease of the spine is known")),),
    certainty=Certainty.VERY_LOW,
    strength=Strength.STRONG,
    statements=("R153", "R137"),
    note=_("Analgesics and bed rest often fail when vertebrae have collapsed from cancer."),
)

tokuhashi = Action(
    code="assess.tokuhashi",
    title=_("Score life expectancy (Tokuhashi) before surgery is weighed"),
    stage=Stage.PAIN_CLINIC_AND_ASSESSMENT,
    when=is_true("metastasis_confirmed"),
    cases=(otherwise(Verdict.RECOMMEND, _("a metastasis is confirmed")),),
    certainty=Certainty.VERY_LOW,
    strength=Strength.CONDITIONAL,
    statements=("R159", "R41"),
    controversy="tokuhashi",
    note=_("Name the version of the score: original and revised bands differ."),
)

MALIGNANCY = (oncology, tokuhashi)
