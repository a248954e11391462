"""Straight: the muscles along the spine, upright posture, and bending at the hips instead of the back."""

from __future__ import annotations

from guidelines.pathway.exercise import BREATHE_ON, Block, DoseKind, Exercise, Impact, SpineLoad
from guidelines.pathway.exercises_lifting import LYING
from guidelines.pathway.exercises_strong import CHAIR, SIT
from guidelines.pathway.figure import Pose
from guidelines.pathway.translate import _

NO_PAIN = _("Stop if the back hurts more, and try an easier version another day.")

BACK: tuple[Exercise, ...] = (
    Exercise(
        code="neutral_hold",
        title=_("Firm belly, quiet back"),
        block=Block.STRAIGHT,
        dose=DoseKind.HOLD,
        start=_("Lie on your back with bent knees, the back in its natural curve."),
        movement=_(
            "Tighten the belly a little, as before a cough, without moving the back. Hold, and let go."
        ),
        breath=_("Keep breathing while you hold."),
        count=_("Hold and let go is one."),
        feel=_("The belly is firm, the back does not move."),
        stop=NO_PAIN,
        harder="back_press_lying",
        poses=(Pose(trunk=180, leg=LYING, arm=(20, 330), head=175, props=("mat",)),),
    ),
    Exercise(
        code="back_press_lying",
        title=_("Press the shoulders down, lying"),
        block=Block.STRAIGHT,
        dose=DoseKind.HOLD,
        spine=SpineLoad.LOW,
        start=_("Lie on your back with bent knees, arms along the body, a flat pillow if the neck needs it."),
        movement=_(
            "Press the back of the head, the shoulders and the arms gently into the bed. Hold, and let go."
        ),
        breath=_("Keep breathing while you hold."),
        count=_("Hold and let go is one."),
        feel=_("The muscles between the shoulder blades work; the chest opens."),
        stop=NO_PAIN,
        easier="neutral_hold",
        harder="back_extension_seated",
        poses=(
            Pose(trunk=180, leg=LYING, arm=(345, 15), head=178, props=("mat",), arrow=("shoulder", "down")),
        ),
    ),
    Exercise(
        code="back_extension_seated",
        title=_("Grow tall and open the chest, seated"),
        block=Block.STRAIGHT,
        dose=DoseKind.HOLD,
        spine=SpineLoad.LOW,
        start=_(
            "Sit on the front half of a chair, feet on the floor, hands behind the neck or on the thighs."
        ),
        movement=_("Grow tall, draw the shoulder blades together and lift the breastbone. Hold, and let go."),
        breath=_("Keep breathing while you hold."),
        count=_("Hold and let go is one."),
        feel=_("The muscles along the upper back work."),
        stop=NO_PAIN,
        equipment=(CHAIR,),
        easier="back_press_lying",
        harder="back_extension_prone",
        poses=(
            Pose(trunk=80, leg=SIT, arm=(285, 320), head=68, props=("chair",)),
            Pose(trunk=97, leg=SIT, arm=(150, 30), head=97, props=("chair",), arrow=("shoulder", "up")),
        ),
    ),
    Exercise(
        code="back_extension_prone",
        title=_("Lift the chest, lying face down"),
        block=Block.STRAIGHT,
        dose=DoseKind.HOLD,
        spine=SpineLoad.LOW,
        start=_("Lie face down with a pillow under the belly, arms along the body, forehead down."),
        movement=_(
            "Draw the shoulder blades together and lift head and chest a little; look at the floor. Hold."
        ),
        breath=_("Keep breathing while you hold."),
        count=_("Hold and let go is one."),
        feel=_("The muscles along the spine work; the neck stays long."),
        stop=NO_PAIN,
        equipment=(_("a pillow"),),
        easier="back_extension_seated",
        harder="arm_leg_lift",
        poses=(
            Pose(trunk=0, leg=(180, 180), arm=(182, 182), head=0, feet=190, props=("mat", "pillow")),
            Pose(
                trunk=16,
                leg=(180, 180),
                arm=(188, 182),
                head=12,
                feet=190,
                props=("mat", "pillow"),
                arrow=("shoulder", "up"),
            ),
        ),
    ),
    Exercise(
        code="arm_leg_lift",
        title=_("On hands and knees: arm and leg"),
        block=Block.STRAIGHT,
        dose=DoseKind.HOLD,
        spine=SpineLoad.LOW,
        start=_("On hands and knees, hands under the shoulders, knees under the hips, a long back."),
        movement=_("Stretch one arm forward and the other leg back, the back still. Hold, and change."),
        breath=_("Keep breathing while you hold."),
        count=_("One side is one."),
        feel=_("Back, seat and belly keep you still."),
        stop=NO_PAIN,
        easier="back_extension_prone",
        poses=(
            Pose(trunk=8, leg=(275, 180), arm=(270, 270), head=355, feet=180, props=("mat",)),
            Pose(
                trunk=8,
                leg=(172, 176),
                far_leg=(275, 180),
                arm=(8, 12),
                far_arm=(270, 270),
                head=358,
                feet=200,
                props=("mat",),
            ),
        ),
    ),
)

