from __future__ import annotations

from dataclasses import asdict

from django.db import transaction

from registry.instruments.wording import Wording
from registry.models import Department, InstrumentWording


@transaction.atomic
def load_wording(*, department: Department, wording: Wording) -> InstrumentWording:
    """Keeps a complete wording for a department, in place of an earlier one of the same instrument and language."""
    loaded = InstrumentWording.objects.filter(
        department=department, instrument=wording.instrument, language=wording.language
    ).first() or InstrumentWording(
        department=department, instrument=wording.instrument, language=wording.language
    )
    loaded.licence = wording.licence
    loaded.texts = {code: asdict(item) for code, item in wording.items.items()}
    loaded.full_clean()
    loaded.save()
    return loaded
