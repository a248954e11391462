"""Every statement of the sources, found by source, use and words."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from guidelines.pathway.statements import CATALOGUE
from guidelines.presentation.statement_rows import statement_rows, use_words
from guidelines.presentation.statement_search import Asked
from registry.gates import staff_page
from registry.paging import ROWS_A_PAGE
from registry.private_search import sealed

FILTERS = ("source", "use", "by")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page("guidelines.read_guideline")
def statements(request: HttpRequest) -> HttpResponse:
    """The list. Typed words are posted, as on every page, and go on as a sealed token: addresses end in logs."""
    if request.method == "POST":
        return redirect(_address(request))
    asked = Asked.read(request.GET.dict())
    found = asked.found()
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    by = asked.by_whom() if asked.by else None
    context = {
        "asked": asked,
        "by": use_words(by) if by else None,
        "page_obj": page,
        "rows": statement_rows(page.object_list),
        "all": len(CATALOGUE),
    }
    return render(request, "guidelines/statement_list.html", context)


def _address(request: HttpRequest) -> str:
    """The list narrowed to what was posted."""
    asked = {name: request.POST.get(name, "") for name in FILTERS}
    asked["q"] = sealed(request.POST.get("q", ""))
    narrowed = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('guideline-statements')}?{narrowed}" if narrowed else reverse("guideline-statements")
