"""What was advised, what was answered to it, and who stands behind it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models import NeverEdited


class Evaluation(NeverEdited):
    """The answer of the pathway for one patient on one day, with everything it was computed from."""

    patient = models.ForeignKey(
        "registry.Patient", models.PROTECT, related_name="evaluations", verbose_name=_("patient")
    )
    department = models.ForeignKey(
        "registry.Department", models.PROTECT, related_name="+", verbose_name=_("department")
    )
    ruleset = models.CharField(_("rule-set version"), max_length=20)
    index_date = models.DateField(_("index date"))
    facts = models.JSONField(_("facts"))
    provenance = models.JSONField(_("where each fact came from, and its day"))
    answer = models.JSONField(_("answer"))
    digest = models.CharField(
        max_length=64, editable=False, help_text=_("Of facts, thresholds and rule set.")
    )
    shown = models.TextField(_("as it was shown"), help_text=_("The advice exactly as the page showed it."))
    language = models.CharField(_("language"), max_length=5)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("created by")
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["patient", "-created_at"], name="evaluation_latest")]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "index_date", "digest", "language"], name="evaluation_once"
            )
        ]

    def __str__(self):
        return f"Evaluation {self.pk} of {self.patient}"


class Response(NeverEdited):
    """What the clinician did with one action of an evaluation; the latest row for an action counts."""

    class Kind(models.TextChoices):
        ACCEPT = "accept", _("Accept")
        OVERRIDE = "override", _("Override")
        DEFER = "defer", _("Defer")
        NOT_APPLICABLE = "not_applicable", _("Not applicable")

    class Reason(models.TextChoices):
        PATIENT_DECLINES = "patient_declines", _("The patient declines")
        ALREADY_DONE = "already_done", _("Already done or under way")
        OTHER_CONDITION = "other_condition", _("Another condition weighs more")
        NOT_AVAILABLE = "not_available", _("Not available here in time")
        FACTS_WRONG = "facts_wrong", _("The recorded facts are wrong or out of date")
        DISAGREE = "disagree", _("I judge the evidence differently for this patient")
        OTHER = "other", _("Other (say which)")

    evaluation = models.ForeignKey(
        Evaluation, models.PROTECT, related_name="responses", verbose_name=_("evaluation")
    )
    action = models.CharField(_("action"), max_length=60)
    verdict = models.CharField(
        _("verdict"), max_length=15, help_text=_("What the action was told to be when it was answered.")
    )
    kind = models.CharField(_("response"), max_length=14, choices=Kind.choices)
    reason = models.CharField(_("override reason"), max_length=20, choices=Reason.choices, blank=True)
    comment = models.TextField(_("comment"), blank=True, max_length=2000)
    responded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    role = models.CharField(
        _("role"),
        max_length=20,
        blank=True,
        help_text=_("In which role, in the department of the evaluation."),
    )
    responded_at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ["-responded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="override") & ~Q(reason="")) | (~Q(kind="override") & Q(reason="")),
                name="response_override_gives_a_reason",
                violation_error_message=_(
                    "An override needs one of the listed reasons; other responses have none."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(reason="other") | ~Q(comment=""),
                name="response_other_reason_says_which",
                violation_error_message=_("Say which other reason, in the comment."),
            ),
        ]

    def __str__(self):
        return f"{self.action}: {self.kind}"


class Signature(NeverEdited):
    """Somebody stands behind an evaluation and its responses."""

    evaluation = models.OneToOneField(
        Evaluation, models.PROTECT, related_name="signature", verbose_name=_("evaluation")
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("signed by")
    )
    signed_at = models.DateTimeField(_("signed at"), auto_now_add=True)
    confirmed = models.JSONField(
        _("confirmed before signing"),
        default=dict,
        help_text=_("Action to what was ticked for it, where a procedure was accepted."),
    )
    shown = models.TextField(
        _("as it was signed"), help_text=_("The responses exactly as they stood when it was signed.")
    )

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")

    def __str__(self):
        return f"Signature of evaluation {self.evaluation_id}"
