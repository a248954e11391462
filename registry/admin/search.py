"""Searching in the admin: posted and carried on sealed, exact for whoever a patient is, and never counting a large table."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.views.main import PAGE_VAR, SEARCH_VAR, ChangeList
from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from registry.paging import MOST_LISTED, ListPaginator
from registry.private_search import sealed, unsealed
from registry.selectors.names import page_in_order


class AdminPaginator(ListPaginator):
    """As Django's admin makes one: it also says how many rows a page has, which is the same everywhere here."""

    def __init__(self, object_list: Any, *_given: Any, **_named: Any) -> None:
        super().__init__(object_list, most=MOST_LISTED)


class IdsFirst(AdminPaginator):
    """Finds the ids of a page, then its rows: where those of a department are sorted, none is read whole for it."""

    def page(self, number: Any) -> Page:
        page = super().page(number)
        page.object_list = page_in_order(self.object_list, page.object_list.values_list("pk", flat=True))
        return page


class SealedChangeList(ChangeList):
    @property
    def words(self) -> str:
        """What was searched for, as it was typed."""
        return unsealed(self.query)

    @property
    def counted_all(self) -> bool:
        return self.paginator.counted_all


class PrivateSearch:
    """A search form that posts; see registry/private_search.py."""

    paginator = AdminPaginator

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return SealedChangeList

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if request.method == "POST" and "words" in request.POST:
            parameters = request.GET.copy()
            parameters.pop(PAGE_VAR, None)
            parameters[SEARCH_VAR] = sealed(request.POST["words"])
            return HttpResponseRedirect(f"{request.path}?{parameters.urlencode()}")
        return super().changelist_view(request, extra_context)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        words = unsealed(search_term)
        if search_term and not words:
            return queryset.none(), False
        return self.search(request, queryset, words)

    def search(self, request: HttpRequest, queryset: QuerySet[Any], words: str) -> tuple[QuerySet[Any], bool]:
        """The rows found; Django's own search over `search_fields` unless a page knows better."""
        return super().get_search_results(request, queryset, words)
