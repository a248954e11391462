"""Write the rules in force to the file of their version: done once, when the version is released."""

from __future__ import annotations

from dataclasses import replace

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from guidelines.pathway.releases import path_of, text_of
from guidelines.pathway.rulebook import CURRENT


class Command(BaseCommand):
    help = (
        "Freezes the rules in force under their version, so that they can be opened and compared later. A version "
        "that is frozen already is refused: rules that changed need a new version in guidelines/pathway/rulebook.py."
    )
    requires_system_checks: list[str] = []

    def handle(self, **_options):
        path = path_of(CURRENT.version)
        if path.exists():
            raise CommandError(
                f"{CURRENT.version} is frozen already, in {path.name}. Give the changed rules a new RULESET and say "
                "in CURRENT.changes what is new, both in guidelines/pathway/rulebook.py."
            )
        released = CURRENT.released_on or timezone.localdate()
        path.write_text(text_of(replace(CURRENT, released_on=released)), "utf-8")
        self.stdout.write(
            f"Froze {CURRENT.version} in {path}. Set released_on to {released} in the rulebook."
        )
