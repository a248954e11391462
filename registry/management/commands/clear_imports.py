"""Ends imports that lay open for a day, and takes away what was told of the lines of those that ended."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from registry.actions import clear_expired_imports


class Command(BaseCommand):
    help = "Removes what imports still hold a day after they were last worked on. For every night."

    def handle(self, **_options):
        self.stdout.write(f"{clear_expired_imports(timezone.now())} pieces removed.")
