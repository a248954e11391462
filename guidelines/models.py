"""What was advised, what was answered to it, and a department's own thresholds. Evaluations are never edited."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guidelines.pathway.thresholds import DEFAULT, Override, ThresholdError


class NeverEdited(models.Model):
    """Written once. A change is a new row, so that what was shown can always be opened as it was shown."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk and not self._state.adding:
            raise ValidationError(
                _("%(what)s is kept as it was recorded and cannot be changed.") % {"what": self}
            )
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ValidationError(
            _("%(what)s is kept as it was recorded and cannot be deleted.") % {"what": self}
        )


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
    alarm = models.CharField(_("alarm state"), max_length=7, choices=Alarm.choices, default=Alarm.OPEN)
    verdicts = models.JSONField(_("verdict of each action"), default=dict)
    signed_verdicts = models.JSONField(_("verdicts when last signed"), null=True, blank=True)
    advice_changed = models.BooleanField(_("advice changed since last signed"), default=False)
    category_status = models.CharField(_("functional category"), max_length=12, blank=True)
    category_confirmed_on = models.DateField(_("category confirmed on"), null=True, blank=True)
    evaluated_on = models.DateField(_("evaluated on"))

    class Meta:
        verbose_name = _("standing on the pathway")
        verbose_name_plural = _("standings on the pathway")
        indexes = [
            models.Index(fields=["alarm", "patient"], name="standing_by_alarm"),
            models.Index(fields=["patient"], condition=Q(advice_changed=True), name="standing_changed"),
            models.Index(
                fields=["category_status", "category_confirmed_on", "patient"], name="standing_by_category"
            ),
            models.Index(
                fields=["category_confirmed_on", "patient"],
                condition=Q(category_confirmed_on__isnull=False),
                name="standing_decided",
            ),
        ]

    def __str__(self):
        return f"{self.patient}: {self.alarm}"


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
