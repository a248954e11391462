"""What a physiotherapist confirmed for a patient to train at home."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guidelines.models.functional_decision import FunctionalDecision
from registry.models import NeverEdited


class TrainingProgramme(NeverEdited):
    """A confirmed programme of exercises. A new version replaces it; the one with the highest version counts."""

    patient = models.ForeignKey(
        "registry.Patient", models.PROTECT, related_name="training_programmes", verbose_name=_("patient")
    )
    version = models.PositiveIntegerField(_("version"))
    decision = models.ForeignKey(
        FunctionalDecision, models.PROTECT, related_name="programmes", verbose_name=_("category it rests on")
    )
    ruleset = models.CharField(_("rule-set version"), max_length=20)
    basis = models.JSONField(_("programme, constraints and what else it rests on"))
    exercises = models.JSONField(
        _("exercises with their doses"), help_text=_("In order: code, dose and note of each.")
    )
    suggested = models.JSONField(_("exercises that were suggested"))
    notes = models.TextField(_("notes for the patient"), blank=True, max_length=2000)
    retest_on = models.DateField(_("new test on"))
    retest_reason = models.CharField(_("why outside the usual weeks"), max_length=200, blank=True)
    confirmed_on = models.DateField(_("confirmed on"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), auto_now_add=True)

    class Meta:
        verbose_name = _("training programme")
        verbose_name_plural = _("training programmes")
        ordering = ["-confirmed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "version"],
                name="training_programme_version_once",
                violation_error_message=_("This patient already has a programme of that version."),
            ),
            models.CheckConstraint(
                condition=~Q(exercises=[]),
                name="training_programme_has_exercises",
                violation_error_message=_("Choose at least one exercise."),
            ),
            models.CheckConstraint(
                condition=Q(retest_on__gt=F("confirmed_on")),
                name="training_programme_retest_is_later",
                violation_error_message=_("The new test lies after the day the programme is confirmed."),
            ),
        ]

    def __str__(self):
        return f"Programme {self.version} of {self.patient}"
