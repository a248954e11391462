"""Strong: legs, arms and bones. From rising out of a chair to heavy lifting, from short walks to jumps."""

from __future__ import annotations

from guidelines.pathway.exercise import BREATHE_ON, Block, DoseKind, Exercise, Impact, SpineLoad
from guidelines.pathway.figure import DOWN, Pose
from guidelines.pathway.programme import AFTER_HIP_FRACTURE
from guidelines.pathway.translate import _

SIT = (0.0, 270.0)
CHAIR, BAND, STURDY = _("a firm chair"), _("an elastic band"), _("a table or worktop to hold on to")
SORE = _("Tired muscles are all right. Stop at pain in the back, the hip or the groin.")
DIZZY = _("Stop and sit down if you are dizzy, if your chest hurts or if your back hurts.")

RISING: tuple[Exercise, ...] = (
    Exercise(
        code="sit_to_stand_hands",
        title=_("Rising with the hands to help"),
        block=Block.STRONG,
        dose=DoseKind.LIFT,
        start=_("Sit on the front half of a chair with armrests, feet under the knees."),
        movement=_("Lean forward from the hips, press with hands and feet, stand up. Sit down slowly."),
        count=_("One up and one down is one."),
        feel=_("The thighs work; the hands only help."),
        stop=SORE,
        equipment=(_("a firm chair with armrests"),),
        support=True,
        harder="sit_to_stand",
        poses=(
            Pose(trunk=65, leg=SIT, arm=(270, 300), props=("chair",)),
            Pose(arm=(280, 290), props=("chair_behind",), arrow=("hip", "up")),
        ),
    ),
    Exercise(
        code="sit_to_stand",
        title=_("Rising without hands"),
        block=Block.STRONG,
        dose=DoseKind.LIFT,
        start=_("Sit on the front half of the chair, feet under the knees, arms crossed on the chest."),
        movement=_("Lean forward from the hips with a long back, stand up fully, sit down slowly."),
        count=_("One up and one down is one."),
        feel=_("Thighs and seat work, the back stays long."),
        stop=SORE,
        equipment=(CHAIR,),
        easier="sit_to_stand_hands",
        harder="squat",
        poses=(
            Pose(trunk=62, leg=SIT, arm=(315, 100), props=("chair",)),
            Pose(arm=(315, 120), props=("chair_behind",), arrow=("hip", "up")),
        ),
    ),
    Exercise(
        code="squat",
        title=_("Knee bend with a weight held close"),
        block=Block.STRONG,
        dose=DoseKind.LIFT,
        spine=SpineLoad.UPRIGHT_UNDER_LOAD,
        start=_("Stand with feet a little apart, the weight held in both hands against the chest."),
        movement=_("Sit back as towards a chair until you can still keep a long back. Press up again."),
        count=_("One down and one up is one."),
        feel=_("Thighs and seat work, heels stay on the floor."),
        stop=SORE,
        equipment=(_("a weight"), _("a chair behind you")),
        easier="sit_to_stand",
        harder="squat_heavy",
        poses=(
            Pose(trunk=90, arm=(300, 80), props=("weight",)),
            Pose(trunk=60, leg=(340, 250), arm=(290, 60), props=("weight",), arrow=("hip", "down")),
        ),
    ),
    Exercise(
        code="squat_heavy",
        title=_("Heavy knee bend with a bar"),
        block=Block.STRONG,
        dose=DoseKind.HEAVY,
        spine=SpineLoad.UPRIGHT_UNDER_LOAD,
        start=_(
            "With your physiotherapist: the bar rests on your shoulders, the feet stand as wide as the hips."
        ),
        movement=_("Bend hips and knees with a long back, as deep as was agreed. Press up."),
        count=_("Five in one go, then a long rest."),
        feel=_("Very hard work for legs and seat, with a form that never slips."),
        stop=_("Stop at once at any pain in the back, and when the form slips."),
        equipment=(_("a bar in a rack"),),
        easier="squat",
        needs="high_intensity_allowed",
        supervised=True,
        source="doi:10.1002/jbmr.3284",
        poses=(
            Pose(trunk=88, arm=(240, 90), props=("bar",)),
            Pose(trunk=58, leg=(340, 250), arm=(220, 80), props=("bar",), arrow=("hip", "down")),
        ),
    ),
)

