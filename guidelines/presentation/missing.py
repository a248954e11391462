"""What is not recorded and would decide something: each question once, with what it would change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidelines.pathway.finding import Finding
from guidelines.pathway.readings.closure import in_contract_order
from guidelines.pathway.recommendations import Verdict
from guidelines.presentation.values import ASKED_AS, label


@dataclass(frozen=True)
class MissingFact:
    """A question to ask; `fragment` is where the assessment form asks it."""

    fact: str
    label: str
    fragment: str


@dataclass(frozen=True)
class MissingGroup:
    """Questions whose answers would change the same things, and what they would change."""

    changes: tuple[str, ...]
    facts: tuple[MissingFact, ...]


def missing_fact(fact: str) -> MissingFact:
    return MissingFact(fact, label(fact), f"fact-{ASKED_AS.get(fact, fact)}")


def missing_groups(findings: Iterable[Finding]) -> list[MissingGroup]:
    """Every fact that some action waits for, once, in contract order within what it would change."""
    waiting = [finding for finding in findings if finding.missing]
    groups: dict[tuple[str, ...], list[MissingFact]] = {}
    for fact in in_contract_order(fact for finding in waiting for fact in finding.missing):
        changes = tuple(change(finding) for finding in waiting if fact in finding.missing)
        groups.setdefault(changes, []).append(missing_fact(fact))
    return [MissingGroup(changes, tuple(facts)) for changes, facts in groups.items()]


def change(finding: Finding) -> str:
    """What an answer does for this action: alone it settles it, else it is one of several that are needed."""
    title = _(finding.action.title)
    needed = len(finding.missing)
    if finding.verdict is not Verdict.NOT_CLEARED:
        return _("may change “%(action)s”") % {"action": title}
    return ngettext("settles “%(action)s”", "one of %(n)d needed for “%(action)s”", needed) % {
        "action": title,
        "n": needed,
    }
