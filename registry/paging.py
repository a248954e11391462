"""Pages of a list that may hold a hundred thousand rows."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

ROWS_A_PAGE = 50
MOST_COUNTED = 10_000
MOST_LISTED = 1_000  # where counting further costs more than the page
MOST_READ = 250  # five pages, as each queue of the work list


class ListPaginator(Paginator):
    """Counts exactly as far as MOST_COUNTED, and says “more than” beyond it: nobody turns two hundred pages."""

    def __init__(self, object_list: Any, *, count_all: bool = False, most: int | None = None) -> None:
        super().__init__(object_list, ROWS_A_PAGE)
        self.count_all = count_all  # where an index counts the rows by itself
        self.most = most or MOST_COUNTED

    @cached_property
    def _counted(self) -> int:
        rows = self.object_list.order_by()
        return rows.count() if self.count_all else rows[: self.most + 1].count()

    @cached_property
    def count(self) -> int:
        return self._counted if self.count_all else min(self._counted, self.most)

    @property
    def counted_all(self) -> bool:
        return self.count_all or self._counted <= self.most


class IdPaginator(Paginator):
    """Pages of the first MOST_READ ids, read once: what is counted and what is shown come from one query."""

    def __init__(self, ids: QuerySet[Any] | list[int], most: int | None = None) -> None:
        most = most or MOST_READ
        read = list(ids[: most + 1])
        self.counted_all = len(read) <= most
        super().__init__(read[:most], ROWS_A_PAGE)


class CountedPaginator(Paginator):
    """Pages of a list whose number of rows is known already, so that nothing is counted again."""

    def __init__(self, rows: Any, count: int) -> None:
        super().__init__(rows, ROWS_A_PAGE)
        self.known = count

    @cached_property
    def count(self) -> int:
        return self.known
