from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.versioned import Versioned


class Timepoint(models.TextChoices):
    BASELINE = "baseline", _("Baseline")
    VISIT = "visit", _("Visit")
    W6 = "w6", _("6 weeks")
    Y1 = "y1", _("1 year")
    Y2 = "y2", _("2 years")
    Y5 = "y5", _("5 years")
    Y10 = "y10", _("10 years")


class Assessment(Versioned):
    """One instrument answered at one timepoint: the responses item by item, and the score computed from them."""

    class Origin(models.TextChoices):
        CLINIC = "clinic", _("Entered in the clinic")
        IMPORT = "import", _("Imported")
        PATIENT = "patient", _("Answered by the patient")

    patient = models.ForeignKey(
        "registry.Patient",
        models.CASCADE,
        related_name="assessments",
        db_index=False,
        verbose_name=_("patient"),
    )
    episode = models.ForeignKey(
        "registry.Episode", models.CASCADE, related_name="assessments", verbose_name=_("episode")
    )
    instrument = models.CharField(_("instrument"), max_length=20)
    timepoint = models.CharField(_("timepoint"), max_length=8, choices=Timepoint.choices)
    observed_on = models.DateField(_("answered on"))
    responses = models.JSONField(_("responses"), help_text=_("Item code to answer; null is blank."))
    score = models.FloatField(
        _("score"), null=True, blank=True, help_text=_("Unrounded; empty where it cannot be computed.")
    )
    domains = models.JSONField(
        _("scores of its domains"),
        default=dict,
        blank=True,
        help_text=_("Domain code to score; null where a domain cannot be scored."),
    )
    not_scorable = models.CharField(_("why there is no score"), max_length=200, blank=True)
    band = models.CharField(_("band"), max_length=20, blank=True)
    value_set = models.CharField(_("value set"), max_length=20, blank=True)
    scoring_rule = models.CharField(_("scoring rule"), max_length=40)
    moved_from = models.CharField(
        _("follow-up it was given at"),
        max_length=8,
        blank=True,
        editable=False,
        help_text=_("Where an operation since then moved the index date past it: kept as of a visit."),
    )
    origin = models.CharField(_("origin"), max_length=8, choices=Origin.choices, default=Origin.CLINIC)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-observed_on", "-id"]
        indexes = [models.Index(fields=["patient", "instrument", "-observed_on"], name="assessment_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__isnull=False, not_scorable="")
                | (Q(score__isnull=True) & ~Q(not_scorable="")),
                name="assessment_scored_or_says_why",
                violation_error_message=_("An assessment has a score, or says why it has none."),
            ),
            models.CheckConstraint(
                condition=~Q(instrument__startswith="eq5d") | ~Q(value_set=""),
                name="assessment_index_names_its_value_set",
                violation_error_message=_("An EQ-5D index needs the name of its value set."),
            ),
            models.CheckConstraint(condition=~Q(scoring_rule=""), name="assessment_names_its_rule"),
            models.UniqueConstraint(
                fields=["episode", "instrument", "timepoint"],
                condition=~Q(timepoint="visit"),
                name="assessment_once_a_timepoint",
                violation_error_message=_(
                    "This instrument is already answered at this timepoint; correct it instead."
                ),
            ),
            models.UniqueConstraint(
                fields=["episode", "instrument", "observed_on"],
                condition=Q(timepoint="visit", moved_from=""),
                name="assessment_once_a_visit",
                violation_error_message=_(
                    "This instrument is already answered on this day; correct it instead."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.instrument} {self.timepoint} {self.observed_on}"


class InstrumentWording(models.Model):
    """Licensed wording of an instrument, loaded by a department from its own file; the product ships none."""

    department = models.ForeignKey(
        "registry.Department", models.CASCADE, related_name="wordings", verbose_name=_("department")
    )
    instrument = models.CharField(_("instrument"), max_length=20)
    language = models.CharField(_("language"), max_length=5)
    licence = models.CharField(
        _("licence held"), max_length=200, help_text=_("Who granted it, and its number.")
    )
    texts = models.JSONField(_("texts"))
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("loaded by"),
        help_text=_("Blank where it was loaded on the command line."),
    )
    loaded_at = models.DateTimeField(_("loaded at"), auto_now=True)

    class Meta:
        verbose_name = _("instrument wording")
        verbose_name_plural = _("instrument wordings")
        constraints = [
            models.UniqueConstraint(
                fields=["department", "instrument", "language"],
                name="wording_once",
                violation_error_message=_("This department already has this instrument in this language."),
            )
        ]

    def __str__(self):
        return f"{self.instrument} ({self.language}) · {self.department}"
