"""Claims about alarm signs: nothing hides them, and nothing that must wait goes on beside them."""

from __future__ import annotations

from collections.abc import Iterator

from guidelines.pathway.alarms import ALARM_FACTS
from guidelines.pathway.building import (
    above,
    at_least,
    at_most,
    blank,
    is_in,
    is_true,
    known_true,
    not_empty,
    not_false,
    not_true,
)
from guidelines.pathway.criteria import Criterion, Recorded, RuleError, SetIs
from guidelines.pathway.derived import not_done
from guidelines.pathway.readings.closure import facts_of, in_contract_order
from guidelines.pathway.readings.proof.claim import Alike, Check, Claim, Never, NeverBoth, codes
from guidelines.pathway.readings.proof.claims.procedures import NOT_SHUT
from guidelines.pathway.readings.proof.said import Absent, Told, Unexplained, UrgentStands
from guidelines.pathway.recommendations import Verdict
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.translate import _

# Each urgent action with the signs that raise it, every one alone: its own criterion, from the contract.
SIGNS: dict[str, tuple[Criterion, ...]] = {
    "urgent.cord_compression": (
        is_true("neuro_deficit"),
        is_true("bladder_bowel_new"),
        is_true("cord_compression_by_fragment") & is_true("metastasis_confirmed"),
        is_true("cord_compression_by_fragment") & is_true("multiple_myeloma"),
        is_true("cord_compression_by_fragment") & is_in("fracture_cause", "malignant"),
    ),
    "urgent.suspected_metastasis": (
        is_true("cancer_history")
        & not_false(is_true("back_pain_new"))
        & not_true(is_true("metastasis_confirmed"))
        & not_true(is_true("metastasis_excluded")),
    ),
    "urgent.suspected_infection": (
        is_true("fever"),
        is_in("infection_status", "suspected", "active"),
        is_true("infection_markers"),
        is_in("fracture_cause", "infectious"),
    ),
}
RAISED_FOR_GOOD = ("urgent.cord_compression", "urgent.suspected_infection")  # a metastasis can be excluded
WAIT_FOR_ALARMS = (
    "physio.mobilising",
    "physio.lifting_technique",
    "physio.pool",
    "adjunct.trigger_injection",
    "refer.rheumatology",
    "refer.pain_clinic",
    "assess.vertebroplasty",
    "assess.sacroplasty",
)
URGENT_MRI = Told("image.spine_mri", (Verdict.URGENT,))
URGENT_CT = Told("image.spine_ct", (Verdict.URGENT,))
ALARM_OPEN_OR_POSITIVE: tuple[Criterion, ...] = tuple(
    blank(fact) | (is_in(fact, "suspected", "active") if fact == "infection_status" else is_true(fact))
    for fact in ALARM_FACTS
)


def _signs(code: str) -> tuple[Criterion, ...]:
    if code not in SIGNS:
        raise RuleError(f"{code} is urgent, and no claim says which signs raise it: add it to SIGNS")
    return SIGNS[code]


def _alone(rules: RuleSet) -> Iterator[Check]:
    for code in codes(rules, "urgent."):
        stands, signs = Told(code, (Verdict.URGENT,)), _signs(code)
        own = in_contract_order(fact for sign in signs for fact in facts_of(sign))
        yield NeverBoth(stands, Absent(stands), Alike.AGREES, own)
        for sign in signs:
            yield Never((Absent(stands),), known_true(sign))


def _raised_for_good(rules: RuleSet) -> Iterator[Check]:
    for code in RAISED_FOR_GOOD:
        yield NeverBoth(Told(code), Absent(Told(code)), Alike.MORE_RECORDED)


def _held(rules: RuleSet) -> Iterator[Check]:
    for code in (*codes(rules, "procedure."), *WAIT_FOR_ALARMS):
        yield Never((UrgentStands(), Told(code, NOT_SHUT)))


def _urgent_means_alarm(rules: RuleSet) -> Iterator[Check]:
    for code in codes(rules):
        if not code.startswith("urgent."):
            yield Never((Told(code, (Verdict.URGENT,)), Absent(UrgentStands())))


def _no_mri(rules: RuleSet) -> Iterator[Check]:
    for code in ("image.spine_mri", "image.sacrum_mri"):
        yield Never((Told(code),), known_true(is_true("mri_contraindicated")))


def _images(rules: RuleSet) -> Iterator[Check]:
    yield Never((UrgentStands(), Absent(URGENT_MRI), Absent(URGENT_CT)), not_done("mri") & not_done("ct"))


