"""The programmes as data: Strong / Steady / Straight for each category and each acute phase, in our own words."""

from __future__ import annotations

from guidelines.pathway.programme import (
    AFTER_HIP_FRACTURE,
    LIFTMOR,
    Line,
    Programme,
    line,
    ours,
)
from guidelines.pathway.translate import _

# Whoever must stay below brisk walking, or must train balance first, does not jump.
JUMPING_BARRED = ("impact_low", "falls_first")

DOSE_FRAME: tuple[Line, ...] = (
    line(
        _(
            "Strength: 2–3 days a week, building to a load that can be lifted 8–12 times, up to 3 sets of each exercise."
        )
    ),
    line(
        _(
            "Impact: most days, building to about 50 moderate impacts a session, only where impact is not kept low."
        ),
        barred_by=JUMPING_BARRED,
    ),
    line(_("Balance: 2–3 days a week; in all at least 2 hours a week for those at risk of falls.")),
    line(_("Back endurance: 2–3 days a week, holds of 3–5 seconds, up to 10 repetitions.")),
)

RETEST: tuple[Line, ...] = (
    ours(_("Test again after 8–12 weeks. The category changes only after a new test and a confirmation.")),
    ours(_("New back pain at any time: stop the programme and see a physician first.")),
)

IMPACT = line(
    _("Impact on most days, building to about 50 moderate impacts a session."),
    barred_by=JUMPING_BARRED,
    exercises=("heel_drop",),
    also=("jump_small",),
)
BRISK_WALKING = line(
    _("Impact no higher than brisk walking."),
    needs="impact_low",
    also=("walk_brisk", "walk_accompanied", "walk_short"),
    is_advice=True,
)
HIP_STRENGTH = line(
    _(
        "After the hip fracture: growing strength training of the leg from about 2–3 weeks, if the surgeon allows."
    ),
    AFTER_HIP_FRACTURE,
    after_hip_fracture=True,
    exercises=("knee_straighten", "leg_to_side"),
    also=("sit_to_stand_hands", "heel_raise", "step_up"),
)
NO_EARLY_IMPACT = ours(
    _("No jumps, and no impact beyond walking, until the acute phase is over."), is_advice=True
)

EXERCISE_ACTIVE = Programme(
    code="exercise_active",
    title=_("Exercise-active"),
    strong=(
        line(
            _("Lifting 2–3 days a week, up to 3 sets of 8 at a load that can be lifted 8–12 times."),
            exercises=("deadlift", "squat", "overhead_press"),
            also=("band_row", "table_press", "step_up", "bridge", "walk_brisk", "stairs"),
        ),
        IMPACT,
        line(
            _("High intensity may be offered: 5 sets of 5 above 85 % of 1RM, twice a week for 30 minutes."),
            LIFTMOR,
            needs="high_intensity_allowed",
            exercises=("deadlift_heavy", "squat_heavy", "overhead_press_heavy"),
            also=("drop_landing",),
        ),
    ),
    steady=(
        line(
            _("Balance as part of the sport; moving balance exercises twice a week."),
            exercises=("figure_of_eight",),
            also=("tandem_walk", "side_steps", "tai_chi_step", "one_leg_stance"),
        ),
    ),
    straight=(
        line(_("Bend at the hips, with load."), exercises=("lift_close",), also=("hip_hinge",)),
        line(
            _("Back extensors 2–3 days a week."),
            exercises=("back_extension_prone",),
            also=("arm_leg_lift", "wall_posture"),
        ),
    ),
    supervision=(
        line(_("A check of technique.")),
        line(_("High intensity is always supervised."), LIFTMOR, needs="high_intensity_allowed"),
    ),
)

EXERCISE_ACTIVE_WITH_CONSIDERATION = Programme(
    code="exercise_active_with_consideration",
    title=_("Exercise-active, with consideration"),
    strong=(
        line(
            _(
                "The same lifts, form before load: 2–3 days a week, 1–3 sets of 8–12 at a load that can be lifted 8–12 times."
            ),
            exercises=("deadlift", "squat", "overhead_press"),
            also=("band_row", "table_press", "step_up", "bridge", "walk_brisk", "stairs"),
        ),
        IMPACT,
        BRISK_WALKING,
    ),
    steady=(
        line(
            _("Challenging balance exercises 2–3 days a week."),
            exercises=("one_leg_stance", "tandem_walk"),
            also=("figure_of_eight", "tai_chi_step", "side_steps", "tandem_stance"),
        ),
    ),
    straight=(
        line(
            _("Back extensors 2–3 days a week."),
            exercises=("back_extension_prone",),
            also=("arm_leg_lift", "back_extension_seated", "wall_posture"),
        ),
        line(_("Lift close to the body."), exercises=("lift_close",), also=("hip_hinge",)),
    ),
    supervision=(ours(_("The first 6–12 sessions are supervised.")),),
)

