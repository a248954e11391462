"""A list of codes in one column, in which none and not recorded differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class CodesField(models.JSONField):
    """A list of codes of `codes` (code to words): null is not recorded, [] is none, and they are never the same."""

    def __init__(self, verbose_name: Any = None, *, codes: Mapping[str, Any] | None = None, **kwargs: Any):
        super().__init__(verbose_name, **{"null": True, "blank": True, **kwargs})
        self.codes = dict(codes or {})

    def deconstruct(self):
        """Without the codes: another code is no migration."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "null": True, "blank": True}

    def validate(self, value: Any, model_instance: models.Model) -> None:
        super().validate(value, model_instance)
        if value is None:
            return
        strange = [one for one in value if one not in self.codes] if isinstance(value, list) else [value]
        if strange:
            said = _("Found “%(found)s”, which is not in the list. Choose among: %(codes)s.")
            raise ValidationError(said, params={"found": strange[0], "codes": ", ".join(self.codes)})
        if len(set(value)) != len(value):
            raise ValidationError(_("A code stands twice in the list."))
