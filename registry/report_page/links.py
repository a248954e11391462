"""A number of one's own unit that opens the list of its patients: a link on the page, plain text in a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from registry.markup import escaped
from registry.report_page.asked import Asked
from registry.reports.behind import Group


@dataclass(frozen=True)
class Linked:
    text: str
    html: SafeString

    def __str__(self) -> str:
        return self.text


def list_address(asked: Asked, group: Group, **changes: str) -> str:
    """Of the patients of a group; `changes` as in Asked.address."""
    return _list() + asked.address(of=group, **changes)


@cache
def _list() -> str:
    """A page has a hundred addresses of it."""
    return reverse("report-patients")


def of_year(year: int) -> dict[str, str]:
    """What narrows an address to a year."""
    return {"from": str(year), "to": str(year)}


def linked(asked: Asked, number: int, group: Group, after: str = "", **changes: str) -> Linked:
    """The number, then `after`. Nobody opens no list."""
    text = f"{number}{after}"
    if not number:
        return Linked(text, SafeString(escaped(text)))
    opens, words = escaped(list_address(asked, group, **changes)), escaped(_("patients, open the list"))
    link = f'<a href="{opens}">{number}<span class="visually-hidden"> {words}</span></a>{escaped(after)}'
    return Linked(text, SafeString(link))
