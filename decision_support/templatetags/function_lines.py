"""The lines of the physiotherapist's list, put together in Python as those of patients are (decision_support/templatetags/lines.py)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from decision_support.physiotherapy import FunctionRow
from decision_support.row_words import ALARMS, DUE_MARKS
from registry.markup import Lines, filled, joined
from registry.short_dates import short_day

register = template.Library()


@register.simple_tag
def function_lines(rows: Iterable[FunctionRow], show_department: bool) -> SafeString:
    """A row of each, under the heads of templates/decision_support/physiotherapy_list.html."""
    drawn = _FunctionCells(show_department=bool(show_department))
    return joined((drawn.line(row) for row in rows), "\n")


class _FunctionCells(Lines):
    """What stands in the cells of a row, the department last: it is shown to whoever has several."""

    def __init__(self, *, show_department: bool) -> None:
        heads = [_("Waits for"), _("Suggestion"), _("Decided"), _("Alarm signs"), _("Episode")]
        heads += [_("Department")] if show_department else []
        super().__init__(*((head, "") for head in heads))
        self.alarm = cache(self._alarm)
        self.years, self.nothing = _("years"), _("none")
        self.none = filled('<span class="is-missing">{}</span>', self.nothing)

    def line(self, row: FunctionRow) -> SafeString:
        head = filled('<a href="{}">{}</a>{}', row.url, row.name, self.age(row))
        return self.row(head, self.told(row))

    def age(self, row: FunctionRow) -> SafeString | str:
        shown = ' <span class="patient-list__age">{} {}</span>'
        return "" if row.age_years is None else filled(shown, row.age_years, self.years)

    def told(self, row: FunctionRow) -> tuple[SafeString | str, ...]:
        """In the order of the heads."""
        return (
            self.asks(row),
            row.suggestion or self.nothing,
            self.decided(row),
            self.alarm(row.alarm),
            self.episode(row),
            row.department,
        )

    def asks(self, row: FunctionRow) -> SafeString:
        icon = DUE_MARKS.get(row.asks_kind)
        before = joined([self.mark(icon), " "]) if icon else ""
        return filled('<span class="due due--{}">{}{}</span>', row.asks_kind, before, row.asks)

    def decided(self, row: FunctionRow) -> SafeString:
        day = short_day(row.decided_on) if row.decided_on else ""
        return filled('{}, <span class="nowrap">{}</span>', row.decided, day) if row.decided else self.none

    def _alarm(self, alarm: str) -> SafeString:
        icon, word = ALARMS[alarm]
        return filled('<span class="alarm-mark alarm-mark--{}">{} {}</span>', alarm, self.mark(icon), word)

    def episode(self, row: FunctionRow) -> SafeString:
        if row.episode is None:
            return self.none
        month = f"{row.episode.onset_on:%Y-%m}"
        return filled('{}, <span class="nowrap">{}</span>', row.episode.kind_label, month)
