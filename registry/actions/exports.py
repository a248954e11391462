"""An export: the file is written, then its entry; without the entry there is no file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import IO, Any
from uuid import uuid4

from django.db import transaction

from registry import audit
from registry.exchange.outgoing.files import write_file
from registry.exchange.outgoing.layout import rows
from registry.exchange.outgoing.request import ExportRequest
from registry.models import Department
from registry.selectors.exports import Pseudonyms, episode_count, subjects


@dataclass(frozen=True)
class Exported:
    """What left: the number of the export, which its pseudonyms hang on, and how much it was."""

    export: str
    rows: int
    episodes: int


def export_registry(
    request: ExportRequest, *, department: Department, to: IO[bytes], on: date, by: Any
) -> Exported:
    """Writes the department's export to an open file, with its entry in the audit table.

    The caller hands the file on after this returns: where the entry cannot be written nothing leaves. The registry is
    read outside the transaction, for on SQLite it would keep everybody else from writing meanwhile.
    """
    export = str(uuid4())
    found = subjects(department, request, pseudonyms=Pseudonyms(export), on=on)
    written = write_file(request, rows(found, request), to)
    told = Exported(export, written, episode_count(department))
    with transaction.atomic():
        audit.record_event(
            "registry.exported",
            department,
            by=by,
            export=export,
            variables=[variable.name for variable in request.variables],
            timepoints=list(request.timepoints),
            layout=request.layout,
            format=request.format,
            identified=request.identifies,
            rows=told.rows,
            episodes=told.episodes,
        )
    return told
