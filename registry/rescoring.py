"""A stored score held against what its answers give today: what is asked for, what changes, and how much it adds up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from registry.instruments import INSTRUMENTS, InvalidResponse, NotScorable
from registry.instruments.versions import Version, version_today, versions_of


@dataclass(frozen=True)
class Request:
    """Which scores are computed anew. Without `to` each keeps its value set or minimum, under the rule of today.

    `began` and `to` are codes of versions: a rule or a value set; `began` may be one that only stored scores still name.
    """

    instrument: str = ""
    began: str = ""
    to: str = ""

    def version_for(self, stored: StoredScore) -> Version | None:
        """None where there is none to compute it with."""
        if stored.instrument not in INSTRUMENTS:
            return None
        if self.to:
            return versions_of(stored.instrument).get(self.to)
        return version_today(stored.instrument, stored.kept.scoring_rule, stored.kept.value_set)


class Kept(NamedTuple):
    """The fields of an assessment that follow from its answers."""

    score: float | None
    domains: dict[str, float | None]
    not_scorable: str
    band: str
    value_set: str
    scoring_rule: str


class StoredScore(NamedTuple):
    """An assessment as it is stored, as far as a rescoring needs it."""

    pk: int
    version: int
    patient_id: int
    episode_id: int
    department_id: int
    instrument: str
    timepoint: str
    responses: Mapping[str, Any]
    kept: Kept


class ScoreChange(NamedTuple):
    """A stored score that is replaced: `stored.kept` is the old one, `kept` the new."""

    stored: StoredScore
    kept: Kept

    @property
    def by(self) -> float | None:
        """New less old, in the unit of the instrument; None where either has no number."""
        old, new = self.stored.kept.score, self.kept.score
        return None if old is None or new is None else new - old


@dataclass
class Tally:
    """What became of the scores of one instrument in one department.

    `rewritten` counts whatever is stored differently, be it only the name of the rule; `changed` those with another
    number; `left` those nothing could be computed for, which stay as they are.
    """

    scored: int = 0
    rewritten: int = 0
    changed: int = 0
    lost: int = 0
    gained: int = 0
    left: int = 0
    total: float = 0.0
    largest: float = 0.0

    @property
    def mean(self) -> float | None:
        """The mean change of those with another number."""
        return self.total / self.changed if self.changed else None

    def add(self, change: ScoreChange) -> None:
        self.rewritten += 1
        self.lost += change.stored.kept.score is not None and change.kept.score is None
        self.gained += change.stored.kept.score is None and change.kept.score is not None
        if change.by:
            self.changed += 1
            self.total += change.by
            self.largest = max(self.largest, change.by, key=abs)

    def join(self, other: Tally) -> None:
        for name, value in asdict(other).items():
            if name != "largest":
                setattr(self, name, getattr(self, name) + value)
        self.largest = max(self.largest, other.largest, key=abs)


class Tallies(dict[str, dict[str, Tally]]):
    """Instrument, then department (its id as text), to what came of its scores; written as JSON and read again."""

    @classmethod
    def read(cls, written: Mapping[str, Mapping[str, Any]]) -> Tallies:
        found = cls()
        for instrument, departments in written.items():
            found[instrument] = {department: Tally(**counts) for department, counts in departments.items()}
        return found

    def of(self, stored: StoredScore) -> Tally:
        return self.setdefault(stored.instrument, {}).setdefault(str(stored.department_id), Tally())

    def join(self, other: Tallies) -> None:
        for instrument, departments in other.items():
            for department, tally in departments.items():
                self.setdefault(instrument, {}).setdefault(department, Tally()).join(tally)

    def written(self) -> dict[str, dict[str, Any]]:
        return {
            instrument: {department: asdict(tally) for department, tally in departments.items()}
            for instrument, departments in self.items()
        }

    def all(self) -> Tally:
        together = Tally()
        for departments in self.values():
            for tally in departments.values():
                together.join(tally)
        return together


def changes_among(rows: Iterable[StoredScore], request: Request) -> tuple[list[ScoreChange], Tallies]:
    """The scores that are another today, and the counts of all."""
    changes, tallies = [], Tallies()
    for stored in rows:
        tally = tallies.of(stored)
        tally.scored += 1
        kept = kept_today(stored, request)
        if kept is None:
            tally.left += 1
        elif kept != stored.kept:
            changes.append(ScoreChange(stored, kept))
            tally.add(changes[-1])
    return changes, tallies


def kept_today(stored: StoredScore, request: Request) -> Kept | None:
    """What the answers give; None where nothing can be computed from them."""
    version = request.version_for(stored)
    if version is None:
        return None
    items = INSTRUMENTS[stored.instrument].items
    if not stored.responses.keys() <= {item.code for item in items}:
        return None
    answers = tuple(stored.responses.get(item.code) for item in items)
    try:
        return _computed(stored.instrument, version.code, answers)
    except (InvalidResponse, TypeError):  # not an answer, or a list where a number should be
        return None


@lru_cache(maxsize=50_000)
def _computed(code: str, version: str, answers: tuple[Any, ...]) -> Kept:
    instrument = INSTRUMENTS[code]
    result = versions_of(code)[version].score(instrument, instrument.in_order(answers))
    domains, value_set = dict(result.domains), result.value_set or ""
    if isinstance(result, NotScorable):
        return Kept(None, domains, str(result.reason), "", value_set, result.rule)
    return Kept(result.value, domains, "", result.band or "", value_set, result.rule)
