from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PeriodLock(models.Model):
    """A year somebody stands behind: signed off, then locked. Without a department it is the whole registry's.

    It holds the episodes whose index date lies in the year. What is corrected afterwards needs a reason and is listed.
    """

    department = models.ForeignKey(
        "registry.Department",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="period_locks",
        verbose_name=_("department"),
        help_text=_("Empty: every department."),
    )
    year = models.PositiveSmallIntegerField(_("year"))
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("signed off by")
    )
    signed_off_at = models.DateTimeField(_("signed off at"), auto_now_add=True)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("locked by"),
    )
    locked_on = models.DateField(_("locked on"), null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("opened again by"),
    )
    opened_at = models.DateTimeField(_("opened again at"), null=True, blank=True)
    opened_because = models.CharField(_("opened again because"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("locked period")
        verbose_name_plural = _("locked periods")
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "year"],
                condition=Q(opened_at=None),
                name="period_once_a_department",
                violation_error_message=_("This year is already signed off."),
            ),
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(opened_at=None, department=None),
                name="period_once_a_registry",
                violation_error_message=_("This year is already signed off for the whole registry."),
            ),
            models.CheckConstraint(
                condition=Q(locked_on=None, locked_by=None)
                | Q(locked_on__isnull=False, locked_by__isnull=False),
                name="period_locked_by_somebody_some_day",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, opened_by=None, opened_because="")
                | (Q(opened_at__isnull=False, opened_by__isnull=False) & ~Q(opened_because="")),
                name="period_opened_by_somebody_with_a_reason",
                violation_error_message=_("A year is opened again by somebody, with a reason."),
            ),
        ]

    def __str__(self):
        return f"{self.year} · {self.department or 'registry'}"


class CorrectionAfterLock(models.Model):
    """What was changed of a year after it was locked: what it was, what it became, who did it and why."""

    class Kind(models.TextChoices):
        ASSESSMENT = "assessment", _("Assessment")
        EPISODE = "episode", _("Episode")
        PROCEDURE = "procedure", _("Procedure")
        PATIENT = "patient", _("Patient")
        CLOSURE = "closure", _("Follow-up closed")
        MERGE = "merge", _("Two records of one person")
        RESCORE = "rescore", _("Scores computed anew")
        ERASURE = "erasure", _("Person erased")
        TRANSFER = "transfer", _("Transferred to another department")

    lock = models.ForeignKey(
        PeriodLock, models.PROTECT, related_name="corrections", verbose_name=_("locked period")
    )
    patient = models.ForeignKey(
        "registry.Patient",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="corrections_after_lock",
        verbose_name=_("patient"),
        help_text=_("Empty where many were changed at once."),
    )
    kind = models.CharField(_("what"), max_length=10, choices=Kind.choices)
    about = models.CharField(_("about"), max_length=120, blank=True)
    was = models.JSONField(_("was"), default=dict, blank=True)
    became = models.JSONField(_("became"), default=dict, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("correction after a lock")
        verbose_name_plural = _("corrections after a lock")
        ordering = ["-id"]
        indexes = [models.Index(fields=["lock", "-id"], name="correction_by_lock")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="correction_gives_a_reason",
                violation_error_message=_("Say why a locked period is changed."),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} after the lock of {self.lock}"
