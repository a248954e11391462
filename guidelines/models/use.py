"""How often each rule spoke and what was answered: counted as it happens, so that nobody reads the answers again.

Derived: written in the transaction that stores an evaluation or a response; `manage.py recount_use` makes it anew.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class UseCount(models.Model):
    """How many of one thing in one month: an action, in a department, answered so, for that reason, by that role."""

    class Counted(models.TextChoices):
        EVALUATIONS = "evaluations", _("Stored evaluations that name it")
        PATIENTS = "patients", _("Patients it was first told about")
        ACCEPT = "accept", _("Accepted")
        OVERRIDE = "override", _("Overridden")
        DEFER = "defer", _("Deferred")
        NOT_APPLICABLE = "not_applicable", _("Not applicable")

    action = models.CharField(_("action"), max_length=60)
    department = models.ForeignKey(
        "registry.Department", models.CASCADE, related_name="+", verbose_name=_("department")
    )
    month = models.DateField(_("month"), help_text=_("Its first day."))
    counted = models.CharField(_("counted"), max_length=14, choices=Counted.choices)
    reason = models.CharField(_("override reason"), max_length=20, blank=True)
    role = models.CharField(_("role"), max_length=20, blank=True)
    n = models.PositiveIntegerField(_("number"), default=0)

    class Meta:
        verbose_name = _("count of use")
        verbose_name_plural = _("counts of use")
        # the desk adds up every rule's responses: from this index alone, in its order
        indexes = [models.Index(fields=["action", "counted", "n"], name="use_count_summed")]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "department", "month", "counted", "reason", "role"], name="use_count_once"
            ),
            models.CheckConstraint(
                condition=Q(reason="") | Q(counted="override"), name="use_count_reason_of_an_override"
            ),
        ]

    def __str__(self):
        return f"{self.action} {self.counted}: {self.n}"


class ToldTo(models.Model):
    """A patient some stored evaluation told about an action: each counts once, however often it was told."""

    patient = models.ForeignKey(
        "registry.Patient", models.CASCADE, related_name="+", verbose_name=_("patient")
    )
    action = models.CharField(_("action"), max_length=60)

    class Meta:
        verbose_name = _("patient told about an action")
        verbose_name_plural = _("patients told about an action")
        constraints = [models.UniqueConstraint(fields=["patient", "action"], name="told_once")]

    def __str__(self):
        return f"{self.patient}: {self.action}"
