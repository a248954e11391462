"""What the sources say, one row a statement, in our own words: the ids that rules and controversies cite.

Each row: section of the source where it stands, what it says, and its exact figures ("" where it gives none).
"""

from __future__ import annotations

from typing import NamedTuple

from guidelines.pathway.translate import _


class Statement(NamedTuple):
    section: str
    says: str
    figures: str = ""


STATEMENTS: dict[str, Statement] = {
    "A08": Statement(
        _("Background"),
        _(
            "Three quarters still took analgesics for back pain half to one year later, so a late analgesic review is warranted (the review is our inference)"
        ),
        "75 % at 6-12 months",
    ),
    "A12": Statement(
        _("Pain mechanisms"),
        _(
            "Pain along a root, or a deficit, does not fit the usual picture: look for compression or another cause (our inference)"
        ),
    ),
    "A14": Statement(
        _("Conclusion and recommended treatment"),
        _("Traditional base: paracetamol and NSAID, often supplemented with tramadol or codeine"),
        "no doses",
    ),
    "A15": Statement(
        _("Conclusion and recommended treatment"),
        _("Stronger pain traditionally gets a strong opioid, typically oral morphine"),
        "no doses",
    ),
    "A16": Statement(
        _("Conclusion and recommended treatment"),
        _(
            "None of the ordinary analgesics (paracetamol, NSAID, codeine, tramadol, morphine) has been studied in this patient group"
        ),
        "no controlled or uncontrolled study",
    ),
    "A17": Statement(
        _("Drug treatment"),
        _("Only a few uncontrolled studies exist, of transdermal fentanyl and buprenorphine"),
        "uncontrolled only",
    ),
    "A23": Statement(
        _("Drug treatment"),
        _("Intramuscular glucocorticoid and/or local anaesthetic may perhaps ease secondary muscle spasm"),
    ),
    "A25": Statement(
        _("Drug treatment"),
        _("Avoid too many glucocorticoid blocks because of bone density"),
        "number not given",
    ),
    "A27": Statement(
        _("Drug treatment"),
        _(
            "Randomised trial of daily alendronate: fewer days in bed and fewer days of limited activity, partly because of fewer new fractures"
        ),
        "~2000 postmenopausal women with >=1 osteoporotic vertebral fracture; 3 years",
    ),
    "A34": Statement(
        _("Physiotherapy"),
        _(
            "A single randomised trial of physical training: postmenopausal women, back pain, at least one compression fracture within 3 years"
        ),
        "1 hour, 2 per week, 10 weeks",
    ),
    "A36": Statement(
        _("Physiotherapy"),
        _("Gains over controls: pain, analgesic use, self-rated function, quality of life"),
    ),
    "A38": Statement(
        _("Conclusion and recommended treatment"),
        _("Overall evidence for training is thin but points toward benefit"),
        "low certainty",
    ),
    "A39": Statement(
        _("Physiotherapy"),
        _("Pool training is unstudied in osteoporosis and in malignant collapse"),
        "no controlled/uncontrolled study",
    ),
    "A40": Statement(
        _("Conclusion and recommended treatment"),
        _(
            "Support corset is sometimes used; effect never examined in osteoporotic or (apparently) malignant collapse"
        ),
    ),
    "A41": Statement(
        _("Other measures"), _("Acute phase, on some wards: hot or cold packs, massage"), "acute phase"
    ),
    "A43": Statement(
        _("Conclusion and recommended treatment"),
        _("No studies of heat/cold, massage, acupuncture, laser or TENS in osteoporotic spine fracture"),
    ),
    "A44": Statement(
        _("Vertebroplasty and kyphoplasty"),
        _(
            "Vertebroplasty and kyphoplasty: fluoroscopy-guided injection of PMMA cement for painful malignant or osteoporotic vertebrae"
        ),
        "PMMA",
    ),
    "A45": Statement(
        _("Vertebroplasty and kyphoplasty"),
        _("Doubt about which level hurts: settle it by MRI or scintigraphy"),
    ),
    "A49": Statement(
        _("Vertebroplasty and kyphoplasty"),
        _(
            "Series report freedom from or significant fall in pain within hours to days; disease duration from weeks to decades; relief described for years"
        ),
        "80-90 % of cases; duration few weeks to 35 years",
    ),
    "A50": Statement(
        _("Vertebroplasty and kyphoplasty"),
        _(
            "One non-randomised controlled study of acute collapse: significantly less pain one day after the procedure than conservative care"
        ),
        "24 h",
    ),
    "A51": Statement(
        _("Vertebroplasty and kyphoplasty"),
        _("In that same study the groups did not differ at six weeks"),
        "6 weeks",
    ),
    "A53": Statement(
        _("Vertebroplasty and kyphoplasty"),
        _("Few complications; the typical one, canal leak, needs no treatment"),
        "1-2 %",
    ),
    "A54": Statement(
        _("Vertebroplasty and kyphoplasty"),
        _("Single cases of pulmonary embolism, mostly without clinical importance"),
    ),
    "A55": Statement(
        _("Vertebroplasty and kyphoplasty"),
        _("Some reports of higher fracture risk in neighbouring vertebrae; cause not examined"),
    ),
    "A56": Statement(
        _("Vertebroplasty and kyphoplasty"), _("Infection is an absolute contraindication to cement")
    ),
    "A57": Statement(
        _("Vertebroplasty and kyphoplasty"),
        _("A bleeding tendency that cannot be corrected is an absolute contraindication to cement"),
    ),
    "A58": Statement(
        _("Vertebroplasty and kyphoplasty"),
        _(
            "Neurological deficit (pain, paralysis, sensory loss) caused by displaced fragments pressing on cord/roots at the injured vertebra: cement can worsen the compression"
        ),
    ),
    "A59": Statement(
        _("Vertebroplasty and kyphoplasty"),
        _("In that situation vertebroplasty may be used as an addition to surgery"),
    ),
    "A62": Statement(
        _("Vertebroplasty and kyphoplasty"),
        _("Vertebroplasty decision always taken together with the referring doctors"),
    ),
    "A63": Statement(
        _("Vertebroplasty and kyphoplasty"),
        _("Continued treatment and follow-up must be secured as part of that decision"),
    ),
    "A65": Statement(
        _("Vertebroplasty and kyphoplasty"),
        _("Kyphoplasty results seem best in fractures under three weeks old"),
        "< 21 days",
    ),
    "A66": Statement(
        _("Vertebroplasty and kyphoplasty"),
        _("Kyphoplasty costs far more; extra value over vertebroplasty unproven"),
    ),
    "A68": Statement(
        _("Conclusion and recommended treatment"),
        _("Treatment goal: no pain at rest and acceptable pain in function"),
        "rest = 0; activity = acceptable",
    ),
    "A69": Statement(
        _("Conclusion and recommended treatment"),
        _(
            "Tell the patient early: movement will seldom be painless, least of all in the first days to weeks"
        ),
        "days-weeks",
    ),
    "A70": Statement(
        _("Conclusion and recommended treatment"),
        _("In that early period frequent rest lying flat is advised"),
        "early period",
    ),
    "A71": Statement(
        _("Conclusion and recommended treatment"),
        _("Continuous bed rest should be avoided: quick loss of bone and muscle"),
    ),
    "A72": Statement(
        _("Conclusion and recommended treatment"),
        _("Recommended first line: paracetamol plus tramadol, NSAID optional"),
        "no doses",
    ),
    "A73": Statement(
        _("Conclusion and recommended treatment"),
        _(
            "NSAID use is declining from fear of GI bleeding in the often old, frail patient (described; reading it as a relative contraindication is ours)"
        ),
        "no age cut-off",
    ),
    "A74": Statement(
        _("Conclusion and recommended treatment"),
        _("Before adding an NSAID: individual decision on COX-2 choice and PPI cover"),
    ),
    "A75": Statement(
        _("Conclusion and recommended treatment"),
        _("Supplement, mainly acute: mobilising physiotherapy; pool optional"),
        "acute phase",
    ),
    "A76": Statement(
        _("Conclusion and recommended treatment"),
        _("Strong opioid is a possible add-on, whether pain is acute or chronic"),
    ),
    "A77": Statement(
        _("Conclusion and recommended treatment"),
        _("Relief unsatisfactory after the above: rheumatologist's advice before the next step"),
    ),
    "A78": Statement(
        _("Conclusion and recommended treatment"),
        _("Occasionally referral to a pain clinic becomes necessary"),
        "few cases",
    ),
    "A79": Statement(
        _("Conclusion and recommended treatment"),
        _("When referring to the pain clinic, assess vertebroplasty candidacy at the same time"),
        "parallel",
    ),
    "A80": Statement(
        _("Conclusion and recommended treatment"),
        _("Besides the pain steps: work-up of the osteoporosis"),
        "should",
    ),
    "A81": Statement(
        _("Conclusion and recommended treatment"),
        _(
            "Besides the pain steps: start tertiary prevention with an osteoporosis drug suited to the patient"
        ),
        "should; drug unspecified",
    ),
    "A83": Statement(
        _("Conclusion and recommended treatment"),
        _(
            "All listed treatments lack controlled randomised trials in osteoporotic collapse (as of the article)"
        ),
    ),
    "S05": Statement(
        _("Introduction"),
        _("Authors treat vertebroplasty as safe, effective and widespread for osteoporotic fracture pain"),
        "author claim",
    ),
    "S08": Statement(
        _("Osteoporotic fractures of the sacrum"),
        _(
            "Risk factors beyond age-related osteoporosis: long steroid therapy, rheumatoid disease, hip prosthesis, radiation for pelvic tumour"
        ),
    ),
    "S15": Statement(
        _("Osteoporotic fractures of the sacrum"),
        _("Being hard to mobilise carries clot, lung, urinary and general-health risks in the frail old"),
    ),
    "S16": Statement(
        _("Osteoporotic fractures of the sacrum"),
        _("Immobilisation adds muscle atrophy and demineralisation and hampers rehabilitation"),
    ),
    "S20": Statement(
        _("Diagnostic problems"),
        _(
            "Severe pain out of proportion to the examination is frequent and is one reason the fracture is missed; using it as a prompt is our inference"
        ),
    ),
    "S22": Statement(
        _("Diagnostic problems"),
        _(
            "First test in an old osteoporotic patient with back pain, once examined: plain film (of the spine: our reading)"
        ),
    ),
    "S24": Statement(
        _("Diagnostic problems"),
        _("Plain X-ray has very low sensitivity for sacral osteoporotic fractures"),
        "probably < 10 %",
    ),
    "S25": Statement(
        _("Technique and possible complications"),
        _(
            "Plain X-ray is not adequate and cannot exclude a sacral fracture; further work-up needs MRI or CT"
        ),
    ),
    "S26": Statement(
        _("Diagnostic problems"),
        _(
            "A pubic/ramus fracture should heighten suspicion of a sacral fracture, since most sacral fractures come with other pelvic fractures"
        ),
    ),
    "S28": Statement(
        _("Diagnostic problems"), _("Vertebral compression may coexist and hide the sacral fracture")
    ),
    "S30": Statement(
        _("Imaging"),
        _(
            "MRI is now considered first choice: high sensitivity and differential information, e.g. suspected malignancy"
        ),
    ),
    "S31": Statement(
        _("Imaging"),
        _(
            "MRI protocol should include oedema-sensitive sequences (e.g. STIR); oedema marks fresh fracture or failed healing"
        ),
    ),
    "S32": Statement(_("Imaging"), _("MRI has limited access and long waits")),
    "S33": Statement(_("Imaging"), _("CT therefore often becomes the first cross-sectional test")),
    "S34": Statement(
        _("Imaging"),
        _(
            "CT can miss quite fresh or undisplaced fractures; needs correct (e.g. coronal) reformats and careful review"
        ),
    ),
    "S35": Statement(
        _("Imaging"), _("CT separates fracture from look-alikes: malignancy, osteomyelitis, sacroiliitis")
    ),
    "S38": Statement(
        _("Sacroplasty"),
        _("Several case series from different centres: good results, very few complications"),
        "uncontrolled",
    ),
    "S39": Statement(
        _("Sacroplasty"), _("Pain and ADL gains comparable with vertebroplasty"), "uncontrolled"
    ),
    "S40": Statement(
        _("Sacroplasty"),
        _("Prospective multicentre study: sustained effect and one short transient radiculopathy"),
        "n=50, 2 years, published 2007",
    ),
    "S41": Statement(
        _("Pain relief by cement"),
        _("No randomised study of sacroplasty; literature thinner than for vertebrae"),
        "0 RCT",
    ),
    "S42": Statement(
        _("Indications for sacroplasty"),
        _("Sacroplasty so far indicated for severe pain"),
        "threshold not given",
    ),
    "S43": Statement(
        _("Indications for sacroplasty"),
        _("Option where symptoms keep the patient from getting up early, with a large risk of serious harm"),
    ),
    "S44": Statement(
        _("Indications for sacroplasty"),
        _("Option after failed conservative care: no relief in roughly a month"),
        "~1 month",
    ),
    "S45": Statement(
        _("Indications for sacroplasty"),
        _(
            "May also suit groups unlikely to heal well; examples given: local radiotherapy, multiple myeloma, metastasis"
        ),
    ),
    "S46": Statement(_("Technique and possible complications"), _("Guided by fluoroscopy, alternatively CT")),
    "S47": Statement(
        _("Technique and possible complications"),
        _("Operator needs anatomical knowledge and fluoroscopy experience for safety"),
    ),
    "S49": Statement(
        _("Technique and possible complications"),
        _("Operator reviews CT and/or MRI beforehand for anatomy and fracture course"),
    ),
    "S50": Statement(
        _("Technique and possible complications"), _("Ordinarily only zone 1 fractures are treated"), "zone 1"
    ),
    "S51": Statement(
        _("Technique and possible complications"),
        _("Central or foraminal course: higher neurological hazard, decide with extra care"),
        "foramina or centre; zones 2 and 3 are our reading",
    ),
    "S53": Statement(
        _("Technique and possible complications"),
        _(
            "Cement injection is the critical moment; leak may be presacral, into foramina/sacral canal (neurological symptoms) or SI joint"
        ),
    ),
    "S54": Statement(_("Technique and possible complications"), _("Cement may enter veins and embolise")),
    "S63": Statement(
        _("Pain relief by cement"),
        _(
            "A 12-month follow-up of vertebral compression contradicts the belief that they usually heal well conservatively; most entered long pain with lower function and quality of life"
        ),
        "12 months, majority",
    ),
    "S69": Statement(_("Conclusion"), _("The authors declare no conflict of interest")),
    "P02": Statement(
        _("Acute pain: heat and cold"),
        _("Heat pad, used now and then in the acute phase after compression"),
        "acute phase",
    ),
    "P03": Statement(_("Acute pain: heat and cold"), _("Heat-pad effect never documented")),
    "P04": Statement(
        _("Acute pain: heat and cold"), _("Ice pack, used now and then in the acute phase"), "acute phase"
    ),
    "P05": Statement(_("Acute pain: heat and cold"), _("Ice-pack effect never documented")),
    "P10": Statement(
        _("Physiotherapy and occupational therapy"),
        _("Guidance in good lifting technique and suitable movement patterns is important"),
    ),
    "P13": Statement(
        _("Pool training"), _("Warm-water pool training is liked by some after vertebral compression")
    ),
    "P14": Statement(_("Pool training"), _("No study of pool training in osteoporosis")),
    "P15": Statement(
        _("Pool training"),
        _("Pool training requires reasonable mobility, to avoid accidents (not mobile = no pool)"),
        "threshold not given",
    ),
    "P16": Statement(_("Pool training"), _("Pool training not allowed with incontinence (hygiene)")),
    "P17": Statement(
        _("Support corset"),
        _("Doctors hardly ever choose a corset; worry: weaker muscle, perhaps bone loss, after long wear"),
        "long-term",
    ),
    "P18": Statement(
        _("Support corset"),
        _("Corset for pain during a short period after a new vertebral compression"),
        "short period, undefined",
    ),
    "P19": Statement(_("Support corset"), _("Corset may also be worn during exercise or other activity")),
    "P20": Statement(_("Support corset"), _("Whole-day corset use is seldom advised"), "all day"),
    "P22": Statement(
        _("Injections"),
        _("Injection of cortisone or local anaesthetic into tender muscles near the fracture might relieve"),
    ),
    "P23": Statement(_("Injections"), _("Injections not studied in osteoporosis, hence rarely used")),
    "P24": Statement(
        _("Vertebroplasty"),
        _("Vertebroplasty practised in Gothenburg; later results are not particularly good"),
        "long run",
    ),
    "P27": Statement(
        _("Vertebroplasty"), _("Two controlled trials agree that there is no long-term effect"), "2 trials"
    ),
    "P30": Statement(
        _("Acupuncture and other methods"), _("No documentation of effect for acupuncture, laser or TENS")
    ),
    "R09": Statement(
        _("Choosing Wisely"),
        _("Fresh low back pain, nothing serious suspected: Choosing Wisely advises against X-ray and MRI"),
        "new onset, no red flag",
    ),
    "R10": Statement(
        _("Choosing Wisely"), _("Tests that are not expected to add anything should not be ordered")
    ),
    "R11": Statement(
        _("Choosing Wisely"),
        _("Printed flag list is far from complete; literature holds many flags for fracture or cancer alone"),
        "53 red flags",
    ),
    "R12": Statement(_("Choosing Wisely"), _("Question of cancer: treated for cancer before"), "Cochrane"),
    "R13": Statement(_("Choosing Wisely"), _("Question of cancer: age"), "> 50 years"),
    "R14": Statement(_("Choosing Wisely"), _("Question of cancer: duration of pain"), "> 4 weeks"),
    "R15": Statement(
        _("Choosing Wisely"),
        _("Hospital back-pain patients without earlier cancer who were found to have one"),
        "1.2 % within 1 year",
    ),
    "R16": Statement(_("Choosing Wisely"), _("Very restrictive MRI use may miss treatable causes")),
    "R41": Statement(
        _("Instruments"),
        _(
            "The Tokuhashi score gives a mean survival in three bands, which match the original score and not the revised one"
        ),
        ">= 9: >= 12 months; 6-8: <= 12 months; <= 5: <= 3 months",
    ),
    "R111": Statement(
        _("Fractures"),
        _("Operative spine-fracture care is highly specialised and done at four university hospitals"),
        "4 hospitals",
    ),
    "R112": Statement(
        _("Fractures"),
        _(
            "Spine injury with partial or full paralysis goes to a further specialised centre (Rigshospitalet east, Aarhus west)"
        ),
        "2 centres",
    ),
    "R118": Statement(
        _("Vertebroplasty"),
        _("Offered for collapse of one or more vertebrae from osteoporosis or malignancy"),
        ">= 1",
    ),
    "R120": Statement(
        _("Vertebroplasty: osteoporosis"),
        _("Osteoporosis treated by drugs limiting bone loss once causative disease is excluded"),
    ),
    "R121": Statement(
        _("Vertebroplasty: osteoporosis"),
        _("Everyone with osteoporosis should take calcium and vitamin D"),
        "all; no dose",
    ),
    "R123": Statement(
        _("Vertebroplasty: osteoporosis"),
        _("Osteoporotic collapse patients developing chronic pain"),
        "~75 %",
    ),
    "R124": Statement(
        _("Vertebroplasty: osteoporosis"),
        _("One in five has another collapse within a year: watch for new fracture"),
        "1 in 5 in 12 months",
    ),
    "R126": Statement(
        _("Vertebroplasty: osteoporosis"),
        _("Usual care: analgesics, possibly support belt, bed rest, later physiotherapy"),
    ),
    "R127": Statement(
        _("Vertebroplasty: osteoporosis"),
        _("Some regions add vertebroplasty once drugs have failed"),
        "region-dependent",
    ),
    "R128": Statement(
        _("Vertebroplasty: osteoporosis"),
        _(
            "2018 Cochrane update: on evidence graded high to moderate, no reason to use vertebroplasty routinely for acute or subacute osteoporotic fractures"
        ),
        "2018",
    ),
    "R129": Statement(
        _("Vertebroplasty: osteoporosis"), _("Basis: placebo-controlled trials"), "5 trials, 541 patients"
    ),
    "R130": Statement(
        _("Vertebroplasty: osteoporosis"),
        _("Society's criticism: selection bias in four of five (all but the Australian one)"),
        "131 of 431 (30 %); 78 of 219 (35.6 %); VERTOS IV just over 50 %; VOPE under 20 % of those screened",
    ),
    "R131": Statement(
        _("Vertebroplasty: osteoporosis"),
        _("Hundreds of cohort studies show quick and lasting relief"),
        "uncontrolled",
    ),
    "R132": Statement(
        _("Vertebroplasty: osteoporosis"),
        _("2021 meta-analysis: lower mortality and morbidity with vertebroplasty"),
        "-19 % deaths, -36 % morbidity; not randomised",
    ),
    "R136": Statement(
        _("Vertebroplasty: malignant lesions"),
        _("Traditional cancer back-pain care: analgesics, bed rest, possibly radiotherapy to a metastasis"),
    ),
    "R137": Statement(
        _("Vertebroplasty: malignant lesions"),
        _("Analgesics and bed rest often fail in cancer with vertebral collapse"),
    ),
    "R141": Statement(
        _("Vertebroplasty operations in Denmark"),
        _("Registry means before, 1 and 2 years after vertebroplasty for osteoporosis; no comparison group"),
        "EQ-5D 0.26, 0.59, 0.57; ODI 53.7, 34.6, 35.1; n 1204, 682, 489",
    ),
    "R142": Statement(
        _("Vertebroplasty operations in Denmark"),
        _("The registry calls the gain large and kept to 2 years, with a reservation about missing data"),
        "682 of 1204 (57 %) at 1 year",
    ),
    "R143": Statement(
        _("Infection"),
        _("Vertebral infection symptoms: back pain, fever, reduced motion, weakness, tiredness"),
    ),
    "R146": Statement(
        _("Infection"),
        _("Starting early matters because serious complications can follow (urgency is our reading)"),
        "no time limit",
    ),
    "R152": Statement(
        _("Metastases"),
        _(
            "Cord/nerve compression signs: reduced sensation, weakness, paralysis, incontinence, other neurological signs"
        ),
    ),
    "R153": Statement(
        _("Metastases"),
        _("Options: radiotherapy, chemotherapy, hormones or surgery, by disease extent and general health"),
    ),
    "R154": Statement(_("Metastases"), _("Precise diagnosis and treatment as early as possible")),
    "R155": Statement(
        _("Metastases"), _("Known earlier cancer with new back pain counts as metastasis until disproved")
    ),
    "R156": Statement(_("Metastases"), _("Those patients should have early MRI to rule out spread"), "early"),
    "R159": Statement(
        _("Metastases"), _("Tokuhashi used to judge benefit of decompression and stabilisation")
    ),
    "R160": Statement(
        _("Metastases"),
        _("Usual lower limit for metastasis surgery; very few below 5 operated"),
        "limit 4; few < 5",
    ),
    "R164": Statement(
        _("Vertebroplasty: osteoporosis"),
        _("Exclude diseases that cause osteoporosis before calling it primary"),
    ),
    "R165": Statement(
        _("Choosing Wisely"),
        _(
            "Absence of earlier cancer does not rule cancer out: keep the flag open (our reading of the figure)"
        ),
        "1.2 %",
    ),
    "F02": Statement(
        _("Opening"), _("Typical osteoporotic fractures: vertebra, wrist, near shoulder, near hip")
    ),
    "F04": Statement(
        _("Opening"),
        _("Low-energy vertebral collapse or hip fracture defines osteoporosis without further measure"),
        "low energy",
    ),
    "F06": Statement(_("Opening"), _("Earlier fracture raises the risk of a new one")),
    "F10": Statement(
        _("Finding the patients"),
        _("A single known risk factor suffices for referral to the family doctor (osteoporosis work-up)"),
        ">= 1 factor",
    ),
    "F11": Statement(
        _("Finding the patients"),
        _(
            "Risk factors (via peak bone mass near age 30): genetics, early menopause, low weight, calcium/vitamin D lack, inactivity, critical illness, medicines, smoking, alcohol, others"
        ),
        "peak ~30 y",
    ),
    "F12": Statement(
        _("Diagnosis and treatment"),
        _("Diagnosis by DXA in any measured region, or by X-ray"),
        "T-score <= -2.5 in one region",
    ),
    "F13": Statement(
        _("Diagnosis and treatment"),
        _("Treatment = drug, diet with enough calcium and vitamin D, and training"),
    ),
    "F14": Statement(
        _("Evidence for training"),
        _("Shift in view: benefits of activity outweigh harms, so preserve function instead of restricting"),
        "paradigm shift",
    ),
    "F15": Statement(
        _("Evidence for training"),
        _(
            "LIFTMOR randomised trial: intensive resistance with impact improved bone density protection and all function tests"
        ),
        "8 months; 2 per week; 30 min; 70-90 % of 1RM; impact such as walking, running, hopping",
    ),
    "F16": Statement(
        _("Evidence for training"), _("In that trial no adverse effect was found"), "0 reported"
    ),
    "F18": Statement(
        _("Evidence for training"),
        _(
            "Training should be supervised; correct technique, type, dose and intensity decide the bone effect"
        ),
    ),
    "F21": Statement(
        _("Acute phase"), _("Acute phase = first months after vertebral or hip fracture"), "0-6 months"
    ),
    "F22": Statement(_("Acute phase"), _("In the acute phase avoid immobilisation and keep function")),
    "F27": Statement(
        _("Acute phase"), _("Cautious start with exercises of the 'function-limited' category"), "category 5"
    ),
    "F39": Statement(
        _("Risk assessment"),
        _("Base activity advice on risk: function now, T-score, existing vertebral or hip fracture"),
    ),
    "F41": Statement(_("Take-home messages"), _("Reassure that training does not raise fracture risk")),
    "C10": Statement(
        _("Where the sources disagree"),
        _(
            "First imaging: an old osteoporotic patient is imaged, new low back pain with every alarm sign answered no is not; "
            "an alarm sign that was not asked about withholds the advice not to image"
        ),
    ),
}
