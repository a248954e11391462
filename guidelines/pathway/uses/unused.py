"""Statements that nothing uses, each with its reason: as much a decision as a citation."""

from __future__ import annotations

from guidelines.pathway.translate import _
from guidelines.pathway.uses.use import NotUsed, Reason

UNUSED: tuple[NotUsed, ...] = (
    NotUsed("A02", Reason.BACKGROUND, _("prevalence in Europe; the pathway begins at a patient with a fracture or a suspicion of one")),
    NotUsed("A03", Reason.BACKGROUND, _("prevalence in Denmark; as A02")),
    NotUsed("A04", Reason.BACKGROUND, _("that a number is not known; the registry will count instead")),
    NotUsed("A05", Reason.BACKGROUND, _("how much likelier back pain is; the patient's own pain is recorded")),
    NotUsed("A31", Reason.MECHANISM, _("how calcitonin works, which is in no step")),
    NotUsed("A42", Reason.CUSTOM, _("what some practitioners offer outside hospital; no step, and unstudied (A43)")),
    NotUsed("A52", Reason.MECHANISM, _("a suggested mechanism of vertebroplasty")),
    NotUsed("A84", Reason.SOURCE, _("how the review was made; it dates the source on its card")),
    NotUsed("S02", Reason.BACKGROUND, _("share among fractures; that they are missed is used from S19 and S59")),
    NotUsed("S13", Reason.MECHANISM, _("why the sacrum breaks; that little trauma suffices is used from S09")),
    NotUsed("S65", Reason.OPINION, _("a conclusion from slow healing, which is used from S64")),
    NotUsed("S66", Reason.CUSTOM, _("why few were treated in Sweden when it was written")),
    NotUsed("S67", Reason.OPINION, _("an expectation of benefit that no study tested")),
    NotUsed("S69", Reason.SOURCE, _("conflicts of interest; stands as the funding line on the source's card")),
    NotUsed("P01", Reason.GENERAL, _("that other treatments exist; each is used from its own statement")),
    NotUsed("P12", Reason.CUSTOM, _("the way of referral in Sweden when it was written; referral is the department's own")),
    NotUsed("P21", Reason.CUSTOM, _("where corsets were handed out; the department's own")),
    NotUsed("P28", Reason.MECHANISM, _("a suggested mechanism of vertebroplasty")),
    NotUsed("P29", Reason.CUSTOM, _("what some offer outside hospital; no step, and undocumented (P30)")),
    NotUsed("P30", Reason.SCOPE, _("acupuncture, laser and TENS are in no step, because nobody recommends them")),
    NotUsed("R07", Reason.BACKGROUND, _("what back pain costs the country")),
    NotUsed("R53", Reason.SCOPE, _("cause of spinal stenosis, a disease this pathway does not treat")),
    NotUsed("R68", Reason.SCOPE, _("how common lumbar root symptoms are")),
    NotUsed("R69", Reason.SCOPE, _("the picture of a pressed root in herniation; deficits are asked about as an alarm sign (R152)")),
    NotUsed("R70", Reason.SCOPE, _("the course of disc herniation")),
    NotUsed("F05", Reason.BACKGROUND, _("fractures in Denmark in a year")),
    NotUsed("F07", Reason.BACKGROUND, _("excess mortality in osteoporosis; no decision here weighs it")),
)  # fmt: skip
