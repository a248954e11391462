from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """A half-filled form, kept on the server for its owner only and gone when the form is saved."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts", verbose_name=_("owner")
    )
    form = models.CharField(_("form"), max_length=40)
    patient = models.ForeignKey(
        "registry.Patient", models.CASCADE, null=True, related_name="drafts", verbose_name=_("patient")
    )
    content = models.JSONField(_("content"))
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "form", "patient"],
                condition=Q(patient__isnull=False),
                name="draft_once_a_patient",
            ),
            models.UniqueConstraint(
                fields=["owner", "form"], condition=Q(patient__isnull=True), name="draft_once_a_form"
            ),
        ]

    def __str__(self):
        return f"{self.form} · {self.patient or '–'}"
