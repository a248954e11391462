"""Reports that advice was wrong or unsafe, with the frozen inputs, and what was answered to them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models import NeverEdited


class IncidentReport(NeverEdited):
    """Somebody says that advice was wrong or unsafe.

    What the advice was computed from is kept so that it can be replayed, and nothing that says whose it was: no
    patient, no name, no number, only facts counted to an index date.
    """

    class Kind(models.TextChoices):
        WRONG = "wrong", _("The advice is wrong")
        UNSAFE = "unsafe", _("The advice is unsafe")
        UNCLEAR = "unclear", _("The advice is unclear")
        MISSING = "missing", _("Advice is missing")

    class Severity(models.TextChoices):
        NONE = "none", _("No harm is likely")
        MINOR = "minor", _("Could delay or weaken care")
        SERIOUS = "serious", _("Could harm a patient seriously")
        HARMED = "harmed", _("Has harmed a patient")

    about = models.CharField(
        _("about"), max_length=60, blank=True, help_text=_("The code of an action; empty: the advice whole.")
    )
    kind = models.CharField(_("what is the matter"), max_length=8, choices=Kind.choices)
    severity = models.CharField(_("severity"), max_length=8, choices=Severity.choices)
    text = models.TextField(_("in your own words"), max_length=2000)
    ruleset = models.CharField(_("rule-set version"), max_length=20)
    facts = models.JSONField(_("facts"))
    thresholds = models.JSONField(_("thresholds"), help_text=_("Every threshold as it stood, used or not."))
    answer = models.JSONField(_("answer"))
    digest = models.CharField(max_length=64, editable=False, help_text=_("Of the advice."))
    department = models.ForeignKey(
        "registry.Department", models.PROTECT, related_name="+", verbose_name=_("department")
    )
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("reported by")
    )
    reported_on = models.DateField(_("reported on"))
    reported_at = models.DateTimeField(_("reported at"), auto_now_add=True)

    class Meta:
        verbose_name = _("incident report")
        verbose_name_plural = _("incident reports")
        ordering = ["-reported_at", "-id"]
        indexes = [models.Index(fields=["reported_by", "-id"], name="incident_of_reporter")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="incident_says_what",
                violation_error_message=_("Say in a few words what is the matter."),
            ),
        ]

    def __str__(self):
        return f"Incident report {self.pk}"

    @property
    def is_unsafe(self) -> bool:
        """Whether it comes before the others on the desk."""
        return self.kind == self.Kind.UNSAFE or self.severity in (self.Severity.SERIOUS, self.Severity.HARMED)


class IncidentStep(NeverEdited):
    """What became of a report; the latest step counts, and a report without one is new."""

    class State(models.TextChoices):
        LOOKING = "looking", _("Being looked at")
        CLOSED = "closed", _("Answered and closed")

    class Decision(models.TextChoices):
        RULE_CHANGES = "rule_changes", _("The rule will be changed")
        SWITCHED_OFF = "switched_off", _("The rule is switched off")
        WORDS_CHANGE = "words_change", _("The words will be made clearer")
        RULE_STANDS = "rule_stands", _("The rule stands")
        NOT_THE_RULE = "not_the_rule", _("It was not the rule: facts, use or something else")

    report = models.ForeignKey(
        IncidentReport, models.PROTECT, related_name="steps", verbose_name=_("incident report")
    )
    state = models.CharField(_("state"), max_length=7, choices=State.choices)
    decision = models.CharField(_("decision"), max_length=12, choices=Decision.choices, blank=True)
    answer = models.TextField(_("answer to the reporter"), blank=True, max_length=2000)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("step of an incident report")
        verbose_name_plural = _("steps of incident reports")
        ordering = ["answered_at", "id"]
        indexes = [models.Index(fields=["report", "-id"], name="incident_step_latest")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="closed") & ~Q(decision="") & ~Q(answer=""))
                | (~Q(state="closed") & Q(decision="")),
                name="incident_is_closed_with_a_decision_and_an_answer",
                violation_error_message=_(
                    "A report is closed with a decision and an answer to whoever reported it."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.report}: {self.state}"
