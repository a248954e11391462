"""The lines of long lists, put together in Python: fifty of them cost a template more than all their queries."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from decision_support.patient_rows import NOBODY, PatientRow, name_of
from decision_support.row_words import DueCell, ScoreCell
from registry.markup import Lines, filled, joined
from registry.models import ReportedAlarm
from registry.selectors.invitations import WaitingAlarm
from registry.short_dates import short_moment

register = template.Library()

# Whether a change is for the better, to its class and its arrow.
CHANGES = {True: ("better", "arrow-up-right"), False: ("worse", "arrow-down-right"), None: ("same", "")}
THRESHOLD = ' <span class="patient-list__threshold">({})</span>'


@register.simple_tag
def patient_lines(rows: Iterable[PatientRow], show_department: bool) -> SafeString:
    """A row of each, under the heads of templates/decision_support/_patient_table.html."""
    drawn = _PatientCells(show_department=bool(show_department))
    return joined((drawn.line(row) for row in rows), "\n")


class _PatientCells(Lines):
    """What stands in the cells of a row, the department last: it is shown to whoever has several."""

    def __init__(self, *, show_department: bool) -> None:
        heads = [_("Alarm signs"), _("Follow-up"), _("Last score"), _("Advice"), _("Episode")]
        heads += [_("Department")] if show_department else []
        super().__init__(*((head, "") for head in heads))
        self.alarm = cache(self._alarm)
        self.none = filled('<span class="is-missing">{}</span>', _("none"))
        again = self.mark("arrow-counterclockwise")
        self.changed = filled('<span class="advice-changed">{} {}</span>', again, _("Changed"))

    def line(self, row: PatientRow) -> SafeString:
        head = filled('<a href="{}">{}</a>{}', row.url, row.name, self.age(row))
        return self.row(head, self.told(row))

    def age(self, row: PatientRow) -> SafeString | str:
        known = row.age_years is not None
        return filled('<span class="patient-list__age">, {}</span>', row.age_years) if known else ""

    def told(self, row: PatientRow) -> tuple[SafeString | str, ...]:
        """In the order of the heads."""
        return (
            self.alarm(row.alarm, row.alarm_mark, row.alarm_word),
            self.due(row.due) if row.due else self.none,
            self.scores(row),
            self.changed if row.advice_changed else "",
            filled('<span class="patient-list__episode">{}</span>', row.episode)
            if row.episode
            else self.none,
            row.department,
        )

    def _alarm(self, alarm: str, icon: str, word: str) -> SafeString:
        pattern = '<span class="alarm-mark alarm-mark--{}">{} {}</span>'
        return filled(pattern, alarm, self.mark(icon), word)

    def due(self, due: DueCell) -> SafeString:
        before = joined([self.mark(due.mark), " "]) if due.mark else ""
        return filled('<span class="due due--{}">{}{}</span>', due.status, before, due.words)

    def scores(self, row: PatientRow) -> SafeString:
        """The last score, under it what got worse and nobody has looked at."""
        score = self.score(row.score) if row.score else self.none
        return joined([score, self.worse(row.worse)]) if row.worse else score

    def worse(self, lines: Iterable[str]) -> SafeString:
        return filled(
            '<span class="patient-list__worse">{} <strong>{}</strong> {}</span>',
            self.mark("arrow-down-right"),
            _("Worse than before"),
            "; ".join(lines),
        )

    def score(self, cell: ScoreCell) -> SafeString:
        score = filled('<span class="nowrap">{}</span>', cell.score)
        return joined([score, self.change(cell)], " ") if cell.change else score

    def change(self, cell: ScoreCell) -> SafeString:
        kind, arrow = CHANGES[cell.better]
        return filled(
            '<span class="change change--{}">{}{}{}</span>',
            kind,
            self.mark(arrow) if arrow else "",
            cell.change,
            filled(THRESHOLD, cell.threshold) if cell.threshold else "",
        )


@register.simple_tag
def alarm_lines(
    alarms: Iterable[ReportedAlarm | WaitingAlarm], may_take_care: bool, csrf_token: str
) -> SafeString:
    """What each patient reported, with the button of whoever may take care of it: anybody, unless that is False."""
    page = reverse("patient-page", args=[NOBODY])
    button = {"csrf_token": csrf_token, "words": _("I take care of it")}
    shown = button if may_take_care is not False else None
    return joined((_alarm_line(alarm, page, shown) for alarm in alarms), "\n")


def _alarm_line(alarm: ReportedAlarm | WaitingAlarm, page: str, button: dict[str, str] | None) -> SafeString:
    url = page.replace(str(NOBODY), str(alarm.patient.key))
    name = name_of(alarm.patient)
    return filled(
        '<li><a href="{}">{}</a>: {} · <span class="nowrap">{}</span>{}</li>',
        url,
        name,
        ", ".join(alarm.sign_labels),
        short_moment(alarm.reported_at),
        _care_button(f"{url}alarms/{alarm.pk}/", name, **button) if button else "",
    )


def _care_button(url: str, name: str, csrf_token: str, words: str) -> SafeString:
    return filled(
        ' <form method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<button class="btn btn-outline-primary btn-sm" type="submit">{}'
        '<span class="visually-hidden"> {}</span></button></form>',
        url,
        csrf_token,
        words,
        name,
    )
