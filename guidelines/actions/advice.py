"""Answering and signing the advice that is on the screen: it is stored as it was shown, then answered, in one go."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from guidelines.actions.evaluations import Shown, store_evaluation
from guidelines.actions.responses import respond, sign
from guidelines.advice import Advice
from guidelines.models import Evaluation, Response, Signature
from registry.models import Patient


@dataclass(frozen=True)
class Reading:
    """Somebody reads an advice: whose it is, in which language, and how the page shows it."""

    patient: Patient
    advice: Advice
    shown: Shown
    language: str
    by: Any

    def stored(self) -> Evaluation:
        return store_evaluation(
            patient=self.patient,
            advice=self.advice,
            shown=self.shown,
            by=self.by,
            language=self.language,
            on=self.advice.sheet.facts.index_date,
        )


@transaction.atomic
def respond_to_advice(reading: Reading, **said: str) -> Response:
    """Stores the advice as it is read, unless it is stored already, and the response to it."""
    return respond(evaluation=reading.stored(), by=reading.by, **said)


@transaction.atomic
def sign_advice(reading: Reading, *, confirmed: Mapping[str, Collection[str]], shown: str) -> Signature:
    """Stores the advice as it is read, unless it is stored already, and the signature under it."""
    return sign(evaluation=reading.stored(), by=reading.by, confirmed=confirmed, shown=shown)
