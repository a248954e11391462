"""A01-A84: the review of pain treatment after osteoporotic fractures of the spine (Danish, undated)."""

from __future__ import annotations

from guidelines.pathway.statements.statement import Statement
from guidelines.pathway.translate import _

SUMMARY = _("Summary")
BACKGROUND = _("Background")
MECHANISMS = _("Pain mechanisms")
METHOD = _("How the literature was searched")
DRUGS = _("Drug treatment")
TRAINING = _("Physiotherapy")
CORSET = _("Support corset")
OTHER = _("Other measures")
CEMENT = _("Vertebroplasty and kyphoplasty")
CONCLUSION = _("Conclusion and recommended treatment")

# fmt: off
PAIN_REVIEW: dict[str, Statement] = {
    "A01": Statement(BACKGROUND, _("Fragility fractures of the spine occur often, by themselves or after a small accident"), _("no trauma or low energy")),
    "A02": Statement(BACKGROUND, _("Share of 75-year-old Europeans with a vertebral fracture (EVOS); it varies much between regions"), _("women 25 %, men 18 %")),
    "A03": Statement(BACKGROUND, _("Share of 70-year-old Danes with a vertebral fracture, women and men together: lower than the European figure"), "18 %"),
    "A04": Statement(BACKGROUND, _("How many fractures give symptoms, and how many lead to admission, is not known"), _("no valid figure")),
    "A05": Statement(BACKGROUND, _("Women who broke one or more vertebrae in the last few years have back pain two to three times as often as others"), _("2-3 times")),
    "A06": Statement(BACKGROUND, _("Long after it broke, the spine still hurts and troubles clearly more than one that never did")),
    "A07": Statement(BACKGROUND, _("How long such patients stayed in a Danish hospital, a little more than ten years before the review"), _("median about 3 weeks, 2-92 days")),
    "A08": Statement(BACKGROUND, _("Six to twelve months later three of four still needed analgesics for the back (that this calls for a late review of the drugs is our inference)"), _("75 % at 6-12 months")),
    "A09": Statement(MECHANISMS, _("The pain may be sharp, cutting, boring or dull; damage that lasts makes the nervous system more sensitive, in ways not fully understood")),
    "A10": Statement(MECHANISMS, _("It may come from collapsed or loose cancellous bone, bone beside it, periosteum, joint capsules or the soft tissue along the spine; not from compact bone or the core of the disc")),
    "A11": Statement(MECHANISMS, _("The usual pain is felt where the bone broke and does not follow a nerve root, because cord and roots are rarely touched")),
    "A12": Statement(MECHANISMS, _("Pain along a root, or a deficit, is not how these fractures present: search for what presses, or for something else (our inference)")),
    "A13": Statement(SUMMARY, _("By tradition treatment has three parts: analgesics, relief from load or rest, and physiotherapy")),
    "A14": Statement(DRUGS, _("The older base is paracetamol and an NSAID; tramadol or codeine came on top"), _("no doses")),
    "A15": Statement(DRUGS, _("When pain was stronger, tradition added a strong opioid, mostly morphine by mouth"), _("no doses")),
    "A16": Statement(DRUGS, _("Paracetamol, NSAID, codeine, tramadol and morphine: not one of them was ever tested in these patients"), _("no study, controlled or not")),
    "A17": Statement(DRUGS, _("Of strong opioids only patches of fentanyl and buprenorphine were looked at, in a few studies without a comparison"), _("uncontrolled only")),
    "A18": Statement(DRUGS, _("Fractures elsewhere that are not malignant have no sound documentation for analgesics either")),
    "A19": Statement(DRUGS, _("In cancer pain, breakthrough pain included, opioids have been shown to help"), _("several randomised controlled studies")),
    "A20": Statement(DRUGS, _("Breakthrough pain in cancer mostly has more than one cause, and pain from the skeleton is a frequent one")),
    "A21": Statement(DRUGS, _("Pain that resists everything can be met with epidural or intrathecal opioid, or with epidural steroid")),
    "A22": Statement(DRUGS, _("For osteoporotic collapse these spinal routes are unproven: support comes only from other severe pain, and Denmark uses them little")),
    "A23": Statement(DRUGS, _("Glucocorticoid or local anaesthetic, or both, into a muscle in spasm may give some relief")),
    "A24": Statement(DRUGS, _("Such injections have been studied little anywhere and never after osteoporotic collapse; they are seldom given"), _("no study")),
    "A25": Statement(DRUGS, _("Repeated glucocorticoid injections cost bone, so keep them few"), _("number not given")),
    "A26": Statement(DRUGS, _("Pain from metastases in bone can be lessened by bisphosphonates")),
    "A27": Statement(DRUGS, _("Alendronate every day, in a randomised trial: less time in bed and less time held back by the back, in part because new fractures became rarer"), _("about 2000 women after menopause, at least 1 vertebral fracture; 3 years")),
    "A28": Statement(CONCLUSION, _("It is not settled whether bisphosphonates, or teriparatide, take away the pain of the fracture itself")),
    "A29": Statement(DRUGS, _("Against the acute pain of an osteoporotic collapse calcitonin works"), _("controlled, some randomised; nasal, parenteral, rectal")),
    "A30": Statement(DRUGS, _("Danish doctors never took calcitonin up; the recommended steps leave it out (the last is our reading)")),
    "A31": Statement(DRUGS, _("Nobody knows how calcitonin eases pain")),
    "A32": Statement(DRUGS, _("Early data hint that teriparatide may ease pain"), _("preliminary")),
    "A33": Statement(TRAINING, _("Exercise is given at every age of fracture, but there is no standard programme")),
    "A34": Statement(TRAINING, _("One randomised trial of training stands alone: women after menopause with back pain and a compression fracture in the last 3 years"), _("1 hour, twice a week, 10 weeks")),
    "A35": Statement(TRAINING, _("What was trained: classes for balance and strength, with stretching and relaxation")),
    "A36": Statement(TRAINING, _("Against the control group: less pain, less use of analgesics, better function by own report, better quality of life")),
    "A37": Statement(TRAINING, _("Part of the gain was still there when training had stopped"), _("3 months after")),
    "A38": Statement(CONCLUSION, _("All in all training is poorly documented, yet what there is speaks for it"), _("low certainty")),
    "A39": Statement(TRAINING, _("Training in a pool was never studied, neither in osteoporosis nor in malignant collapse"), _("no study, controlled or not")),
    "A40": Statement(CORSET, _("A corset is used now and then; whether it helps in osteoporotic collapse was never examined, nor, it seems, in malignant collapse")),
    "A41": Statement(OTHER, _("Some wards use heat, cold or massage while the fracture is fresh"), _("acute phase")),
    "A42": Statement(OTHER, _("Acupuncture, laser, TENS: probably offered by some therapists who work outside hospitals")),
    "A43": Statement(OTHER, _("None of these was studied in osteoporotic fractures of the spine: acupuncture, TENS, laser, massage, heat, cold"), _("no study")),
    "A44": Statement(CEMENT, _("Bone cement is injected under fluoroscopy into a painful vertebra, malignant or osteoporotic, with or without a balloon first"), "PMMA"),
    "A45": Statement(CEMENT, _("When it is unclear which level hurts, MRI or scintigraphy decides")),
    "A46": Statement(SUMMARY, _("When the review was written vertebroplasty looked promising but stood on series only, looking back or ahead"), _("no randomised controlled trial")),
    "A47": Statement(CEMENT, _("Local anaesthesia is nearly always enough for vertebroplasty")),
    "A48": Statement(CEMENT, _("The patient can get up the same day"), _("after a few hours")),
    "A49": Statement(CEMENT, _("Series without a comparison tell of pain gone or clearly less within hours to days, after illness of weeks to decades, and lasting for years"), _("80-90 % of cases; pain for a few weeks to 35 years")),
    "A50": Statement(CEMENT, _("One controlled study, not randomised, of fresh collapse: the day after, clearly less pain than with usual care"), _("24 hours")),
    "A51": Statement(CEMENT, _("At six weeks the two groups of that study were alike"), _("6 weeks")),
    "A52": Statement(CEMENT, _("Why it might work: the fracture is held still, load is shared anew, nerve endings are destroyed")),
    "A53": Statement(CEMENT, _("Complications are few; the commonest is cement in the canal, which calls for no treatment"), "1-2 %"),
    "A54": Statement(CEMENT, _("Pulmonary embolism has been seen in single patients, seldom with consequences")),
    "A55": Statement(CEMENT, _("A few reports find more fractures in the vertebrae next to the cement; nobody has looked for the reason")),
    "A56": Statement(CEMENT, _("Infection is an absolute contraindication to cement")),
    "A57": Statement(CEMENT, _("A bleeding tendency that cannot be corrected is an absolute contraindication to cement")),
    "A58": Statement(CEMENT, _("Where fragments out of place press on cord or roots and cause pain, paralysis or loss of feeling, cement may press more: a relative contraindication")),
    "A59": Statement(CEMENT, _("There, cement has a place only beside an operation")),
    "A60": Statement(CEMENT, _("How it spread: begun in France, first results, then Denmark, with a little over 100 treated there when the review was written; health technology assessment has looked at it"), "1984; 1987; 2001"),
    "A61": Statement(CEMENT, _("At that time patients could be sent to trials in Odense or Aarhus (history: the names are out of date)")),
    "A62": Statement(CEMENT, _("Whether to do it is always decided jointly with the doctors who refer")),
    "A63": Statement(CEMENT, _("That decision includes who goes on treating and following the patient")),
    "A64": Statement(CEMENT, _("In kyphoplasty a balloon opens a hollow, perhaps lifts the vertebra, and cement fills it")),
    "A65": Statement(CEMENT, _("Kyphoplasty seems to do best while the fracture is less than three weeks old"), _("under 21 days")),
    "A66": Statement(CEMENT, _("It costs much more than vertebroplasty, and that it adds anything is not shown")),
    "A67": Statement(CONCLUSION, _("The advice rests on the literature and on what its authors have seen themselves: experts' opinion")),
    "A68": Statement(CONCLUSION, _("Aim: free of pain at rest, and pain one can live with when active"), _("rest 0; activity acceptable")),
    "A69": Statement(CONCLUSION, _("Say so early: moving without any pain is rarely within reach, least of all at first"), _("first days to weeks")),
    "A70": Statement(CONCLUSION, _("During that first time, lie down flat to rest, and often"), _("early period")),
    "A71": Statement(CONCLUSION, _("Staying in bed all the time wastes bone and muscle fast and is to be avoided")),
    "A72": Statement(CONCLUSION, _("Start with paracetamol and tramadol; an NSAID may be added"), _("no doses")),
    "A73": Statement(CONCLUSION, _("Fear of bleeding in old, frail patients makes doctors use NSAIDs less (a description; that it is a relative contraindication is our reading)"), _("no age limit given")),
    "A74": Statement(CONCLUSION, _("Before an NSAID, weigh for this patient whether a COX-2 inhibitor or a PPI beside it is called for")),
    "A75": Statement(CONCLUSION, _("Physiotherapy that gets the patient moving goes with the drugs, above all early; a pool is optional"), _("acute phase")),
    "A76": Statement(CONCLUSION, _("A strong opioid may be added, in acute as in chronic pain")),
    "A77": Statement(CONCLUSION, _("If all this does not relieve enough, ask a rheumatologist before the next step")),
    "A78": Statement(CONCLUSION, _("Now and then a pain clinic is needed"), _("few cases")),
    "A79": Statement(CONCLUSION, _("With the referral to the pain clinic, judge at once whether vertebroplasty is an option"), _("in parallel")),
    "A80": Statement(CONCLUSION, _("Whatever is done for the pain, the osteoporosis is to be examined"), _("should")),
    "A81": Statement(CONCLUSION, _("Whatever is done for the pain, a drug against osteoporosis that suits the patient is to be started"), _("should; drug not named")),
    "A82": Statement(CONCLUSION, _("Vertebroplasty is an offer for chosen patients only")),
    "A83": Statement(CONCLUSION, _("For osteoporotic collapse none of the treatments has randomised controlled trials behind it, says the conclusion (its own text names some: see C28)")),
    "A84": Statement(METHOD, _("Found by searching PubMed and Cochrane; the year is not printed (what it knows places it after 2001 and before the sham-controlled trials)"), _("undated")),
}
# fmt: on
