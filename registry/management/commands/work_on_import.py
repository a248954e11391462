"""Reads or stores one import that was begun on its page; the page starts this, a process of its own (docs/adr/0036)."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from registry.actions import work_on_import


class Command(BaseCommand):
    help = "Works on one import: reads its file, or stores what was confirmed. Safe to start again."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("import", type=int, help="the number of the import")

    def handle(self, **options):
        work_on_import(options["import"])
