"""An import by page: a file taken in, read, looked at, stored whole or not at all (docs/adr/0036).

What it holds stands in the database, encrypted, and goes when it ends. A process of its own reads and stores
(work_on_import), so that no page waits; whoever begins later counts the attempt up, and the earlier one stops.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from registry import audit
from registry.actions.import_checks import Checked, check_import
from registry.actions.imports import ImportOutcome, Order, RegistryChanged, store_import
from registry.exchange.mapping import InvalidMapping, read_mapping
from registry.exchange.sealed_file import PIECE, SealedFile, sealed_pieces
from registry.exchange.staging import PROBLEMS, packed
from registry.exchange.summary import Summary
from registry.exchange.table import UnreadableFile
from registry.models import Department, ImportMapping, ImportPiece, ImportRun
from registry.selectors.import_runs import FILE, PREVIEW, PieceStage, preview_of

State = ImportRun.State
KEPT_FOR = timedelta(hours=24)
TELLS_EVERY_S = 1.0


class Superseded(Exception):
    """Somebody else works on the import now, or it was cancelled."""


@dataclass(frozen=True)
class Upload:
    """A file as it came in, and the language in which its uploader is told of it."""

    file: IO[bytes]
    name: str
    language: str


def start_import(*, department: Department, mapping: str, upload: Upload, by: Any) -> ImportRun:
    """Takes a file in, and keeps its mapping (YAML). ValidationError while another import of the department is open."""
    clear_expired_imports(timezone.now())
    try:
        return _start(department, mapping, upload, by)
    except IntegrityError:  # two people at the same moment
        raise ValidationError(_another_is_open(department)) from None


@transaction.atomic
def _start(department: Department, mapping: str, upload: Upload, by: Any) -> ImportRun:
    if ImportRun.objects.filter(department=department, state__in=ImportRun.OPEN).exists():
        raise ValidationError(_another_is_open(department))
    kept = _kept(department, mapping)
    run = ImportRun.objects.create(
        department=department,
        file_name=upload.name[-100:],
        digest=hashlib.file_digest(upload.file, "sha256").hexdigest(),
        file_size=upload.file.tell(),
        mapping_name=kept.name,
        mapping=kept.content,
        language=upload.language,
        started_by=by,
    )
    upload.file.seek(0)
    for number, piece in enumerate(sealed_pieces(upload.file)):
        ImportPiece.objects.create(run=run, kind=FILE, number=number, content=piece)
    told = {"file": run.file_name, "sha256": run.digest, "mapping": run.mapping_name}
    audit.record_event("import started", run, by=by, **told)
    return run


def _kept(department: Department, content: str) -> ImportMapping:
    """The department's mapping under its own name, anew or in place of the one before. InvalidMapping where it is none."""
    name = read_mapping(content).name
    kept = ImportMapping.objects.filter(department=department, name=name).first()
    if kept and kept.content == content:
        return kept
    kept = kept or ImportMapping(department=department, name=name)
    kept.content = content
    kept.full_clean()
    kept.save()
    return kept


def _another_is_open(department: Department) -> str:
    other = ImportRun.objects.filter(department=department, state__in=ImportRun.OPEN).first()
    if other is None:
        return _("Another import of this department was open a moment ago. Try again.")
    said = _(
        "Another import of %(department)s is open: %(file)s, since %(time)s. Store it or cancel it first."
    )
    time = timezone.localtime(other.started_at)
    return said % {"department": department, "file": other.file_name, "time": f"{time:%H:%M}"}


@transaction.atomic
def confirm_import(run: ImportRun, *, leave_out_refused: bool, because: str, by: Any) -> ImportRun:
    """The decision to store. ValidationError where something is still to be said, or nothing is left to store."""
    current = ImportRun.objects.select_for_update().get(pk=run.pk)
    if current.state != State.READY:
        raise ValidationError(_("This import does not wait for a decision any more."))
    summary = Summary.from_json(current.summary)
    if summary.refused and not leave_out_refused:
        raise ValidationError(
            {
                "leave_out_refused": _(
                    "Lines are refused. Correct them, or say that the others are to be stored without them."
                )
            }
        )
    if summary.unlikely and not because:
        raise ValidationError(
            {"because": _("Look at the unlikely values again. If they are right, say how you know.")}
        )
    if not summary.rows_new:
        raise ValidationError(_("There is nothing new to store."))
    current.state, current.touched_at = State.STORING, timezone.now()
    current.leave_out_refused, current.because = leave_out_refused, because
    current.save()
    audit.record_event(
        "import confirmed",
        current,
        by=by,
        left_out=summary.refused,
        unlikely=summary.unlikely,
        because=because,
    )
    return current


def cancel_import(run: ImportRun, *, by: Any) -> ImportRun:
    """Nothing of it is stored, and what it held is gone. One that has ended stays as it ended."""
    return _end(run.pk, State.CANCELLED, by=by)


def clear_expired_imports(now: datetime) -> int:
    """Ends what lay open for a day, and takes away what ended imports still told of their lines. How many pieces went."""
    before = now - KEPT_FOR
    for run in ImportRun.objects.filter(state__in=ImportRun.OPEN, touched_at__lt=before):
        _end(run.pk, State.EXPIRED, by=None)
    return ImportPiece.objects.filter(run__ended_at__lt=before).delete()[0]


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
        _end(run.pk, State.FAILED, by=None, problem=problem)


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
        _finish(current, State.STORED)


def _counts(outcome: ImportOutcome) -> dict[str, Any]:
    return {
        "patients": outcome.patients,
        "rows": outcome.rows_stored,
        "assessments": dict(outcome.assessments),
    }


def _locked(run: ImportRun, state: str) -> ImportRun:
    current = ImportRun.objects.select_for_update().get(pk=run.pk)
    if current.state != state or current.attempt != run.attempt:
        raise Superseded
    return current


@transaction.atomic
def _end(pk: int, state: str, *, by: Any, problem: str = "") -> ImportRun:
    run = ImportRun.objects.select_for_update().get(pk=pk)
    if run.is_open:
        run.problem = problem
        _finish(run, state)
        audit.record_event(f"import {state}", run, by=by, file=run.file_name)
    return run


def _finish(run: ImportRun, state: str) -> None:
    """Ends a run; of what it held only what is told of its lines stays, for a day."""
    run.pieces.exclude(kind__startswith=PROBLEMS).delete()
    if state != State.STORED:
        run.pieces.all().delete()
    run.state, run.ended_at = state, timezone.now()
    run.save()
