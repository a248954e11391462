from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ClinicalRecord(models.Model):
    """One observed fact that is not a score, with the day it was observed. Rows are added, never changed.

    `value` is JSON as the contract writes it; a partial date is "2026-03". A null value means that the fact was
    cleared that day (its parent question was un-ticked, or it was no longer known): not recorded from then on.
    """

    patient = models.ForeignKey(
        "registry.Patient", models.CASCADE, related_name="clinical_records", verbose_name=_("patient")
    )
    name = models.CharField(_("fact"), max_length=40)
    value = models.JSONField(_("value"), null=True)
    observed_on = models.DateField(_("observed on"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    retracted_at = models.DateTimeField(
        _("retracted at"), null=True, blank=True, help_text=_("Entered in error.")
    )

    class Meta:
        verbose_name = _("clinical record")
        verbose_name_plural = _("clinical records")
        ordering = ["-observed_on", "-id"]
        indexes = [models.Index(fields=["patient", "observed_on"], name="clinical_record_latest")]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="clinical_record_named")]

    def __str__(self):
        return f"{self.name} {self.observed_on}"
