from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Transfer(models.Model):
    """A patient goes from one department to another, if the side that was asked accepts.

    Either side may ask. Until it is accepted the patient is the giving department's alone. No identifier is kept here:
    who it is about stands with the patient, and is shown to those who may see the patient.
    """

    class Side(models.TextChoices):
        GIVING = "giving", _("The department that has the patient")
        RECEIVING = "receiving", _("The department that receives the patient")

    class State(models.TextChoices):
        OPEN = "open", _("Waits for an answer")
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Reason(models.TextChoices):
        MOVED = "moved", _("The patient moved")
        REFERRED = "referred", _("Referred for treatment")
        WRONG_DEPARTMENT = "wrong", _("Registered in the wrong department")
        OTHER = "other", _("Another reason")

    class Refusal(models.TextChoices):
        STILL_HERE = "still_here", _("Care goes on in the present department")
        NOT_FOLLOWED = "not_followed", _("The patient is no longer followed")
        NOT_KNOWN = "not_known", _("The patient is not known or not expected here")
        OTHER = "other", _("Another reason")

    patient = models.ForeignKey(
        "registry.Patient", models.CASCADE, related_name="transfers", verbose_name=_("patient")
    )
    giving = models.ForeignKey(
        "registry.Department", models.PROTECT, related_name="transfers_given", verbose_name=_("from")
    )
    receiving = models.ForeignKey(
        "registry.Department", models.PROTECT, related_name="transfers_received", verbose_name=_("to")
    )
    asked_by_side = models.CharField(_("who asked"), max_length=9, choices=Side.choices)
    reason = models.CharField(_("reason"), max_length=8, choices=Reason.choices)
    reference = models.CharField(
        _("reference"), max_length=60, blank=True, help_text=_("Both departments read it; no identifier.")
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("requested by")
    )
    requested_at = models.DateTimeField(_("requested at"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.OPEN)
    refusal = models.CharField(_("reason of rejection"), max_length=12, choices=Refusal.choices, blank=True)
    refusal_note = models.CharField(_("in words"), max_length=200, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    closed_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["giving", "state", "-id"], name="transfer_by_giving"),
            models.Index(fields=["receiving", "state", "-id"], name="transfer_by_receiving"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"],
                condition=Q(state="open"),
                name="transfer_one_open_a_patient",
                violation_error_message=_("A transfer of this patient is already open."),
            ),
            models.CheckConstraint(
                condition=~Q(giving=F("receiving")),
                name="transfer_between_two_departments",
                violation_error_message=_("The patient is already with this department."),
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None, closed_by=None)
                | (~Q(state="open") & Q(closed_at__isnull=False, closed_by__isnull=False)),
                name="transfer_closed_by_somebody_some_day",
                violation_error_message=_(
                    "A transfer that is closed says by whom and when; an open one does not."
                ),
            ),
            models.CheckConstraint(
                condition=(Q(state="rejected") & ~Q(refusal="")) | (~Q(state="rejected") & Q(refusal="")),
                name="transfer_rejected_with_a_reason",
                violation_error_message=_("A rejection has a reason; nothing else has one."),
            ),
            models.CheckConstraint(
                condition=~Q(refusal="other") | ~Q(refusal_note=""),
                name="transfer_other_reason_in_words",
                violation_error_message=_("Say in words which other reason."),
            ),
            models.CheckConstraint(
                condition=Q(asked_by_side__in=["giving", "receiving"])
                & Q(state__in=["open", "accepted", "rejected", "withdrawn"]),
                name="transfer_side_and_state_known",
            ),
        ]

    def __str__(self):
        return f"Transfer {self.pk}"  # never whom it is about: this text reaches those who may not know

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def asking(self):
        """The department that asked, and may withdraw."""
        return self.giving if self.asked_by_side == self.Side.GIVING else self.receiving

    @property
    def asked(self):
        """The department that was asked, and accepts or rejects."""
        return self.receiving if self.asked_by_side == self.Side.GIVING else self.giving
