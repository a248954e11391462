"""What a physiotherapist decided about the functional category."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models import NeverEdited


class FunctionalDecision(NeverEdited):
    """A physiotherapist's confirmation or override of the suggested functional category; old ones are kept."""

    class Reason(models.TextChoices):
        CLINICAL_JUDGEMENT = "clinical_judgement", _("Clinical judgement at the examination")
        TEST_NOT_REPRESENTATIVE = "test_not_representative", _("A test was not representative that day")
        FACTS_WRONG = "facts_wrong", _("The recorded facts are wrong or out of date")
        PATIENT_WISH = "patient_wish", _("The patient's wish, discussed")
        OTHER = "other", _("Other (say which)")

    patient = models.ForeignKey(
        "registry.Patient", models.PROTECT, related_name="functional_decisions", verbose_name=_("patient")
    )
    suggestion = models.JSONField(_("suggestion, with reasons"))
    facts = models.JSONField(_("facts it was computed from"))
    ruleset = models.CharField(_("rule-set version"), max_length=20)
    category = models.CharField(_("category decided"), max_length=40)
    reason = models.CharField(_("override reason"), max_length=24, choices=Reason.choices, blank=True)
    comment = models.TextField(_("comment"), blank=True, max_length=2000)
    confirmed_twice = models.BooleanField(_("loosening confirmed a second time"), default=False)
    decided_on = models.DateField(_("decided on"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), auto_now_add=True)

    class Meta:
        verbose_name = _("functional category decision")
        verbose_name_plural = _("functional category decisions")
        ordering = ["-decided_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="other") | ~Q(comment=""),
                name="functional_decision_other_reason_says_which",
                violation_error_message=_("Say which other reason."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_twice=False) | ~Q(reason=""),
                name="functional_decision_confirmed_twice_is_an_override",
                violation_error_message=_("Only an override is confirmed a second time."),
            ),
        ]

    def __str__(self):
        return f"{self.category} for {self.patient}"
