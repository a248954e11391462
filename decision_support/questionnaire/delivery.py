"""How a link reaches the patient: by e-mail, or as a QR code on paper. Neither says anything about the patient."""

from __future__ import annotations

import logging
from smtplib import SMTPException

import segno
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from registry.actions import Sent, mark_failed
from registry.models import Department, Invitation

logger = logging.getLogger(__name__)
SPOKEN = {Department.Country.DENMARK: "da", Department.Country.SWEDEN: "sv"}


def address_of(token: str) -> str:
    """The whole address, as it stands in an e-mail and on paper."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + reverse("questionnaire", args=[token])


def language_of(invitation: Invitation) -> str:
    """The one the patient chose, else the country's."""
    return invitation.language or SPOKEN[invitation.episode.patient.department.country]


def send_by_mail(sent: Sent) -> bool:
    """Whether the mail left; a link whose mail did not is marked so. Call it after the link is committed."""
    invitation = sent.link.invitation
    patient = invitation.episode.patient
    context = {
        "department": patient.department,
        "address": address_of(sent.token),
        "expires_on": sent.link.expires_on,
        "is_reminder": sent.link.reminder_days is not None,
    }
    with translation.override(language_of(invitation)):
        subject = pgettext("questionnaire", "Questions about how you are")
        text = render_to_string("questionnaire/mail.txt", context)
    left = _sent(subject, text, patient.identity.email)
    if not left:
        # without the address and without the traceback, which may quote it
        logger.warning("The e-mail of invitation link %s could not be sent.", sent.link.pk)
        mark_failed(sent.link)
    return left


def _sent(subject: str, text: str, to: str) -> bool:
    try:
        return bool(send_mail(subject, text, None, [to]))
    except (OSError, SMTPException):
        return False


def qr_code(address: str) -> SafeString:
    """The address as an SVG of paths alone: no style, no script."""
    return mark_safe(  # noqa: S308  made by segno from an address of our own
        segno.make(address, error="m", micro=False).svg_inline(scale=4, omitsize=True)
    )
