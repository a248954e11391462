"""The evidence of alarm signs and imaging."""

from __future__ import annotations

from guidelines.pathway.evidence.evidence import measured, not_stated
from guidelines.pathway.translate import _

CANCER_FOUND = measured(
    _("1.2 % of hospital patients with back pain and no earlier cancer had one found within 1 year"),
    "R15 R165",
)
XRAY_SENSITIVITY = measured(
    _("a plain film shows probably under 10 % of osteoporotic fractures of the sacrum"), "S24"
)

DIAGNOSIS = (
    not_stated("urgent.cord_compression", "A10 A11 S11"),
    not_stated(
        "urgent.suspected_metastasis",
        "S61 R133 R151 R170",
        measured(_("about 3,500 Danes a year are found with metastases in bone, most of them in the spine"), "R134"),
    ),
    not_stated(
        "urgent.suspected_infection",
        "R144 R145 R148 R149",
        measured(
            _("EQ-5D 0.20 before (n 57), 0.57 at 1 year (n 84), 0.61 at 2 years (n 48) after surgery for infection"),
            "R150 R168",
            uncontrolled=True,
        ),
    ),
    not_stated("review.malignancy", "S61 R133", CANCER_FOUND),
    not_stated("note.outside_scope", "R09"),
    not_stated("image.spine_xray", "A01 A06 F03 R16"),
    not_stated("image.spine_mri", "R16 S30 S31"),
    not_stated("image.spine_ct", "S33 S34"),
    not_stated("image.painful_level"),
    not_stated("image.sacrum_mri", "S01 S07 S09 S10 S19 S21 S27 S28 S59 S60 S62 S68", XRAY_SENSITIVITY),
    not_stated("image.sacrum_ct", "S25 S29 S35"),
    not_stated("note.xray_does_not_exclude_sacral", "S23 S28", XRAY_SENSITIVITY),
    not_stated("image.defer", "R16", CANCER_FOUND),
)  # fmt: skip
