"""The lines of long lists, put together in Python: fifty of them cost a template more than all their queries."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from decision_support.patient_rows import NOBODY, DueCell, PatientRow, ScoreCell, name_of
from registry.models import ReportedAlarm

register = template.Library()

# Whether a change is for the better, to its class and its arrow.
CHANGES = {True: ("better", "arrow-up-right"), False: ("worse", "arrow-down-right"), None: ("same", "")}
THRESHOLD = ' <span class="patient-list__threshold">({})</span>'


@register.simple_tag
def patient_lines(rows: Iterable[PatientRow], show_department: bool) -> SafeString:
    """A row of each, under the heads of templates/decision_support/_patient_table.html."""
    drawn = _PatientCells()
    heads = [_("Alarm signs"), _("Follow-up"), _("Last score"), _("Advice"), _("Episode"), _("Department")]
    return format_html_join(
        "\n",
        '<tr role="row"><th role="rowheader" scope="row"><a href="{}">{}</a>{}</th>{}</tr>',
        (
            (
                row.url,
                row.name,
                _age(row),
                _cells(heads, drawn.of(row, show_department=bool(show_department))),
            )
            for row in rows
        ),
    )


def _age(row: PatientRow) -> SafeString | str:
    known = row.age_years is not None
    return format_html('<span class="patient-list__age">, {}</span>', row.age_years) if known else ""


def _cells(heads: Iterable[str], cells: Iterable[SafeString | str]) -> SafeString:
    pairs = zip(heads, cells, strict=False)  # the last head is for whoever has several departments
    return format_html_join("", '<td role="cell" data-head="{}">{}</td>', pairs)


class _PatientCells:
    """What stands in the cells of a row; what is the same in many is drawn once a page."""

    def __init__(self) -> None:
        self.icons = static("icons/columna.svg")
        self.none = format_html('<span class="is-missing">{}</span>', _("none"))
        again = self.mark("arrow-counterclockwise")
        self.changed = format_html('<span class="advice-changed">{} {}</span>', again, _("Changed"))
        self.alarms: dict[str, SafeString] = {}

    def of(self, row: PatientRow, *, show_department: bool) -> list[SafeString | str]:
        episode = format_html('<span class="patient-list__episode">{}</span>', row.episode)
        return [
            self.alarm(row),
            self.due(row.due) if row.due else self.none,
            self.scores(row),
            self.changed if row.advice_changed else "",
            episode if row.episode else self.none,
            *([row.department] if show_department else []),
        ]

    def mark(self, name: str) -> SafeString:
        return format_html(
            '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', self.icons, name
        )

    def alarm(self, row: PatientRow) -> SafeString:
        if row.alarm not in self.alarms:
            self.alarms[row.alarm] = format_html(
                '<span class="alarm-mark alarm-mark--{}">{} {}</span>',
                row.alarm,
                self.mark(row.alarm_mark),
                row.alarm_word,
            )
        return self.alarms[row.alarm]

    def due(self, due: DueCell) -> SafeString:
        mark = format_html("{} ", self.mark(due.mark)) if due.mark else ""
        return format_html('<span class="due due--{}">{}{}</span>', due.status, mark, due.words)

    def scores(self, row: PatientRow) -> SafeString:
        """The last score, under it what got worse and nobody has looked at."""
        score = self.score(row.score) if row.score else self.none
        return format_html("{}{}", score, self.worse(row.worse)) if row.worse else score

    def worse(self, lines: Iterable[str]) -> SafeString:
        return format_html(
            '<span class="patient-list__worse">{} <strong>{}</strong> {}</span>',
            self.mark("arrow-down-right"),
            _("Worse than before"),
            "; ".join(lines),
        )

    def score(self, cell: ScoreCell) -> SafeString:
        score = format_html('<span class="nowrap">{}</span>', cell.score)
        return format_html("{} {}", score, self.change(cell)) if cell.change else score

    def change(self, cell: ScoreCell) -> SafeString:
        kind, arrow = CHANGES[cell.better]
        return format_html(
            '<span class="change change--{}">{}{}{}</span>',
            kind,
            self.mark(arrow) if arrow else "",
            cell.change,
            format_html(THRESHOLD, cell.threshold) if cell.threshold else "",
        )


@register.simple_tag
def alarm_lines(alarms: Iterable[ReportedAlarm], may_take_care: bool, csrf_token: str) -> SafeString:
    """What each patient reported, with the button of whoever may take care of it: anybody, unless that is False."""
    page = reverse("patient-page", args=[NOBODY])
    return format_html_join(
        "\n",
        '<li><a href="{}">{}</a>: {} · <span class="nowrap">{}</span>{}</li>',
        (
            (
                (url := page.replace(str(NOBODY), str(alarm.patient.key))),
                (name := name_of(alarm.patient)),
                ", ".join(alarm.sign_labels),
                date_format(localtime(alarm.reported_at), "SHORT_DATETIME_FORMAT"),
                _care_button(f"{url}alarms/{alarm.pk}/", name, csrf_token)
                if may_take_care is not False
                else "",
            )
            for alarm in alarms
        ),
    )


def _care_button(url: str, name: str, csrf_token: str) -> SafeString:
    return format_html(
        ' <form method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<button class="btn btn-outline-primary btn-sm" type="submit">{}'
        '<span class="visually-hidden"> {}</span></button></form>',
        url,
        csrf_token,
        _("I take care of it"),
        name,
    )
