from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionConflict(Exception):
    """Somebody saved a newer version meanwhile; nothing was written. `current` is what stands now."""

    def __init__(self, current: models.Model, *, standing: int, submitted: int):
        self.current, self.standing, self.submitted = current, standing, submitted
        super().__init__(
            f"{current} is at version {standing}; version {submitted} was submitted. Compare and save again."
        )


class Versioned(models.Model):
    """A row that two people may edit: every save names the version it started from (product.md 16)."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def locked(cls, pk: Any, version: int) -> Self:
        """The row, locked for this transaction, if it is still at `version`; else VersionConflict."""
        current = cls._default_manager.select_for_update().get(pk=pk)
        if current.version != version:
            raise VersionConflict(current, standing=current.version, submitted=version)
        current.version += 1
        return current
