"""Stored scores computed anew, a batch a transaction: a run that is killed goes on where it stopped.

Each batch replaces scores, keeps the old ones, brings up to date what rests on scores, and writes how far the run has
come; all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from registry import audit
from registry.actions import bulk_rows
from registry.actions.assessment_rows import prepared
from registry.actions.bulk_rows import insert_columns
from registry.actions.follow_up import plan_follow_up
from registry.actions.inserting import run_many
from registry.actions.locks import note_rescored
from registry.actions.statistics import refresh_statistics
from registry.collecting import collecting_seldom
from registry.completeness.asking import ANSWERING
from registry.follow_up import WAVE_CODES
from registry.instruments import INSTRUMENTS
from registry.instruments.versions import versions_of
from registry.models import Assessment, PastScore, Rescoring
from registry.rescoring import Kept, Request, ScoreChange, StoredScore, Tallies, changes_among
from registry.selectors.rescoring import (
    asked_of,
    last_assessment,
    stored_again,
    stored_scores,
    versions_named,
    versions_now,
)

BATCH = 2_000  # a fraction of a second: on SQLite it holds the only write lock
TRIES = 3  # of a batch: nothing of it is stored when it fails
Changed = Callable[[Sequence[ScoreChange]], None]


def refuse_unknown(request: Request) -> None:
    """ValidationError, by the field of a run, where it names what there is not, or a version of nothing."""
    if request.instrument and request.instrument not in INSTRUMENTS:
        said = _("There is no instrument “%(found)s”; give one of %(known)s.")
        raise _refused("instrument", said, request.instrument, INSTRUMENTS)
    if (request.began or request.to) and not request.instrument:
        raise _refused("instrument", _("A version is one of an instrument: give the instrument too."))
    if request.to and not request.began:
        said = _("Which scores are meant is never guessed: give the version that they have.")
        raise _refused("from_version", said)
    no_version = _("There is no version “%(found)s”; give one of %(known)s.")
    if request.began and request.began not in (known := versions_named(request.instrument)):
        raise _refused("from_version", no_version, request.began, known)
    if request.to and request.to not in (computed := versions_of(request.instrument)):
        raise _refused("to_version", no_version, request.to, computed)


def _refused(field: str, said: str, found: str = "", known: Iterable[str] = ()) -> ValidationError:
    return ValidationError({field: said % {"found": found, "known": ", ".join(known)}})


@transaction.atomic
def start_rescoring(request: Request, *, reason: str, by: Any) -> Rescoring:
    """A run, with nothing done yet. ValidationError where it asks for what there is not, or another is not finished."""
    refuse_unknown(request)
    run = Rescoring(
        instrument=request.instrument,
        from_version=request.began,
        to_version=request.to,
        reason=reason,
        last=last_assessment(),
        started_by=by,
    )
    run.full_clean()
    run.save()
    audit.record_event("rescoring.started", run, by=by, **_asked(run))
    return run


@transaction.atomic
def abandon_rescoring(run: Rescoring, *, by: Any) -> Rescoring:
    """Ends a run where it stands; what it has replaced stays replaced. ValidationError where it has ended."""
    current = Rescoring.objects.select_for_update().get(pk=run.pk)
    if not current.is_running:
        raise ValidationError(f"{current} has ended already.")
    return _ended(current, Rescoring.State.ABANDONED, by=by)


def work_on_rescoring(run: Rescoring, *, also: Changed, by: Any) -> Iterator[Rescoring]:
    """Works a run to its end, a batch at a time, and yields it after each.

    `also` is told what a batch changed, in its transaction: what rests on scores outside the registry.
    """
    failed = 0
    while run.is_running:
        try:
            run = rescore_batch(run, also=also, by=by)
        except OperationalError:  # a deadlock with somebody who saves, or the database was locked too long
            failed += 1
            if failed == TRIES:
                raise
        else:
            failed = 0
            yield run


@collecting_seldom()
def rescore_batch(run: Rescoring, *, also: Changed, by: Any) -> Rescoring:
    """The run after its next batch. Computed before anything is locked; whoever saves meanwhile is not overwritten."""
    request = asked_of(run)
    rows = stored_scores(request, after=run.reached, last=run.last, most=BATCH)
    changes, tallies = changes_among(rows, request)
    with transaction.atomic():
        current = Rescoring.objects.select_for_update().get(pk=run.pk)
        if not current.is_running or current.reached != run.reached:
            return current  # somebody else took this batch
        changes, tallies = _still_true(rows, changes, tallies, request)
        _replace(current, changes, by=by)
        also(changes)
        _advance(current, rows, tallies)
        return current if len(rows) == BATCH else _ended(current, Rescoring.State.DONE, by=by)


def rescore_dry(request: Request) -> Tallies:
    """What a run would count; nothing is stored. ValidationError where it asks for what there is not."""
    refuse_unknown(request)
    together, reached, last = Tallies(), 0, last_assessment()
    while rows := stored_scores(request, after=reached, last=last, most=BATCH):
        reached = rows[-1].pk
        together.join(changes_among(rows, request)[1])
    return together


def _still_true(
    rows: list[StoredScore], changes: list[ScoreChange], tallies: Tallies, request: Request
) -> tuple[list[ScoreChange], Tallies]:
    """As given, where nobody saved one of these scores since it was read; else the whole batch anew, locked."""
    now = versions_now([change.stored.pk for change in changes])
    if all(now.get(change.stored.pk) == change.stored.version for change in changes):
        return changes, tallies
    return changes_among(stored_again([stored.pk for stored in rows]), request)


def _replace(run: Rescoring, changes: Sequence[ScoreChange], *, by: Any) -> None:
    if not changes:
        return
    insert_columns(PastScore, _past(run, changes))
    _write(changes)
    plan_follow_up(_replanned(changes))
    refresh_statistics(change.stored.episode_id for change in changes)
    note_rescored([change.stored.episode_id for change in changes], run, by=by)
    audit.record_bulk(
        "scores.rescored",
        Assessment,
        by=by,
        rescoring=run.pk,
        reason=run.reason,
        first=changes[0].stored.pk,
        last=changes[-1].stored.pk,
        rewritten=len(changes),
    )


def _past(run: Rescoring, changes: Sequence[ScoreChange]) -> Iterator[dict[str, Any]]:
    now = bulk_rows.prepared(PastScore, "replaced_at", timezone.now())
    for change in changes:
        yield {
            "assessment_id": change.stored.pk,
            "rescoring_id": run.pk,
            "replaced_at": now,
            **_prepared(change.stored.kept),
        }


def _write(changes: Sequence[ScoreChange]) -> None:
    """One statement for all of them; the version rises, so that a form opened before says that something changed."""
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(name)} = %s" for name in Kept._fields)
    version, key = quote("version"), quote("id")
    table = quote(Assessment._meta.db_table)
    statement = f"UPDATE {table} SET {columns}, {version} = {version} + 1 WHERE {key} = %s"  # noqa: S608  names of our own
    values = [(*_prepared(change.kept).values(), change.stored.pk) for change in changes]
    run_many(statement, values)


def _prepared(kept: Kept) -> dict[str, Any]:
    """As the database takes it; a score and what it was kept as have the same columns."""
    return {name: prepared(name, value) for name, value in kept._asdict().items()}


def _replanned(changes: Sequence[ScoreChange]) -> list[int]:
    """Episodes of which a follow-up is answered now that was not, or the other way."""
    return sorted(
        {
            change.stored.episode_id
            for change in changes
            if change.stored.timepoint in WAVE_CODES
            and change.stored.instrument in ANSWERING
            and (change.stored.kept.score is None) != (change.kept.score is None)
        }
    )


def _advance(run: Rescoring, rows: Sequence[StoredScore], tallies: Tallies) -> None:
    if not rows:
        return
    together = Tallies.read(run.tallies)
    together.join(tallies)
    run.tallies, run.reached, run.done = together.written(), rows[-1].pk, run.done + len(rows)
    run.save(update_fields=["tallies", "reached", "done"])


def _ended(run: Rescoring, state: str, *, by: Any) -> Rescoring:
    run.state, run.ended_at = state, timezone.now()
    run.save(update_fields=["state", "ended_at"])
    counted = Tallies.read(run.tallies).all()
    audit.record_event(
        f"rescoring.{state}", run, by=by, done=run.done, rewritten=counted.rewritten, **_asked(run)
    )
    return run


def _asked(run: Rescoring) -> dict[str, str]:
    names = ("instrument", "from_version", "to_version", "reason")
    return {name: getattr(run, name) for name in names if getattr(run, name)}
