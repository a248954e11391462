from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.follow_up import WAVES


class PendingWave(models.Model):
    """A follow-up that is still asked for: not answered, not closed, and the patient is followed (docs/adr/0013).

    Derived from its episode by registry/actions/follow_up.py, so that a list asks one index who is due on a day.
    """

    class Effort(models.IntegerChoices):
        """What an answer takes, the least first."""

        BEGUN = 0, _("Opened by the patient: remind")
        INVITED = 1, _("Invited: wait or remind")
        NOT_INVITED = 2, _("To invite")

    episode = models.ForeignKey(
        "registry.Episode",
        models.CASCADE,
        related_name="pending_waves",
        db_index=False,
        verbose_name=_("episode"),
    )
    patient = models.ForeignKey(
        "registry.Patient",
        models.CASCADE,
        related_name="pending_waves",
        db_index=False,
        verbose_name=_("patient"),
    )
    department = models.ForeignKey(
        "registry.Department", models.CASCADE, related_name="+", db_index=False, verbose_name=_("department")
    )
    wave = models.CharField(_("wave"), max_length=4, choices=[(wave.code, wave.code) for wave in WAVES])
    opens_on = models.DateField(_("opens on"))
    target_on = models.DateField(_("target day"))
    closes_on = models.DateField(_("closes on"))
    effort = models.PositiveSmallIntegerField(
        _("effort"), choices=Effort.choices, default=Effort.NOT_INVITED, editable=False
    )

    class Meta:
        verbose_name = _("pending follow-up")
        verbose_name_plural = _("pending follow-ups")
        indexes = [
            # who of a department is due first: closes today or later, opened before, the soonest to close in front
            models.Index(
                fields=["department", "closes_on", "opens_on", "patient"], name="pending_wave_closing"
            ),
            # the same within each effort, the least first; whatever else the list asks stands in the index
            models.Index(
                fields=["department", "effort", "closes_on", "opens_on", "target_on", "wave"],
                name="pending_wave_effort",
            ),
            # whether somebody is due
            models.Index(fields=["patient", "closes_on", "opens_on"], name="pending_wave_due"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["episode", "wave"], name="pending_wave_once"),
            models.CheckConstraint(
                condition=models.Q(opens_on__lte=models.F("target_on"))
                & models.Q(target_on__lte=models.F("closes_on")),
                name="pending_wave_in_order",
            ),
        ]

    def __str__(self):
        return f"{self.wave} of episode {self.episode_id}"


class WindowCount(models.Model):
    """How many follow-ups that are asked for share a department, a wave and a window.

    Kept by registry/actions/pending_waves.py in the transaction that changes one, so that counting who is due reads as
    many rows as there are days in a window, however many patients; proved by verify_completeness.
    """

    department = models.ForeignKey(
        "registry.Department", models.CASCADE, related_name="+", db_index=False, verbose_name=_("department")
    )
    wave = models.CharField(_("wave"), max_length=4, choices=[(wave.code, wave.code) for wave in WAVES])
    closes_on = models.DateField(_("closes on"))
    target_on = models.DateField(_("target day"))
    opens_on = models.DateField(_("opens on"))
    number = models.IntegerField(_("follow-ups"), default=0)

    class Meta:
        verbose_name = _("count of pending follow-ups")
        verbose_name_plural = _("counts of pending follow-ups")
        constraints = [
            models.UniqueConstraint(
                fields=["department", "wave", "closes_on", "target_on", "opens_on"], name="window_count_once"
            ),
            models.CheckConstraint(condition=models.Q(number__gte=0), name="window_count_possible"),
        ]

    def __str__(self):
        return f"{self.wave} until {self.closes_on}: {self.number}"
