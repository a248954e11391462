"""What became of the invitations of one press, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.contrib.messages import constants as level
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from decision_support.questionnaire.outcomes import LEFT, MEANWHILE, NOTHING_TO_ASK, REFUSED, SENT

SENTENCES = {
    SENT: (
        level.SUCCESS,
        ngettext_lazy(
            "%(n)s invitation is sent by e-mail. Reminders follow by themselves.",
            "%(n)s invitations are sent by e-mail. Reminders follow by themselves.",
            "n",
        ),
    ),
    REFUSED: (
        level.ERROR,
        ngettext_lazy(
            "%(n)s e-mail could not be sent: the mail server refused it. Invite again tomorrow, or print a letter.",
            "%(n)s e-mails could not be sent: the mail server refused them. Invite again tomorrow, or print letters.",
            "n",
        ),
    ),
    NOTHING_TO_ASK: (
        level.WARNING,
        ngettext_lazy(
            "%(n)s was not invited: nothing is left to ask by link. Enter it from paper, or close the follow-up.",
            "%(n)s were not invited: nothing is left to ask by link. Enter it from paper, or close the follow-up.",
            "n",
        ),
    ),
    MEANWHILE: (
        level.INFO,
        ngettext_lazy(
            "%(n)s was invited or has answered meanwhile.",
            "%(n)s were invited or have answered meanwhile.",
            "n",
        ),
    ),
    LEFT: (
        level.INFO,
        ngettext_lazy(
            "%(n)s is left: invite everybody once more.", "%(n)s are left: invite everybody once more.", "n"
        ),
    ),
}


def told(outcome: Counter[str]) -> Iterator[tuple[int, str]]:
    """Level and sentence of each outcome that there was."""
    if not outcome.total():
        yield level.INFO, _("Nobody was left to invite by e-mail.")
    for found, (of_level, sentence) in SENTENCES.items():
        if outcome[found]:
            yield of_level, sentence % {"n": outcome[found]}
