"""The environment, read through one door that explains a missing name."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ImproperlyConfigured

MODES = ("development", "production")


@dataclass(frozen=True)
class Environment:
    """Reads settings from the environment; in development a public stand-in is allowed, in production never."""

    values: Mapping[str, str] = field(default_factory=lambda: os.environ)

    @property
    def mode(self) -> str:
        found = self.values.get("COLUMNA_ENV", "development")
        if found not in MODES:
            raise ImproperlyConfigured(
                f"COLUMNA_ENV is {found!r}; it must be one of {', '.join(MODES)}. Leave it out for development."
            )
        return found

    @property
    def production(self) -> bool:
        return self.mode == "production"

    def secret(self, name: str, *, why: str, stand_in: str) -> str:
        """The value of `name`; outside production `stand_in`, which is public and must never guard real patients."""
        found = self.values.get(name, "").strip()
        if not self.production:
            return found or stand_in
        if not found:
            raise ImproperlyConfigured(
                f"{name} is not set; production needs it {why}. Set it in the environment."
            )
        if found == stand_in:
            raise ImproperlyConfigured(
                f"{name} is the public development value; make a secret one of your own."
            )
        return found

    def secrets(self, name: str, *, why: str, stand_in: str) -> list[str]:
        """The comma-separated secrets of `name`, the first in use and the others from before."""
        found = [part.strip() for part in self.secret(name, why=why, stand_in=stand_in).split(",")]
        if not all(found):
            raise ImproperlyConfigured(f"{name} has an empty part; separate its keys with one comma each.")
        if self.production and stand_in in found:
            raise ImproperlyConfigured(f"{name} holds the public development value; take it out.")
        return found

    def required(self, name: str, *, why: str, development: str) -> str:
        """The value of `name`, with a default in development only."""
        found = self.values.get(name, "").strip()
        if found:
            return found
        if self.production:
            raise ImproperlyConfigured(
                f"{name} is not set; production needs it {why}. Set it in the environment."
            )
        return development

    def listed(self, name: str, *, why: str, development: str) -> list[str]:
        """A comma-separated value as a list."""
        return [
            part.strip()
            for part in self.required(name, why=why, development=development).split(",")
            if part.strip()
        ]

    def number(self, name: str, *, default: int) -> int:
        """A whole number, such as a port."""
        found = self.values.get(name, "").strip()
        if found and not found.isdecimal():
            raise ImproperlyConfigured(f"{name} is {found!r}; give a whole number, such as {default}.")
        return int(found or default)
