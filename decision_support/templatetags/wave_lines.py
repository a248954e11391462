"""The lines of lists of follow-ups, put together in Python as those of patients are (decision_support/templatetags/lines.py)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from decision_support.completeness_list import Row as BehindRow
from decision_support.completeness_words import StandingWords
from decision_support.follow_up_list import Row, reason_options
from registry.markup import Lines, filled, joined
from registry.short_dates import short_day

register = template.Library()

NOWRAP = SafeString(' class="nowrap"')
STATUS = (
    '<span class="follow-up-status follow-up-status--{}">{}{}</span> <span class="follow-up-detail">{}</span>'
)
NOTE = '<input class="form-control form-control-sm" name="note" maxlength="200" autocomplete="off" aria-label="{}" placeholder="{}">'


@register.simple_tag
def follow_up_lines(
    rows: Iterable[Row], is_closed: bool, may_invite: bool, may_close: bool, here: str, csrf_token: str
) -> SafeString:
    """A row of each, under the heads of templates/decision_support/follow_up_list.html; `here` is where a form returns to."""
    sent = filled(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="next" value="{}">',
        csrf_token,
        here,
    )
    drawn = _Closed(sent, may_close=may_close) if is_closed else _Open(sent, may_invite, may_close=may_close)
    return joined((drawn.line(row) for row in rows), "\n")


class _FollowUps(Lines):
    """What an open follow-up and one that is not chased have in common. `actions` is what may be done, and of whom."""

    def __init__(self, sent: SafeString, *heads: tuple[str, SafeString | str]) -> None:
        super().__init__(
            (_("Born"), NOWRAP), (_("Episode"), ""), (_("Wave"), NOWRAP), (_("Status"), ""), *heads
        )
        self.sent, self.enter = sent, _("enter answers")

    def line(self, row: Row) -> SafeString:
        head = filled(
            '<a href="{}">{}<span class="visually-hidden">, {}</span></a>', row.url, row.name, self.enter
        )
        wave = str(row.wave_label)
        told = (_born(row.birth_date), row.episode, wave, self.status(row), self.window(row))
        about = filled('<span class="visually-hidden"> {}, {}</span>', row.name, wave)
        return self.row(head, told, f'<td role="cell">{self.actions(row, about)}</td>')

    def status(self, row: Row) -> SafeString:
        drawn = filled(STATUS, row.status, self.mark(row.icon), row.status_label, row.detail)
        invited = filled(' <span class="follow-up-detail">· {}</span>', row.invitation)
        return joined([drawn, invited]) if row.invitation else drawn

    def window(self, row: Row) -> str:
        return ""

    def actions(self, row: Row, about: SafeString) -> str:
        raise NotImplementedError


class _Open(_FollowUps):
    def __init__(self, sent: SafeString, may_invite: bool, *, may_close: bool) -> None:
        super().__init__(sent, (_("Window"), NOWRAP))
        self.may_invite, self.may_close = may_invite, may_close
        self.invite, self.not_chase = _("Invite"), _("Do not chase")
        self.asked = self._asked() if may_close else ""

    def window(self, row: Row) -> str:
        return f"{short_day(row.opens_on)} – {short_day(row.closes_on)}"

    def actions(self, row: Row, about: SafeString) -> str:
        invite = '<a class="btn btn-quiet btn-sm" href="{}invite/">{}{}</a>'
        close = (
            '<details class="wave-close"><summary class="btn btn-quiet btn-sm">{}{}</summary>'
            '<form method="post" action="{}close/">{}</form></details>'
        )
        return joined(
            [
                filled(invite, row.url, self.invite, about) if self.may_invite else "",
                filled(close, self.not_chase, about, row.url, self.asked) if self.may_close else "",
            ]
        )

    def _asked(self) -> SafeString:
        """What the form of every row asks: the reason, and in words why."""
        select = filled(
            '<select class="form-select form-select-sm" name="reason" aria-label="{}" required>{}</select>',
            _("Reason"),
            reason_options(),
        )
        note, button = _("Why, in words"), '<button class="btn btn-primary btn-sm" type="submit">{}</button>'
        return joined([self.sent, select, filled(NOTE, note, note), filled(button, _("Close"))], " ")


class _Closed(_FollowUps):
    def __init__(self, sent: SafeString, *, may_close: bool) -> None:
        super().__init__(sent)
        self.may_close, self.reopen = may_close, _("Reopen")

    def actions(self, row: Row, about: SafeString) -> str:
        form = (
            '<form method="post" action="{}reopen/">{}'
            '<button class="btn btn-quiet btn-sm" type="submit">{}{}</button></form>'
        )
        return filled(form, row.url, self.sent, self.reopen, about) if self.may_close else ""


@register.simple_tag
def behind_lines(rows: Iterable[BehindRow], shows_missing: bool) -> SafeString:
    """A row of each, under the heads of templates/decision_support/completeness_patients.html."""
    drawn = _Behind(shows_missing=shows_missing)
    return joined((drawn.line(row) for row in rows), "\n")


class _Behind(Lines):
    def __init__(self, *, shows_missing: bool) -> None:
        missing = [(_("Missing"), SafeString(' class="wraps"'))] if shows_missing else []
        super().__init__(
            (_("Born"), NOWRAP), (_("Episode"), ""), (_("Target day"), NOWRAP), (_("Status"), ""), *missing
        )

    def line(self, row: BehindRow) -> SafeString:
        told = (
            _born(row.birth_date),
            row.episode,
            short_day(row.target_on),
            self.standing(row.standing),
            row.missing,
        )
        return self.row(filled('<a href="{}">{}</a>', row.url, row.name), told)

    def standing(self, words: StandingWords) -> SafeString:
        return filled(STATUS, words.code, self.mark(words.icon), words.word, words.detail)


def _born(day: date | None) -> str:
    return short_day(day) if day else "–"
