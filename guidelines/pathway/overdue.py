"""What is due to be read again: pure, told the day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guidelines.pathway.recommendations import Action
from guidelines.pathway.sources import Checked, Source


@dataclass(frozen=True)
class Overdue:
    """A rule or a source whose check no longer holds: what to read again, and since when."""

    what: str
    reads: str
    checked_on: date
    review_by: date


def review_due(action: Action) -> date | None:
    """The day by which a rule is read again: the first of its citations; None where it cites no source."""
    return min((cited.review_by for cited in action.cites), default=None)


def overdue(on: date, actions: Iterable[Action], sources: Iterable[Source]) -> tuple[Overdue, ...]:
    """Every source and every citation of a rule whose review-by date lies before `on`."""
    read = (_overdue(source.id, source.title, source) for source in sources if source.is_overdue(on))
    cited = (
        _overdue(action.code, f"{cite.source}: {cite.locator} ({', '.join(cite.statements)})", cite)
        for action in actions
        for cite in action.cites
        if cite.is_overdue(on)
    )
    return (*read, *cited)


def _overdue(what: str, reads: str, checked: Checked) -> Overdue:
    return Overdue(what, reads, checked.checked_on, checked.review_by)