STANDING: tuple[Exercise, ...] = (
    Exercise(
        code="heel_raise",
        title=_("Heel raise with support"),
        block=Block.STRONG,
        dose=DoseKind.LIFT,
        start=_("Stand tall at a worktop, both hands on it, feet a little apart."),
        movement=_("Rise on your toes, stay a moment, lower the heels slowly to the floor."),
        count=_("One up and one down is one."),
        feel=_("The calves work."),
        stop=SORE,
        equipment=(STURDY,),
        support=True,
        harder="heel_raise_free",
        poses=(
            Pose(arm=(300, 350), props=("support",)),
            Pose(arm=(295, 345), feet=300, props=("support",), arrow=("ankle", "up")),
        ),
    ),
    Exercise(
        code="heel_raise_free",
        title=_("Heel raise without support"),
        block=Block.STRONG,
        dose=DoseKind.LIFT,
        start=_("Stand tall near a worktop without holding on, feet a little apart."),
        movement=_("Rise on your toes, stay a moment, lower the heels slowly and softly to the floor."),
        count=_("One up and one down is one."),
        feel=_("The calves work and the ankles keep you steady."),
        stop=SORE,
        easier="heel_raise",
        harder="heel_drop",
        poses=(Pose(arm=(275, 280)), Pose(arm=(275, 280), feet=300, arrow=("ankle", "up"))),
    ),
    Exercise(
        code="step_up",
        title=_("Step-up with support"),
        block=Block.STRONG,
        dose=DoseKind.LIFT,
        impact=Impact.WALKING,
        start=_("Stand in front of a low step with one hand on a rail."),
        movement=_(
            "Put one foot on the step, press up until the leg is straight, go back down with control."
        ),
        count=_("One up and one down is one; then the other leg."),
        feel=_("Thigh and seat of the leg on the step work."),
        stop=SORE,
        equipment=(_("a low step"), _("a rail")),
        support=True,
        harder="stairs",
        poses=(
            Pose(trunk=82, leg=(330, 265), far_leg=(268, 265), arm=(310, 0), props=("step", "support")),
            Pose(
                leg=(275, 270),
                far_leg=(272, 215),
                arm=(310, 0),
                lift=11,
                props=("step", "support"),
                arrow=("hip", "up"),
            ),
        ),
    ),
    Exercise(
        code="stairs",
        title=_("Stairs"),
        block=Block.STRONG,
        dose=DoseKind.TIME,
        impact=Impact.WALKING,
        start=_("Use a staircase with a rail and good light."),
        movement=_(
            "Walk up one step at a time with the whole foot on the step, a hand on the rail; walk down slowly."
        ),
        count=_("Count the minutes, with a rest in between."),
        feel=_("Legs work and breathing quickens, you can still talk."),
        stop=DIZZY,
        breath=BREATHE_ON,
        equipment=(_("a staircase with a rail"),),
        easier="step_up",
        poses=(
            Pose(
                trunk=82,
                leg=(330, 265),
                far_leg=(262, 262),
                arm=(310, 0),
                x=44,
                props=("stairs",),
                arrow=("shoulder", "up"),
            ),
        ),
    ),
    Exercise(
        code="leg_to_side",
        title=_("Leg to the side"),
        block=Block.STRONG,
        dose=DoseKind.LIFT,
        start=_("Stand tall at a worktop, both hands on it, the weight on the sound leg."),
        movement=_(
            "Lift the other leg a little out to the side with the toes pointing forward. Lower it slowly."
        ),
        count=_("One out and one back is one; then the other leg, if both are to be trained."),
        feel=_("The outer side of the hip works."),
        stop=SORE,
        equipment=(STURDY,),
        support=True,
        source=AFTER_HIP_FRACTURE,
        poses=(
            Pose(feet=270, arm=(300, 350), far_arm=(240, 270), props=("support",)),
            Pose(
                leg=(245, 245),
                far_leg=DOWN,
                feet=270,
                arm=(300, 350),
                far_arm=(240, 270),
                props=("support",),
                arrow=("ankle", "left"),
            ),
        ),
    ),
    Exercise(
        code="knee_straighten",
        title=_("Straighten the knee, seated"),
        block=Block.STRONG,
        dose=DoseKind.LIFT,
        start=_("Sit well back on a firm chair with the feet on the floor."),
        movement=_("Straighten one knee until the leg is level, stay a moment, lower it slowly."),
        count=_("One up and one down is one; then the other leg, if both are to be trained."),
        feel=_("The front of the thigh works."),
        stop=SORE,
        equipment=(CHAIR,),
        source=AFTER_HIP_FRACTURE,
        poses=(
            Pose(leg=SIT, arm=(280, 320), props=("chair",)),
            Pose(leg=(0, 350), far_leg=SIT, arm=(280, 320), props=("chair",), arrow=("ankle", "up")),
        ),
    ),
)
