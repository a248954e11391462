"""What sort of thing an action is, as the map shows it: a colour, and with it a word and a sign."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop


@dataclass(frozen=True)
class Sort:
    """`code` names the class in the style sheet, `icon` the symbol in icons/columna.svg."""

    code: str
    label: str
    icon: str


ALARM = Sort("alarm", gettext_noop("Alarm"), "exclamation-octagon-fill")
IMAGING = Sort("imaging", gettext_noop("Imaging"), "eye")
DRUG = Sort("drug", gettext_noop("Drug"), "journal-medical")
BESIDE = Sort("beside", gettext_noop("Movement, rest"), "activity")
REFERRAL = Sort("referral", gettext_noop("Referral"), "people")
PROCEDURE = Sort("procedure", gettext_noop("Procedure"), "record-circle")
BONE = Sort("bone", gettext_noop("Bone care"), "shield-check")
REVIEW = Sort("review", gettext_noop("Note, review"), "info-circle")

SORTS = (ALARM, IMAGING, DRUG, BESIDE, REFERRAL, PROCEDURE, BONE, REVIEW)
_OF_PREFIX = {
    "urgent": ALARM, "image": IMAGING, "goal": BESIDE, "rest": BESIDE, "drug": DRUG, "physio": BESIDE,
    "aid": BESIDE, "adjunct": BESIDE, "refer": REFERRAL, "assess": REFERRAL, "procedure": PROCEDURE,
    "osteoporosis": BONE,
}  # fmt: skip


def sort_of(code: str) -> Sort:
    """By the first part of the action's code; what is neither done nor asked for is a note or a review."""
    return _OF_PREFIX.get(code.partition(".")[0], REVIEW)
