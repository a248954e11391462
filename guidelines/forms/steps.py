"""The form as its page draws it: steps with their questions, and how many are recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.forms import BoundField
from django.utils.translation import gettext as _

from guidelines.forms.assessment_form import AssessmentForm
from guidelines.forms.earlier import Earlier
from guidelines.forms.question import Question, day_in_words
from guidelines.forms.sections import SECTIONS, Section


@dataclass(frozen=True)
class Row:
    """One question with its field and what is known of its earlier answer."""

    question: Question
    field: BoundField
    texts: list[str]
    earlier: Earlier | None
    note: str
    may_still_hold: bool
    still_holds: bool

    @property
    def is_recorded(self) -> bool:
        return self.is_known or any(self.texts)

    @property
    def is_known(self) -> bool:
        """Known without an answer here."""
        return self.earlier is not None and self.earlier.state == "elsewhere"

    @property
    def earlier_texts(self) -> str:
        """What the control would send for the earlier answer; read by static/js/still-so.js."""
        return "|".join(self.question.typed(self.earlier.value)) if self.may_still_hold else ""


@dataclass(frozen=True)
class Step:
    """One section with its questions and its counts; a question that is not asked is not counted."""

    section: Section
    rows: list[Row]

    @property
    def asked(self) -> list[Row]:
        texts = {row.question.name: row.texts for row in self.rows}
        return [row for row in self.rows if row.question.is_shown(texts)]

    @property
    def total(self) -> int:
        return len(self.asked)

    @property
    def recorded(self) -> int:
        return sum(row.is_recorded for row in self.asked)

    @property
    def open(self) -> int:
        return self.total - self.recorded

    @property
    def is_folded(self) -> bool:
        """A complete section folds, unless something in it has to be mended."""
        wrong = any(row.field.errors for row in self.rows)
        return not (self.section.always_open or self.open or wrong)


def steps(form: AssessmentForm) -> list[Step]:
    return [Step(section, list(_rows(form, section))) for section in SECTIONS]


def _rows(form: AssessmentForm, section: Section) -> Iterator[Row]:
    again = form["again"].value() or []
    for question in section.questions:
        field, earlier = form[question.name], form.earlier.get(question.name)
        yield Row(
            question,
            field,
            texts=question.texts(field.value()),
            earlier=earlier,
            note=_note(question, earlier, form.on),
            may_still_hold=_may_still_hold(question, earlier, form.on),
            still_holds=question.name in again,
        )


def _note(question: Question, earlier: Earlier | None, on: date) -> str:
    if earlier is None:
        return ""
    day = day_in_words(earlier.observed_on)
    if earlier.state == "elsewhere":
        return _("Counted from what is recorded for %(day)s. Give a day only to correct it.") % {"day": day}
    if earlier.state == "stale":
        words = {"value": question.in_words(earlier.value), "day": day}
        return _("Recorded “%(value)s” on %(day)s, too old to use: ask again.") % words
    return _("Recorded today.") if earlier.observed_on == on else _("Recorded on %(day)s.") % {"day": day}


def _may_still_hold(question: Question, earlier: Earlier | None, on: date) -> bool:
    """A day in the past does not have to be confirmed; anything else may hold still on another day."""
    return (
        earlier is not None
        and earlier.state != "elsewhere"
        and earlier.observed_on != on
        and not question.is_dated
    )
