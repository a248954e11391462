"""P01-P30: patient information on treating pain without drugs after vertebral compression (Swedish, undated)."""

from __future__ import annotations

from guidelines.pathway.statements.statement import Statement
from guidelines.pathway.translate import _

OPENING = _("Opening")
ACUTE = _("Acute pain: heat and cold")
THERAPY = _("Physiotherapy and occupational therapy")
POOL = _("Pool training")
CORSET = _("Support corset")
INJECTIONS = _("Injections")
VERTEBROPLASTY = _("Vertebroplasty")
ALTERNATIVE = _("Acupuncture and alternative treatment")

# fmt: off
PATIENT_INFORMATION: dict[str, Statement] = {
    "P01": Statement(OPENING, _("Not only drugs ease pain, be it new or lasting: there are training, treatments and procedures as well")),
    "P02": Statement(ACUTE, _("Some use a heat pad in the first time after a compression"), _("acute phase")),
    "P03": Statement(ACUTE, _("That a heat pad works was never documented")),
    "P04": Statement(ACUTE, _("Some use an ice pack in the first time after a compression"), _("acute phase")),
    "P05": Statement(ACUTE, _("That an ice pack works was never documented")),
    "P06": Statement(THERAPY, _("New pain or old: physiotherapy, and occupational therapy, can be of use")),
    "P07": Statement(THERAPY, _("How training works in osteoporosis is little known; what is known speaks for some benefit"), _("low certainty")),
    "P08": Statement(THERAPY, _("For pain after a compression, physiotherapy that mobilises is often given")),
    "P09": Statement(THERAPY, _("A standard programme of rehabilitation does not exist")),
    "P10": Statement(THERAPY, _("Learning to lift and to move in ways that suit the back matters")),
    "P11": Statement(THERAPY, _("Massage of the muscles can ease as well")),
    "P12": Statement(THERAPY, _("One's own doctor can at times refer to physiotherapy or occupational therapy")),
    "P13": Statement(POOL, _("Some patients enjoy training in warm water after a compression")),
    "P14": Statement(POOL, _("Pool training in osteoporosis was never studied"), _("no study")),
    "P15": Statement(POOL, _("One must be able to move reasonably well to be safe in a pool; otherwise no pool"), _("threshold not given")),
    "P16": Statement(POOL, _("For hygiene, nobody with incontinence may use the pool")),
    "P17": Statement(CORSET, _("Hardly any doctor advises a corset: worn long it weakens the muscles and perhaps costs bone"), _("long use")),
    "P18": Statement(CORSET, _("Against pain after a fresh compression, a corset may be worn for a while"), _("short period, not defined")),
    "P19": Statement(CORSET, _("It may be worn too while exercising or otherwise active")),
    "P20": Statement(CORSET, _("Wearing it from morning to evening is rarely advised"), _("all day")),
    "P21": Statement(CORSET, _("Corsets come from a department of medical aids")),
    "P22": Statement(INJECTIONS, _("Cortisone or a local anaesthetic into sore, tense muscles by the fracture may perhaps help")),
    "P23": Statement(INJECTIONS, _("No one has studied such injections in osteoporosis, so they are rarely given"), _("no study")),
    "P24": Statement(VERTEBROPLASTY, _("Gothenburg has done vertebroplasty; with time the results are not very good"), _("in the long run")),
    "P25": Statement(VERTEBROPLASTY, _("Cement holds the compressed vertebra; now and then its form comes back")),
    "P26": Statement(VERTEBROPLASTY, _("Local anaesthesia will do, and most patients walk about the same day"), _("after a few hours")),
    "P27": Statement(VERTEBROPLASTY, _("Two controlled trials say alike that nothing of the effect lasts"), _("2 trials")),
    "P28": Statement(VERTEBROPLASTY, _("Relief at once is put down to a spine that holds and to nerve fibres destroyed by cement")),
    "P29": Statement(ALTERNATIVE, _("Outside hospital some therapists use acupuncture, laser or TENS")),
    "P30": Statement(ALTERNATIVE, _("For these no effect has been documented")),
}
# fmt: on
