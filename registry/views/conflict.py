"""Two people saved the same record: both versions side by side, and nothing typed is lost (docs/adr/0007)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from registry.models import VersionConflict

NOT_TYPED = frozenset({"csrfmiddlewaretoken", "version"})


class Row(NamedTuple):
    """One field in both versions, in words. With `name`, the person may choose per field which of the values is sent."""

    label: Any
    theirs: Any
    yours: Any
    name: str = ""
    their_value: str = ""
    your_value: str = ""

    @property
    def differs(self) -> bool:
        return str(self.theirs) != str(self.yours)


def conflict_page(
    request: HttpRequest,
    *,
    rows: Iterable[tuple],
    hidden: Iterable[tuple[str, str]],
    version: int,
    back_url: str,
    saved: str = "",
    banner: dict[str, Any] | None = None,
) -> HttpResponse:
    """A page (409) that sends `hidden` again to the same address with `version`, or leads back to what was saved.

    `rows` are (label, theirs, yours) or Row; `hidden` is what was typed, see `typed`; `saved` says who saved, and when;
    `banner` is that of the patient it is about.
    """
    listed = [Row(*row) for row in rows]
    chosen = {row.name for row in listed if row.name and row.differs}
    context = {
        "differing": [row for row in listed if row.differs],
        "same": [row for row in listed if not row.differs],
        "hidden": [(name, value) for name, value in hidden if name not in chosen],
        "version": version,
        "back_url": back_url,
        "saved": saved,
        "banner": banner,
        "choosing": bool(chosen),
    }
    return render(request, "registry/conflict.html", context, status=409)


@contextmanager
def said_on(form: BaseForm, *, meanwhile: str) -> Iterator[None]:
    """Why an act was refused stands on the form; `meanwhile` where somebody saved since the page was opened.

    For what is done as a whole or not at all: there is nothing typed to hold against the other's version.
    """
    try:
        yield
    except VersionConflict:
        form.add_error(None, ValidationError(meanwhile, code="meanwhile"))
    except ValidationError as refused:
        form.add_error(None, refused.messages)


def status_of(form: BaseForm) -> int:
    """Of the page that shows the form again."""
    if form.has_error(NON_FIELD_ERRORS, "meanwhile"):
        return 409
    return 422 if form.errors else 200


def typed(data: QueryDict) -> list[tuple[str, str]]:
    """Every name and value a form sent, without its token and its version."""
    return [(name, value) for name in data if name not in NOT_TYPED for value in data.getlist(name)]
