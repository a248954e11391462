"""What the sources ask of the registry, and of whom and what it keeps."""

from __future__ import annotations

from guidelines.pathway.translate import _
from guidelines.pathway.uses.use import asks

REGISTRY = (
    asks("purpose", _("A registry of care and outcome, by what patients report, that shows what works and what to stop"), "R01 R03 R04 R26"),
    asks("content", _("Demography, drugs, sick leave and duration of symptoms beside the questionnaires"), "R02 R28 R98 R101 R105"),
    asks("surgeon", _("Diagnosis, operation, implant, complications and scores, entered by the surgeon"), "R29 A44 A64 R61 R85"),
    asks("diagnoses", _("Diagnoses in groups, mapped to dated codes"), "R25 R47 R60 R82 R97 R102 R107"),
    asks("procedures", _("Procedures with guidance and anaesthesia, cement included"), "A47 S46 S48 R116 R138"),
    asks("complications", _("Complications as coded lists in which none and not reported differ"), "A53 A54 A55 S53 S54 S56"),
    asks("walking", _("Walking distance in bands, with over 1000 m as one of them"), "R46 R52 R57 R58"),
    asks("symptoms", _("How long back, leg, neck and arm have hurt, in weeks"), "R67 R77 R86 R95 R96 R100 R103"),
    asks("vas", _("Instrument: VAS of pain"), "R30"),
    asks("eq5d", _("Instrument: EQ-5D with its change that matters"), "R31 R32"),
    asks("sf36", _("Instrument: SF-36 with its scales, summaries and changes that matter"), "R33 R34"),
    asks("odi", _("Instrument: ODI with its bands and its change that matters"), "R06 R35 R36 R37"),
    asks("ndi", _("Instrument: NDI with the change that matters, a range"), "R38 R39"),
    asks("srs22", _("Instrument: SRS-22"), "R40 R110"),
    asks("tokuhashi", _("Instrument: Tokuhashi, its version kept apart"), "R41 R159 R160 R161"),
    asks("lenke", _("Classification: Lenke type"), "R42"),
    asks("denis", _("Classification: Denis zone"), "S12 S50"),
    asks("function-tests", _("Tests: timed up and go, sit-to-stand, tandem stance"), "F17"),
    asks("waves", _("Follow-up before and 1, 2, 5, 10 years after; 6 weeks for metastasis"), "R27 R163"),
    asks("conservative", _("Patients treated without surgery, with the same follow-up"), "R05 R167 S17 S18"),
    asks("fractures", _("Fractures of the spine as episodes of their own, whoever treats them"), "R113 R114 R115 R166"),
    asks("targets", _("Completeness against targets: reporting 90 %, follow-up over 80 %"), "R21 R49 R92 R106"),
    asks("capture", _("Coverage of units and capture of operations, kept apart from completeness"), "R20 R22 R91 R108 R113 R166"),
    asks("unit-completeness", _("Completeness by unit and year, at once"), "R48 R50 R93"),
    asks("digital-answers", _("Patients answer by themselves, digitally"), "R51"),
    asks("ownership", _("The department owns its patients' data and answers for them"), "R23"),
    asks("few-scores", _("A score that few patients have is shown with their number"), "R161"),
)  # fmt: skip
