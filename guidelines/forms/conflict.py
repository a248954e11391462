"""Two people assessed the same patient: both answers, question by question, and all that was typed, to be sent again."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.utils.translation import gettext as _

from guidelines.forms.assessment_form import AssessmentForm
from guidelines.forms.earlier import prefilled
from guidelines.pathway.facts import Kind


def both_versions(form: AssessmentForm) -> list[tuple]:
    """What stands now and what was typed, for each question that either person answered anew.

    Rows as registry.views.conflict.Row takes them: with a name where one may choose between the two.
    """
    return list(_rows(form))


def _rows(form: AssessmentForm) -> Iterator[tuple]:
    now, before, mine = prefilled(form.earlier), form.typed.filled, form.typed.changes
    for name, question in form.questions.items():
        theirs = question.in_words(now.get(name))
        if name not in mine:
            if now.get(name) != before.get(name):
                yield question.label, theirs, _("left as it was")
            continue
        yours = question.in_words(mine[name])
        if question.fact.kind is Kind.SET:  # several texts, so it is not chosen here but sent as it was typed
            yield question.label, theirs, yours
        else:
            (their_text,), (your_text,) = question.typed(now.get(name)), question.typed(mine[name])
            yield question.label, theirs, yours, name, their_text, your_text


def kept(form: AssessmentForm) -> list[tuple[str, str]]:
    """The whole form as it would be sent by somebody who saw what stands now and typed the same into it."""
    now, mine = prefilled(form.earlier), form.typed.changes
    answers = {name: mine[name] if name in mine else now.get(name) for name in form.questions}
    sent = [(name, text) for name, value in answers.items() for text in form.questions[name].typed(value)]
    again = [("again", name) for name in form.data.getlist("again")]
    return [
        ("observed_on", form.data["observed_on"]),
        ("baseline", json.dumps(now)),
        *again,
        *sent,
    ]
