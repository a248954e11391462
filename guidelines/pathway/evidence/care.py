"""The evidence of malignancy, osteoporosis care and follow-up."""

from __future__ import annotations

from guidelines.pathway.evidence.evidence import Evidence, Trials, measured, not_stated
from guidelines.pathway.translate import _

NEXT_FRACTURE = measured(_("1 in 5 has another collapse within 12 months"), "R124")
STILL_ON_DRUGS = measured(_("75 % still took analgesics for the back at 6-12 months"), "A08")

CARE = (
    not_stated(
        "refer.oncology", "A19 A20 A26 R135 R136",
        measured(
            _("EQ-5D 0.23 before (n 378), 0.50 at 6 weeks (n 295) after surgery for metastasis"),
            "R162 R169", uncontrolled=True,
        ),
    ),
    not_stated(
        "assess.tokuhashi", "R158 R160",
        measured(
            _("mean survival by score: 9 or more at least 12 months, 6-8 up to 12 months, 5 or less up to 3 months"), "R41",
        ),
        measured(_("score registered for 246 patients"), "R161"),
    ),
    not_stated(
        "osteoporosis.workup", "R133 R164",
        measured(_("every 3rd woman and every 6th man over 50 has osteoporosis; about half of them a collapse"), "R119"),
    ),
    Evidence(
        "osteoporosis.treatment", Trials.YES,
        _("one randomised trial of alendronate every day: about 2000 women after menopause with a vertebral fracture, 3 years"),
        ("A27",),
        figures=(measured(_("fewer days in bed and fewer days held back by the back; numbers not given"), "A27"),),
        also=("A28", "A32"),
    ),
    not_stated("review.bone_drug"),
    not_stated("osteoporosis.calcium_vitamin_d"),
    not_stated(
        "refer.osteoporosis_assessment", "F08 F11",
        measured(_("about 700,000 Danes have osteoporosis, up to 500,000 of them without knowing"), "F01"),
    ),
    not_stated("followup.new_fracture", "F03 F06 R125", NEXT_FRACTURE),
    not_stated("followup.analgesic_review", "R123", STILL_ON_DRUGS),
    not_stated(
        "followup.neuro_recheck", "S53",
        measured(_("1 of 50 patients had a short radiculopathy after sacroplasty"), "S40", uncontrolled=True),
    ),
)  # fmt: skip
