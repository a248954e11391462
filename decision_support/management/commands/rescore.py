"""Compute stored scores anew under another rule or value set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from guidelines.actions import refresh_standings_of
from guidelines.adapters import SCORED
from registry.actions import (
    abandon_rescoring,
    refuse_unknown,
    rescore_dry,
    start_rescoring,
    work_on_rescoring,
)
from registry.instruments import INSTRUMENTS
from registry.models import Department, Rescoring
from registry.rescoring import Request, ScoreChange, Tallies, Tally
from registry.selectors.rescoring import asked_of, unfinished

TOLD_EVERY = 50_000
REASON = "the rules in force"
OPTIONS = {"instrument": "--instrument", "from_version": "--from", "to_version": "--to"}


class Refused(CommandError):
    """What was given cannot be used: one line on standard error, exit 2."""

    def __init__(self, message: str) -> None:
        super().__init__(message, returncode=2)


class Command(BaseCommand):
    help = (
        "Computes stored scores anew from their answers and keeps every score that it replaces "
        "(docs/how-to/rescore.md). Without arguments: each score under today's rule, its own value set kept. "
        "A run that was interrupted goes on when the same command is given again."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--instrument", default="", help=f"one of {', '.join(INSTRUMENTS)}; every one by default"
        )
        parser.add_argument(
            "--from",
            default="",
            dest="began",
            metavar="VERSION",
            help="only scores of this rule or value set",
        )
        parser.add_argument(
            "--to",
            default="",
            metavar="VERSION",
            help="the rule or value set to compute them with; needs --instrument and --from",
        )
        parser.add_argument("--reason", default=REASON, help="why; kept with the run")
        parser.add_argument(
            "--dry-run", action="store_true", help="count what would change and store nothing"
        )
        parser.add_argument("--abandon", action="store_true", help="end the unfinished run where it stands")

    def handle(self, *, instrument, began, to, reason, dry_run, abandon, **_options):
        if abandon:
            self.stdout.write(abandoned())
            return
        request = checked(Request(instrument, began, to))
        if dry_run:
            self.tell(rescore_dry(request))
            self.stdout.write("Nothing was stored: this was a dry run.")
            return
        run = self.worked(started(request, reason))
        self.tell(Tallies.read(run.tallies))
        self.stdout.write(f"{run}: {run.get_state_display()}.")

    def worked(self, run: Rescoring) -> Rescoring:
        """The run, worked to its end."""
        if run.done:
            self.stdout.write(f"{run} goes on after {run.done} scores.")
        told, on = run.done, timezone.localdate()
        for worked in work_on_rescoring(run, also=lambda changes: refresh(changes, on), by=None):
            run = worked
            if run.done - told >= TOLD_EVERY:
                told = run.done
                self.stdout.write(f"{run.done} scores computed")
        return run

    def tell(self, tallies: Tallies) -> None:
        self.stdout.write("\n".join(report(tallies)))


def refresh(changes: Sequence[ScoreChange], on: date) -> None:
    """Where patients stand on the pathway, of those whose changed score is one that it reads."""
    refresh_standings_of(
        sorted({change.stored.patient_id for change in changes if change.stored.instrument in SCORED}), on=on
    )


def checked(request: Request) -> Request:
    """The request. Refused where it names what there is not, by the argument that does."""
    try:
        refuse_unknown(request)
    except ValidationError as refused:
        told = refused.message_dict.items()
        raise Refused(
            " ".join(f"{OPTIONS[field]}: {text}" for field, texts in told for text in texts)
        ) from None
    return request


def started(request: Request, reason: str) -> Rescoring:
    """A new run, or the unfinished one of the same request."""
    run = unfinished()
    if run is None:
        return start_rescoring(request, reason=reason, by=None)
    if asked_of(run) != request:
        raise Refused(
            f"{run} ({in_words(asked_of(run))}) is not finished: give its arguments again to go on with it, or "
            "--abandon to end it."
        )
    return run


def abandoned() -> str:
    run = unfinished()
    if run is None:
        raise Refused("--abandon: found no unfinished run.")
    return f"{abandon_rescoring(run, by=None)}: abandoned after {run.done} scores; what was replaced stays replaced."


def in_words(request: Request) -> str:
    return (
        " ".join(
            f"--{name} {value}"
            for name, value in (
                ("instrument", request.instrument),
                ("from", request.began),
                ("to", request.to),
            )
            if value
        )
        or "every instrument"
    )


def report(tallies: Tallies) -> Iterator[str]:
    """A line an instrument and department that has a score written anew, and the sum."""
    codes = {str(pk): code for pk, code in Department.objects.values_list("pk", "code")}
    everything = tallies.all()
    yield f"{everything.scored} scores computed, {everything.rewritten} of them stored anew."
    for instrument in sorted(tallies):
        for department, tally in sorted(tallies[instrument].items(), key=lambda pair: codes.get(pair[0], "")):
            if tally.rewritten or tally.left:
                yield f"{instrument} {codes.get(department, 'a department that is gone')}: {told(tally)}"


def told(tally: Tally) -> str:
    parts = [
        f"{tally.scored} computed",
        f"{tally.rewritten} stored anew",
        f"{tally.changed} with another number",
    ]
    if tally.changed:
        parts.append(f"mean change {tally.mean:+.3f}, largest {tally.largest:+.3f}")
    if tally.lost:
        parts.append(f"{tally.lost} not scorable any more")
    if tally.gained:
        parts.append(f"{tally.gained} scorable now")
    if tally.left:
        parts.append(f"{tally.left} left as they are: nothing to compute them with")
    return ", ".join(parts)
