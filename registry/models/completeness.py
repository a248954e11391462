from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.follow_up import ClosedReason
from registry.models.assessment import Timepoint

ASKED = "asked"
ANSWERED = "answered"


class WaveStanding(models.Model):
    """How one timepoint of an episode stands for completeness, whatever day it is (docs/adr/0031).

    Derived from its episode by registry/actions/follow_up.py, as PendingWave is: what is answered and what is not
    chased stands here too, so that a count can be opened into the patients behind it.
    """

    episode = models.ForeignKey(
        "registry.Episode",
        models.CASCADE,
        related_name="wave_standings",
        db_index=False,
        verbose_name=_("episode"),
    )
    patient = models.ForeignKey(
        "registry.Patient", models.CASCADE, related_name="wave_standings", verbose_name=_("patient")
    )
    department = models.ForeignKey(
        "registry.Department", models.CASCADE, related_name="+", db_index=False, verbose_name=_("department")
    )
    timepoint = models.CharField(_("timepoint"), max_length=8, choices=Timepoint.choices)
    target_on = models.DateField(_("target day"))
    closes_on = models.DateField(
        _("window closes on"),
        null=True,
        blank=True,
        help_text=_("Empty for a baseline, which has no window."),
    )
    standing = models.CharField(
        _("standing"),
        max_length=14,
        choices=[
            (ASKED, ASKED),
            (ANSWERED, ANSWERED),
            *((reason.value, reason.value) for reason in ClosedReason),
        ],
    )
    asked = models.CharField(
        _("instruments asked"), max_length=160, blank=True, help_text=_("Codes, each between two commas.")
    )
    complete = models.CharField(
        _("instruments with a score"),
        max_length=160,
        blank=True,
        help_text=_("Codes, each between two commas."),
    )

    class Meta:
        verbose_name = _("standing of a follow-up")
        verbose_name_plural = _("standings of follow-ups")
        indexes = [
            # all that is counted and listed by: of a month of the country no row is read
            models.Index(
                fields=["department", "timepoint", "target_on", "standing", "asked", "complete"],
                name="wave_standing_counted",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["episode", "timepoint"], name="wave_standing_once"),
        ]

    def __str__(self):
        return f"{self.timepoint} of episode {self.episode_id}: {self.standing}"


class CompletenessCell(models.Model):
    """Whole months of WaveStanding, counted: kept in the transaction that changes one, proved by verify_completeness.

    `form` is an instrument, or blank for the timepoint as a whole. Not-chased timepoints are in `closed` alone.
    """

    month = models.DateField(_("month of the target day"), help_text=_("Its first day."))
    department = models.ForeignKey(
        "registry.Department", models.CASCADE, related_name="+", verbose_name=_("department")
    )
    timepoint = models.CharField(_("timepoint"), max_length=8, choices=Timepoint.choices)
    form = models.CharField(_("form"), max_length=20, blank=True)
    asked = models.IntegerField(_("asked"), default=0)
    complete = models.IntegerField(_("complete"), default=0)
    closed = models.IntegerField(_("not chased"), default=0)

    class Meta:
        verbose_name = _("completeness count")
        verbose_name_plural = _("completeness counts")
        indexes = [models.Index(fields=["department", "month"], name="completeness_by_department")]
        constraints = [
            models.UniqueConstraint(
                fields=["month", "department", "timepoint", "form"], name="completeness_cell_once"
            ),
            models.CheckConstraint(
                condition=models.Q(asked__gte=0, complete__gte=0, closed__gte=0)
                & models.Q(complete__lte=models.F("asked")),
                name="completeness_cell_possible",
            ),
        ]

    def __str__(self):
        return f"{self.month:%Y-%m} {self.timepoint} {self.form}: {self.complete} of {self.asked}"
