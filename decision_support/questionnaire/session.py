"""Which invitation this browser has confirmed the birth date for, and for how long it is believed."""

from __future__ import annotations

import time
from typing import Any

from django.http import HttpRequest

from registry.models import Invitation

KEY = "questionnaire"
DONE = "questionnaire-done"
IDLE_SECONDS = 30 * 60  # a tablet in a waiting room passes from hand to hand


def confirm(request: HttpRequest, invitation: Invitation) -> None:
    request.session.cycle_key()  # a session that was planted before is not the one that is let in
    request.session.pop(DONE, None)
    _keep(request, invitation)


def is_confirmed(request: HttpRequest, invitation: Invitation) -> bool:
    """Whether the birth date was given here and the browser was not left alone since; each look begins the time anew."""
    held = request.session.get(KEY) or {}
    if held.get("invitation") != invitation.pk or held.get("until", 0) < time.time():
        return False
    _keep(request, invitation)
    return True


def _keep(request: HttpRequest, invitation: Invitation) -> None:
    request.session[KEY] = {"invitation": invitation.pk, "until": int(time.time()) + IDLE_SECONDS}


def leave(request: HttpRequest, **said: Any) -> None:
    """The questionnaire is sent in: what the last page says stays, the way in does not."""
    request.session.pop(KEY, None)
    request.session[DONE] = said


def said_at_the_end(request: HttpRequest) -> dict[str, Any]:
    return request.session.get(DONE) or {}
