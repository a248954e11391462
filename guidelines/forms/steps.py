"""The form as its page draws it: steps with their questions, and how many are recorded."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guidelines.forms.assessment_form import FIELDS, AssessmentForm
from guidelines.forms.earlier import Earlier
from guidelines.forms.question import Question
from guidelines.forms.sections import QUESTIONS, Section
from guidelines.pathway.facts import Kind


@dataclass(frozen=True)
class Row:
    """One question as it is drawn: what stands in its control, what is wrong with it, and its earlier answer."""

    question: Question
    texts: list[str]
    errors: list[str] = field(default_factory=list)
    earlier: Earlier | None = None
    still_holds: bool = False
    on: date = date.min

    @property
    def html_id(self) -> str:
        return f"id_{self.question.name}"

    @property
    def is_group(self) -> bool:
        """Several controls under one legend, rather than one under a label."""
        return FIELDS[self.question.name].widget.use_fieldset

    @property
    def described_by(self) -> str:
        said = (("_helptext", self.question.help), ("_error", self.errors), ("_earlier", self.earlier))
        return " ".join(f"{self.html_id}{ending}" for ending, shown in said if shown)

    @property
    def control(self) -> SafeString:
        described_by = "" if self.is_group else self.described_by
        return _control(
            self.question.name, tuple(self.texts), bool(self.errors), described_by, get_language()
        )

    @property
    def is_recorded(self) -> bool:
        return self.is_known or any(self.texts)

    @property
    def is_known(self) -> bool:
        """Known without an answer here."""
        return self.earlier is not None and self.earlier.state == "elsewhere"

    @property
    def is_stale(self) -> bool:
        return self.earlier is not None and self.earlier.state == "stale"

    @property
    def may_still_hold(self) -> bool:
        """A day in the past needs no second asking; anything else may hold still on another day."""
        asked_before = self.earlier is not None and self.earlier.observed_on != self.on
        return asked_before and not self.is_known and not self.question.is_dated

    @property
    def earlier_texts(self) -> str:
        """What the control would send for the earlier answer; read by static/js/still-so.js."""
        return "|".join(self.question.typed(self.earlier.value))

    @property
    def note(self) -> str:
        if self.earlier is None:
            return ""
        words = {
            "day": date_format(self.earlier.observed_on, "SHORT_DATE_FORMAT"),
            "value": self.question.in_words(self.earlier.value) if not self.is_known else "",
        }
        if self.is_known:
            return _("Known from %(day)s. Give a day only to correct it.") % words
        if self.is_stale:
            return _("Recorded %(value)s on %(day)s, too old to use: ask again.") % words
        if self.earlier.observed_on == self.on:
            return _("Recorded today: %(value)s") % words
        return _("Recorded %(day)s: %(value)s") % words


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
        return not (self.section.always_open or self.open or any(row.errors for row in self.rows))


def steps(form: AssessmentForm) -> list[Step]:
    again = form["again"].value() or []
    return [
        Step(section, [_row(form, question, again) for question in section.questions])
        for section in form.sections
    ]


def _row(form: AssessmentForm, question: Question, again: list[str]) -> Row:
    return Row(
        question,
        texts=question.texts(form[question.name].value()),
        errors=form.errors.get(question.name, []),
        earlier=form.earlier.get(question.name),
        still_holds=question.name in again,
        on=form.on,
    )


@lru_cache(maxsize=4096)
def _control(
    name: str, texts: tuple[str, ...], invalid: bool, described_by: str, _language: str
) -> SafeString:
    """The control of a question. Kept, because to draw eighty of them anew is most of the time the page takes."""
    attrs = {"id": f"id_{name}", "aria-describedby": described_by, "aria-invalid": "true" if invalid else ""}
    said = {attribute: text for attribute, text in attrs.items() if text}
    return FIELDS[name].widget.render(name, _value(name, texts), said)


def _value(name: str, texts: tuple[str, ...]) -> str | list[str] | None:
    if QUESTIONS[name].fact.kind is Kind.SET:
        return list(texts) or None
    return texts[0]
