"""Strong, continued: pushing, pulling and lifting; lying exercises."""

from __future__ import annotations

from guidelines.pathway.exercise import Block, DoseKind, Exercise, SpineLoad
from guidelines.pathway.exercises_strong import BAND, CHAIR, SIT, SORE
from guidelines.pathway.figure import Pose
from guidelines.pathway.programme import LIFTMOR
from guidelines.pathway.translate import _

LYING = (50.0, 290.0)  # on the back, knees bent, feet on the floor

LIFTING: tuple[Exercise, ...] = (
    Exercise(
        code="wall_press",
        title=_("Wall press"),
        block=Block.STRONG,
        dose=DoseKind.LIFT,
        start=_("Stand an arm's length from a wall, hands on it at the height of the shoulders."),
        movement=_(
            "Bend the elbows until the nose is near the wall, the body straight as a board. Press away."
        ),
        count=_("One in and one out is one."),
        feel=_("Chest and upper arms work."),
        stop=SORE,
        harder="table_press",
        poses=(
            Pose(trunk=80, leg=(262, 262), arm=(0, 0), x=44, props=("wall_front",)),
            Pose(
                trunk=68,
                leg=(250, 250),
                arm=(300, 40),
                x=52,
                props=("wall_front",),
                arrow=("shoulder", "right"),
            ),
        ),
    ),
    Exercise(
        code="table_press",
        title=_("Press against a table"),
        block=Block.STRONG,
        dose=DoseKind.LIFT,
        start=_(
            "Put your hands on a table that cannot slide, feet a good step back, the body one straight line."
        ),
        movement=_("Bend the elbows with the body straight as a board, press away."),
        count=_("One down and one up is one."),
        feel=_("Chest, upper arms and belly work."),
        stop=SORE,
        equipment=(_("a table that stands firm"),),
        easier="wall_press",
        harder="overhead_press",
        poses=(
            Pose(trunk=55, leg=(240, 240), arm=(300, 300), props=("support",)),
            Pose(trunk=42, leg=(228, 228), arm=(250, 330), props=("support",), arrow=("shoulder", "down")),
        ),
    ),
    Exercise(
        code="overhead_press",
        title=_("Press above the head"),
        block=Block.STRONG,
        dose=DoseKind.LIFT,
        spine=SpineLoad.UPRIGHT_UNDER_LOAD,
        start=_("Stand with soft knees and a firm belly, the weights at the height of the shoulders."),
        movement=_("Press the weights straight up without arching the back. Lower them with control."),
        count=_("One up and one down is one."),
        feel=_("Shoulders and upper arms work, the trunk stays still."),
        stop=SORE,
        equipment=(_("weights"),),
        easier="table_press",
        harder="overhead_press_heavy",
        poses=(
            Pose(arm=(310, 75), props=("weight",)),
            Pose(arm=(80, 90), props=("weight",), arrow=("shoulder", "up")),
        ),
    ),
    Exercise(
        code="overhead_press_heavy",
        title=_("Heavy press above the head"),
        block=Block.STRONG,
        dose=DoseKind.HEAVY,
        spine=SpineLoad.UPRIGHT_UNDER_LOAD,
        start=_(
            "With your physiotherapist: the bar lies on the hands in front of the shoulders, the belly is firm."
        ),
        movement=_("Press the bar straight up without arching the back. Lower it with control."),
        count=_("Five in one go, then a long rest."),
        feel=_("Very hard work for shoulders and arms, with a form that never slips."),
        stop=_("Stop at once at any pain in the back, and when the form slips."),
        equipment=(_("a bar"),),
        easier="overhead_press",
        needs="high_intensity_allowed",
        supervised=True,
        source=LIFTMOR,
        poses=(
            Pose(arm=(310, 75), props=("bar",)),
            Pose(arm=(80, 90), props=("bar",), arrow=("shoulder", "up")),
        ),
    ),
    Exercise(
        code="band_row_seated",
        title=_("Band pull, seated"),
        block=Block.STRONG,
        dose=DoseKind.LIFT,
        start=_("Sit tall on a chair, the band fixed in front of you, an end in each hand."),
        movement=_(
            "Pull the elbows back along the sides and draw the shoulder blades together. Let go slowly."
        ),
        count=_("One pull is one."),
        feel=_("The muscles between the shoulder blades work."),
        stop=SORE,
        equipment=(CHAIR, BAND),
        harder="band_row",
        poses=(
            Pose(leg=SIT, arm=(330, 0), x=40, props=("chair", "band")),
            Pose(leg=SIT, arm=(240, 0), x=40, props=("chair", "band"), arrow=("hand", "left")),
        ),
    ),
    Exercise(
        code="band_row",
        title=_("Band pull, standing"),
        block=Block.STRONG,
        dose=DoseKind.LIFT,
        start=_("Stand with soft knees, the band fixed in front of you at the height of the belly."),
        movement=_(
            "Pull the elbows back along the sides and draw the shoulder blades together. Let go slowly."
        ),
        count=_("One pull is one."),
        feel=_("The muscles between the shoulder blades work, the trunk stays still."),
        stop=SORE,
        equipment=(BAND,),
        easier="band_row_seated",
        poses=(
            Pose(leg=(285, 260), arm=(330, 0), x=40, props=("band",)),
            Pose(leg=(285, 260), arm=(240, 0), x=40, props=("band",), arrow=("hand", "left")),
        ),
    ),
    Exercise(
        code="deadlift",
        title=_("Lift with a hip hinge"),
        block=Block.STRONG,
        dose=DoseKind.LIFT,
        spine=SpineLoad.UPRIGHT_UNDER_LOAD,
        start=_("Stand close to a weight that lies on a stool or a low box, feet under the hips."),
        movement=_(
            "Push the seat back with a long back, grasp the weight, stand up with it close to the body."
        ),
        count=_("One up and one down is one."),
        feel=_("Seat and backs of the thighs work, the back does not round."),
        stop=SORE,
        equipment=(_("a weight on a raised place"),),
        easier="lift_close",
        harder="deadlift_heavy",
        poses=(
            Pose(trunk=32, leg=(300, 255), arm=(270, 270), props=("bar",)),
            Pose(arm=(275, 270), props=("bar",), arrow=("hip", "up")),
        ),
    ),
    Exercise(
        code="deadlift_heavy",
        title=_("Heavy lift from the floor"),
        block=Block.STRONG,
        dose=DoseKind.HEAVY,
        spine=SpineLoad.UPRIGHT_UNDER_LOAD,
        start=_("With your physiotherapist: stand with the bar over the middle of the feet, a long back."),
        movement=_(
            "Press the feet into the floor and stand up with the bar along the legs. Lower it the same way."
        ),
        count=_("Five in one go, then a long rest."),
        feel=_("Very hard work for legs and seat, with a form that never slips."),
        stop=_("Stop at once at any pain in the back, and when the form slips."),
        equipment=(_("a bar with plates"),),
        easier="deadlift",
        needs="high_intensity_allowed",
        supervised=True,
        source=LIFTMOR,
        poses=(
            Pose(trunk=38, leg=(325, 235), arm=(270, 270), props=("bar",)),
            Pose(arm=(275, 270), props=("bar",), arrow=("hip", "up")),
        ),
    ),
    Exercise(
        code="bridge",
        title=_("Bridge"),
        block=Block.STRONG,
        dose=DoseKind.LIFT,
        spine=SpineLoad.LOW,
        start=_("Lie on your back with bent knees, feet on the floor as wide as the hips."),
        movement=_(
            "Press the heels down and lift the seat until body and thighs are one line. Lower it slowly."
        ),
        count=_("One up and one down is one."),
        feel=_("The seat and the backs of the thighs work, not the lower back."),
        stop=SORE,
        easier="thigh_press",
        poses=(
            Pose(trunk=180, leg=LYING, arm=(0, 0), head=175, props=("mat",)),
            Pose(trunk=202, leg=(28, 282), arm=(340, 0), head=178, props=("mat",), arrow=("hip", "up")),
        ),
    ),
    Exercise(
        code="thigh_press",
        title=_("Press the knee down, lying"),
        block=Block.STRONG,
        dose=DoseKind.HOLD,
        start=_("Lie on your back with the legs straight, a rolled towel under one knee if you like."),
        movement=_("Tighten the thigh and press the knee down. Nothing else moves. Let go."),
        count=_("Hold and let go is one; then the other leg."),
        feel=_("The front of the thigh tightens, without pain."),
        stop=_("Stop when it hurts more than before."),
        harder="bridge",
        poses=(
            Pose(trunk=180, leg=(8, 352), arm=(0, 0), head=178, feet=90, props=("mat",)),
            Pose(
                trunk=180, leg=(0, 0), arm=(0, 0), head=178, feet=90, props=("mat",), arrow=("knee", "down")
            ),
        ),
    ),
    Exercise(
        code="breathing",
        title=_("Deep breathing"),
        block=Block.STRONG,
        dose=DoseKind.HOLD,
        start=_("Lie on your back with bent knees, or sit well supported; one hand on the belly."),
        movement=_("Breathe in through the nose so that the hand rises, wait a moment, breathe out slowly."),
        breath=_("That is the exercise: slow and deep, never pressed."),
        count=_("One breath is one."),
        feel=_("The belly rises and falls, the shoulders rest."),
        stop=_("Stop and breathe as usual when you become dizzy."),
        poses=(Pose(trunk=180, leg=LYING, arm=(20, 330), head=175, props=("mat",), arrow=("hand", "up")),),
    ),
)
