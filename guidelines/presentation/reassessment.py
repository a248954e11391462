"""What came of a reassessment, for one reader: their own departments exactly, the others with small cells suppressed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from guidelines.models import Reassessment
from guidelines.pathway.functional_rules import CATEGORY_LABELS, Category, Status
from guidelines.pathway.readings.told import ABSENT, CATEGORY
from guidelines.pathway.recommendations import VERDICT_LABELS, Verdict
from guidelines.pathway.releases import UnknownRuleSet, ruleset
from guidelines.pathway.thresholds import DEFAULT
from guidelines.presentation.category import STATUS_LABELS
from guidelines.reassessment import NATIONAL, OF_DEPARTMENT, OWN, Tally
from registry.suppression import Shown, suppressed

THRESHOLD_SETS = {
    OWN: gettext_noop("each department's own thresholds"),
    NATIONAL: gettext_noop("the thresholds of the rules"),
}
SAID: dict[str, str] = {
    ABSENT: gettext_noop("not advised"),
    **{verdict.value: VERDICT_LABELS[verdict] for verdict in Verdict},
    **{category.value: CATEGORY_LABELS[category] for category in Category},
    **{status.value: STATUS_LABELS[status] for status in Status},
}


@dataclass(frozen=True)
class Move:
    """So many patients were told one thing and are told another; None is suppressed."""

    before: str
    after: str
    patients: int | None


@dataclass(frozen=True)
class InDepartment:
    name: str
    patients: int | None


@dataclass(frozen=True)
class ActionRow:
    """An action whose verdict changes for somebody, or the functional category."""

    title: str
    patients: int | None
    moves: tuple[Move, ...]
    departments: tuple[InDepartment, ...]


@dataclass(frozen=True)
class Counts:
    """What came of some departments together; None is suppressed."""

    departments: int
    judged: int | None
    not_judged: int | None
    changed: int | None
    rows: tuple[ActionRow, ...]


def results(
    run: Reassessment, names: Mapping[int, str], own: Collection[int]
) -> tuple[Counts | None, Counts | None]:
    """The counts of the reader's own departments, and of all others; None where there are none of the kind."""
    tallies = {int(department): Tally.from_json(kept) for department, kept in run.tallies.items()}
    ours = {department: tally for department, tally in tallies.items() if department in own}
    others = {department: tally for department, tally in tallies.items() if department not in own}
    titles = _titles(run)
    return (
        _own(ours, names, titles) if ours else None,
        _others(others, names, titles) if others else None,
    )


def side_in_words(side: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """One way of judging; `names` is the departments' by their code."""
    return _("rules %(version)s with %(thresholds)s") % {
        "version": side["version"],
        "thresholds": thresholds_in_words(side["thresholds"], names),
    }


def thresholds_in_words(thresholds: str | Mapping[str, float], names: Mapping[str, str]) -> str:
    if not isinstance(thresholds, str):
        return ", ".join(f"{_label(name)}: {number_format(value)}" for name, value in thresholds.items())
    if thresholds in THRESHOLD_SETS:
        return _(THRESHOLD_SETS[thresholds])
    code = thresholds.removeprefix(OF_DEPARTMENT)
    return _("the thresholds of %(department)s") % {"department": names.get(code, code)}


def told_in_words(told: Mapping[str, list[str]], run: Reassessment) -> list[Move]:
    """What one patient is told otherwise, in clinical order; `before` begins with the name of the action."""
    titles = _titles(run)
    return [
        Move(f"{titles[code]}: {_say(told[code][0])}", _say(told[code][1]), 1)
        for code in titles
        if code in told
    ]


def _own(tallies: Mapping[int, Tally], names: Mapping[int, str], titles: Mapping[str, str]) -> Counts:
    together = _together(tallies.values())
    rows = tuple(
        ActionRow(
            title,
            together.actions[code].total(),
            _moves(together.actions[code]),
            _departments(_of(code, tallies), names),
        )
        for code, title in titles.items()
        if code in together.actions
    )
    return Counts(len(tallies), together.patients, together.not_asked, together.changed, rows)


def _others(tallies: Mapping[int, Tally], names: Mapping[int, str], titles: Mapping[str, str]) -> Counts:
    together = _together(tallies.values())
    rows = tuple(
        _suppressed_row(title, together.actions[code], _of(code, tallies), tallies, names)
        for code, title in titles.items()
        if code in together.actions
    )
    # together these two are everybody, and how many that is stands on the page
    judged = suppressed({"judged": together.patients, "not": together.not_asked})
    return Counts(len(tallies), judged.cells["judged"], judged.cells["not"], _changed(together, rows), rows)


def _changed(together: Tally, rows: Collection[ActionRow]) -> int | None:
    """How many are told anything else: with one action alone, that is how many are told that."""
    shown = suppressed({"changed": together.changed}, {"changed": together.patients}).total
    return shown if all(row.patients is not None for row in rows) else None


def _suppressed_row(
    title: str,
    moves: Counter[str],
    counts: Mapping[int, int],
    tallies: Mapping[int, Tally],
    names: Mapping[int, str],
) -> ActionRow:
    """The same patients divided in two ways, by what they are told and by department: where either way cannot show
    their number, neither may, nor the parts that add up to it."""
    told = suppressed(moves)
    where = suppressed(counts, {department: tally.patients for department, tally in tallies.items()})
    total = told.total if where.total is not None else None
    shown = told if total is not None else Shown(dict.fromkeys(moves), None)
    return ActionRow(title, total, _moves(shown.cells), _departments(where.cells, names))


def _together(tallies: Iterable[Tally]) -> Tally:
    together = Tally()
    for tally in tallies:
        together.add(tally)
    return together


def _of(code: str, tallies: Mapping[int, Tally]) -> dict[int, int]:
    """Department to how many of its patients are told something else of an action."""
    return {department: tally.actions.get(code, Counter()).total() for department, tally in tallies.items()}


def _moves(counts: Mapping[str, int | None]) -> tuple[Move, ...]:
    ordered = sorted(counts.items(), key=lambda item: -(item[1] or 0))
    return tuple(Move(*map(_say, move.split(">")), count) for move, count in ordered)


def _departments(counts: Mapping[int, int | None], names: Mapping[int, str]) -> tuple[InDepartment, ...]:
    found = (InDepartment(names.get(department, ""), count) for department, count in counts.items())
    return tuple(sorted(found, key=lambda each: each.name))


def _titles(run: Reassessment) -> dict[str, str]:
    """Every action of either version, in clinical order, then the functional category."""
    titles: dict[str, str] = {}
    for side in (run.after, run.before):
        try:
            rules = ruleset(side["version"])
        except UnknownRuleSet:  # taken away since: its codes say enough
            continue
        titles |= {action.code: _(action.title) for action in rules.actions if action.code not in titles}
    seen = (code for tally in run.tallies.values() for code in tally["actions"])
    return {
        **titles,
        **{code: code for code in seen if code not in titles},
        CATEGORY: _("Functional category"),
    }


def _label(threshold: str) -> str:
    return _(DEFAULT.named(threshold).label) if threshold in DEFAULT.values else threshold


def _say(told: str) -> str:
    return _(SAID[told]) if told in SAID else told
