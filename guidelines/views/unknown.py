"""A 404 page that helps: it says which id was asked for and names what there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@dataclass(frozen=True)
class Known:
    """Something that exists, and where it is."""

    name: str
    url: str


def unknown(request: HttpRequest, said: str, there_are: Sequence[Known]) -> HttpResponse:
    """A 404 with `said` as its heading and links to what there is instead."""
    return render(request, "guidelines/unknown.html", {"said": said, "there_are": there_are}, status=404)
