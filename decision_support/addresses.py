"""Where a page about a patient is, for somebody who may open it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import resolve, reverse

from registry.models import Patient


@dataclass(frozen=True)
class Addresses:
    """Links for one user: a page whose door would be shut to them has no address here."""

    user: Any
    patient: Patient

    def page(self, name: str, **given: Any) -> str:
        """The address of a page about the patient, or ""."""
        return self.of(name, key=self.patient.key, **given)

    def of(self, name: str, **given: Any) -> str:
        url = reverse(name, kwargs=given)
        permission = getattr(resolve(url).func, "permission", "")
        return url if self.user.has_perm(permission, self.patient) else ""
