"""A run over the whole registry: two ways of judging held beside each other, worked off in chunks."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

ANOTHER_IS_RUNNING = _("A reassessment is running already. Wait for it, or cancel it.")


class Reassessment(models.Model):
    """What is compared, how far it has come, and what came of it. One runs at a time."""

    class State(models.TextChoices):
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        CANCELLED = "cancelled", _("Cancelled")
        FAILED = "failed", _("Stopped by a fault")

    before = models.JSONField(_("compared with"), help_text=_("Version of the rules, and whose thresholds."))
    after = models.JSONField(_("compared"), help_text=_("Version of the rules, and whose thresholds."))
    on = models.DateField(_("as of"))
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.RUNNING)
    problem = models.CharField(_("what stopped it"), max_length=300, blank=True)
    total = models.PositiveIntegerField(_("patients to judge"))
    done = models.PositiveIntegerField(_("patients judged"), default=0)
    reached_department = models.PositiveBigIntegerField(default=0, editable=False)
    reached_patient = models.PositiveBigIntegerField(default=0, editable=False)
    tallies = models.JSONField(
        _("counts"), default=dict, blank=True, help_text=_("Department to what came of its patients.")
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("started by")
    )
    started_at = models.DateTimeField(_("started at"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("reassessment")
        verbose_name_plural = _("reassessments")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="running"),
                name="reassessment_one_at_a_time",
                violation_error_message=ANOTHER_IS_RUNNING,
            ),
            models.CheckConstraint(
                condition=Q(state="running", ended_at__isnull=True)
                | (~Q(state="running") & Q(ended_at__isnull=False)),
                name="reassessment_ended_or_running",
            ),
        ]

    def __str__(self):
        return f"Reassessment {self.pk}: {self.before.get('version')} to {self.after.get('version')}"

    @property
    def is_running(self) -> bool:
        return self.state == self.State.RUNNING


class ChangedAdvice(models.Model):
    """One patient who is told something else: action (or the functional category) to what before and what after."""

    reassessment = models.ForeignKey(
        Reassessment, models.CASCADE, related_name="changed_advice", verbose_name=_("reassessment")
    )
    patient = models.ForeignKey(
        "registry.Patient", models.CASCADE, related_name="+", verbose_name=_("patient")
    )
    told = models.JSONField(_("told before and after"))

    class Meta:
        verbose_name = _("changed advice")
        verbose_name_plural = _("changed advice")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["reassessment", "patient"], name="changed_advice_once")
        ]

    def __str__(self):
        return f"{self.patient} in reassessment {self.reassessment_id}"
