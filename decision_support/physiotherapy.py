"""The physiotherapist's list: who awaits a category, who is to be tested again, of whom nothing is recorded yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decision_support.patient_rows import NOBODY, who
from decision_support.work_list import MOST
from guidelines.listed_patients import ListedFunction, listed_functions
from guidelines.pathway.functional_rules import Status
from guidelines.presentation.category import STATUS_LABELS
from guidelines.presentation.decisions import category_label
from guidelines.presentation.values import day_words
from guidelines.selectors import latest_categories
from guidelines.standing_selectors import (
    awaiting_category,
    awaiting_tests,
    to_be_tested,
)
from registry.age import age_of
from registry.selectors.clinical import LatestEpisode, latest_episodes

QUEUES = {
    "overdue": gettext_lazy("Re-test overdue"),
    "due": gettext_lazy("Re-test due"),
    "category": gettext_lazy("Awaiting a category"),
    "tests": gettext_lazy("Tests not recorded"),
}


@dataclass(frozen=True)
class Queues:
    """Queue to patient ids, each in its own order."""

    ids: dict[str, list[int]]

    def of(self, queue: str = "") -> list[int]:
        """The patients of one queue; of all, each once, where no such queue is named."""
        if queue in self.ids:
            return self.ids[queue]
        return list(dict.fromkeys(one for ids in self.ids.values() for one in ids))

    def is_cut(self, queue: str = "") -> bool:
        """Whether there may be more than were read."""
        read = [self.ids[queue]] if queue in self.ids else self.ids.values()
        return any(len(ids) >= MOST for ids in read)


@dataclass(frozen=True)
class FunctionRow:
    """`asks` is what the patient waits for, `asks_kind` the queue; `decided` the category that counts until then."""

    key: str
    url: str
    name: str
    age_years: int | None
    department: str
    alarm: str
    asks: str
    asks_kind: str
    suggestion: str
    decided: str
    decided_on: date | None
    episode: LatestEpisode | None


def queues(user: Any, departments: Collection[int], on: date) -> Queues:
    """Who asks for something today in these departments of the user, in three queries."""
    asked = to_be_tested(user, departments, on, MOST)
    return Queues(
        {
            "overdue": [one for one, last in asked if last < on],
            "due": [one for one, last in asked if last >= on],
            "category": awaiting_category(user, MOST, departments),
            "tests": awaiting_tests(user, departments, MOST),
        }
    )


def function_rows(user: Any, ids: Sequence[int], on: date) -> list[FunctionRow]:
    """The rows of these patients in this order, in three queries; a patient of another department has none."""
    patients, decided, episodes = listed_functions(user, ids), latest_categories(ids), latest_episodes(ids)
    address = reverse("function", args=[NOBODY])
    return [
        _row(patients[one], address, decided.get(one, ""), episodes.get(one), on)
        for one in ids
        if one in patients
    ]


def _row(
    one: ListedFunction, address: str, category: str, episode: LatestEpisode | None, on: date
) -> FunctionRow:
    name, birth_date = who(one.patient)
    key, status = str(one.patient.key), one.category_status
    kind, asks = _asks(one, on)
    return FunctionRow(
        key=key,
        url=address.replace(str(NOBODY), key),
        name=name,
        age_years=age_of(one, birth_date, on),
        department=one.department,
        alarm=one.alarm,
        asks=asks,
        asks_kind=kind,
        suggestion=_(STATUS_LABELS[Status(status)]) if status else "",
        decided=category_label(category) if category else "",
        decided_on=one.category_confirmed_on,
        episode=episode,
    )


def _asks(standing: ListedFunction, on: date) -> tuple[str, str]:
    """What the patient waits for: (queue, words)."""
    first, last = standing.retest_from, standing.retest_by
    if first is None or last is None:
        kind = "tests" if standing.category_status == Status.UNDETERMINED else "category"
        return kind, str(QUEUES[kind])
    if on > last:
        return "overdue", _("Re-test overdue since %(day)s") % {"day": day_words(last)}
    if on >= first:
        return "due", _("Re-test due by %(day)s") % {"day": day_words(last)}
    return "later", _("Re-test from %(day)s") % {"day": day_words(first)}
