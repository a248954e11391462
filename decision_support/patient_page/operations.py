"""The operations of an episode in words: what was done on a day and at which levels, and how it went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from decision_support.addresses import Addresses
from guidelines.presentation.values import day_words
from registry.models import Episode, Operation
from registry.operations.levels import written

COMPLICATIONS = ("complications_during", "complications_30_days", "complications_later")


@dataclass(frozen=True)
class OperationWords:
    """`text` is what was done, with its levels; `went` how it went, "" where nothing of it is recorded."""

    day: date
    text: str
    went: str
    url: str

    @property
    def on(self) -> str:
        return day_words(self.day)


def operations_of(episode: Episode, at: Addresses) -> tuple[OperationWords, ...]:
    """The newest first; reads what selectors.timeline fetched together with the episode."""
    return tuple(
        OperationWords(
            one.performed_on,
            _done(episode, one),
            " · ".join(_went(one)),
            at.page("operation-edit", operation=one.pk),
        )
        for one in episode.operations.all()
    )


def _done(episode: Episode, operation: Operation) -> str:
    kinds = [
        str(one.get_kind_display())
        for one in reversed(episode.procedures.all())
        if one.performed_on == operation.performed_on
    ]
    levels = [written(operation.levels)] if operation.levels else []
    return " · ".join([", ".join(kinds), *levels])


def _went(operation: Operation) -> Iterator[str]:
    told = [getattr(operation, name) for name in COMPLICATIONS]
    codes = [
        str(_(operation._meta.get_field(name).codes[code]))
        for name, listed in zip(COMPLICATIONS, told, strict=True)
        for code in listed or ()
    ]
    if codes:
        yield _("complications: %(which)s") % {"which": ", ".join(codes).lower()}
    elif told[0] is not None:
        yield _("no complication during the operation")
    if operation.nights == 0:
        yield _("home the same day")
    elif operation.nights:
        said = ngettext("%(n)d night in hospital", "%(n)d nights in hospital", operation.nights)
        yield said % {"n": operation.nights}
