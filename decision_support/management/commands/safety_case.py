"""Write the safety case of this release, and check that every control was shown by the test run it is written from."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from decision_support.clinical_safety.documents import safety_case
from decision_support.clinical_safety.hazards import hazards
from decision_support.clinical_safety.outcomes import UnreadableReport, not_shown, outcomes_in


class Command(BaseCommand):
    help = (
        "Prints the safety case. With --results (a JUnit report of the whole test run) every test that the hazard log "
        "names must have run and passed; otherwise it says which did not, and exits 1."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--results", type=Path, help="the report of the test run, as JUnit XML")
        parser.add_argument("--out", type=Path, help="write it to this file instead of printing it")

    def handle(self, *, results, out, **_options):
        text = "\n\n".join(safety_case())
        if results:
            text += f"\n\n## The test run\n\n{self.shown(results)}"
        if out:
            out.write_text(text + "\n", "utf-8")
        else:
            self.stdout.write(text)

    def shown(self, results: Path) -> str:
        """One sentence where every control was shown; CommandError with a line for each that was not."""
        named = [(hazard.id, test) for hazard in hazards() for test in hazard.tests]
        try:
            missing = not_shown((test for _hazard, test in named), outcomes_in(results))
        except UnreadableReport as error:
            raise CommandError(str(error)) from None
        if missing:
            raise CommandError("\n".join(["Controls that nothing shows:", *missing]))
        return f"Each of the {len(named)} tests named by {len(hazards())} hazards ran and passed."
