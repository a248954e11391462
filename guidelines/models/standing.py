"""Where a patient stands on the pathway, kept beside the patient."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Standing(models.Model):
    """Where a patient stands on the pathway, kept beside the patient so that a list need not evaluate anybody.

    Derived: written whenever facts are recorded and by `manage.py refresh_standings`, because weeks pass.
    """

    class Alarm(models.TextChoices):
        PRESENT = "present", _("Alarm sign present")
        OPEN = "open", _("Alarm questions open")
        CLEAR = "clear", _("Alarm signs asked, none present")

    patient = models.OneToOneField(
        "registry.Patient", models.CASCADE, related_name="standing", verbose_name=_("patient")
    )
    # the patient's, so that a list of a small department reads no row of another
    department = models.ForeignKey(
        "registry.Department", models.CASCADE, related_name="+", db_index=False, verbose_name=_("department")
    )
    alarm = models.CharField(_("alarm state"), max_length=7, choices=Alarm.choices, default=Alarm.OPEN)
    verdicts = models.JSONField(_("verdict of each action"), default=dict)
    signed_verdicts = models.JSONField(_("verdicts when last signed"), null=True, blank=True)
    advice_changed = models.BooleanField(_("advice changed since last signed"), default=False)
    worse = models.JSONField(
        _("worse than before, not looked at"),
        default=list,
        blank=True,
        help_text=_("Scores that are worse by the threshold or more than the one before."),
    )
    seen_worse = models.JSONField(_("worse than before, looked at"), default=list, blank=True)
    worse_on = models.DateField(_("last got worse on"), null=True, blank=True)
    category_status = models.CharField(_("functional category"), max_length=12, blank=True)
    category_confirmed_on = models.DateField(_("category confirmed on"), null=True, blank=True)
    retest_from = models.DateField(_("new test due from"), null=True, blank=True)
    retest_by = models.DateField(_("new test overdue after"), null=True, blank=True)
    evaluated_on = models.DateField(_("evaluated on"))

    class Meta:
        verbose_name = _("standing on the pathway")
        verbose_name_plural = _("standings on the pathway")
        indexes = [
            models.Index(fields=["department", "alarm", "patient"], name="standing_by_alarm"),
            models.Index(
                fields=["department", "patient"], condition=Q(advice_changed=True), name="standing_changed"
            ),
            models.Index(
                fields=["department", "-worse_on", "-patient"],
                condition=Q(worse_on__isnull=False),
                name="standing_worse",
            ),
            models.Index(
                fields=["department", "category_status", "category_confirmed_on", "patient"],
                name="standing_by_category",
            ),
            # in the order of the list: a day on which many are due is not read whole, to be sorted
            models.Index(
                fields=["department", "retest_by", "-patient", "retest_from"],
                condition=Q(retest_by__isnull=False),
                name="standing_retest",
            ),
        ]

    def __str__(self):
        return f"{self.patient}: {self.alarm}"
