"""The contract read a second time, in plain Python and without the rules: two readings must agree on every patient.

True, False and None (not known) by Kleene. Written from the contract row by row; `x is True` is the contract's "is TRUE".
"""

from guidelines.pathway.facts import PatientFacts


def and_(*parts):
    return False if False in parts else None if None in parts else True


def or_(*parts):
    return True if True in parts else None if None in parts else False


def not_(part):
    return None if part is None else not part


def in_(value, *allowed):
    return None if value is None else value in allowed


def meets(value, *members):
    return None if value is None else bool(set(value) & set(members))


def yes(part):
    return part is True


def compare(value, test):
    return None if value is None else test(value)


def first(*cases):
    """The verdict of the first case that is TRUE."""
    return next(verdict for when, verdict in cases if when is True)


class Patient:
    """The contract's derived facts for one patient, thresholds at their defaults."""

    def __init__(self, f: PatientFacts) -> None:
        self.f = f
        rest, ok = f.pain_rest_vas, f.pain_activity_acceptable
        self.fracture_pain = or_(
            in_(f.vertebral_fracture, "confirmed", "suspected"),
            in_(f.sacral_fracture, "confirmed", "suspected"),
        )
        self.goal_met = and_(compare(rest, lambda v: v <= 4), ok)
        self.relief_bad = and_(not_(self.goal_met), not_(and_(compare(rest, lambda v: v < 45), ok)))
        self.severe_pain = or_(
            compare(rest, lambda v: v >= 70), compare(f.pain_activity_vas, lambda v: v >= 70)
        )
        self.on_opioid = f.strong_opioid in ("ongoing", "effective", "inadequate")
        self.drugs_exhausted = (
            (self.failed(f.paracetamol) or self.on_opioid)
            and (self.failed(f.tramadol) or self.on_opioid)
            and self.failed(f.strong_opioid)
        )
        self.ladder_exhausted = and_(self.drugs_exhausted, self.relief_bad)
        self.malignancy_known = f.metastasis_confirmed is True or f.multiple_myeloma is True
        self.sacral_suspicion = self._sacral_suspicion()
        self.contraindicated_cement = (
            f.infection_status in ("suspected", "active")
            or f.fever is True
            or f.infection_markers is True
            or f.fracture_cause == "infectious"
            or f.coagulopathy == "uncorrectable"
        )
        self.fragility = and_(
            or_(
                in_(f.vertebral_fracture, "confirmed"),
                in_(f.sacral_fracture, "confirmed"),
                f.hip_fracture_weeks is not None,
            ),
            f.trauma_energy != "high",
            f.fracture_cause not in ("malignant", "infectious", "traumatic"),
            not self.malignancy_known,
        )
        self.dxa = and_(
            compare(f.t_score, lambda v: v <= -2.5),
            f.fracture_cause not in ("malignant", "infectious"),
            not self.malignancy_known,
        )
        self.osteoporosis = or_(self.fragility, self.dxa)
        self.urgent = self._urgent()
        self.urgent_flag = bool(self.urgent)
        self.sacroplasty = self._sacroplasty()

    @staticmethod
    def failed(status):
        return status in ("inadequate", "not_tolerated", "contraindicated")

    def _sacral_suspicion(self):
        f = self.f
        if f.sacral_fracture in ("confirmed", "excluded"):
            return False
        sudden = or_(f.pain_sudden_onset, f.pain_exam_discrepancy)
        gentle = in_(f.trauma_energy, "none", "low")
        return or_(
            f.sacral_fracture == "suspected",
            f.pubic_ramus_fracture is True,
            f.xray_pelvis == "fracture",
            yes(and_(meets(f.pain_locations, "lumbar"), in_(f.xray_spine, "no_fracture"), gentle, sudden)),
            and_(meets(f.pain_locations, "sacral_gluteal", "groin"), gentle, sudden),
        )

    def _urgent(self):
        f = self.f
        rows = {
            "urgent.cord_compression": or_(
                f.neuro_deficit,
                f.bladder_bowel_new,
                and_(
                    f.cord_compression_by_fragment,
                    or_(self.malignancy_known, in_(f.fracture_cause, "malignant")),
                ),
            ),
            "urgent.suspected_metastasis": and_(
                f.cancer_history,
                f.back_pain_new is not False,
                f.metastasis_confirmed is not True,
                f.metastasis_excluded is not True,
            ),
            "urgent.suspected_infection": or_(
                f.fever,
                in_(f.infection_status, "suspected", "active"),
                f.infection_markers,
                in_(f.fracture_cause, "infectious"),
            ),
        }
        return [code for code, when in rows.items() if when is True]

    def _sacroplasty(self):
        f = self.f
        return and_(
            f.sacral_fracture == "confirmed",
            self.severe_pain,
            or_(
                and_(not_(f.mobilisation_possible), f.complication_risk_high),
                and_(compare(f.conservative_weeks, lambda v: v >= 4), not_(f.pain_improving)),
                f.pelvic_radiotherapy,
                f.multiple_myeloma,
                f.metastasis_confirmed,
            ),
        )