EVERYDAY_ACTIVE = Programme(
    code="everyday_active",
    title=_("Everyday-active"),
    strong=(
        line(
            _("Strength 2–3 days a week, 1–2 sets of 8–12."),
            exercises=("sit_to_stand", "band_row", "table_press"),
            also=("squat", "bridge", "step_up", "heel_raise_free", "overhead_press"),
        ),
        line(
            _("Walking and stairs."),
            exercises=("walk_brisk", "walk_accompanied", "stairs"),
            also=("walk_short",),
        ),
        line(_("Heel drops."), barred_by=JUMPING_BARRED, exercises=("heel_drop",)),
    ),
    steady=(
        line(
            _("Balance 2–3 days a week: walking heel to toe, dance, tai chi."),
            exercises=("tandem_walk", "tai_chi_step"),
            also=("side_steps", "figure_of_eight", "one_leg_stance", "tandem_stance"),
        ),
    ),
    straight=(
        line(
            _("Posture, and bending at the hips."),
            exercises=("wall_posture", "hip_hinge"),
            also=("back_extension_seated", "back_extension_prone", "lift_close"),
        ),
        line(_("Household tasks as a circuit."), "F38", exercises=("household_circuit",)),
    ),
    supervision=(ours(_("Instruction, and a follow-up after 2–4 weeks.")),),
)

EVERYDAY_ACTIVE_WITH_CONSIDERATION = Programme(
    code="everyday_active_with_consideration",
    title=_("Everyday-active, with consideration"),
    strong=(
        line(
            _("Strength 2 days a week, 1–2 sets of 8–12 at moderate effort."),
            exercises=("sit_to_stand", "band_row", "wall_press"),
            also=("bridge", "step_up", "heel_raise", "table_press", "squat"),
        ),
        line(
            _("Lower impact for 20 minutes a day, in short bouts."),
            exercises=("walk_short",),
            also=("stairs",),
        ),
        BRISK_WALKING,
    ),
    steady=(
        line(
            _("A little balance every day, and supervised twice a week."),
            exercises=("tandem_stance", "tai_chi_step"),
            also=("semi_tandem_stance", "weight_shift", "tandem_walk", "one_leg_stance", "side_steps"),
        ),
    ),
    straight=(
        line(
            _("Back extensors 2–3 days a week, starting lying down."),
            exercises=("back_press_lying",),
            also=("back_extension_seated", "back_extension_prone", "wall_posture", "hip_hinge"),
        ),
    ),
    supervision=(line(_("A supervised start, in a small group."), "F18"),),
)

FUNCTION_LIMITED = Programme(
    code="function_limited",
    title=_("Function-limited"),
    strong=(
        ours(
            _(
                "Sit-to-stand, heel raises, wall presses and bands 2–3 days a week: 1 set of 5–8, growing to 8–12 repetitions."
            ),
            exercises=("sit_to_stand_hands", "heel_raise", "wall_press", "band_row_seated"),
            also=(
                "sit_to_stand",
                "knee_straighten",
                "leg_to_side",
                "bridge",
                "walk_short",
                "walk_accompanied",
            ),
        ),
    ),
    steady=(
        line(
            _("Standing with support, then semi-tandem, then tandem."),
            exercises=("supported_stance",),
            also=("semi_tandem_stance", "tandem_stance", "weight_shift"),
        ),
        line(_("Safe transfers."), exercises=("chair_transfer",), also=("bed_transfer",)),
    ),
    straight=(
        line(
            _("Back extension lying or seated, holds of 3–5 seconds."),
            exercises=("back_extension_seated",),
            also=("back_press_lying", "neutral_hold"),
        ),
        line(
            _("Posture, and the height of walking aids."), exercises=("seated_tall",), also=("wall_posture",)
        ),
    ),
    supervision=(line(_("One to one, or in a very small group."), "F18"),),
    within_dose_frame=False,
)

ACUTE_EARLY = Programme(
    code="acute_early",
    title=_("Acute phase, first six weeks"),
    strong=(
        line(_("Breathing and isometric exercises."), "F27", exercises=("breathing", "thigh_press")),
        line(_("Short walks often, with rest lying flat in between."), "A70", exercises=("walk_short",)),
        HIP_STRENGTH,
        NO_EARLY_IMPACT,
    ),
    steady=(
        line(_("Safe transfers."), "F25", exercises=("bed_transfer", "chair_transfer")),
        line(_("Assess the need for aids."), "F26", is_advice=True),
    ),
    straight=(
        line(
            _("Neutral spine, holds of 3–5 seconds within the limit of pain."),
            exercises=("neutral_hold",),
            also=("back_press_lying",),
        ),
    ),
    supervision=(line(_("A physiotherapist, led by the pain."), "F27"),),
    within_dose_frame=False,
)

ACUTE_LATE = Programme(
    code="acute_late",
    title=_("Acute phase, after the first six weeks"),
    strong=(
        line(_("The exercises of the function-limited category, as tolerated:"), "F27", is_advice=True),
        *FUNCTION_LIMITED.strong,
        HIP_STRENGTH,
        NO_EARLY_IMPACT,
    ),
    steady=(
        line(
            _("Growing standing balance."),
            exercises=("supported_stance", "weight_shift"),
            also=("semi_tandem_stance", "tandem_stance", "bed_transfer", "chair_transfer"),
        ),
    ),
    straight=(
        line(
            _("Back endurance."),
            exercises=("back_press_lying",),
            also=("neutral_hold", "back_extension_seated", "seated_tall", "wall_posture"),
        ),
        line(_("Learn to bend at the hips."), exercises=("hip_hinge",)),
    ),
    supervision=(ours(_("Weekly, then every second week.")),),
    within_dose_frame=False,
)

PROGRAMMES: dict[str, Programme] = {
    programme.code: programme
    for programme in (
        EXERCISE_ACTIVE,
        EXERCISE_ACTIVE_WITH_CONSIDERATION,
        EVERYDAY_ACTIVE,
        EVERYDAY_ACTIVE_WITH_CONSIDERATION,
        FUNCTION_LIMITED,
        ACUTE_EARLY,
        ACUTE_LATE,
    )
}
