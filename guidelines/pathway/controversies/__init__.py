"""Every controversy card by its id, and the cards beside each action. Cards that may not be shown stop the start."""

from __future__ import annotations

from guidelines.pathway.controversies.assembling import assembled, beside
from guidelines.pathway.controversies.cement import CEMENT
from guidelines.pathway.controversies.course import COURSE
from guidelines.pathway.controversies.degenerative import DEGENERATIVE
from guidelines.pathway.controversies.drugs import DRUGS
from guidelines.pathway.controversies.imaging import IMAGING
from guidelines.pathway.controversies.malignancy import MALIGNANCY
from guidelines.pathway.controversies.muscles import MUSCLES
from guidelines.pathway.controversies.report import REPORT
from guidelines.pathway.controversies.rest import REST
from guidelines.pathway.controversies.sacrum import SACRUM
from guidelines.pathway.controversies.services import SERVICES
from guidelines.pathway.controversies.supplement import SUPPLEMENT
from guidelines.pathway.controversies.training import TRAINING
from guidelines.pathway.controversies.vertebroplasty import VERTEBROPLASTY
from guidelines.pathway.controversy import Controversy
from guidelines.pathway.rulebook import ACTIONS

CONTROVERSIES: dict[str, Controversy] = assembled(
    (
        VERTEBROPLASTY,
        *SACRUM,
        *CEMENT,
        *SERVICES,
        *DRUGS,
        *REST,
        *TRAINING,
        *SUPPLEMENT,
        *MUSCLES,
        *IMAGING,
        *COURSE,
        *MALIGNANCY,
        *DEGENERATIVE,
        *REPORT,
    ),
    ACTIONS.values(),
)
_BESIDE = {action.code: beside(action, CONTROVERSIES) for action in ACTIONS.values()}


def cards_beside(code: str) -> tuple[Controversy, ...]:
    """The cards beside an action: the one its rule names first, then the others that touch it."""
    return _BESIDE.get(code, ())
