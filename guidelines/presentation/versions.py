"""The versions of the rules in words: what is new in each, the rules of one, and what differs between any two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from guidelines.pathway.readings.differences import Differs, Part, differences
from guidelines.pathway.readings.words import RuleInWords, rule_in_words
from guidelines.pathway.recommendations import Action
from guidelines.pathway.releases import ruleset, versions
from guidelines.pathway.ruleset import RuleSet

PARTS: dict[Part, str] = {
    Part.ACTION: gettext_noop("Actions"),
    Part.CRITERION: gettext_noop("Criteria with a name of their own"),
    Part.FUNCTION: gettext_noop("Functional category"),
    Part.THRESHOLD: gettext_noop("Thresholds"),
    Part.WARNING: gettext_noop("Facts that do not fit each other"),
}


@dataclass(frozen=True)
class VersionWords:
    """One version in the list; `before` is the version it followed, if any."""

    version: str
    released_on: date | None
    changes: tuple[str, ...]
    actions: int
    before: str | None
    in_force: bool


@dataclass(frozen=True)
class PartWords:
    """The differences of one part of the rule set."""

    title: str
    rows: tuple[Differs, ...]


@dataclass(frozen=True)
class RuleWords:
    """One action as a version has it."""

    code: str
    title: str
    rule: RuleInWords


def version_list() -> list[VersionWords]:
    """Every version, the newest first."""
    there_are = versions()
    before = {later: earlier for earlier, later in pairwise(there_are)}
    return [_version(ruleset(version), before.get(version)) for version in reversed(there_are)]


def _version(rules: RuleSet, before: str | None) -> VersionWords:
    return VersionWords(
        version=rules.version,
        released_on=rules.released_on,
        changes=tuple(_(line) for line in rules.changes),
        actions=len(rules.actions),
        before=before,
        in_force=rules.version == versions()[-1],
    )


def rules_of(rules: RuleSet) -> list[RuleWords]:
    """Every action of a version in words, in clinical order."""
    return [_rule(action, rules) for action in rules.actions]


def _rule(action: Action, rules: RuleSet) -> RuleWords:
    return RuleWords(action.code, _(action.title), rule_in_words(action, rules.thresholds, _))


def differences_between(then: RuleSet, now: RuleSet) -> list[PartWords]:
    """What differs, part by part, in the reader's language."""
    return _parts(differences(then, now, _))


def _parts(found: Iterable[Differs]) -> list[PartWords]:
    order = list(Part)
    sorted_rows = sorted(found, key=lambda row: order.index(row.part))
    return [
        PartWords(_(PARTS[part]), tuple(rows))
        for part, rows in groupby(sorted_rows, key=lambda row: row.part)
    ]
