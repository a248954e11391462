from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from registry import audit
from registry.exchange.wording_file import faults_at, read_wording_file
from registry.models import Department, InstrumentWording


def planned_wording(*, department: Department, text: str, by: Any = None) -> InstrumentWording:
    """The wording in the text of a file as it would be stored for a department, in place of an earlier one of the same
    instrument and language; nothing is stored. UnreadableWording with all that is wrong.
    """
    wording = read_wording_file(text)
    key = {"department": department, "instrument": wording.instrument, "language": wording.language}
    planned = InstrumentWording.objects.filter(**key).first() or InstrumentWording(**key)
    planned.licence, planned.loaded_by = wording.licence, by
    planned.texts = {code: asdict(item) for code, item in wording.items.items()}
    try:
        planned.full_clean()
    except ValidationError as refused:
        raise faults_at(text, refused.message_dict) from None
    return planned


@transaction.atomic
def load_wording(*, department: Department, text: str, by: Any = None) -> InstrumentWording:
    """Keeps a complete wording for a department; `by` is None on the command line. UnreadableWording stores nothing."""
    Department.objects.select_for_update(no_key=True).get(
        pk=department.pk
    )  # of two at once the second replaces
    loaded = planned_wording(department=department, text=text, by=by)
    told = {"instrument": loaded.instrument, "language": loaded.language, "replaced": loaded.pk is not None}
    loaded.save()
    audit.record_event("wording.loaded", loaded, by=by, **told)
    return loaded
