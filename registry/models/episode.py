from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from registry.diagnoses import DIAGNOSES, REGIONS
from registry.follow_up import WAVES, ClosedReason
from registry.models.of_department import OfDepartment
from registry.models.versioned import Versioned


def diagnosis_choices():
    """The catalogue by chapter; a function, so that a new diagnosis is no migration."""
    return [
        (_(words), [(one.code, _(one.title)) for one in DIAGNOSES.values() if one.region is region])
        for region, words in REGIONS.items()
    ]


class Episode(Versioned):
    """A fracture or disease needing care, operated on or treated conservatively."""

    class Kind(models.TextChoices):
        VERTEBRAL_FRACTURE = "vertebral_fracture", _("Vertebral fracture")
        SACRAL_FRACTURE = "sacral_fracture", _("Sacral fracture")
        METASTASIS = "metastasis", _("Metastasis")
        OTHER = "other", _("Other back complaint")

    class Care(models.TextChoices):
        CONSERVATIVE = "conservative", _("Conservative")
        OPERATED = "operated", _("Operated")

    class Precision(models.TextChoices):
        DAY = "day", _("Day known")
        MONTH = "month", _("Month known")

    patient = models.ForeignKey(
        "registry.Patient", models.CASCADE, related_name="episodes", verbose_name=_("patient")
    )
    site = models.ForeignKey(
        "registry.Site",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="episodes",
        verbose_name=_("site"),
        help_text=_("Where the episode was opened; it stays when the patient is transferred."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    diagnosis = models.CharField(
        _("diagnosis"),
        max_length=40,
        blank=True,
        choices=diagnosis_choices,
        help_text=_("Blank is not recorded."),
    )
    care = models.CharField(_("care"), max_length=12, choices=Care.choices, default=Care.CONSERVATIVE)
    onset_on = models.DateField(
        _("day of the fracture or onset"),
        help_text=_("The first of the month where only the month is known."),
    )
    onset_precision = models.CharField(
        _("precision"), max_length=5, choices=Precision.choices, default=Precision.DAY
    )
    index_date = models.DateField(
        _("index date"),
        help_text=_("Follow-up counts from here: the latest procedure, else the day of the fracture."),
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    # Derived when the follow-up is planned, so that a page asks nothing more for them.
    follow_up_plan = models.ForeignKey(
        "registry.FollowUpPlan",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("follow-up plan"),
        help_text=_("Empty where the built-in waves hold."),
    )
    reoperated_on = models.DateField(
        _("operated on again on"),
        null=True,
        blank=True,
        editable=False,
        help_text=_(
            "In another episode of the same kind, or of the same region of the spine; this one is not followed from then on."
        ),
    )

    class Meta:
        verbose_name = _("episode")
        verbose_name_plural = _("episodes")
        ordering = ["-onset_on", "-id"]
        indexes = [
            models.Index(fields=["index_date", "patient"], name="episode_by_index_date"),
            models.Index(fields=["kind", "patient"], name="episode_by_kind"),
            # the latest of a diagnosis, and whose they are, without their rows: those that a patient is held beside
            models.Index(
                fields=["diagnosis", "index_date", "id", "patient", "kind"], name="episode_by_diagnosis"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(index_date__gte=F("onset_on")),
                name="episode_index_not_before_onset",
                violation_error_message=_("Follow-up cannot count from a day before the fracture or onset."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("onset_on")),
                name="episode_closed_not_before_onset",
                violation_error_message=_("An episode cannot be closed before it began."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["vertebral_fracture", "sacral_fracture", "metastasis", "other"]),
                name="episode_kind_known",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {date_format(self.onset_on, 'YEAR_MONTH_FORMAT')}"

    def clean(self):
        diagnosis = DIAGNOSES.get(self.diagnosis)
        if diagnosis and self.kind and diagnosis.kind != self.kind:
            found = {"diagnosis": _(diagnosis.title), "kind": self.get_kind_display()}
            said = _("%(diagnosis)s is not a diagnosis of the episode “%(kind)s”. Choose another of the two.")
            raise ValidationError({"diagnosis": said % found})


class Procedure(Versioned):
    """One operation or cement procedure within an episode."""

    class Kind(models.TextChoices):
        VERTEBROPLASTY = "vertebroplasty", _("Vertebroplasty")
        KYPHOPLASTY = "kyphoplasty", _("Kyphoplasty")
        SACROPLASTY = "sacroplasty", _("Sacroplasty")
        DECOMPRESSION = "decompression", _("Decompression")
        DISCECTOMY = "discectomy", _("Discectomy")
        FUSION_UNINSTRUMENTED = "fusion_uninstrumented", _("Fusion without instrumentation")
        FUSION_INSTRUMENTED = "fusion_instrumented", _("Instrumented posterior fusion")
        FUSION_WITH_CAGE = "fusion_with_cage", _("Fusion with anterior cage")
        DISC_PROSTHESIS = "disc_prosthesis", _("Disc prosthesis")
        STABILISATION = "stabilisation", _("Stabilisation")
        OTHER = "other", _("Other procedure")

    CEMENT = frozenset({Kind.VERTEBROPLASTY, Kind.KYPHOPLASTY, Kind.SACROPLASTY})

    episode = models.ForeignKey(
        Episode, models.CASCADE, related_name="procedures", db_index=False, verbose_name=_("episode")
    )
    kind = models.CharField(_("procedure"), max_length=24, choices=Kind.choices)
    performed_on = models.DateField(_("performed on"))

    class Meta:
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")
        ordering = ["-performed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "kind", "performed_on"],
                name="procedure_once_a_day",
                violation_error_message=_("This procedure on this day is already recorded."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.performed_on}"


class WaveClosure(OfDepartment):
    """Why a follow-up is not chased, so that it can leave the list."""

    episode = models.ForeignKey(Episode, models.CASCADE, related_name="closures", verbose_name=_("episode"))
    wave = models.CharField(_("wave"), max_length=4, choices=[(wave.code, wave.code) for wave in WAVES])
    reason = models.CharField(
        _("reason"), max_length=14, choices=[(reason.value, reason.value) for reason in ClosedReason]
    )
    note = models.CharField(
        _("why, in words"),
        max_length=200,
        blank=True,
        help_text=_("Needed where the data are not available: it says who tried what."),
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("closed by"),
        help_text=_("Nobody where the patient declined the questionnaire."),
    )
    closed_at = models.DateTimeField(_("closed at"), auto_now_add=True)

    class Meta:
        verbose_name = _("closed follow-up")
        verbose_name_plural = _("closed follow-ups")
        indexes = [
            # of a department the latest first, and which wave
            models.Index(
                fields=["department", "-closed_at", "-id", "wave", "episode"], name="wave_closure_listed"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "wave"],
                name="wave_closed_once",
                violation_error_message=_("This follow-up is already closed."),
            )
        ]

    def __str__(self):
        return f"{self.wave}: {self.reason}"
