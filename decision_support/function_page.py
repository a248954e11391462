"""The physiotherapist's page of one patient: the tests, today's suggestion, what can be decided, what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from decision_support.addresses import Addresses
from decision_support.banner import banner
from decision_support.programme_page import ProgrammePage, programme_page
from decision_support.timed_tests import PROTOCOLS, Protocol, published_words
from guidelines.actions.standings import alarm_of
from guidelines.advice import Advice, advise
from guidelines.forms.assessment_form import FunctionForm
from guidelines.forms.decision import DecisionForm
from guidelines.forms.steps import Row, steps
from guidelines.in_force import in_force
from guidelines.models import FunctionalDecision
from guidelines.pathway.functional_bands import BAND_LABELS, TESTS, PhysicalTest, band_of
from guidelines.presentation.decisions import DecisionWords, decision_words
from guidelines.presentation.exercises import notes_about
from guidelines.presentation.referral_letter import is_called_for
from guidelines.presentation.suggestion import SuggestionWords, suggestion_words
from guidelines.presentation.switched_off import off_words
from guidelines.selectors import decisions_of
from registry.models import Draft, Episode, Patient


@dataclass(frozen=True)
class TimedTest:
    """One test: its stopwatch fills `time`; `unable`, where there is such a question, excludes a time."""

    label: str
    protocol: Protocol
    time: Row
    unable: Row | None
    overstated: list[tuple[str, str]]
    band: str
    band_label: str
    source: str
    published: str  # where the time stands among the published cut-offs

    @property
    def shown_when(self) -> str:
        """The time is asked for while the test is not said to be impossible."""
        return f"{self.unable.question.name}=no|" if self.unable else ""

    @property
    def time_rows(self) -> list[Row]:
        return [self.time]

    @property
    def unable_rows(self) -> list[Row]:
        return [self.unable] if self.unable else []


@dataclass(frozen=True)
class FunctionPage:
    """Everything the page is drawn from."""

    patient: Patient
    user: Any
    form: FunctionForm
    advice: Advice
    decisions: Sequence[FunctionalDecision]
    programme: ProgrammePage
    draft: Draft | None = None
    episode: Episode | None = None

    @cached_property
    def suggestion(self) -> SuggestionWords:
        return suggestion_words(self.advice)

    @cached_property
    def decided(self) -> list[DecisionWords]:
        """The latest first, with the day its programme set for the new test."""
        earlier = [decision_words(decision) for decision in self.decisions[1:]]
        return [self.programme.decision, *earlier] if self.programme.decision else []

    @cached_property
    def rows(self) -> dict[str, Row]:
        return {row.question.name: row for step in steps(self.form) for row in step.rows}

    @cached_property
    def tests(self) -> list[TimedTest]:
        return [self._card(test) for test in TESTS]

    @cached_property
    def other_rows(self) -> list[Row]:
        tested = {name for test in TESTS for name in (test.seconds, test.unable)}
        return [row for name, row in self.rows.items() if name not in tested]

    @property
    def not_tested_since(self) -> DecisionWords | None:
        """The last decision, where every test that is read is of its day or older: a new decision calls for new tests."""
        known = self.advice.sheet.known
        days = [
            known[name].observed_on for test in TESTS for name in (test.seconds, test.unable) if name in known
        ]
        last = next(iter(self.decided), None)
        if last is None or not days or last.decided_on == self.form.on or max(days) > last.decided_on:
            return None
        return last

    @property
    def may_decide(self) -> bool:
        return self.user.has_perm("guidelines.decide_functional_category", self.patient)

    def _card(self, test: PhysicalTest) -> TimedTest:
        band = band_of(test, self.advice.sheet.facts, self.advice.thresholds)
        return TimedTest(
            label=_(test.label),
            protocol=PROTOCOLS[test.seconds],
            time=self.rows[test.seconds],
            unable=self.rows[test.unable] if test.unable else None,
            overstated=notes_about(test.seconds),
            band=band.value if band else "",
            band_label=_(BAND_LABELS[band]) if band else "",
            source=test.source,
            published=published_words(test.seconds, self.advice.sheet.facts),
        )


def function_page(
    user: Any, form: FunctionForm, draft: Draft | None = None, episode: Episode | None = None
) -> FunctionPage:
    """The page of a patient who has an age the pathway can use."""
    advice = advise(form.sheet, in_force(form.patient.department, form.on))
    decisions = decisions_of(form.patient)
    programme = programme_page(form.patient, form.on, advice=advice, decisions=decisions)
    return FunctionPage(form.patient, user, form, advice, decisions, programme, draft, episode)


def context(
    page: FunctionPage,
    *,
    decision: DecisionForm | None = None,
    errors: Sequence[Mapping[str, str]] = (),
    second_question: str = "",
) -> dict[str, Any]:
    """What templates/decision_support/function.html draws."""
    at = Addresses(page.user, page.patient)
    shown = banner(
        page.patient,
        on=page.form.on,
        alarm=alarm_of(page.advice.told),
        episode=page.episode,
        off=off_words(page.advice.withheld),
    )
    return {
        "patient": page.patient,
        "banner": shown,
        "page": page,
        "form": page.form,
        "suggestion": page.suggestion,
        "asked_here": [f"fact-{name}" for name in page.rows],
        "decision": decision or DecisionForm(initial={"digest": page.advice.digest}),
        "second_question": second_question,
        "errors": errors,
        "assessment_url": at.page("assessment"),
        "recommendation_url": at.page("recommendation"),
        "report_url": at.page("advice-report"),
        "letter_url": at.page("referral-letter") if is_called_for(page.advice) else "",
        "programme": page.programme,
        "programme_urls": {"print": at.page("programme"), "build": at.page("programme-build")},
    }
