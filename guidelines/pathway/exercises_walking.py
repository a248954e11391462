"""Strong, continued: what sends force through the bones, from short walks to landings."""

from __future__ import annotations

from guidelines.pathway.exercise import BREATHE_ON, Block, DoseKind, Exercise, Impact
from guidelines.pathway.exercises_strong import DIZZY
from guidelines.pathway.figure import Pose
from guidelines.pathway.translate import _

LANDING: tuple[Exercise, ...] = (
    Exercise(
        code="heel_drop",
        title=_("Heel drop"),
        block=Block.STRONG,
        dose=DoseKind.IMPACT,
        impact=Impact.MODERATE,
        start=_("Stand tall near a worktop. Rise on your toes."),
        movement=_("Let both heels drop, so that you feel a thud through the legs. Keep the knees soft."),
        count=_("One drop is one landing."),
        feel=_("A thud in the hips, without pain."),
        stop=_("Stop at pain in the back, hip, groin or foot."),
        easier="heel_raise_free",
        harder="jump_small",
        poses=(Pose(arm=(275, 280), feet=300), Pose(arm=(275, 280), arrow=("ankle", "down"))),
    ),
    Exercise(
        code="jump_small",
        title=_("Small jumps on both feet"),
        block=Block.STRONG,
        dose=DoseKind.IMPACT,
        impact=Impact.HIGH,
        start=_("Stand on an even floor in good shoes, feet a little apart, knees soft."),
        movement=_("Jump a few centimetres up, land on both feet with soft knees, stand still, jump again."),
        count=_("One landing is one."),
        feel=_("Light on the feet, and a firm landing."),
        stop=_("Stop at pain in the back, hip, groin or foot, and when you land unsteadily."),
        breath=BREATHE_ON,
        easier="heel_drop",
        harder="drop_landing",
        poses=(
            Pose(trunk=78, leg=(300, 245), arm=(240, 260)),
            Pose(trunk=88, arm=(330, 20), lift=14, feet=320, arrow=("hip", "up")),
        ),
    ),
    Exercise(
        code="drop_landing",
        title=_("Jump with a firm landing"),
        block=Block.STRONG,
        dose=DoseKind.HEAVY,
        impact=Impact.HIGH,
        start=_("With your physiotherapist: hold a bar above your head and jump up with its help."),
        movement=_("Let go of the height and land firmly on both feet, with the knees soft."),
        count=_("Five in one go, then a long rest."),
        feel=_("A firm landing that you control."),
        stop=_("Stop at once at any pain in the back, and when a landing is not steady."),
        easier="jump_small",
        needs="high_intensity_allowed",
        supervised=True,
        source="doi:10.1002/jbmr.3284",
        poses=(
            Pose(arm=(60, 120), lift=5, feet=310, arrow=("knee", "down")),
            Pose(trunk=75, leg=(310, 240), arm=(330, 0)),
        ),
    ),
)

WALKING: tuple[Exercise, ...] = (
    Exercise(
        code="walk_short",
        title=_("Short walks, often"),
        block=Block.STRONG,
        dose=DoseKind.TIME,
        impact=Impact.WALKING,
        start=_("Walk indoors or on even ground, with the aid you use. Stand tall."),
        movement=_(
            "Walk a few minutes at your own pace. Rest lying flat before you are tired out, then walk again."
        ),
        count=_("Add the minutes of the day together."),
        feel=_("A little warmer, and no more pain than before."),
        stop=DIZZY,
        breath=BREATHE_ON,
        support=True,
        harder="walk_accompanied",
        poses=(
            Pose(
                leg=(290, 265),
                far_leg=(255, 250),
                arm=(300, 330),
                far_arm=(250, 260),
                props=("walking_stick",),
                arrow=("hip", "right"),
            ),
        ),
    ),
    Exercise(
        code="walk_accompanied",
        title=_("Brisk walk with somebody beside you"),
        block=Block.STRONG,
        dose=DoseKind.TIME,
        impact=Impact.WALKING,
        start=_("Good shoes, even ground, and somebody who walks beside you."),
        movement=_("Walk so fast that you become warm and can still talk. Stand tall, look ahead."),
        count=_("Add the minutes of the day together; several short walks count as well as a long one."),
        feel=_("Warm, a little out of breath."),
        stop=DIZZY,
        breath=BREATHE_ON,
        easier="walk_short",
        harder="walk_brisk",
        poses=(
            Pose(
                leg=(300, 262),
                far_leg=(248, 240),
                arm=(300, 340),
                far_arm=(240, 280),
                x=74,
                props=("companion",),
                arrow=("hip", "right"),
            ),
        ),
    ),
    Exercise(
        code="walk_brisk",
        title=_("Brisk walk"),
        block=Block.STRONG,
        dose=DoseKind.TIME,
        impact=Impact.WALKING,
        start=_("Good shoes, even ground."),
        movement=_(
            "Walk so fast that you become warm and can still talk. Stand tall, look ahead, swing the arms."
        ),
        count=_("Add the minutes of the day together; several short walks count as well as a long one."),
        feel=_("Warm, a little out of breath."),
        stop=DIZZY,
        breath=BREATHE_ON,
        easier="walk_accompanied",
        alone_brisk=True,
        poses=(
            Pose(
                trunk=84,
                leg=(302, 262),
                far_leg=(246, 238),
                arm=(310, 0),
                far_arm=(235, 290),
                arrow=("hip", "right"),
            ),
        ),
    ),
)
