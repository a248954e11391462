"""F01-F44: the article on physiotherapy and functional categories in osteoporosis (Danish, undated, after 2019)."""

from __future__ import annotations

from guidelines.pathway.statements.statement import Statement
from guidelines.pathway.translate import _

OPENING = _("Opening")
ROLE = _("The physiotherapist's part")
FINDING = _("Finding the patients")
DIAGNOSIS = _("Diagnosis and treatment")
TRAINING = _("Evidence for training")
PATIENT = _("What to do with the patient")
ACUTE = _("Acute phase")
CATEGORIES = _("The functional categories")
THREE_S = _("Strong, steady, straight")
RISK = _("Risk assessment")
MESSAGES = _("Take-home messages")

# fmt: off
PHYSIOTHERAPY_ARTICLE: dict[str, Statement] = {
    "F01": Statement(OPENING, _("Danes who have osteoporosis, and those among them who do not know"), _("about 700,000; up to 500,000")),
    "F02": Statement(OPENING, _("Where osteoporotic bone breaks: vertebrae, wrist, close to the shoulder, close to the hip")),
    "F03": Statement(OPENING, _("A vertebra can break without pain; no pain excludes no fracture")),
    "F04": Statement(OPENING, _("A vertebra or a hip that breaks with little force is osteoporosis by definition, without any measurement"), _("low energy")),
    "F05": Statement(OPENING, _("Osteoporotic fractures in Denmark in a year"), _("about 38,000")),
    "F06": Statement(OPENING, _("Who has broken a bone is likelier to break another")),
    "F07": Statement(OPENING, _("People with osteoporosis die sooner: excess mortality"), "20-30 %"),
    "F08": Statement(ROLE, _("In every sector, physiotherapists have a part in finding these patients and in treating them")),
    "F09": Statement(ROLE, _("Osteoporosis belongs to muscles and bones, not to old age alone; those who have it can do very different things")),
    "F10": Statement(FINDING, _("One risk factor is reason enough to send the patient to the own doctor, for osteoporosis to be looked for"), _("1 or more")),
    "F11": Statement(FINDING, _("Bone is at its most near 30; less remains with heredity, early menopause, low weight, too little calcium or vitamin D, little activity, alcohol, smoking, some medicines, critical illness and more"), _("peak about 30 years")),
    "F12": Statement(DIAGNOSIS, _("DXA makes the diagnosis, and one region is enough; so does an X-ray"), _("T-score -2.5 or lower")),
    "F13": Statement(DIAGNOSIS, _("Treatment has three parts: a drug, a diet that brings enough vitamin D and calcium, and exercise")),
    "F14": Statement(TRAINING, _("Views have changed: activity does more good than harm, so the question is how to keep function, not what to forbid")),
    "F15": Statement(TRAINING, _("LIFTMOR, a randomised trial: heavy resistance with impact (such as walking, running, hopping) kept bone and improved every test of function"), _("8 months; 2 a week; 30 minutes; 70-90 % of 1RM")),
    "F16": Statement(TRAINING, _("That trial met no harm"), _("0 reported")),
    "F17": Statement(TRAINING, _("Function was tested by tandem stance, TUG and rising from a chair 5 times"), _("no cut-offs")),
    "F18": Statement(TRAINING, _("Train under supervision: good technique and the right kind, dose and intensity decide what bone gains")),
    "F19": Statement(PATIENT, _("How to train is planned from the state of the bone, the risks and the function")),
    "F20": Statement(CATEGORIES, _("Categories of function, new, are to make advice and planning easier"), _("5 categories")),
    "F21": Statement(ACUTE, _("Acute is the first time after a fracture of vertebra or hip"), _("0-6 months")),
    "F22": Statement(ACUTE, _("While it is acute: do not immobilise; hold on to function")),
    "F23": Statement(ACUTE, _("While it is acute: tell about health in a way that makes safe")),
    "F24": Statement(ACUTE, _("While it is acute: ease pain without drugs")),
    "F25": Statement(ACUTE, _("While it is acute: ergonomics, and what common sense allows")),
    "F26": Statement(ACUTE, _("While it is acute: see what aids and supports are needed")),
    "F27": Statement(ACUTE, _("Start gently, with the exercises of those limited in function"), _("category 5")),
    "F28": Statement(CATEGORIES, _("Active in exercise"), _("category 1 (its place in the list: our numbering); no criteria")),
    "F29": Statement(CATEGORIES, _("Active in exercise, with consideration"), _("category 2 (our numbering); no criteria")),
    "F30": Statement(CATEGORIES, _("Active in daily life"), _("category 3 (our numbering); no criteria")),
    "F31": Statement(CATEGORIES, _("Active in daily life, with consideration"), _("category 4 (our numbering); no criteria")),
    "F32": Statement(CATEGORIES, _("Limited in function"), _("category 5 (our numbering); no criteria")),
    "F33": Statement(THREE_S, _("A patient and advice are described for each category under strong, steady and straight, after a consensus report from the United Kingdom"), "2019"),
    "F34": Statement(THREE_S, _("Strong: muscle and bone, by resistance that grows, bearing weight, and impact")),
    "F35": Statement(THREE_S, _("Steady: balance that is challenged, fewer falls, a trained trunk")),
    "F36": Statement(THREE_S, _("Straight: a stronger back, less pain, sound ways to lift")),
    "F37": Statement(THREE_S, _("Resistance, balance and bearing weight together have most evidence behind them")),
    "F38": Statement(THREE_S, _("For some the chores at home can be a round of training")),
    "F39": Statement(RISK, _("What activity to advise depends on risk: function today, T-score, a broken vertebra or hip")),
    "F40": Statement(MESSAGES, _("With the diagnosis made: find out how the bone is, and place the patient in a category")),
    "F41": Statement(MESSAGES, _("Tell patients that training does not make a fracture likelier")),
    "F42": Statement(MESSAGES, _("Showing the technique, and fitting it to the person, is what matters most")),
    "F43": Statement(MESSAGES, _("Forbidding is over; supervision, and fitting it to the risk, is required instead")),
    "F44": Statement(MESSAGES, _("To prevent fractures, give training that is aimed: at muscle, at bone, at balance")),
}
# fmt: on
