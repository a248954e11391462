"""The work of an import by page, done by a process of its own so that no page waits: the file is read, then stored.

Whoever begins later counts the attempt up, and the earlier one notices and stops (docs/adr/0036).
"""

from __future__ import annotations

import io
from collections.abc import Callable
from time import monotonic
from typing import IO, Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from registry.actions.import_checks import Checked, check_import
from registry.actions.import_runs import end_import, finish
from registry.actions.imports import ImportOutcome, Order, RegistryChanged, store_import
from registry.exchange.mapping import InvalidMapping, read_mapping
from registry.exchange.row import UnreadableFile
from registry.exchange.sealed_file import PIECE, SealedFile
from registry.exchange.staging import packed
from registry.exchange.summary import Summary
from registry.models import ImportPiece, ImportRun
from registry.selectors.import_runs import FILE, PREVIEW, PieceStage, preview_of

State = ImportRun.State
TELLS_EVERY_S = 1.0


class Superseded(Exception):
    """Somebody else works on the import now, or it was cancelled."""


def work_on_import(pk: int) -> None:
    """Reads the file, or stores what was confirmed; whichever the import waits for."""
    run = ImportRun.objects.select_related("department", "started_by").get(pk=pk)
    work = {State.READING: _read, State.STORING: _store}.get(State(run.state))
    if work is None:
        return
    ImportRun.objects.filter(pk=pk).update(attempt=F("attempt") + 1, touched_at=timezone.now(), rows_done=0)
    run.refresh_from_db(fields=["attempt"])
    with translation.override(run.language):
        try:
            work(run)
        except Superseded:
            return
        except (UnreadableFile, InvalidMapping) as refused:
            _fail(run, str(refused))
        except RegistryChanged:
            _fail(
                run,
                _(
                    "Somebody stored answers of these patients meanwhile, and they do not go together. Take the file in again."
                ),
            )
        except Exception:
            _fail(
                run,
                _(
                    "A fault of the application stopped it; its log says which. Nothing of the file is stored."
                ),
            )
            raise


def _fail(run: ImportRun, problem: str) -> None:
    """Ends it, unless somebody else works on it now."""
    if ImportRun.objects.filter(pk=run.pk, attempt=run.attempt).exists():
        end_import(run.pk, State.FAILED, by=None, problem=problem)


def _read(run: ImportRun) -> None:
    run.pieces.exclude(kind=FILE).delete()
    checked = check_import(
        _file_of(run),
        read_mapping(run.mapping),
        department=run.department,
        stage=PieceStage(run),
        on=timezone.localdate(),
        told=_teller(run),
    )
    with transaction.atomic():
        current = _locked(run, State.READING)
        shown = [row.packed() for row in checked.shown]
        preview = {"columns": checked.columns, "excluded": sorted(checked.excluded), "shown": shown}
        current.pieces.create(kind=PREVIEW, number=0, attempt=run.attempt, content=packed(preview))
        current.pieces.filter(kind=FILE).delete()  # what the mapping does not ask for is gone from here on
        current.state, current.summary = State.READY, checked.summary.as_json()
        current.touched_at, current.read_by_attempt = timezone.now(), run.attempt
        current.save()


def _file_of(run: ImportRun) -> IO[bytes]:
    def piece(number: int) -> bytes:
        found = ImportPiece.objects.filter(run=run, kind=FILE, number=number).first()
        if found is None:  # cancelled, or read to the end by another
            raise Superseded
        return bytes(found.content)

    return io.BufferedReader(SealedFile(piece, run.file_size), PIECE)


def _teller(run: ImportRun) -> Callable[[int], None]:
    """Writes down how far it has come, once a second; Superseded where that is no more to be."""
    last = monotonic()

    def tell(rows: int) -> None:
        nonlocal last
        if monotonic() - last < TELLS_EVERY_S:
            return
        last = monotonic()
        mine = ImportRun.objects.filter(pk=run.pk, attempt=run.attempt, state=State.READING)
        if not mine.update(rows_done=rows, touched_at=timezone.now()):
            raise Superseded

    return tell


def _store(run: ImportRun) -> None:
    preview = preview_of(run)
    summary = Summary.from_json(run.summary)
    checked = Checked(summary, tuple(preview["columns"]), set(preview["excluded"]))
    with transaction.atomic():
        current = _locked(run, State.STORING)
        order = Order(
            read_mapping(run.mapping),
            PieceStage(run),
            checked,
            timezone.localdate(),
            run.started_by,
            run.leave_out_refused,
        )
        outcome = store_import(
            order,
            department=run.department,
            file=run.file_name,
            sha256=run.digest,
            rows_read=summary.rows_read,
            rows_refused=summary.refused,
        )
        current.stored = _counts(outcome)
        finish(current, State.STORED)


def _counts(outcome: ImportOutcome) -> dict[str, Any]:
    return {
        "patients": outcome.patients,
        "rows": outcome.rows_stored,
        "assessments": dict(outcome.assessments),
        "more": dict(outcome.more),
        "corrected": dict(outcome.corrected),
        "rows_corrected": outcome.rows_corrected,
    }


def _locked(run: ImportRun, state: str) -> ImportRun:
    current = ImportRun.objects.select_for_update().get(pk=run.pk)
    if current.state != state or current.attempt != run.attempt:
        raise Superseded
    return current
