"""When a patient is to stop training, and when to call at once: in the patient's words, by the alarm facts they tell of."""

from __future__ import annotations

from dataclasses import dataclass

from guidelines.pathway.translate import _


@dataclass(frozen=True)
class StopSign:
    """`facts` are those of the pathway that the sign would be recorded as; `at_once` cannot wait until tomorrow."""

    text: str
    facts: tuple[str, ...]
    at_once: bool


STOP_SIGNS: tuple[StopSign, ...] = (
    StopSign(
        _("New weakness or numbness in the legs, in the seat or between the legs."),
        ("neuro_deficit",),
        at_once=True,
    ),
    StopSign(
        _("You cannot pass water, or cannot hold water or stool, and it is new."),
        ("bladder_bowel_new",),
        at_once=True,
    ),
    StopSign(
        _("Fever, or you feel ill, together with pain in the back."),
        ("fever", "infection_status"),
        at_once=True,
    ),
    StopSign(_("Pain or pressure in the chest, or you faint."), (), at_once=True),
    StopSign(
        _("New pain in the back, or pain in the back that is much stronger."),
        ("back_pain_new",),
        at_once=False,
    ),
    StopSign(_("You have fallen, even if nothing hurts."), ("falls_12m",), at_once=False),
    StopSign(_("Pain that has not gone back to what is usual by the next day."), (), at_once=False),
)
