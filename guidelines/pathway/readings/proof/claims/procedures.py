"""Claims about cement. What each rests on is written out here a second time, from the clinical contract, so that a
rule that loses a part of its condition is caught."""

from __future__ import annotations

from collections.abc import Iterator

from guidelines.pathway.building import below, blank, is_in, is_true, known_true, not_true
from guidelines.pathway.criteria import Criterion, Recorded
from guidelines.pathway.readings.proof.claim import Alike, Check, Claim, Never, NeverBoth, codes
from guidelines.pathway.readings.proof.said import Absent, Told
from guidelines.pathway.recommendations import Verdict
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.translate import _

SHUT = (Verdict.CONTRAINDICATED, Verdict.NOT_CLEARED)
NOT_SHUT = tuple(verdict for verdict in Verdict if verdict not in SHUT)
NOT_CONTRAINDICATED = tuple(verdict for verdict in Verdict if verdict is not Verdict.CONTRAINDICATED)

AGAINST_CEMENT: tuple[Criterion, ...] = (
    is_in("infection_status", "suspected", "active"),
    is_true("fever"),
    is_true("infection_markers"),
    is_in("fracture_cause", "infectious"),
    is_in("coagulopathy", "correctable", "uncorrectable"),
)
ASKED_BEFORE_CEMENT = (
    "infection_status",
    "fever",
    "coagulopathy",
    "neuro_deficit",
    "bladder_bowel_new",
    "cancer_history",
    "fracture_cause",
)
ASKED_TOO = {
    "procedure.vertebroplasty": "cord_compression_by_fragment",
    "procedure.kyphoplasty": "cord_compression_by_fragment",
    "procedure.sacroplasty": "sacral_foramen_or_central",
}
LEVEL_KNOWN: dict[str, Criterion] = {
    "procedure.vertebroplasty": is_true("painful_level_confirmed"),
    "procedure.kyphoplasty": is_true("painful_level_confirmed"),
    "procedure.sacroplasty": Recorded("sacral_denis_zone"),
}
ASSESSED_AS = {
    "procedure.vertebroplasty": "assess.vertebroplasty",
    "procedure.kyphoplasty": "assess.vertebroplasty",
    "procedure.sacroplasty": "assess.sacroplasty",
}


FOR_FRACTURE: dict[str, Criterion] = {
    "procedure.vertebroplasty": is_in("vertebral_fracture", "confirmed"),
    "procedure.kyphoplasty": is_in("vertebral_fracture", "confirmed"),
    "procedure.sacroplasty": is_in("sacral_fracture", "confirmed"),
    "assess.vertebroplasty": is_in("vertebral_fracture", "confirmed"),
    "assess.sacroplasty": is_in("sacral_fracture", "confirmed"),
}


ABSOLUTE: tuple[Criterion, ...] = (*AGAINST_CEMENT[:-1], is_in("coagulopathy", "uncorrectable"))
AGAINST_ANY = (
    is_true("cord_compression_by_fragment"),
    is_in("trauma_energy", "high"),
    is_in("fracture_cause", "traumatic"),
    below("age_years", 50),
    is_true("pain_improving"),
)
RADIATED = is_in("fracture_cause", "radiation")
RELATIVE: dict[str, tuple[Criterion, ...]] = {
    "procedure.vertebroplasty": (*AGAINST_ANY, RADIATED),
    "procedure.kyphoplasty": (*AGAINST_ANY, RADIATED),
    "procedure.sacroplasty": (
        *AGAINST_ANY,
        is_in("sacral_denis_zone", 2, 3),
        is_true("sacral_foramen_or_central"),
    ),
}
WITHOUT_RESERVE = (Verdict.URGENT, Verdict.RECOMMEND, Verdict.CONSIDER)


def _shut_while_contraindicated(rules: RuleSet) -> Iterator[Check]:
    for code in codes(rules, "procedure."):
        blanks = (blank(fact) for fact in (*ASKED_BEFORE_CEMENT, ASKED_TOO[code]))
        for reason in (*AGAINST_CEMENT, *blanks):
            yield Never((Told(code, NOT_SHUT),), known_true(reason))


