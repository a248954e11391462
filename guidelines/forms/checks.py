"""What may not stand together: dates, children without their parents, and whatever the contract refuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from guidelines.adapters import EXCLUSIVE, SCORED, WEEKS_SINCE, age_on, weeks_since
from guidelines.forms.question import Question
from guidelines.forms.sections import QUESTIONS
from guidelines.forms.typed import Typed
from guidelines.forms.values import day_in_words
from guidelines.pathway.facts import FactError, facts_from_mapping
from registry.models import Patient
from registry.partial_date import PartialDate

QUESTION_OF = {question.fact.name: name for name, question in QUESTIONS.items()}


@dataclass(frozen=True)
class Visit:
    """Whom and which day the answers are about, and whether there is an episode for pain scores to belong to."""

    patient: Patient
    day: date
    has_episode: bool


@dataclass(frozen=True)
class Refusal:
    """One error, at the field where it is mended; `names` are the answers that cannot be used until it is."""

    at: str
    text: str
    names: frozenset[str] = field(default_factory=frozenset)


def refusals(typed: Typed, visit: Visit) -> Iterator[Refusal]:
    """Everything that stands in the way of recording, in the order of the form's own checks."""
    dates = list(_wrong_days(typed, visit))
    yield from dates
    yield from _children_alone(typed)
    yield from _scores_that_cannot_be_stored(typed, visit)
    yield from _older_than_recorded(typed, visit)
    yield from _against_the_contract(typed.without(frozenset(refusal.at for refusal in dates)), visit)


def _wrong_days(typed: Typed, visit: Visit) -> Iterator[Refusal]:
    identity = getattr(visit.patient, "identity", None)
    for name in WEEKS_SINCE:
        day = typed.answers[name] and PartialDate.parse(typed.answers[name])
        if day and day.earliest > visit.day:
            yield _refused(name, _("Found %(day)s, which is after the day of the visit.") % _said(day))
        elif day and identity and day.latest < identity.birth_date:
            yield _refused(name, _("Found %(day)s, which is before the patient was born.") % _said(day))


def _children_alone(typed: Typed) -> Iterator[Refusal]:
    """Typed under a parent that is not answered so; a browser with scripts never sends it."""
    for name, question in QUESTIONS.items():
        given = typed.given.get(name)
        if given is not None and given != typed.filled.get(name) and not typed.asks(question):
            parent = QUESTIONS[question.only.parent].label
            yield _refused(
                name,
                _("This belongs to “%(parent)s”. Answer that first, or leave this not recorded.")
                % {"parent": parent},
            )


def _scores_that_cannot_be_stored(typed: Typed, visit: Visit) -> Iterator[Refusal]:
    for name in SCORED:
        if name not in typed.changes:
            continue
        earlier = typed.earlier.get(name)
        if not visit.has_episode:
            text = _("A pain score belongs to an episode, and none is open. Open one first.")
            yield _refused(name, text)
        elif typed.changes[name] is None and earlier and earlier.observed_on != visit.day:
            text = _(
                "%(score)s was recorded on %(day)s and cannot be cleared by another visit. Type the score of this visit, or put it back."
            )
            words = {
                "score": QUESTIONS[name].in_words(earlier.value),
                "day": day_in_words(earlier.observed_on),
            }
            yield _refused(name, text % words)


def _older_than_recorded(typed: Typed, visit: Visit) -> Iterator[Refusal]:
    """The latest answer is the one the rules read, so one from an earlier day would be stored and never seen."""
    for name in typed.changes:
        earlier = typed.earlier.get(name)
        if earlier and earlier.state != "elsewhere" and earlier.observed_on > visit.day:
            text = _(
                "“%(question)s” was recorded on %(day)s, after this visit. Give that day or a later one, so that your answer is the one that counts."
            )
            words = {"question": QUESTIONS[name].label, "day": day_in_words(earlier.observed_on)}
            yield Refusal("observed_on", text % words)


def _against_the_contract(typed: Typed, visit: Visit) -> Iterator[Refusal]:
    """The contract's own door says what may not be; nothing of it is written here again."""
    facts = _facts(typed, visit)
    person = {"index_date": visit.day.isoformat(), "age_years": age_on(visit.patient, visit.day) or 0}
    while True:
        try:
            facts_from_mapping(person | facts)
        except FactError as error:
            pair = _pair_of(error.fact)
            if not facts.keys() & pair:
                raise
            yield _contradiction(error, pair, typed, visit)
            facts = {fact: value for fact, value in facts.items() if fact not in pair}
        else:
            return


def _facts(typed: Typed, visit: Visit) -> dict[str, Any]:
    answers = {name: answer for name, answer in typed.answers.items() if answer is not None}
    return {
        QUESTIONS[name].fact.name: _fact(QUESTIONS[name], answer, visit) for name, answer in answers.items()
    }


def _fact(question: Question, answer: Any, visit: Visit) -> Any:
    return weeks_since(PartialDate.parse(answer), visit.day)[0] if question.is_dated else answer


def _pair_of(fact: str | None) -> frozenset[str]:
    return next((frozenset(pair[:2]) for pair in EXCLUSIVE if fact in pair), frozenset({fact or ""}))


def _contradiction(error: FactError, pair: frozenset[str], typed: Typed, visit: Visit) -> Refusal:
    names = frozenset(QUESTION_OF[fact] for fact in pair)
    at = QUESTION_OF[str(error.fact)]
    if len(names) == 1:
        return Refusal(at, _out_of_range(QUESTIONS[at], typed, visit), names)
    (other,) = names - {at}
    text = _("“%(this)s” is yes, but “%(other)s” is %(value)s. Only one can be: clear the other.")
    words = {"this": QUESTIONS[at].label, "other": QUESTIONS[other].label}
    return Refusal(at, text % (words | {"value": QUESTIONS[other].in_words(typed.answers[other])}), names)


def _out_of_range(question: Question, typed: Typed, visit: Visit) -> str:
    fact, answer = question.fact, typed.answers[question.name]
    found = (
        number_format(round(_fact(question, answer, visit)))
        if question.is_dated
        else question.in_words(answer)
    )
    words = {"found": found, "low": fact.low, "high": fact.high}
    if question.is_dated:
        return _("That is %(found)s weeks ago. Allowed: %(low)g to %(high)g weeks.") % words
    return _("Found %(found)s. Allowed: %(low)s to %(high)s.") % words


def _refused(name: str, text: str) -> Refusal:
    return Refusal(name, text, frozenset({name}))


def _said(day: PartialDate) -> dict[str, str]:
    return {"day": day_in_words(day)}
