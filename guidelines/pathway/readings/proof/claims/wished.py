"""What one would wish and what does not hold under the clinical contract. Each names the doubt that says so.

They are asked like every other claim, so that the patient who shows it is always a patient of today's rules, and so
that a wish that comes true is noticed.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidelines.pathway.building import blank, is_true, known_true, meets
from guidelines.pathway.derived import not_done
from guidelines.pathway.functional_rules import Status
from guidelines.pathway.readings.proof.claim import Check, Claim, Never, codes
from guidelines.pathway.readings.proof.claims.function import CONFIRMED
from guidelines.pathway.readings.proof.claims.procedures import NOT_SHUT
from guidelines.pathway.readings.proof.claims.treatment import ADVISED, GOAL_REACHED
from guidelines.pathway.readings.proof.said import Absent, Constrained, HasStatus, Told, UrgentStands
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.translate import _


def _markers_asked(rules: RuleSet) -> Iterator[Check]:
    for code in codes(rules, "procedure."):
        yield Never((Told(code, NOT_SHUT),), blank("infection_markers"))


def _never_deferred_under_an_alarm(rules: RuleSet) -> Iterator[Check]:
    yield Never((UrgentStands(), Told("image.defer")))


def _never_deferred_with_a_broken_pelvis(rules: RuleSet) -> Iterator[Check]:
    yield Never((Told("image.defer"),), known_true(is_true("pubic_ramus_fracture")))


def _no_cement_without_pain(rules: RuleSet) -> Iterator[Check]:
    yield Never((Told("procedure.sacroplasty", NOT_SHUT),), known_true(GOAL_REACHED))


def _low_impact_from_the_start(rules: RuleSet) -> Iterator[Check]:
    yield Never((HasStatus(Status.ACUTE), Absent(Constrained("impact_low"))), known_true(CONFIRMED))


def _bleeding_asked(rules: RuleSet) -> Iterator[Check]:
    yield Never((Told("adjunct.trigger_injection", ADVISED),), blank("coagulopathy"))


def _no_calcium_in_hypercalcaemia(rules: RuleSet) -> Iterator[Check]:
    told = Told("osteoporosis.calcium_vitamin_d", ADVISED)
    yield Never((told,), known_true(meets("other_red_flags", "anaemia_or_hypercalcaemia")))


def _known_malignancy_imaged(rules: RuleSet) -> Iterator[Check]:
    neither = (Absent(Told("image.spine_mri")), Absent(Told("image.spine_ct")))
    known = is_true("metastasis_confirmed") & is_true("back_pain_new")
    yield Never(neither, known_true(known) & not_done("mri") & not_done("ct"))


WISHED = (
    Claim(
        id="wish.markers-asked-before-cement",
        statement=_("No procedure is open while it is not recorded whether the blood tests speak for infection."),
        why=_("Raised markers forbid cement, and are not among the facts that must be recorded."),
        checks=_markers_asked,
        doubt="D17",
    ),
    Claim(
        id="wish.never-deferred-under-an-alarm",
        statement=_("“No imaging now” is never said while an urgent action is present."),
        why=_("Two voices in one answer: one says act now, the other says no image is needed."),
        checks=_never_deferred_under_an_alarm,
        doubt="D36",
    ),
    Claim(
        id="wish.never-deferred-with-a-broken-pelvis",
        statement=_("“No imaging now” is never said of a patient with a fracture of the pubic ramus."),
        why=_("Once a sacral fracture is excluded, its rule reads the pelvis no more."),
        checks=_never_deferred_with_a_broken_pelvis,
        doubt="D38",
    ),
    Claim(
        id="wish.no-cement-when-the-goal-is-reached",
        statement=_("Sacroplasty is not open once the goal for pain is reached."),
        why=_("Its rule asks for severe pain in activity and does not ask whether the patient accepts it."),
        checks=_no_cement_without_pain,
        doubt="D37",
    ),
    Claim(
        id="wish.low-impact-from-the-first-day",
        statement=_("A confirmed vertebral fracture carries low impact in its acute phase too."),
        why=_("The freshest fracture has no impact limit of its own; the acute programme says it instead."),
        checks=_low_impact_from_the_start,
        doubt="D22",
    ),
    Claim(
        id="wish.bleeding-asked-before-injection",
        statement=_("No injection into muscle is advised while a bleeding tendency was not asked about."),
        why=_("A blank counts as no here; before cement the same question must be answered."),
        checks=_bleeding_asked,
        doubt="D16",
    ),
    Claim(
        id="wish.no-calcium-in-hypercalcaemia",
        statement=_("Calcium is not advised where anaemia or hypercalcaemia is ticked."),
        why=_("The same tick makes malignancy be reviewed, and the calcium rule does not read it."),
        checks=_no_calcium_in_hypercalcaemia,
        doubt="D15",
    ),
    Claim(
        id="wish.known-malignancy-is-imaged",
        statement=_("Known metastasis with new back pain and no image always brings MRI or CT."),
        why=_("Where MRI is contraindicated, CT stands in only under an alarm."),
        checks=_known_malignancy_imaged,
        doubt="D03",
    ),
)  # fmt: skip
