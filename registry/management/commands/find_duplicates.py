from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from registry.actions.duplicates import find_duplicates
from registry.management.department_argument import department_named
from registry.models import Department


class Command(BaseCommand):
    help = (
        "Finds people of a department who may stand twice: the same number in another form, or the same birth date and "
        "a similar name. Whoever is registered on the screen is compared at once; this is for what came in bulk."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--department", help="Its code; without it every department.")

    def handle(self, *args: Any, department: str | None, **options: Any) -> None:
        places = [department_named(department)] if department else Department.objects.all()
        for place in places:
            self.stdout.write(f"{place.code}: {find_duplicates(place)} new pairs to look at")
