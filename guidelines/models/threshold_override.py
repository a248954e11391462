"""A department's own thresholds, checked at entry."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guidelines.pathway.thresholds import DEFAULT, Override, ThresholdError


class ThresholdOverride(models.Model):
    """A department's own value of a threshold from a day on, within the bounds the contract allows."""

    department = models.ForeignKey(
        "registry.Department",
        models.CASCADE,
        related_name="threshold_overrides",
        verbose_name=_("department"),
    )
    name = models.CharField(_("threshold"), max_length=40)
    value = models.FloatField(_("value"))
    valid_from = models.DateField(_("valid from"))
    source = models.CharField(
        _("source"), max_length=200, help_text=_("Where the value comes from, and who decided it.")
    )

    class Meta:
        verbose_name = _("threshold of a department")
        verbose_name_plural = _("thresholds of departments")
        ordering = ["department", "name", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "name", "valid_from"],
                name="threshold_once_a_day",
                violation_error_message=_("This threshold already has a value from that day."),
            ),
            models.CheckConstraint(condition=~Q(source=""), name="threshold_has_a_source"),
        ]

    def __str__(self):
        return f"{self.department}: {self.name} = {self.value:g} from {self.valid_from}"

    def clean(self):
        """Within its bounds and in order with the department's other thresholds, on this day and every later one."""
        if self.department_id is None or self.value is None or self.valid_from is None:
            return
        rows = [*ThresholdOverride.objects.filter(department_id=self.department_id).exclude(pk=self.pk), self]
        rows.sort(key=lambda row: (row.valid_from, row is self))
        for day in sorted({row.valid_from for row in rows if row.valid_from >= self.valid_from}):
            in_force = {row.name: row.as_override() for row in rows if row.valid_from <= day}
            try:
                DEFAULT.with_overrides(in_force)
            except ThresholdError as error:
                field = "name" if self.name not in DEFAULT.values else "value"
                raise ValidationError({field: error.message}) from error

    def as_override(self) -> Override:
        return Override(self.value, self.source, self.valid_from)
