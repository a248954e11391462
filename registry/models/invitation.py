from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.completeness.asking import BASELINE
from registry.follow_up import WAVES
from registry.models.of_department import OfDepartment


class Invitation(OfDepartment):
    """A patient is asked to answer the baseline or one follow-up without signing in. The answers wait here until they are sent."""

    DECLINED = "declined"

    episode = models.ForeignKey(
        "registry.Episode", models.CASCADE, related_name="invitations", verbose_name=_("episode")
    )
    wave = models.CharField(
        _("timepoint"),
        max_length=8,
        choices=[(code, code) for code in (BASELINE, *(wave.code for wave in WAVES))],
    )
    instruments = models.JSONField(
        _("instruments"), help_text=_("Codes in the order in which they are asked; they stay as they were.")
    )
    language = models.CharField(
        _("language"), max_length=5, blank=True, help_text=_("Chosen by the patient; blank until then.")
    )
    answers = models.JSONField(
        _("answers so far"),
        default=dict,
        blank=True,
        help_text=_("Question to answer; “declined” where the patient would rather not say."),
    )
    attempts = models.PositiveSmallIntegerField(_("wrong birth dates"), default=0)
    invited_on = models.DateField(_("invited on"))
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("invited by"),
        help_text=_("Blank where it was sent by itself."),
    )
    taken_up_on = models.DateField(
        _("last taken up on"),
        null=True,
        blank=True,
        help_text=_(
            "When the birth date was last given. On another day the alarm questions are asked again."
        ),
    )
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    answered_at = models.DateTimeField(_("sent in at"), null=True, blank=True)
    locked_at = models.DateTimeField(_("locked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-id"]
        indexes = [models.Index(fields=["department", "-id"], name="invitation_listed")]
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "wave"],
                condition=Q(answered_at=None, locked_at=None),
                name="invitation_once_a_wave",
                violation_error_message=_("The patient is already invited to this follow-up."),
            )
        ]

    def __str__(self):
        return f"Invitation to {self.wave} of episode {self.episode_id}"

    @property
    def is_declined(self) -> bool:
        """Whether the patient said of some questions that they would rather not, and answered none of an instrument."""
        return self.DECLINED in self.answers.values() and not self.instruments_answered

    @property
    def instruments_answered(self) -> set[str]:
        """Those with at least one answer that is neither a blank nor declined."""
        given = {question.partition("-")[0] for question, value in self.answers.items() if type(value) is int}
        return given & set(self.instruments)


class InvitationLink(models.Model):
    """One way in: the link of one e-mail, letter or tablet. Only a keyed hash of it is kept."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail")
        LETTER = "letter", _("Printed letter")
        TABLET = "tablet", _("Tablet in the waiting room")

    invitation = models.ForeignKey(
        Invitation, models.CASCADE, related_name="links", verbose_name=_("invitation")
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    channel = models.CharField(_("sent by"), max_length=6, choices=Channel.choices)
    made_on = models.DateField(_("made on"))
    expires_on = models.DateField(_("works until"))
    reminder_days = models.PositiveSmallIntegerField(
        _("reminder"), null=True, blank=True, help_text=_("Days after due; blank where it is no reminder.")
    )
    failed = models.BooleanField(_("could not be sent"), default=False)

    class Meta:
        verbose_name = _("invitation link")
        verbose_name_plural = _("invitation links")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "reminder_days"],
                condition=Q(reminder_days__isnull=False, failed=False),  # what did not leave is tried again
                name="reminder_once",
            )
        ]

    def __str__(self):
        return f"{self.get_channel_display()}, {self.made_on}"


class ReportedAlarm(models.Model):
    """A patient answered yes to an alarm question. It changes no clinical fact; a person looks at it and says so."""

    class Sign(models.TextChoices):
        WEAKNESS = "weakness", _("New weakness or numbness")
        CONTINENCE = "continence", _("New loss of bladder or bowel control")
        FEVER = "fever", _("Fever")
        PAIN = "pain", _("New severe pain")

    invitation = models.OneToOneField(
        Invitation, models.CASCADE, related_name="alarm", verbose_name=_("invitation")
    )
    patient = models.ForeignKey(
        "registry.Patient", models.CASCADE, related_name="reported_alarms", verbose_name=_("patient")
    )
    signs = models.JSONField(_("signs"))
    reported_at = models.DateTimeField(_("reported at"), auto_now_add=True)
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("acknowledged by"),
    )

    class Meta:
        verbose_name = _("alarm reported by a patient")
        verbose_name_plural = _("alarms reported by patients")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["patient"], condition=Q(acknowledged_at=None), name="reported_alarm_waiting")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(acknowledged_at=None, acknowledged_by=None)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="reported_alarm_acknowledged_by_somebody",
            )
        ]

    def __str__(self):
        return f"Alarm reported by {self.patient}"

    @property
    def sign_labels(self) -> list[str]:
        return [str(self.Sign(code).label) for code in self.signs]
