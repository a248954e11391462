"""An import is read and stored by a process of its own: no page waits for it, and none is cut off (docs/adr/0036)."""

from __future__ import annotations

import subprocess
import sys

from django.conf import settings

from registry.actions import work_on_import
from registry.models import ImportRun


def begin(run: ImportRun) -> None:
    """Works on the import. Call it outside any transaction: the process reads what is committed."""
    if not settings.IMPORTS_IN_A_PROCESS:
        work_on_import(run.pk)
        return
    subprocess.Popen(  # noqa: S603  our own command
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "work_on_import", str(run.pk)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd=settings.BASE_DIR,
        start_new_session=True,  # it outlives the web worker that started it
    )
