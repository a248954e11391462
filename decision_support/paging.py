"""Pages of a list; the registry's own, for the project's views."""

from registry.paging import MOST_COUNTED, ROWS_A_PAGE, ListPaginator

__all__ = ["MOST_COUNTED", "ROWS_A_PAGE", "ListPaginator"]
