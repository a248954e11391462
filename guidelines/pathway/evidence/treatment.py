"""The evidence of the goal, rest, drugs, what goes beside the drugs, and whom to ask."""

from __future__ import annotations

from guidelines.pathway.evidence.evidence import Evidence, Trials, measured, not_stated
from guidelines.pathway.translate import _

CHRONIC = measured(_("about 75 % of patients with an osteoporotic collapse develop chronic pain"), "R123")
NO_DRUG_STUDY = _("none of the ordinary analgesics was studied in this group, with or without a comparison")

TREATMENT = (
    not_stated("goal.pain", "A06 A09", CHRONIC),
    not_stated("rest.flat_intervals", "A13"),
    not_stated(
        "rest.bed_rest", "S03 S15",
        measured(_("median stay in one Danish hospital about 3 weeks, 2-92 days"), "A07"),
    ),
    Evidence("drug.paracetamol", Trials.NO, NO_DRUG_STUDY, ("A16", "A18"), also=("A14",)),
    Evidence("drug.tramadol", Trials.NO, NO_DRUG_STUDY, ("A16", "A18"), also=("A14",)),
    Evidence("drug.nsaid", Trials.NO, NO_DRUG_STUDY, ("A16", "A18"), also=("A14",)),
    not_stated("drug.gastroprotection", "A73"),
    Evidence(
        "drug.strong_opioid", Trials.NO,
        _("morphine was never studied in this group; patches of fentanyl and buprenorphine only without a comparison"),
        ("A16", "A17"), also=("A18", "A19", "A20"),
    ),
    Evidence(
        "physio.mobilising", Trials.YES,
        _(
            "one randomised trial of training: women after menopause with back pain and a compression fracture within 3 "
            "years, against controls; number of patients not given in our source"
        ),
        ("A34", "A36"),
        figures=(
            measured(_("tried: 1 hour, twice a week, 10 weeks; part of the gain lasted 3 months after"), "A34 A35 A37"),
            measured(
                _("LIFTMOR, randomised, in patients not chosen for a fracture: 70-90 % of 1RM as our source has it (above 85 % in the published abstract), 30 minutes, 2 a week, 8 months"),
                "F15 F16",
            ),
        ),
        also=("A33", "A38", "P06", "P07", "P08", "P09", "F14", "F18", "F37", "F41", "F43"),
    ),
    not_stated("physio.lifting_technique", "F25 F36"),
    Evidence("physio.pool", Trials.NO, _("pool training was never studied in osteoporosis"), ("A39", "P14"), also=("P13",)),
    Evidence(
        "aid.corset_short_term", Trials.NO,
        _("the effect of a corset in osteoporotic collapse was never examined"), ("A40",), also=("F26", "R126"),
    ),
    Evidence(
        "aid.corset_prolonged", Trials.NO,
        _("the effect of a corset in osteoporotic collapse was never examined"), ("A40",),
    ),
    Evidence(
        "adjunct.heat_cold", Trials.NO,
        _("heat, cold and massage were never studied in osteoporotic fractures of the spine"),
        ("A43", "P03", "P05"), also=("P11", "F24"),
    ),
    Evidence(
        "adjunct.trigger_injection", Trials.NO,
        _("such injections were never studied after osteoporotic collapse"), ("A24", "P23"), also=("S08",),
    ),
    not_stated("refer.rheumatology", "A67"),
    not_stated("refer.pain_clinic", "A21 A22", CHRONIC),
)  # fmt: skip
