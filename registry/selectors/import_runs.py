"""Imports of the departments a user may import into, and what an open one holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from registry.exchange.staging import packed, unpacked
from registry.models import Department, ImportMapping, ImportPiece, ImportRun

FILE, PREVIEW = "file", "preview"
# Longer than this without a sign, and whoever worked on it may be gone: reading says how far it is every second, storing
# is one transaction that says nothing before it is done. Beginning anew is safe either way.
SILENT = {ImportRun.State.READING: timedelta(minutes=1), ImportRun.State.STORING: timedelta(minutes=3)}


class PieceStage:
    """What an import puts aside, in the database (registry/exchange/staging.py).

    Each attempt writes its own, and reads the last: an earlier one may still be writing when it is overtaken.
    """

    def __init__(self, run: ImportRun) -> None:
        self._run = run
        self._counts: Counter[str] = Counter()

    def write(self, kind: str, values: list[Any]) -> None:
        ImportPiece.objects.create(
            run=self._run,
            kind=kind,
            number=self._counts[kind],
            attempt=self._run.attempt,
            content=packed(values),
        )
        self._counts[kind] += 1

    def read(self, kind: str) -> Iterator[list[Any]]:
        """One piece in memory at a time."""
        of_attempt = self._run.pieces.filter(attempt=self._run.read_by_attempt or self._run.attempt)
        for pk in list(of_attempt.filter(kind=kind).order_by("number").values_list("pk", flat=True)):
            yield unpacked(bytes(ImportPiece.objects.get(pk=pk).content))


def preview_of(run: ImportRun) -> dict[str, Any]:
    """Columns of the file, lines that are not stored after all, and the first rows as they would be."""
    return unpacked(bytes(run.pieces.get(kind=PREVIEW, attempt=run.read_by_attempt).content))


def departments_to_import_into(user: Any) -> list[Department]:
    places = {one.department_id: one.department for one in user.held_memberships}
    return [place for place in places.values() if user.has_perm("registry.import_data", place)]


def imports_for(user: Any) -> QuerySet[ImportRun]:
    """The newest first; without what is only for one page."""
    runs = ImportRun.objects.filter(department__in=departments_to_import_into(user))
    return runs.select_related("department", "started_by").defer("mapping", "problem")


def import_for(user: Any, key: UUID) -> ImportRun:
    """Http404 for one of another department."""
    return get_object_or_404(imports_for(user).defer(None), key=key)


def mappings_for(user: Any) -> QuerySet[ImportMapping]:
    kept = ImportMapping.objects.filter(department__in=departments_to_import_into(user))
    return kept.select_related("department").order_by("department__name", "name")


def stored_before(run: ImportRun) -> ImportRun | None:
    """The last import of the very same file into the same department."""
    same = ImportRun.objects.filter(
        department=run.department_id, digest=run.digest, state=ImportRun.State.STORED
    )
    return same.exclude(pk=run.pk).select_related("started_by").first()


def has_stopped(run: ImportRun, now: datetime) -> bool:
    """Whether whoever worked on it has given no sign for too long."""
    silent = SILENT.get(ImportRun.State(run.state))
    return silent is not None and run.touched_at < now - silent