def verdicts(facts: PatientFacts) -> dict[str, str]:
    """Every action that is present, with its verdict."""
    p = Patient(facts)
    told = dict.fromkeys(p.urgent, "urgent")
    for rows in (alarms(p), imaging(p), drugs(p), beside(p), escalation(p), cement(p), bone(p), follow_up(p)):
        told.update({code: verdict for code, (when, verdict) in rows.items() if when is True})
    return told


def held(p, otherwise):
    return "not_cleared" if p.urgent_flag else otherwise


def alarms(p):
    f = p.f
    flags = None if f.other_red_flags is None else bool(f.other_red_flags)
    screen = and_(
        or_(f.age_years > 50, compare(f.pain_weeks, lambda v: v > 4)),
        f.cancer_history is not True,
        f.fracture_cause != "malignant",
        not p.malignancy_known,
    )
    outside = or_(
        in_(f.trauma_energy, "high"),
        in_(f.fracture_cause, "traumatic"),
        and_(f.back_pain_new, in_(f.vertebral_fracture, "excluded"), in_(f.sacral_fracture, "excluded")),
    )
    return {
        "review.malignancy": (or_(flags, screen), "recommend" if flags else "consider"),
        "note.outside_scope": (outside, "caution"),
    }


def imaging(p):
    f = p.f
    no_xray, no_mri, no_ct = (image in (None, "not_done") for image in (f.xray_spine, f.mri, f.ct))
    risk = or_(f.age_years > 50, f.osteoporosis_risk_factor, in_(f.trauma_energy, "high"))
    guess = and_(f.vertebral_fracture is None, meets(f.pain_locations, "thoracic", "lumbar"), risk)
    not_seen = no_mri or f.mri_covers_sacrum is not True
    long_wait = compare(f.mri_wait_days, lambda v: v > 7)
    ct_open = or_(no_ct, and_(not_(in_(f.ct, "no_fracture")), f.ct_covers_sacrum is not True))
    assessed = assessment(p) is True
    return {
        "image.spine_xray": (
            and_(no_xray, no_mri, no_ct, or_(in_(f.vertebral_fracture, "suspected"), guess)),
            "recommend",
        ),
        "image.spine_mri": (
            and_(
                no_mri,
                f.mri_contraindicated is not True,
                or_(p.urgent_flag, and_(p.malignancy_known, f.back_pain_new)),
            ),
            "urgent" if p.urgent_flag else "recommend",
        ),
        "image.spine_ct": (and_(p.urgent_flag, f.mri_contraindicated, no_ct), "urgent"),
        "image.painful_level": (
            assessed and f.painful_level_confirmed is not True and not p.contraindicated_cement,
            "recommend",
        ),
        "image.sacrum_mri": (
            and_(
                p.sacral_suspicion,
                not_seen,
                f.mri_contraindicated is not True,
                or_(long_wait is not True, in_(f.ct, "no_fracture")),
            ),
            "recommend",
        ),
        "image.sacrum_ct": (
            and_(p.sacral_suspicion, not_seen, ct_open, or_(f.mri_contraindicated, long_wait)),
            "recommend",
        ),
        "note.xray_does_not_exclude_sacral": (
            and_(
                p.sacral_suspicion, or_(in_(f.xray_pelvis, "no_fracture"), in_(f.xray_spine, "no_fracture"))
            ),
            "caution",
        ),
        "image.defer": (deferred(p), "recommend"),
    }


def deferred(p):
    f = p.f
    return (
        f.back_pain_new is True
        and f.pain_locations == {"lumbar"}
        and f.age_years <= 50
        and f.pain_weeks is not None
        and f.pain_weeks <= 4
        and f.trauma_energy in ("none", "low")
        and (f.neuro_deficit, f.bladder_bowel_new, f.cancer_history, f.fever) == (False,) * 4
        and f.infection_status == "none"
        and f.osteoporosis_risk_factor is False
        and f.pain_improving is not False
        and p.severe_pain is not True
        and True
        not in (
            f.long_term_steroid,
            f.pelvic_radiotherapy,
            f.metastasis_confirmed,
            f.multiple_myeloma,
            f.infection_markers,
        )
        and not f.other_red_flags
        and f.hip_fracture_weeks is None
        and f.cement_weeks is None
        and f.other_low_trauma_fractures in (None, 0)
        and not (f.t_score is not None and f.t_score <= -2.5)
        and f.vertebral_fracture in (None, "excluded")
        and f.sacral_fracture in (None, "excluded")
        and p.sacral_suspicion is False
    )


