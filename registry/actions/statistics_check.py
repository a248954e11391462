"""Counts every department again from its rows and holds that against its cells; sets right what is wrong.

First without stopping anybody; what seems wrong then is looked at once more while nobody else counts, because a write
in between looks the same as a fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction
from django.db.models import Sum

from registry.actions.statistics import remembered, store_remembered, sums_of
from registry.actions.statistics_cells import VALUE_COLUMNS, add_to_cells
from registry.actions.statistics_rebuild import hold_counting
from registry.models import CountedEpisode, Department, Episode, StatisticsCell
from registry.selectors.episode_rows import counted_episodes
from registry.selectors.statistics_state import statistics_state
from registry.statistics import Key
from registry.statistics.contributions import department_place, grouped
from registry.statistics.counted import as_text, from_text
from registry.statistics.strata import NATIONAL

EPISODES_A_BATCH = 5_000
Cells = dict[Key, dict[str, int]]


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
    for pk in Department.objects.order_by("pk").values_list("pk", flat=True):
        yield _surely(_Department(pk), mend)
    for country in sorted(set(Department.objects.values_list("country", flat=True))):
        yield _surely(_Country(country), mend)
    yield _surely(_Nowhere(), mend)


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
    deltas: Cells = {}
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
                    _add(right.setdefault(Key(*row[:8]), {}), dict(zip(columns, row[8:], strict=True)))


@dataclass(frozen=True)
class _Country(_Place):
    """Its cells are the sums of those of its departments; what departments have none of is summed from the episodes."""

    code: str

    def checked(self) -> Checked:
        found = Checked(self.code)
        departments = Department.objects.filter(country=self.code).values_list("pk", flat=True)
        right = _summed([department_place(pk) for pk in departments], self.code)
        self._add_national(right)
        _compare(found, right, _stored([self.code]))
        return found

    def _add_national(self, right: Cells) -> None:
        texts = CountedEpisode.objects.order_by("pk").values_list("counted", flat=True)
        for some in _batches(texts.iterator(EPISODES_A_BATCH)):
            standing = [found for text in some if (found := from_text(text)).country == self.code]
            for columns, rows in sums_of([(None, now) for now in standing]):
                for row in rows:
                    if row[3] in NATIONAL:
                        _add(right.setdefault(Key(*row[:8]), {}), dict(zip(columns, row[8:], strict=True)))


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


def _add(cell: dict[str, int], more: Mapping[str, int]) -> None:
    for column, value in more.items():
        cell[column] = cell.get(column, 0) + value


def _stored(places: list[str]) -> Iterator[tuple[Key, dict[str, int]]]:
    cells = StatisticsCell.objects.filter(generation=statistics_state().current, place__in=places)
    for row in cells.values_list(*Key._fields, *VALUE_COLUMNS).iterator(5_000):
        yield Key(*row[:8]), dict(zip(VALUE_COLUMNS, row[8:], strict=True))


def _summed(places: list[str], country: str) -> Cells:
    cells = StatisticsCell.objects.filter(generation=statistics_state().current, place__in=places).order_by()
    by = [name for name in Key._fields if name != "place"]
    sums = {f"sum_{name}": Sum(name) for name in VALUE_COLUMNS}
    found: Cells = {}
    for row in cells.values(*by).annotate(**sums).iterator(5_000):
        key = Key(**{name: row[name] for name in by}, place=country)
        found[key] = {name: int(row[f"sum_{name}"]) for name in VALUE_COLUMNS}
    return found


def _compare(found: Checked, right: Cells, stored: Iterator[tuple[Key, dict[str, int]]]) -> None:
    """A cell that is not stored is one of zeros."""
    for key, columns in stored:
        found.cells += 1
        found.wrong += _differing(key, columns, right.pop(key, {}))
    for key, columns in right.items():
        found.wrong += _differing(key, {}, columns)


def _differing(key: Key, stored: Mapping[str, int], right: Mapping[str, int]) -> Iterator[WrongCell]:
    for column in VALUE_COLUMNS:
        if stored.get(column, 0) != right.get(column, 0):
            yield WrongCell(key, column, stored.get(column, 0), right.get(column, 0))
