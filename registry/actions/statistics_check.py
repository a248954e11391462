"""Counts every department again from its rows and holds that against its cells; sets right what is wrong.

First without stopping anybody; what seems wrong then is looked at once more while nobody else counts, because a write
in between looks the same as a fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import add
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from registry.actions.statistics import remembered, store_remembered, sums_of
from registry.actions.statistics_cells import VALUE_COLUMNS, add_to_cells
from registry.actions.statistics_rebuild import hold_counting
from registry.models import CountedEpisode, Department, Episode, StatisticsCell
from registry.selectors.episode_rows import counted_episodes
from registry.selectors.statistics_state import statistics_state
from registry.statistics import Counted, Key
from registry.statistics.contributions import department_place, grouped
from registry.statistics.counted import as_text, from_text
from registry.statistics.strata import NATIONAL

EPISODES_A_BATCH = 5_000
Numbers = Sequence[
    int
]  # of a cell, in the order of VALUE_COLUMNS: compared at once, for nearly all are right
Cells = dict[Key, Numbers]
ZEROS = (0,) * len(VALUE_COLUMNS)
PLACE_OF = {column: place for place, column in enumerate(VALUE_COLUMNS)}


@dataclass(frozen=True)
class WrongCell:
    """One number that is not what the rows say."""

    key: Key
    column: str
    stored: int
    right: int


@dataclass
class Checked:
    """Of one place: how much was looked at, and what is wrong. `remembered`: episodes whose remembered text is wrong."""

    place: str
    episodes: int = 0
    cells: int = 0
    wrong: list[WrongCell] = field(default_factory=list)
    remembered: dict[int, str] = field(default_factory=dict)

    @property
    def is_right(self) -> bool:
        return not self.wrong and not self.remembered


def verify_statistics(*, mend: bool) -> Iterator[Checked]:
    """Every department, then every country and what belongs to no place; with `mend` what is wrong is set right."""
    faults = Faults()
    for pk in Department.objects.order_by("pk").values_list("pk", flat=True):
        found = _surely(_Department(pk), mend)
        if not mend:
            faults.note(found)
        yield found
    for country in sorted(set(Department.objects.values_list("country", flat=True))):
        yield _surely(_Country(country, faults), mend)
    yield _surely(_Nowhere(), mend)


@dataclass
class Faults:
    """What is wrong with departments and was left as it is: a country is held against them as they should be."""

    cells: list[WrongCell] = field(default_factory=list)
    remembered: dict[int, str] = field(default_factory=dict)

    def note(self, found: Checked) -> None:
        self.cells += found.wrong
        self.remembered |= found.remembered


def _surely(place: _Place, mend: bool) -> Checked:
    found = place.checked()
    if found.is_right:
        return found
    with transaction.atomic():
        hold_counting()
        found = place.checked()
        if mend:
            _set_right(found)
        return found


def _set_right(found: Checked) -> None:
    deltas: dict[Key, dict[str, int]] = {}
    for one in found.wrong:
        deltas.setdefault(one.key, {})[one.column] = one.right - one.stored
    add_to_cells(statistics_state().current, grouped(deltas))
    gone = [pk for pk, text in found.remembered.items() if not text]
    CountedEpisode.objects.filter(pk__in=gone).delete()
    rows = remembered([pk for pk, text in found.remembered.items() if text])
    store_remembered(row._replace(counted=found.remembered[pk]) for pk, row in rows.items())


class _Place:
    """Whose cells are compared."""

    def checked(self) -> Checked:
        raise NotImplementedError


@dataclass(frozen=True)
class _Department(_Place):
    pk: int

    def checked(self) -> Checked:
        found, right = Checked(department_place(self.pk)), {}
        episodes = Episode.objects.filter(patient__department=self.pk).order_by("pk")
        ids = list(episodes.values_list("pk", flat=True))
        for start in range(0, len(ids), EPISODES_A_BATCH):
            self._count(ids[start : start + EPISODES_A_BATCH], found, right)
        _compare(found, right, _stored([found.place]))
        return found

    def _count(self, ids: list[int], found: Checked, right: Cells) -> None:
        standing = counted_episodes(ids)
        found.episodes += len(standing)
        texts = dict(CountedEpisode.objects.filter(pk__in=ids).values_list("pk", "counted"))
        found.remembered |= {
            pk: text for pk, now in standing.items() if (text := as_text(now)) != texts.get(pk)
        }
        for columns, rows in sums_of([(None, now) for now in standing.values()]):
            for row in rows:
                if row[2] == found.place:
                    _add(right, row, columns)


@dataclass(frozen=True)
class _Country(_Place):
    """Its cells of everybody are the sums of those of its departments, as those should be; those that departments have
    none of are summed from the episodes."""

    code: str
    faults: Faults

    def checked(self) -> Checked:
        found = Checked(self.code)
        departments = Department.objects.filter(country=self.code).values_list("pk", flat=True)
        places = [department_place(pk) for pk in departments]
        right = _summed(places, self.code)
        self._without_faults(right, frozenset(places))
        self._add_national(right)
        _compare(found, right, _stored([self.code]))
        return found

    def _without_faults(self, right: Cells, places: frozenset[str]) -> None:
        for one in self.faults.cells:
            if one.key.place in places and not one.key.stratum:
                _add(right, (*one.key._replace(place=self.code), one.right - one.stored), (one.column,))

    def _add_national(self, right: Cells) -> None:
        for some in _batches(self._texts()):
            standing = [_national(found) for text in some if (found := from_text(text)).country == self.code]
            for columns, rows in sums_of([(None, now) for now in standing]):
                for row in rows:
                    if row[3] in NATIONAL:
                        _add(right, row, columns)

    def _texts(self) -> Iterator[str]:
        """What is remembered of every episode there is, or should be; of one that is not counted nothing."""
        there = Episode.objects.filter(pk=OuterRef("pk"))
        rows = CountedEpisode.objects.filter(Exists(there)).order_by("pk").values_list("pk", "counted")
        for pk, text in rows.iterator(EPISODES_A_BATCH):
            if text and pk not in self.faults.remembered:
                yield text
        yield from filter(None, self.faults.remembered.values())


def _national(of: Counted) -> Counted:
    """With the strata alone that no department has cells of: the others are not counted a second time."""
    return of._replace(strata=tuple(one for one in of.strata if one[0] in NATIONAL))


def _batches(texts: Iterator[str]) -> Iterator[list[str]]:
    while some := list(islice(texts, EPISODES_A_BATCH)):
        yield some


class _Nowhere(_Place):
    """Nothing is counted where no department is, nor remembered of episodes that are gone."""

    def checked(self) -> Checked:
        found = Checked("")
        departments = Department.objects.values_list("pk", "country")
        places = {place for pk, country in departments for place in (department_place(pk), country)}
        cells = StatisticsCell.objects.filter(generation=statistics_state().current)
        strange = set(cells.values_list("place", flat=True).distinct()) - places
        _compare(found, {}, _stored(sorted(strange)))
        gone = CountedEpisode.objects.exclude(pk__in=Episode.objects.values("pk"))
        found.remembered |= dict.fromkeys(gone.values_list("pk", flat=True), "")
        return found


def _add(right: Cells, row: Sequence[Any], columns: Sequence[str]) -> None:
    """`row` is a Key, then what is added to the columns."""
    more = list(ZEROS)
    for column, value in zip(columns, row[8:], strict=True):
        more[PLACE_OF[column]] = value
    key = Key(*row[:8])
    right[key] = tuple(map(add, right[key], more) if key in right else more)


def _stored(places: list[str], **narrowed: str) -> Iterator[tuple[Key, Numbers]]:
    cells = StatisticsCell.objects.filter(generation=statistics_state().current, place__in=places, **narrowed)
    for row in cells.values_list(*Key._fields, *VALUE_COLUMNS).iterator(5_000):
        yield Key(*row[:8]), row[8:]


def _summed(places: list[str], country: str) -> Cells:
    """Added here: a database that sums a hundred columns gives each of them through a converter, which takes longer."""
    found: Cells = {}
    for key, numbers in _stored(places, stratum=""):
        whole = key._replace(place=country)
        found[whole] = tuple(map(add, found[whole], numbers)) if whole in found else numbers
    return found


def _compare(found: Checked, right: Cells, stored: Iterator[tuple[Key, Numbers]]) -> None:
    """A cell that is not stored is one of zeros."""
    for key, numbers in stored:
        found.cells += 1
        found.wrong += _differing(key, numbers, right.pop(key, ZEROS))
    for key, numbers in right.items():
        found.wrong += _differing(key, ZEROS, numbers)


def _differing(key: Key, stored: Numbers, right: Numbers) -> list[WrongCell]:
    if stored == right:
        return []
    both = zip(VALUE_COLUMNS, stored, right, strict=True)
    return [WrongCell(key, column, one, other) for column, one, other in both if one != other]
