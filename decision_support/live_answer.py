"""The advice for a form that is still being filled in: what is typed laid over what is recorded, and nothing stored."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidelines.adapters import with_typed
from guidelines.advice import advise
from guidelines.forms.assessment_form import AssessmentForm
from guidelines.in_force import in_force
from guidelines.presentation.category import CategoryWords, category_words
from guidelines.presentation.panel import Panel, panel
from guidelines.presentation.switched_off import OffWords, off_words


@dataclass(frozen=True)
class LiveAnswer:
    """`left_out` names what cannot be read yet; it counts as not recorded."""

    panel: Panel
    category: CategoryWords
    left_out: list[str]
    switched_off: tuple[OffWords, ...] = ()

    @property
    def said(self) -> str:
        """One line for somebody who hears the page, or sees only a line of it."""
        counted = {group.verdict: len(group.lines) for group in self.panel.groups}
        urgent, now = len(self.panel.urgent), counted.get("recommend", 0)
        parts = [
            ngettext("%(n)d urgent", "%(n)d urgent", urgent) % {"n": urgent} if urgent else "",
            ngettext("%(n)d to do now", "%(n)d to do now", now) % {"n": now},
            _("%(n)d not cleared") % {"n": counted.get("not_cleared", 0)},
            _("alarm signs %(asked)s") % {"asked": self.panel.alarm.asked},
        ]
        return ", ".join(part for part in parts if part)


def live_answer(form: AssessmentForm) -> LiveAnswer:
    """The answer to a form that was validated, whether it is valid or not."""
    sheet = with_typed(form.sheet, form.patient, form.on, form.typed.readable)
    advice = advise(sheet, in_force(form.patient.department, form.on))
    return LiveAnswer(
        panel(advice.answer, sheet.facts),
        category_words(advice.answer.functional_category),
        form.left_out,
        off_words(advice.withheld),
    )
