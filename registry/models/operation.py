from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from registry.models.assessment import Timepoint
from registry.models.coded import CodesField
from registry.models.episode import Episode
from registry.operations import background, details, levels


def worded(codes):
    """A table of a pure package as choices; a function a table, so that a new code is no migration."""
    return [(code, _(words)) for code, words in codes.items()]


def approaches():
    return worded(details.APPROACHES)


def anaesthesias():
    return worded(details.ANAESTHESIA)


def guidances():
    return worded(details.GUIDANCE)


def durations():
    return worded(background.DURATIONS)


def walking_distances():
    return worded(background.WALKING)


def works():
    return worded(background.WORK)


class Operation(models.Model):
    """How the procedures of one day within an episode were done, and how it went (docs/adr/0029).

    The episode's version guards it: two people at the same episode meet there, whichever form they have open.
    """

    episode = models.ForeignKey(
        Episode, models.CASCADE, related_name="operations", db_index=False, verbose_name=_("episode")
    )
    performed_on = models.DateField(_("performed on"))
    started_at = models.TimeField(_("started at"), null=True, blank=True)
    levels = CodesField(_("levels"), codes={code: levels.NAMES.get(code, code) for code in levels.LEVELS})
    approach = models.CharField(_("approach"), max_length=20, blank=True, choices=approaches)
    anaesthesia = models.CharField(_("anaesthesia"), max_length=20, blank=True, choices=anaesthesias)
    guidance = models.CharField(_("guidance"), max_length=20, blank=True, choices=guidances)
    implants = CodesField(_("implants"), codes=details.IMPLANTS)
    implant_type = models.CharField(
        _("type of implant"), max_length=80, blank=True, help_text=_("Make and model, as on the label.")
    )
    admitted_on = models.DateField(_("admitted on"), null=True, blank=True)
    discharged_on = models.DateField(_("discharged on"), null=True, blank=True)
    complications_during = CodesField(_("complications during the operation"), codes=details.DURING)
    complications_30_days = CodesField(_("complications within 30 days"), codes=details.WITHIN_30_DAYS)
    complications_later = CodesField(_("later complications"), codes=details.LATER)

    class Meta:
        verbose_name = _("operation")
        verbose_name_plural = _("operations")
        ordering = ["-performed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "performed_on"],
                name="operation_once_a_day",
                violation_error_message=_(
                    "An operation on this day is already recorded in this episode. Open it and add to it."
                ),
            ),
            models.CheckConstraint(
                condition=Q(discharged_on__isnull=True) | Q(discharged_on__gte=F("performed_on")),
                name="operation_discharged_not_before",
                violation_error_message=_(
                    "Nobody is discharged before the operation. Correct one of the days."
                ),
            ),
            models.CheckConstraint(
                condition=Q(admitted_on__isnull=True) | Q(admitted_on__lte=F("performed_on")),
                name="operation_admitted_not_after",
                violation_error_message=_("The admission is after the operation. Correct one of the days."),
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name}, {date_format(self.performed_on, 'DATE_FORMAT')}"

    @property
    def nights(self) -> int | None:
        """Length of stay: nights from admission, else from the operation, to discharge; None where not recorded."""
        if self.discharged_on is None:
            return None
        return (self.discharged_on - (self.admitted_on or self.performed_on)).days


class Background(models.Model):
    """How the patient was at a timepoint of an episode, beside the instruments. Every blank is not recorded."""

    episode = models.ForeignKey(
        Episode, models.CASCADE, related_name="backgrounds", db_index=False, verbose_name=_("episode")
    )
    timepoint = models.CharField(_("timepoint"), max_length=8, choices=Timepoint.choices)
    observed_on = models.DateField(_("observed on"))
    back_pain = models.CharField(_("duration of back pain"), max_length=12, blank=True, choices=durations)
    leg_pain = models.CharField(_("duration of leg pain"), max_length=12, blank=True, choices=durations)
    neck_pain = models.CharField(_("duration of neck pain"), max_length=12, blank=True, choices=durations)
    arm_pain = models.CharField(_("duration of arm pain"), max_length=12, blank=True, choices=durations)
    walking = models.CharField(_("walking distance"), max_length=12, blank=True, choices=walking_distances)
    smokes = models.BooleanField(_("smokes"), null=True, blank=True)
    bmi = models.FloatField(_("BMI"), null=True, blank=True, help_text=_("kg/m², 10 to 80"))
    work = models.CharField(_("work"), max_length=15, blank=True, choices=works)
    sick_leave_days = models.PositiveSmallIntegerField(
        _("days on sick leave"), null=True, blank=True, help_text=_("Only of somebody on sick leave.")
    )

    class Meta:
        verbose_name = _("background")
        verbose_name_plural = _("backgrounds")
        ordering = ["-observed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "timepoint"],
                name="background_once_a_timepoint",
                violation_error_message=_("This is already recorded at this timepoint; correct it instead."),
            ),
            models.CheckConstraint(
                condition=Q(bmi__isnull=True) | Q(bmi__gte=10, bmi__lte=80),
                name="background_bmi_possible",
                violation_error_message=_("A BMI lies between 10 and 80 kg/m²."),
            ),
            models.CheckConstraint(
                condition=Q(sick_leave_days__isnull=True) | Q(work="sick_leave", sick_leave_days__lte=5000),
                name="background_days_only_on_sick_leave",
                violation_error_message=_(
                    "Days on sick leave (at most 5000) are those of somebody on sick leave."
                ),
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name}, {self.get_timepoint_display()}"
