from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.of_department import OfDepartment
from registry.models.versioned import Versioned


class DataQuery(OfDepartment, Versioned):
    """A question about what is recorded of a patient: raised by a rule or by a person, closed by itself when the data come.

    `subject` names the value it is about (registry/data_queries.py) and `found` what stood there; once something else
    stands there the query has its answer. A rule that somebody confirmed with a reason is kept here as well.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")

    class Task(models.TextChoices):
        CLINICIAN = "clinician", _("Clinician")
        PHYSIOTHERAPIST = "physiotherapist", _("Physiotherapist")
        COORDINATOR = "coordinator", _("Registry coordinator")

    class Outcome(models.TextChoices):
        DATA = "data", _("The data came")
        STANDS = "stands", _("It is right as it stands")
        NOT_AVAILABLE = "not_available", _("Data not available")
        WITHDRAWN = "withdrawn", _("Asked by mistake")

    patient = models.ForeignKey(
        "registry.Patient", models.CASCADE, related_name="data_queries", verbose_name=_("patient")
    )
    episode = models.ForeignKey(
        "registry.Episode",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="data_queries",
        verbose_name=_("episode"),
    )
    subject = models.CharField(_("about"), max_length=80, blank=True)
    found = models.CharField(_("found"), max_length=200, blank=True)
    rule = models.CharField(_("rule"), max_length=60, blank=True, help_text=_("Blank where a person asked."))
    question = models.CharField(_("question"), max_length=500, blank=True)
    task = models.CharField(_("whose task"), max_length=16, choices=Task.choices)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.OPEN)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("raised by"),
    )
    raised_at = models.DateTimeField(_("raised at"), auto_now_add=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    outcome = models.CharField(_("outcome"), max_length=14, choices=Outcome.choices, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("closed by"),
        help_text=_("Blank where it closed by itself."),
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("data query")
        verbose_name_plural = _("data queries")
        ordering = ["-id"]
        indexes = [
            # of a department and a state the latest first, and whatever else the list asks
            models.Index(fields=["department", "state", "-id", "task", "rule"], name="data_query_listed"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "episode", "rule", "subject"],
                condition=~Q(state="closed") & ~Q(rule=""),
                name="data_query_once_a_rule",
                violation_error_message=_("This rule already asks about this value."),
            ),
            models.CheckConstraint(
                condition=~Q(rule="") | ~Q(question=""),
                name="data_query_asks_something",
                violation_error_message=_("A query says what is asked."),
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) & ~Q(outcome="")
                | ~Q(state="closed") & Q(closed_at__isnull=True, outcome=""),
                name="data_query_closed_with_its_outcome",
            ),
        ]

    def __str__(self):
        return f"Data query {self.pk}"