def _shut_without_a_level(rules: RuleSet) -> Iterator[Check]:
    for code in codes(rules, "procedure."):
        yield Never((Told(code, NOT_SHUT),), not_true(LEVEL_KNOWN[code]))


def _said_to_be_contraindicated(rules: RuleSet) -> Iterator[Check]:
    for code in codes(rules, "procedure."):
        for reason in ABSOLUTE:
            yield Never((Told(code, NOT_CONTRAINDICATED),), known_true(reason))


def _careful(rules: RuleSet) -> Iterator[Check]:
    for code in codes(rules, "procedure."):
        for reason in RELATIVE[code]:
            yield Never((Told(code, WITHOUT_RESERVE),), known_true(reason))


def _seen_on_an_image(rules: RuleSet) -> Iterator[Check]:
    seen = is_in("mri", "fracture") | is_in("ct", "fracture")
    yield Never((Told("procedure.sacroplasty", NOT_SHUT),), not_true(seen))


def _only_for_its_fracture(rules: RuleSet) -> Iterator[Check]:
    for code in (*codes(rules, "procedure."), "assess.vertebroplasty", "assess.sacroplasty"):
        yield Never((Told(code),), not_true(FOR_FRACTURE[code]))


def _assessed_first(rules: RuleSet) -> Iterator[Check]:
    for code in codes(rules, "procedure."):
        yield Never((Told(code), Absent(Told(ASSESSED_AS[code]))))


def _never_lifted(rules: RuleSet) -> Iterator[Check]:
    """Of every action, not procedures alone."""
    for action in rules.actions:
        if any(case.verdict is Verdict.CONTRAINDICATED for case in action.cases):
            before, after = (
                Told(action.code, (Verdict.CONTRAINDICATED,)),
                Told(action.code, NOT_CONTRAINDICATED),
            )
            yield NeverBoth(before, after, Alike.MORE_RECORDED)


PROCEDURE_CLAIMS = (
    Claim(
        id="no-procedure-against-a-contraindication",
        statement=_(
            "No procedure is recommended, considered or advised with caution while an absolute contraindication to cement holds, or while one that its rule names is not recorded."
        ),
        why=_("Cement in an infected or bleeding patient can kill, and a question nobody asked has not been answered no."),
        checks=_shut_while_contraindicated,
    ),
    Claim(
        id="contraindication-is-said",
        statement=_(
            "Where an absolute contraindication to cement holds, the procedure is called contraindicated, not merely not cleared."
        ),
        why=_("“Not cleared” asks for one more answer; here no answer would help."),
        checks=_said_to_be_contraindicated,
    ),
    Claim(
        id="relative-contraindication-brings-caution",
        statement=_(
            "No procedure is recommended or considered without caution while one of its relative contraindications is recorded."
        ),
        why=_("Each of them is weighed by people before cement, so each must be on the page."),
        checks=_careful,
    ),
    Claim(
        id="sacroplasty-only-on-an-image",
        statement=_("Sacroplasty is never cleared before MRI or CT has shown a fracture."),
        why=_("Cement follows what was seen, not what is likely."),
        checks=_seen_on_an_image,
    ),
    Claim(
        id="cleared-procedure-has-a-level",
        statement=_(
            "Every procedure that is cleared has its painful level confirmed, or for the sacrum its Denis zone recorded."
        ),
        why=_("Cement in a vertebra that does not hurt is a risk without a gain."),
        checks=_shut_without_a_level,
    ),
    Claim(
        id="procedure-only-for-its-fracture",
        statement=_(
            "No procedure is mentioned, and no candidate assessed, unless its own fracture, vertebral or sacral, is recorded as confirmed."
        ),
        why=_("A fracture that is only suspected is imaged, not filled."),
        checks=_only_for_its_fracture,
    ),
    Claim(
        id="no-procedure-without-assessment",
        statement=_("No procedure is mentioned in an answer that does not also assess the candidate."),
        why=_("A procedure is never ordered: whether the patient is a candidate is assessed first, by people."),
        checks=_assessed_first,
    ),
    Claim(
        id="contraindication-never-lifted",
        statement=_("Recording more about a patient never turns “contraindicated” into another verdict, for any action."),
        why=_("What must not be done may not become possible because somebody answered one more question."),
        checks=_never_lifted,
    ),
)  # fmt: skip