def drugs(p):
    f = p.f
    goal_open = and_(p.fracture_pain, p.goal_met is not True)
    early = and_(p.fracture_pain, compare(f.vertebral_fracture_weeks, lambda v: v <= 6))
    nsaid = first(
        (f.nsaid == "contraindicated" or f.renal_or_heart_failure is True, "contraindicated"),
        (f.nsaid == "not_tolerated", "avoid"),
        (f.gi_bleed_risk is True or f.frail is True, "caution"),
        (None in (f.gi_bleed_risk, f.frail, f.renal_or_heart_failure), "caution"),
        (True, "consider"),
    )
    return {
        "goal.pain": (p.fracture_pain, "recommend"),
        "rest.flat_intervals": (early, "recommend"),
        "rest.bed_rest": (and_(p.fracture_pain, f.bed_rest_continuous is not False), "avoid"),
        "drug.paracetamol": (goal_open, by_status(f.paracetamol, "recommend")),
        "drug.tramadol": (
            goal_open,
            by_status(f.tramadol, "avoid" if p.on_opioid else "recommend"),
        ),
        "drug.nsaid": (goal_open, nsaid),
        "drug.gastroprotection": (goal_open is True and nsaid == "caution", "consider"),
        "drug.strong_opioid": (
            and_(p.fracture_pain, p.relief_bad, p.failed(f.paracetamol), p.failed(f.tramadol)),
            by_status(f.strong_opioid, "consider"),
        ),
        "adjunct.heat_cold": (early, "consider"),
    }


def by_status(status, otherwise):
    return {"contraindicated": "contraindicated", "not_tolerated": "avoid"}.get(status, otherwise)


def beside(p):
    f = p.f
    unstable = (
        p.malignancy_known
        or f.cord_compression_by_fragment is True
        or f.trauma_energy == "high"
        or f.fracture_cause in ("malignant", "traumatic")
    )
    pool = first(
        (f.mobilisation_possible is False or f.incontinence_any is True, "contraindicated"),
        (p.urgent_flag, "not_cleared"),
        (f.mobilisation_possible is None or f.incontinence_any is None, "not_cleared"),
        (True, "consider"),
    )
    injections = f.glucocorticoid_injections_12m
    trigger = first(
        (p.urgent_flag, "not_cleared"),
        (f.coagulopathy in ("correctable", "uncorrectable"), "not_cleared"),
        (injections is None or injections >= 3 or f.long_term_steroid is True, "caution"),
        (True, "consider"),
    )
    prolonged = or_(
        in_(f.corset_use, "whole_day"),
        and_(compare(f.corset_weeks, lambda v: v > 6), f.corset_use not in ("activity", "none")),
    )
    return {
        "physio.mobilising": (p.fracture_pain, held(p, "caution" if unstable else "recommend")),
        "physio.lifting_technique": (and_(p.fracture_pain, not p.urgent_flag), "recommend"),
        "physio.pool": (p.fracture_pain, pool),
        "aid.corset_short_term": (
            and_(
                in_(f.vertebral_fracture, "confirmed"),
                compare(f.vertebral_fracture_weeks, lambda v: v <= 6),
                prolonged is not True,
            ),
            "consider",
        ),
        "aid.corset_prolonged": (prolonged, "avoid"),
        "adjunct.trigger_injection": (and_(p.fracture_pain, f.muscle_spasm_paraspinal), trigger),
    }


def escalation(p):
    f = p.f
    unasked = f.rheumatologist_consulted is not True
    unknown = p.fracture_pain is True and p.drugs_exhausted and p.relief_bad is None and unasked
    return {
        "refer.rheumatology": (
            unknown or and_(p.fracture_pain, p.ladder_exhausted, unasked),
            "not_cleared" if unknown else held(p, "recommend"),
        ),
        "refer.pain_clinic": (
            and_(p.fracture_pain, p.ladder_exhausted, f.rheumatologist_consulted),
            held(p, "consider"),
        ),
    }


def ladder_arm(p):
    return and_(p.ladder_exhausted, p.f.rheumatologist_consulted)


def assessment(p):
    malignant = and_(in_(p.f.fracture_cause, "malignant"), p.relief_bad)
    return and_(in_(p.f.vertebral_fracture, "confirmed"), or_(ladder_arm(p), malignant))


