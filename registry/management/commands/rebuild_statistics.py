"""`rebuild_statistics`: counts the whole registry anew beside the cells that answer; a rebuild that was stopped goes on."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand

from registry.actions.statistics_rebuild import rebuild_statistics
from registry.selectors.statistics_state import statistics_state


class Command(BaseCommand):
    help = (
        "Counts the whole registry anew for the reports. May be stopped and run again at any time; reports are answered "
        "from the old counts until it is done."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if statistics_state().building is not None:
            self.stdout.write("Going on with a rebuild that was stopped.")
        done = rebuild_statistics(lambda so_far: self.stdout.write(f"{so_far} episodes"))
        self.stdout.write(f"{done} episodes counted; reports are answered from the new counts.")