POSTURE: tuple[Exercise, ...] = (
    Exercise(
        code="seated_tall",
        title=_("Sit tall"),
        block=Block.STRAIGHT,
        dose=DoseKind.HOLD,
        start=_(
            "Sit well back on a firm chair, both feet on the floor, a small cushion behind the lower back."
        ),
        movement=_(
            "Let a thread at the crown of the head draw you up. Chin in a little, shoulders low. Hold."
        ),
        breath=BREATHE_ON,
        count=_("Hold and let go is one; often in a day."),
        feel=_("The back is long and the chest open."),
        stop=NO_PAIN,
        equipment=(CHAIR,),
        harder="wall_posture",
        poses=(
            Pose(trunk=105, leg=SIT, arm=(300, 330), head=60, props=("chair",)),
            Pose(trunk=90, leg=SIT, arm=(285, 320), head=92, props=("chair",), arrow=("shoulder", "up")),
        ),
    ),
    Exercise(
        code="wall_posture",
        title=_("Stand tall against the wall"),
        block=Block.STRAIGHT,
        dose=DoseKind.HOLD,
        start=_(
            "Stand with your back to a wall, heels a hand's breadth from it, seat and shoulders against it."
        ),
        movement=_("Grow tall, chin in a little, and draw the back of the head towards the wall. Hold."),
        breath=BREATHE_ON,
        count=_("Hold and let go is one."),
        feel=_("The front opens, the upper back works."),
        stop=NO_PAIN,
        easier="seated_tall",
        poses=(Pose(leg=(276, 272), arm=(268, 272), props=("wall_back",), arrow=("shoulder", "up")),),
    ),
    Exercise(
        code="hip_hinge",
        title=_("Bend at the hips"),
        block=Block.STRAIGHT,
        dose=DoseKind.MOVES,
        spine=SpineLoad.LOW,
        start=_("Stand with soft knees, a stick along the back that touches head, upper back and seat."),
        movement=_("Push the seat back and lean forward without the stick losing touch. Stand up again."),
        count=_("One down and one up is one."),
        feel=_("A pull at the backs of the thighs; the back does not round."),
        stop=NO_PAIN,
        equipment=(_("a stick"),),
        harder="lift_close",
        poses=(
            Pose(leg=(280, 268), arm=(275, 275), props=("stick",)),
            Pose(trunk=45, leg=(290, 262), arm=(270, 270), props=("stick",), arrow=("hip", "left")),
        ),
    ),
    Exercise(
        code="lift_close",
        title=_("Lift close to the body"),
        block=Block.STRAIGHT,
        dose=DoseKind.MOVES,
        spine=SpineLoad.UPRIGHT_UNDER_LOAD,
        start=_("Stand close to a light box on a chair, feet as wide as the hips."),
        movement=_(
            "Bend at hips and knees with a long back, take the box close to the belly, stand up. Turn with the feet."
        ),
        count=_("Up and down is one."),
        feel=_("Legs and seat lift, the back stays long."),
        stop=NO_PAIN,
        equipment=(_("a light box"),),
        easier="hip_hinge",
        harder="deadlift",
        poses=(
            Pose(trunk=45, leg=(310, 250), arm=(275, 310), props=("box",)),
            Pose(leg=(275, 268), arm=(285, 0), props=("box",), arrow=("hip", "up")),
        ),
    ),
    Exercise(
        code="household_circuit",
        title=_("The household as a circuit"),
        block=Block.STRAIGHT,
        dose=DoseKind.TIME,
        impact=Impact.WALKING,
        start=_(
            "Choose three to five tasks: hang up washing, sweep, carry in the shopping, climb the stairs."
        ),
        movement=_(
            "Do each for a few minutes, one after the other, with a long back. Bend at the hips, turn with the feet."
        ),
        breath=BREATHE_ON,
        count=_("Add the minutes of the day together."),
        feel=_("Warm, and the back as fresh as before."),
        stop=NO_PAIN,
        source="F38",
        poses=(
            Pose(leg=(285, 270), far_leg=(265, 265), arm=(60, 80), far_arm=(40, 70), arrow=("hip", "right")),
            Pose(trunk=62, leg=(300, 258), arm=(290, 320), props=("box",)),
        ),
    ),
)