def _asked_before_deferring(rules: RuleSet) -> Iterator[Check]:
    for open_or_positive in ALARM_OPEN_OR_POSITIVE:
        yield Never((Told("image.defer"),), open_or_positive)


SPEAKS_FOR_IMAGING: tuple[Criterion, ...] = (
    above("age_years", 50),
    not_true(is_true("back_pain_new")),
    not_true(SetIs("pain_locations", frozenset({"lumbar"}))),
    not_true(at_most("pain_weeks", 4)),
    not_true(is_in("trauma_energy", "none", "low")),
    not_true(~is_true("osteoporosis_risk_factor")),
    known_true(is_in("vertebral_fracture", "confirmed", "suspected")),
    known_true(is_in("sacral_fracture", "confirmed", "suspected")),
    known_true(is_true("pubic_ramus_fracture")) & not_true(is_in("sacral_fracture", "excluded")),
    known_true(not_empty("other_red_flags")),
    known_true(is_true("infection_markers")),
    known_true(is_true("metastasis_confirmed")),
    known_true(is_true("multiple_myeloma")),
    known_true(is_true("long_term_steroid")),
    known_true(is_true("pelvic_radiotherapy")),
    known_true(at_most("t_score", -2.5)),
    known_true(at_least("other_low_trauma_fractures", 1)),
    Recorded("hip_fracture_weeks"),
    Recorded("cement_weeks"),
)


def _nothing_speaks_for_imaging(rules: RuleSet) -> Iterator[Check]:
    for reason in SPEAKS_FOR_IMAGING:
        yield Never((Told("image.defer"),), reason)


def _explained(rules: RuleSet) -> Iterator[Check]:
    for action in rules.actions:
        if any(case.verdict is Verdict.NOT_CLEARED for case in action.cases):
            yield Never((Unexplained(action.code),))


ALARM_CLAIMS = (
    Claim(
        id="alarm-depends-on-its-own-signs",
        statement=_(
            "No urgent action can be switched off by a fact outside its own criterion, nor by any threshold, and each of its signs alone raises it."
        ),
        why=_("An alarm that something else can silence is not an alarm."),
        checks=_alone,
    ),
    Claim(
        id="alarm-not-lifted-by-recording",
        statement=_(
            "Once cord compression or infection of the spine is suspected, recording more never takes the alarm away."
        ),
        why=_("Only changing what was recorded may: the sign was wrong, or it has passed."),
        checks=_raised_for_good,
    ),
    Claim(
        id="nothing-held-is-open-under-an-alarm",
        statement=_(
            "While an urgent action is present, no procedure and nothing that must wait for it is open: each is not cleared, contraindicated or absent."
        ),
        why=_("The alarm is settled first; training, injections, referral and cement come after."),
        checks=_held,
    ),
    Claim(
        id="urgent-only-with-an-alarm",
        statement=_("Nothing but an alarm is ever urgent: imaging is urgent only while an urgent action is present."),
        why=_("Alarms that are mostly noise are learned to be ignored."),
        checks=_urgent_means_alarm,
    ),
    Claim(
        id="alarm-brings-imaging",
        statement=_(
            "While an urgent action is present and neither MRI nor CT has been done, one of the two is urgent."
        ),
        why=_("An alarm without the image that settles it leaves the patient where they were."),
        checks=_images,
    ),
    Claim(
        id="no-mri-when-contraindicated",
        statement=_("MRI is never advised for a patient for whom it is recorded as contraindicated, alarm or not."),
        why=_("A magnet moves what is implanted; CT stands in."),
        checks=_no_mri,
    ),
    Claim(
        id="imaging-deferred-only-after-asking",
        statement=_("“No imaging now” is never said while one of the five alarm questions is open or answered yes."),
        why=_("It is the one piece of advice that does nothing, so nothing may be left unasked."),
        checks=_asked_before_deferring,
    ),
    Claim(
        id="imaging-deferred-only-for-plain-pain",
        statement=_(
            "“No imaging now” is said only of new low back pain of at most four weeks, up to the age of 50, with no trauma of high energy, no known or suspected fracture, no recorded risk and no other sign."
        ),
        why=_("Everything else is a reason to look."),
        checks=_nothing_speaks_for_imaging,
    ),
    Claim(
        id="not-cleared-says-why",
        statement=_("Whatever is not cleared names at least one fact or one alarm that it waits for."),
        why=_("A shut door without a reason cannot be opened, and is walked around."),
        checks=_explained,
    ),
)  # fmt: skip
