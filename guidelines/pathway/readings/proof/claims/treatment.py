"""Claims about drugs, the ladder and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator

from guidelines.pathway.building import at_most, below, blank, is_in, is_true, known_true, not_true
from guidelines.pathway.criteria import Any, Criterion, Limit
from guidelines.pathway.readings.proof.claim import Check, Claim, Never, codes
from guidelines.pathway.readings.proof.claims.procedures import NOT_SHUT
from guidelines.pathway.readings.proof.said import Absent, Told
from guidelines.pathway.recommendations import Verdict
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.translate import _

ADVISED = (Verdict.URGENT, Verdict.RECOMMEND, Verdict.CONSIDER, Verdict.CAUTION)
WITHOUT_RESERVE = (Verdict.URGENT, Verdict.RECOMMEND, Verdict.CONSIDER)
FAILED = ("inadequate", "not_tolerated", "contraindicated")
DRUGS = ("paracetamol", "tramadol", "nsaid", "strong_opioid")
NSAID_RISKS = ("renal_or_heart_failure", "gi_bleed_risk", "frail")

GOAL_REACHED = at_most("pain_rest_vas", Limit("rest_goal_vas")) & is_true("pain_activity_acceptable")
RELIEF_BAD = ~GOAL_REACHED & ~(
    below("pain_rest_vas", Limit("escalate_rest_vas")) & is_true("pain_activity_acceptable")
)
FRACTURE = is_in("vertebral_fracture", "confirmed", "suspected") | is_in(
    "sacral_fracture", "confirmed", "suspected"
)
FOR_FRACTURE_PAIN = ("goal.pain", "refer.rheumatology", "refer.pain_clinic")
AFTER_THE_GOAL = (
    "drug.paracetamol",
    "drug.tramadol",
    "drug.nsaid",
    "drug.strong_opioid",
    "refer.rheumatology",
    "refer.pain_clinic",
    "assess.vertebroplasty",
    "procedure.vertebroplasty",
    "procedure.kyphoplasty",
)
UNSTABLE: tuple[Criterion, ...] = (
    is_true("metastasis_confirmed"),
    is_true("multiple_myeloma"),
    is_true("cord_compression_by_fragment"),
    is_in("trauma_energy", "high"),
    is_in("fracture_cause", "malignant", "traumatic"),
)


def _first_line_failed(rules: RuleSet) -> Iterator[Check]:
    for drug in ("paracetamol", "tramadol"):
        yield Never((Told("drug.strong_opioid", ADVISED),), not_true(is_in(drug, *FAILED)))


def _status_respected(rules: RuleSet) -> Iterator[Check]:
    for drug in DRUGS:
        told = Told(f"drug.{drug}", ADVISED)
        yield Never((told,), known_true(is_in(drug, "contraindicated", "not_tolerated")))


def _one_opioid(rules: RuleSet) -> Iterator[Check]:
    taken = is_in("strong_opioid", "ongoing", "effective", "inadequate")
    yield Never((Told("drug.tramadol", ADVISED),), known_true(taken))


def _nsaid_asked(rules: RuleSet) -> Iterator[Check]:
    for risk in NSAID_RISKS:
        yield Never((Told("drug.nsaid", WITHOUT_RESERVE),), blank(risk) | is_true(risk))


def _stomach(rules: RuleSet) -> Iterator[Check]:
    yield Never((Told("drug.nsaid", (Verdict.CAUTION,)), Absent(Told("drug.gastroprotection"))))


def _goal_ends_it(rules: RuleSet) -> Iterator[Check]:
    for code in AFTER_THE_GOAL:
        yield Never((Told(code),), known_true(GOAL_REACHED))


def _with_a_fracture(rules: RuleSet) -> Iterator[Check]:
    for code in (
        *codes(rules, "drug."),
        *codes(rules, "rest."),
        *codes(rules, "physio."),
        *codes(rules, "adjunct."),
        *FOR_FRACTURE_PAIN,
    ):
        yield Never((Told(code),), not_true(FRACTURE))


def _relief_known(rules: RuleSet) -> Iterator[Check]:
    for code in ("drug.strong_opioid", "refer.rheumatology", "refer.pain_clinic", "assess.vertebroplasty"):
        yield Never((Told(code, NOT_SHUT),), not_true(RELIEF_BAD))


def _rheumatologist_first(rules: RuleSet) -> Iterator[Check]:
    yield Never((Told("refer.pain_clinic"),), not_true(is_true("rheumatologist_consulted")))
    by_the_ladder = not_true(is_in("fracture_cause", "malignant"))
    for code in ("assess.vertebroplasty", "procedure.vertebroplasty", "procedure.kyphoplasty"):
        yield Never((Told(code),), not_true(is_true("rheumatologist_consulted")) & by_the_ladder)


def _stable_first(rules: RuleSet) -> Iterator[Check]:
    for sign in UNSTABLE:
        yield Never((Told("physio.mobilising", WITHOUT_RESERVE),), known_true(sign))


def _pool_asked(rules: RuleSet) -> Iterator[Check]:
    barred = Any(
        (
            not_true(is_true("mobilisation_possible")),
            blank("incontinence_any"),
            known_true(is_true("incontinence_any")),
        )
    )
    yield Never((Told("physio.pool", NOT_SHUT),), barred)


def _never_in_bed(rules: RuleSet) -> Iterator[Check]:
    yield Never((Told("rest.bed_rest", ADVISED),))
    yield Never((Told("aid.corset_prolonged", ADVISED),))
    yield Never((Told("aid.corset_short_term"), Told("aid.corset_prolonged")))


TREATMENT_CLAIMS = (
    Claim(
        id="opioid-after-first-line",
        statement=_(
            "A strong opioid is never advised before both paracetamol and tramadol are recorded as too little, not tolerated or contraindicated."
        ),
        why=_("It comes after the first line; in this group only a few uncontrolled studies of it exist."),
        checks=_first_line_failed,
    ),
    Claim(
        id="drug-status-respected",
        statement=_("A drug recorded as contraindicated or not tolerated is never advised."),
        why=_("What harmed this patient before is not offered again."),
        checks=_status_respected,
    ),
    Claim(
        id="never-two-opioids",
        statement=_("Tramadol is never advised while a strong opioid is recorded as taken."),
        why=_("Two opioids add up."),
        checks=_one_opioid,
    ),
    Claim(
        id="nsaid-only-after-asking",
        statement=_(
            "An NSAID is put forward without caution only when kidney or heart failure, bleeding risk and frailty are each recorded as no."
        ),
        why=_("Bleeding and kidney failure come from the question that was not asked."),
        checks=_nsaid_asked,
    ),
    Claim(
        id="nsaid-with-caution-names-the-stomach",
        statement=_("Wherever an NSAID is advised with caution, stomach protection stands beside it."),
        why=_("The caution is of use only with what to do about it."),
        checks=_stomach,
    ),
    Claim(
        id="goal-reached-ends-the-ladder",
        statement=_(
            "Once the goal for pain is reached, no drug step, no escalation and no vertebroplasty is mentioned."
        ),
        why=_("Treatment for pain that is gone is harm without a purpose."),
        checks=_goal_ends_it,
    ),
    Claim(
        id="no-escalation-on-unknown-relief",
        statement=_(
            "No strong opioid, referral or assessment for vertebroplasty is open unless relief is known to be unsatisfactory."
        ),
        why=_("Nobody is moved up the ladder because a pain score was not written down."),
        checks=_relief_known,
    ),
    Claim(
        id="treatment-only-with-a-fracture",
        statement=_(
            "Drugs, rest, physiotherapy and referral for fracture pain are mentioned only where a fracture of spine or sacrum is confirmed or suspected."
        ),
        why=_("The pathway is for these fractures; for other back pain it has nothing to say."),
        checks=_with_a_fracture,
    ),
    Claim(
        id="rheumatologist-first",
        statement=_(
            "Pain clinic and vertebroplasty are mentioned only after a rheumatologist was asked; a malignant fracture may be assessed without."
        ),
        why=_("The review puts a specialist's look before anything invasive."),
        checks=_rheumatologist_first,
    ),
    Claim(
        id="stability-before-mobilising",
        statement=_(
            "Mobilising is never recommended without caution in known malignancy, pressure on the cord, or a fracture from high energy, tumour or trauma."
        ),
        why=_("An unstable spine that is moved can paralyse."),
        checks=_stable_first,
    ),
    Claim(
        id="pool-only-after-asking",
        statement=_("The pool is an option only when mobility is recorded as yes and incontinence as no."),
        why=_("Either of the two rules the pool out, and a question nobody asked has not been answered."),
        checks=_pool_asked,
    ),
    Claim(
        id="bed-and-corset-never-advised",
        statement=_(
            "Continuous bed rest and a corset all day are never advised, and short and prolonged use of a corset never stand together."
        ),
        why=_("Bone and muscle are lost quickly."),
        checks=_never_in_bed,
    ),
)  # fmt: skip
