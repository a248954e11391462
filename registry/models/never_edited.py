"""Rows that are written once and kept as they were."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class NeverEdited(models.Model):
    """Written once. A change is a new row, so that what was shown can always be opened as it was shown."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk and not self._state.adding:
            raise ValidationError(
                _("%(what)s is kept as it was recorded and cannot be changed.") % {"what": self}
            )
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ValidationError(
            _("%(what)s is kept as it was recorded and cannot be deleted.") % {"what": self}
        )
