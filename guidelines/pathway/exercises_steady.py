"""Steady: balance, from standing with support to walking heel to toe; and moving safely from bed and chair."""

from __future__ import annotations

from guidelines.pathway.exercise import BREATHE_ON, Block, DoseKind, Exercise, Impact
from guidelines.pathway.exercises_strong import CHAIR, SIT, STURDY
from guidelines.pathway.figure import DOWN, Pose
from guidelines.pathway.translate import _

NEAR = _("Stand so that you can always reach a worktop, a wall behind you if you can.")
SWAY = _("A little swaying is the training. Hold on before you fall.")
UNSTEADY = _("Hold on at once when you are about to fall. Stop if you are dizzy or in pain.")

STANDS: tuple[Exercise, ...] = (
    Exercise(
        code="supported_stance",
        title=_("Standing with support"),
        block=Block.STEADY,
        dose=DoseKind.STANCE,
        start=_("Stand at a worktop with the feet together and both hands on it."),
        movement=_("Stand tall and still. Then hold on with one hand, with a finger, and only then let go."),
        count=_("Count the seconds you stand."),
        feel=SWAY,
        stop=UNSTEADY,
        breath=BREATHE_ON,
        equipment=(STURDY,),
        support=True,
        harder="semi_tandem_stance",
        poses=(Pose(arm=(300, 350), props=("support", "feet_together")),),
    ),
    Exercise(
        code="semi_tandem_stance",
        title=_("One foot half in front"),
        block=Block.STEADY,
        dose=DoseKind.STANCE,
        start=_("Put the heel of one foot beside the big toe of the other, near a worktop."),
        movement=_("Stand tall and still, touching the worktop as little as you can. Then change feet."),
        count=_("Count the seconds you stand on each side."),
        feel=SWAY,
        stop=UNSTEADY,
        breath=BREATHE_ON,
        equipment=(STURDY,),
        support=True,
        easier="supported_stance",
        harder="tandem_stance",
        poses=(
            Pose(leg=(276, 272), far_leg=(265, 268), arm=(300, 350), props=("support", "feet_semi_tandem")),
        ),
    ),
    Exercise(
        code="tandem_stance",
        title=_("One foot in front of the other"),
        block=Block.STEADY,
        dose=DoseKind.STANCE,
        start=_("Put one foot straight in front of the other, heel to toe, near a worktop."),
        movement=_("Stand tall and still, without holding on if you can. Then change feet."),
        count=_("Count the seconds you stand on each side."),
        feel=SWAY,
        stop=UNSTEADY,
        breath=BREATHE_ON,
        equipment=(STURDY,),
        support=True,
        easier="semi_tandem_stance",
        harder="one_leg_stance",
        poses=(
            Pose(
                leg=(282, 274), far_leg=(262, 264), arm=(320, 350), far_arm=(230, 230), props=("feet_tandem",)
            ),
        ),
    ),
    Exercise(
        code="one_leg_stance",
        title=_("Standing on one leg"),
        block=Block.STEADY,
        dose=DoseKind.STANCE,
        start=NEAR,
        movement=_(
            "Lift one foot and stand on the other, tall and still, without holding on if you can. Change legs."
        ),
        count=_("Count the seconds you stand on each leg."),
        feel=SWAY,
        stop=UNSTEADY,
        breath=BREATHE_ON,
        support=True,
        easier="tandem_stance",
        poses=(
            Pose(leg=(310, 240), far_leg=DOWN, arm=(330, 350), far_arm=(220, 220), props=("foot_alone",)),
        ),
    ),
    Exercise(
        code="weight_shift",
        title=_("Shifting the weight"),
        block=Block.STEADY,
        dose=DoseKind.MOVES,
        start=_("Stand with feet apart at a worktop, hands just above it."),
        movement=_(
            "Let your weight go slowly forward over the toes, back over the heels, and from side to side."
        ),
        count=_("Once each way is one."),
        feel=_("The feet press differently into the floor; the body stays long."),
        stop=UNSTEADY,
        breath=BREATHE_ON,
        equipment=(STURDY,),
        support=True,
        harder="tai_chi_step",
        poses=(
            Pose(trunk=84, leg=(263, 263), arm=(300, 350), props=("support",), arrow=("hip", "right")),
            Pose(trunk=95, leg=(276, 276), arm=(305, 355), props=("support",), arrow=("hip", "left")),
        ),
    ),
)