def cement(p):
    f = p.f
    before = (
        f.infection_status,
        f.fever,
        f.coagulopathy,
        f.neuro_deficit,
        f.bladder_bowel_new,
        f.cancer_history,
        f.fracture_cause,
    )
    common = f.trauma_energy == "high" or f.age_years < 50 or f.pain_improving is True
    vertebroplasty = first(
        (p.contraindicated_cement, "contraindicated"),
        (
            p.urgent_flag
            or None in (*before, f.cord_compression_by_fragment)
            or f.coagulopathy == "correctable"
            or f.painful_level_confirmed is not True,
            "not_cleared",
        ),
        (
            f.cord_compression_by_fragment is True
            or f.fracture_cause in ("traumatic", "radiation")
            or common,
            "caution",
        ),
        (True, "consider"),
    )
    sacroplasty = first(
        (p.contraindicated_cement, "contraindicated"),
        (
            p.urgent_flag
            or None in (*before, f.sacral_denis_zone, f.sacral_foramen_or_central)
            or f.coagulopathy == "correctable"
            or "fracture" not in (f.mri, f.ct),
            "not_cleared",
        ),
        (
            f.sacral_denis_zone in (2, 3)
            or f.sacral_foramen_or_central is True
            or f.cord_compression_by_fragment is True
            or f.fracture_cause == "traumatic"
            or common,
            "caution",
        ),
        (True, "consider"),
    )
    present = assessment(p)
    young = compare(f.vertebral_fracture_weeks, lambda v: v < 3)
    return {
        "assess.vertebroplasty": (present, held(p, "recommend" if ladder_arm(p) is True else "consider")),
        "procedure.vertebroplasty": (present, vertebroplasty),
        "procedure.kyphoplasty": (and_(present is True and vertebroplasty == "consider", young), "consider"),
        "assess.sacroplasty": (
            p.sacroplasty is not False,
            "not_cleared" if p.sacroplasty is None else held(p, "consider"),
        ),
        "procedure.sacroplasty": (p.sacroplasty, sacroplasty),
    }


def bone(p):
    f = p.f
    sure = f.age_years > 50 and (
        (
            p.fragility is True
            and (f.vertebral_fracture == "confirmed" or f.hip_fracture_weeks is not None)
            and (f.trauma_energy in ("none", "low") or f.fracture_cause == "osteoporotic")
        )
        or p.dxa is True
    )
    risk = (
        f.osteoporosis_risk_factor is True
        or f.long_term_steroid is True
        or (
            f.trauma_energy != "high"
            and (
                f.pubic_ramus_fracture is True
                or f.xray_pelvis == "fracture"
                or (f.other_low_trauma_fractures or 0) >= 1
            )
        )
    )
    on_drug = in_(f.bone_drug, "bisphosphonate", "denosumab", "teriparatide", "other")
    new_fracture = or_(in_(f.vertebral_fracture, "confirmed"), in_(f.sacral_fracture, "confirmed"))
    return {
        "refer.oncology": (
            or_(f.metastasis_confirmed, f.multiple_myeloma, in_(f.fracture_cause, "malignant")),
            "recommend",
        ),
        "assess.tokuhashi": (f.metastasis_confirmed, "recommend"),
        "osteoporosis.workup": (and_(p.osteoporosis, f.osteoporosis_workup_done is not True), "recommend"),
        "osteoporosis.treatment": (
            and_(p.osteoporosis, f.bone_drug in (None, "none", "denosumab_stopped")),
            "recommend" if sure else "consider",
        ),
        "review.bone_drug": (and_(on_drug, f.back_pain_new, new_fracture), "consider"),
        "osteoporosis.calcium_vitamin_d": (
            and_(p.osteoporosis, f.calcium_vitamin_d is not True),
            "recommend",
        ),
        "refer.osteoporosis_assessment": (
            risk and f.osteoporosis_workup_done is not True and p.osteoporosis is not True,
            "recommend",
        ),
    }


def follow_up(p):
    f = p.f
    confirmed = in_(f.vertebral_fracture, "confirmed")
    weeks = f.vertebral_fracture_weeks
    taken = {"ongoing", "effective", "inadequate"} & {f.paracetamol, f.tramadol, f.nsaid, f.strong_opioid}
    near_nerves = or_(in_(f.sacral_denis_zone, 3), f.sacral_foramen_or_central)
    return {
        "followup.new_fracture": (and_(confirmed, compare(weeks, lambda v: v <= 52)), "recommend"),
        "followup.analgesic_review": (
            and_(confirmed, compare(weeks, lambda v: v >= 26), bool(taken)),
            "recommend",
        ),
        "followup.neuro_recheck": (and_(in_(f.sacral_fracture, "confirmed"), near_nerves), "recommend"),
        "review.after_cement": (
            and_(f.cement_weeks is not None, or_(f.back_pain_new, f.radicular_pain_new)),
            "recommend",
        ),
    }
