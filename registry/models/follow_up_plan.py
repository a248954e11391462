from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registry.follow_up import WAVES


class FollowUpPlan(models.Model):
    """The waves and windows of one group of episodes whose index date lies in a span of days (docs/adr/0030).

    Where none is in force the built-in waves of registry/follow_up.py hold. What is answered stays answered.
    """

    group = models.CharField(
        _("group"), max_length=40, help_text=_("The kind of episode, or the diagnosis group, that it is for.")
    )
    valid_from = models.DateField(_("index dates from"))
    valid_to = models.DateField(
        _("index dates to"), null=True, blank=True, help_text=_("The last day; blank for no end.")
    )
    source = models.CharField(
        _("decided by"), max_length=200, help_text=_("Who decided it, and where it stands.")
    )
    planned_up_to = models.PositiveBigIntegerField(
        _("planned again up to episode"), default=0, editable=False
    )
    planned_at = models.DateTimeField(_("planned again at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("follow-up plan")
        verbose_name_plural = _("follow-up plans")
        ordering = ["group", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "valid_from"],
                name="follow_up_plan_begins_once",
                violation_error_message=_("This group already has a plan from this day."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="follow_up_plan_ends_after_it_begins",
                violation_error_message=_("A plan cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="follow_up_plan_names_its_source",
                violation_error_message=_("Say who decided the plan, and where it stands."),
            ),
        ]

    def __str__(self):
        return f"{self.group}, {self.valid_from:%Y-%m-%d}"


class FollowUpWindow(models.Model):
    """One wave of a plan: when its window opens, what day is aimed at, and when it closes, counted from the index date."""

    class Unit(models.TextChoices):
        WEEKS = "weeks", _("Weeks")
        MONTHS = "months", _("Months")

    plan = models.ForeignKey(FollowUpPlan, models.CASCADE, related_name="windows", verbose_name=_("plan"))
    wave = models.CharField(_("wave"), max_length=4, choices=[(wave.code, wave.code) for wave in WAVES])
    unit = models.CharField(_("unit"), max_length=6, choices=Unit.choices, default=Unit.MONTHS)
    opens = models.PositiveSmallIntegerField(_("opens after"))
    target = models.PositiveSmallIntegerField(_("target after"))
    closes = models.PositiveSmallIntegerField(_("closes after"))

    class Meta:
        verbose_name = _("follow-up window")
        verbose_name_plural = _("follow-up windows")
        ordering = ["plan", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "wave"],
                name="follow_up_window_once_a_plan",
                violation_error_message=_("This plan already has this wave."),
            ),
            models.CheckConstraint(
                condition=Q(opens__lte=F("target")) & Q(target__lte=F("closes")),
                name="follow_up_window_in_order",
                violation_error_message=_("A window opens, then comes its target, then it closes."),
            ),
        ]

    def __str__(self):
        return f"{self.wave}: {self.opens}-{self.target}-{self.closes} {self.unit}"
