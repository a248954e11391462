"""An import by page: a file taken in, read, looked at, stored whole or not at all (docs/adr/0036).

What it holds stands in the database, encrypted, and goes when it ends. Reading and storing are in import_work.py.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from registry import audit
from registry.exchange.mapping import read_mapping
from registry.exchange.sealed_file import sealed_pieces
from registry.exchange.staging import PROBLEMS
from registry.exchange.summary import Summary
from registry.models import Department, ImportMapping, ImportPiece, ImportRun
from registry.selectors.import_runs import FILE

State = ImportRun.State
KEPT_FOR = timedelta(hours=24)


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
    if not summary.rows_to_store:
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
    return end_import(run.pk, State.CANCELLED, by=by)


def clear_expired_imports(now: datetime) -> int:
    """Ends what lay open for a day, and takes away what ended imports still told of their lines. How many pieces went."""
    before = now - KEPT_FOR
    for run in ImportRun.objects.filter(state__in=ImportRun.OPEN, touched_at__lt=before):
        end_import(run.pk, State.EXPIRED, by=None)
    return ImportPiece.objects.filter(run__ended_at__lt=before).delete()[0]


@transaction.atomic
def end_import(pk: int, state: str, *, by: Any, problem: str = "") -> ImportRun:
    run = ImportRun.objects.select_for_update().get(pk=pk)
    if run.is_open:
        run.problem = problem
        finish(run, state)
        audit.record_event(f"import {state}", run, by=by, file=run.file_name)
    return run


def finish(run: ImportRun, state: str) -> None:
    """Ends a run; of what it held only what is told of its lines stays, for a day."""
    run.pieces.exclude(kind__startswith=PROBLEMS).delete()
    if state != State.STORED:
        run.pieces.all().delete()
    run.state, run.ended_at = state, timezone.now()
    run.save()
