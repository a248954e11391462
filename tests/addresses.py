"""Every address the project answers, walked from the resolver."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """One pattern: its name with its namespace (the route itself where it has none) and what its route asks for."""

    name: str
    route: str
    parameters: frozenset[str]

    @property
    def ours(self) -> bool:
        """Whether the page is one of our own: not Django's admin and not allauth's."""
        return not self.route.startswith(("admin/", "accounts/"))


def every_address() -> list[Address]:
    return list(_walk(get_resolver().url_patterns))


def _walk(patterns: list, before: str = "", namespace: str = "") -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, route, inner)
        elif isinstance(pattern, URLPattern):
            name = f"{namespace}{pattern.name}" if pattern.name else route
            yield Address(name, route, frozenset(pattern.pattern.regex.groupindex))