MOVES: tuple[Exercise, ...] = (
    Exercise(
        code="tandem_walk",
        title=_("Walking heel to toe"),
        block=Block.STEADY,
        dose=DoseKind.MOVES,
        impact=Impact.WALKING,
        start=_("Stand beside a long worktop or a wall, looking ahead."),
        movement=_(
            "Set the heel of one foot right in front of the toes of the other, along a line. Turn, and back."
        ),
        count=_("Count the steps."),
        feel=SWAY,
        stop=UNSTEADY,
        breath=BREATHE_ON,
        support=True,
        easier="weight_shift",
        harder="figure_of_eight",
        poses=(
            Pose(
                leg=(284, 272),
                far_leg=(262, 262),
                arm=(330, 350),
                far_arm=(220, 215),
                props=("feet_tandem",),
                arrow=("hip", "right"),
            ),
        ),
    ),
    Exercise(
        code="tai_chi_step",
        title=_("Slow step, as in tai chi"),
        block=Block.STEADY,
        dose=DoseKind.MOVES,
        impact=Impact.WALKING,
        start=_("Stand with soft knees, feet apart, arms round in front of you."),
        movement=_(
            "Set one heel forward without weight on it, let the weight flow onto it, draw back. Change sides."
        ),
        count=_("One step and back is one."),
        feel=_("Slow and even, as through water; thighs work."),
        stop=UNSTEADY,
        breath=BREATHE_ON,
        easier="weight_shift",
        harder="side_steps",
        poses=(
            Pose(leg=(305, 275), far_leg=(285, 250), arm=(335, 40), far_arm=(300, 30)),
            Pose(
                trunk=86,
                leg=(310, 250),
                far_leg=(250, 245),
                arm=(350, 30),
                far_arm=(320, 20),
                arrow=("hip", "right"),
            ),
        ),
    ),
    Exercise(
        code="side_steps",
        title=_("Dancing steps"),
        block=Block.STEADY,
        dose=DoseKind.MOVES,
        impact=Impact.WALKING,
        start=_("Put on music you like and clear the floor."),
        movement=_(
            "Step to the side and together, forward and back, and turn with small steps; arms as you please."
        ),
        count=_("Count the steps, or the minutes of the music."),
        feel=_("Light feet, and surprises you can handle."),
        stop=UNSTEADY,
        breath=BREATHE_ON,
        easier="tai_chi_step",
        poses=(
            Pose(
                leg=(300, 280), far_leg=(255, 255), arm=(20, 50), far_arm=(170, 130), arrow=("ankle", "right")
            ),
        ),
    ),
    Exercise(
        code="figure_of_eight",
        title=_("Walking a figure of eight"),
        block=Block.STEADY,
        dose=DoseKind.MOVES,
        impact=Impact.WALKING,
        start=_("Set two chairs three steps apart."),
        movement=_(
            "Walk a figure of eight around them, then with the head turned, then carrying a glass of water."
        ),
        count=_("Once around both is one."),
        feel=_("You have to think about it."),
        stop=UNSTEADY,
        breath=BREATHE_ON,
        equipment=(_("two chairs"),),
        easier="tandem_walk",
        poses=(
            Pose(
                leg=(298, 265),
                far_leg=(250, 242),
                arm=(320, 20),
                far_arm=(240, 280),
                head=80,
                arrow=("shoulder", "right"),
            ),
        ),
    ),
    Exercise(
        code="bed_transfer",
        title=_("In and out of bed in one piece"),
        block=Block.STEADY,
        dose=DoseKind.MOVES,
        start=_("Lie on your back near the edge of the bed with the knees bent."),
        movement=_(
            "Roll onto your side with shoulders and hips together. Let the legs glide over the edge as you press up with "
            "the arm. Lie down the same way in reverse."
        ),
        count=_("In and out is one; and every time you use the bed."),
        feel=_("The back moves as one piece and does not twist."),
        stop=_("Stop and rest if the pain grows. Ask for help with the rising."),
        equipment=(_("a bed at knee height"),),
        poses=(
            Pose(trunk=180, leg=(50, 300), arm=(30, 0), head=175, lift=24, props=("bed",)),
            Pose(
                trunk=150,
                leg=(340, 280),
                far_leg=(350, 275),
                arm=(260, 240),
                head=110,
                props=("bed",),
                arrow=("shoulder", "up"),
            ),
        ),
    ),
    Exercise(
        code="chair_transfer",
        title=_("In and out of a chair safely"),
        block=Block.STEADY,
        dose=DoseKind.MOVES,
        start=_("Go backwards until you feel the chair at your legs. Reach for the armrests."),
        movement=_(
            "Bend at the hips and sit down slowly. To rise: forward on the seat, feet back, lean, press up."
        ),
        count=_("In and out is one; and every time you use the chair."),
        feel=_("Slow and under control, the back long."),
        stop=UNSTEADY,
        equipment=(CHAIR,),
        support=True,
        poses=(
            Pose(trunk=72, leg=(290, 262), arm=(265, 285), props=("chair_behind",), arrow=("hip", "down")),
            Pose(trunk=85, leg=SIT, arm=(275, 315), props=("chair",)),
        ),
    ),
)
