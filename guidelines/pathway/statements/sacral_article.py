"""S01-S69: the article on osteoporotic fractures of the sacrum and sacroplasty (Swedish, undated, cites 2007)."""

from __future__ import annotations

from guidelines.pathway.statements.statement import Statement
from guidelines.pathway.translate import _

INTRODUCTION = _("Introduction")
FRACTURES = _("Osteoporotic fractures of the sacrum")
PROBLEMS = _("Diagnostic problems")
IMAGING = _("Imaging")
SACROPLASTY = _("Sacroplasty")
INDICATIONS = _("Indications for sacroplasty")
TECHNIQUE = _("Technique and possible complications")
UNDERDIAGNOSED = _("Probably found and treated too seldom")
RELIEF = _("Pain relief by cement")
CONCLUSION = _("Conclusion")

# fmt: off
SACRAL_ARTICLE: dict[str, Statement] = {
    "S01": Statement(INTRODUCTION, _("Those who break the sacrum are above all older women after menopause, with osteoporosis")),
    "S02": Statement(INTRODUCTION, _("Their share of all osteoporotic fractures of spine and pelvis; many are probably never found, and the true incidence is unknown"), _("at least 1-2 %")),
    "S03": Statement(INTRODUCTION, _("Severe pain can last long and movement suffer badly, which brings other complications closer")),
    "S04": Statement(INTRODUCTION, _("Until now the answer has been drugs, without a procedure")),
    "S05": Statement(INTRODUCTION, _("To the authors vertebroplasty is a safe, effective and common treatment of pain from osteoporotic fractures"), _("the authors' claim")),
    "S06": Statement(INTRODUCTION, _("Sacroplasty puts cement through the skin into the gaps of the fracture, so that the bone holds still and hurts less")),
    "S07": Statement(FRACTURES, _("Far more women than men have it, and most are old"), _("more than 10 to 1")),
    "S08": Statement(FRACTURES, _("What raises the risk besides age: steroids for long, rheumatoid disease, a hip prosthesis, radiotherapy of a tumour in the pelvis")),
    "S09": Statement(FRACTURES, _("It tends to begin at once, with severe pain low in the back and in the buttocks and no accident worth the name")),
    "S10": Statement(FRACTURES, _("The groin may hurt most, the more so when a pubic ramus is broken too")),
    "S11": Statement(FRACTURES, _("Single patients have a root affected (that this is an alarm sign is our inference)")),
    "S12": Statement(FRACTURES, _("Denis divides the sacrum in three; zone 1, upright through the lateral mass beside the sacroiliac joint and outside the foramina, breaks most often"), _("zones 1-3")),
    "S13": Statement(FRACTURES, _("Why so little is needed: in cadavers the sacrum failed at a load not far above that of walking, and a false step loads more"), _("failure at 4-5 times body weight; walking 2-3 times")),
    "S14": Statement(FRACTURES, _("Part of the osteoporotic fractures of the pelvis heal without a procedure, but slowly"), _("several months to years")),
    "S15": Statement(FRACTURES, _("An old, frail person who cannot be got up risks clots, lungs, urinary tract and general health")),
    "S16": Statement(FRACTURES, _("Lying still also wastes muscle, drains bone of mineral and makes rehabilitation harder")),
    "S17": Statement(FRACTURES, _("A year after treatment without a procedure, most need more help than before"), _("about 2 of 3 at 12 months")),
    "S18": Statement(FRACTURES, _("Some lose function for good. The same is known of vertebral fractures: at one year many are not well (a review then is our inference)"), _("12 months")),
    "S19": Statement(PROBLEMS, _("It is missed because it is rare, not thought of, without typical symptoms, and follows little or no trauma")),
    "S20": Statement(PROBLEMS, _("Severe pain that the examination does not explain is common and lets the fracture pass unseen; to take it as a prompt is our inference")),
    "S21": Statement(PROBLEMS, _("Pressing on the sacrum often hurts, but that tells little")),
    "S22": Statement(PROBLEMS, _("An old patient with osteoporosis and back pain gets a plain film first, after examination (of the spine: our reading)")),
    "S23": Statement(PROBLEMS, _("If the pelvis seems to be the place, it is filmed as well")),
    "S24": Statement(PROBLEMS, _("Few osteoporotic fractures of the sacrum are seen on a plain film"), _("sensitivity probably under 10 %")),
    "S25": Statement(TECHNIQUE, _("A plain film is not enough and rules nothing out at the sacrum; MRI or CT has to follow")),
    "S26": Statement(PROBLEMS, _("A broken pubic bone or ramus should turn attention to the sacrum: most sacral fractures have company in the pelvis")),
    "S27": Statement(PROBLEMS, _("The pelvis is a stiff ring; when one part gives way, the others carry more")),
    "S28": Statement(PROBLEMS, _("A compressed vertebra may be there too and draw the attention from the sacrum")),
    "S29": Statement(IMAGING, _("Scintigraphy with technetium (99mTc) used to be the test"), _("history")),
    "S30": Statement(IMAGING, _("MRI has become the first choice: it sees most, and tells what else it could be, malignancy for one")),
    "S31": Statement(IMAGING, _("Ask for a sequence that shows oedema, such as STIR: oedema means a fresh fracture, or one that does not heal")),
    "S32": Statement(IMAGING, _("MRI is hard to get and the wait is long")),
    "S33": Statement(IMAGING, _("So CT is often what is done first")),
    "S34": Statement(IMAGING, _("Fractures that are quite fresh or have not moved may escape CT; it needs the right planes, such as coronal, and a careful eye")),
    "S35": Statement(IMAGING, _("CT tells the fracture from malignancy, osteomyelitis and sacroiliitis, which look like it")),
    "S36": Statement(SACROPLASTY, _("The idea is that painful small movements stop; that cement makes zone 1 stable was shown in cadavers")),
    "S37": Statement(SACROPLASTY, _("Tried first in France; early in the 2000s success was reported in a few patients with metastases of the sacrum"), _("few cases")),
    "S38": Statement(SACROPLASTY, _("Centres in several places report series with good results and hardly any complications"), _("uncontrolled")),
    "S39": Statement(SACROPLASTY, _("Pain and daily activities are said to improve about as much as after vertebroplasty"), _("uncontrolled")),
    "S40": Statement(SACROPLASTY, _("One study in several centres, followed ahead: the effect lasted, and one patient had a short radiculopathy"), _("n = 50, 2 years, published 2007")),
    "S41": Statement(RELIEF, _("Nobody has done a randomised study of sacroplasty; less is written than on vertebrae"), _("0 randomised studies")),
    "S42": Statement(INDICATIONS, _("What it has been used for so far is severe pain"), _("threshold not given")),
    "S43": Statement(INDICATIONS, _("It is an option when the symptoms keep the patient in bed early on and serious harm threatens")),
    "S44": Statement(INDICATIONS, _("It is an option when treatment without a procedure has not helped"), _("about 1 month")),
    "S45": Statement(INDICATIONS, _("It may suit those who will hardly heal, for example after local radiotherapy, with myeloma or with a metastasis")),
    "S46": Statement(TECHNIQUE, _("The needle is led by fluoroscopy, or by CT")),
    "S47": Statement(TECHNIQUE, _("To be safe, the operator must know the anatomy and be practised in fluoroscopy")),
    "S48": Statement(TECHNIQUE, _("As a rule: local anaesthesia, sedation, and anaesthesia staff watching")),
    "S49": Statement(TECHNIQUE, _("The operator looks at CT or MRI, or both, before: the anatomy and how the fracture runs")),
    "S50": Statement(TECHNIQUE, _("Treated, as a rule, are fractures in zone 1 only"), _("zone 1")),
    "S51": Statement(TECHNIQUE, _("A fracture through the centre or the foramina endangers nerves: think twice"), _("foramina or centre; zones 2 and 3 are our reading")),
    "S52": Statement(TECHNIQUE, _("Through a small cut a trocar goes into the gap, then the cement"), "PMMA"),
    "S53": Statement(TECHNIQUE, _("The injection is the moment of danger: cement may run in front of the sacrum, into foramina or canal, with nerve symptoms, or into the sacroiliac joint")),
    "S54": Statement(TECHNIQUE, _("Cement can get into veins and travel as an embolus")),
    "S55": Statement(TECHNIQUE, _("Most of this is avoided by studying the images first and injecting with care")),
    "S56": Statement(TECHNIQUE, _("Patients with several illnesses may have medical complications, but mostly bear the procedure well")),
    "S57": Statement(TECHNIQUE, _("Then the cement is firm, and the patient may move as far as able"), _("2 hours")),
    "S58": Statement(TECHNIQUE, _("Home the next day; in other countries often the same day"), _("day 1; day 0 abroad")),
    "S59": Statement(UNDERDIAGNOSED, _("It may take several months until it is found; it is probably found and treated too seldom"), _("months")),
    "S60": Statement(UNDERDIAGNOSED, _("More frequent reasons for pain low in the back: a compressed vertebra, a narrow canal, spondyloarthropathy, sacroiliitis")),
    "S61": Statement(UNDERDIAGNOSED, _("Quite a few of these old patients may have had cancer (that this is an alarm sign is our inference)")),
    "S62": Statement(UNDERDIAGNOSED, _("When nothing else explains the symptoms, think of an osteoporotic fracture of the sacrum")),
    "S63": Statement(RELIEF, _("That a compressed vertebra mostly heals well by itself is contradicted by a follow-up: most were left with long pain, less function and a poorer life"), _("12 months, the majority")),
    "S64": Statement(RELIEF, _("Osteoporotic fractures of the pelvis hurt long and heal late"), _("months to years")),
    "S65": Statement(RELIEF, _("So, the authors conclude, good pain treatment is much needed while healing goes slowly"), _("the authors' opinion")),
    "S66": Statement(CONCLUSION, _("That few are treated in Sweden, spine or sacrum, is put down to too little knowledge and too little money")),
    "S67": Statement(CONCLUSION, _("Relieved and up soon, patients would suffer less, have fewer complications and need less care: so the authors expect"), _("the authors' opinion")),
    "S68": Statement(INTRODUCTION, _("Why it was written: that doctors think of the sacrum when the low back hurts, and know where diagnosis goes wrong")),
    "S69": Statement(CONCLUSION, _("No conflict of interest, say the authors")),
}
# fmt: on
