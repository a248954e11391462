"""Scores computed anew under another rule or value set: each run, and every score it replaced."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Rescoring(models.Model):
    """One run over the stored scores: what it was asked, how far it has come, and what came of it. One at a time."""

    class State(models.TextChoices):
        RUNNING = "running", _("Not finished")
        DONE = "done", _("Done")
        ABANDONED = "abandoned", _("Abandoned")

    instrument = models.CharField(
        _("instrument"),
        max_length=20,
        blank=True,
        help_text=_("Empty where every instrument is scored anew."),
    )
    from_version = models.CharField(
        _("from version"), max_length=40, blank=True, help_text=_("A scoring rule or a value set.")
    )
    to_version = models.CharField(
        _("to version"), max_length=40, blank=True, help_text=_("Empty where each keeps its own choice.")
    )
    reason = models.CharField(_("reason"), max_length=200)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.RUNNING)
    done = models.PositiveBigIntegerField(_("scores computed"), default=0)
    reached = models.PositiveBigIntegerField(default=0, editable=False)
    last = models.PositiveBigIntegerField(
        editable=False, help_text=_("The last assessment there was when the run began; later ones are new.")
    )
    tallies = models.JSONField(
        _("counts"), default=dict, blank=True, help_text=_("Instrument, then department, to what came of it.")
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("started by"),
    )
    started_at = models.DateTimeField(_("started at"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("rescoring")
        verbose_name_plural = _("rescorings")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="running"),
                name="rescoring_one_at_a_time",
                violation_error_message=_("Scores are being computed anew already; let that run end first."),
            ),
            models.CheckConstraint(
                condition=Q(state="running", ended_at__isnull=True)
                | (~Q(state="running") & Q(ended_at__isnull=False)),
                name="rescoring_ended_or_running",
                violation_error_message=_("A run has an end, or is not finished."),
            ),
        ]

    def __str__(self):
        return f"rescoring {self.pk}"

    @property
    def is_running(self) -> bool:
        return self.state == self.State.RUNNING


class PastScore(models.Model):
    """What an assessment's score was before a run replaced it. Never edited."""

    assessment = models.ForeignKey(
        "registry.Assessment", models.CASCADE, related_name="past_scores", verbose_name=_("assessment")
    )
    rescoring = models.ForeignKey(
        Rescoring, models.PROTECT, related_name="replaced", verbose_name=_("rescoring")
    )
    score = models.FloatField(_("score"), null=True)
    domains = models.JSONField(_("scores of its domains"), default=dict)
    not_scorable = models.CharField(_("why there was no score"), max_length=200, blank=True)
    band = models.CharField(_("band"), max_length=20, blank=True)
    value_set = models.CharField(_("value set"), max_length=20, blank=True)
    scoring_rule = models.CharField(_("scoring rule"), max_length=40)
    replaced_at = models.DateTimeField(_("replaced at"))

    class Meta:
        verbose_name = _("past score")
        verbose_name_plural = _("past scores")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "rescoring"],
                name="past_score_once_a_run",
                violation_error_message=_("A run replaces a score once."),
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=False, not_scorable="")
                | (Q(score__isnull=True) & ~Q(not_scorable="")),
                name="past_score_scored_or_says_why",
                violation_error_message=_("A past score is a number, or says why there was none."),
            ),
        ]

    def __str__(self):
        return f"past score of assessment {self.assessment_id}"
