from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ExactEncoder(DjangoJSONEncoder):
    """Days and times to the microsecond: what is set aside must come back equal."""

    def default(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date | datetime) else super().default(value)


class Merge(models.Model):
    """Two records of one person became one: `gone` leads to `standing` from then on, until somebody undoes it.

    `journal` tells what was done, row by row, so that undoing restores both (registry/actions/merges.py). It names
    nobody: names and numbers stay in PatientIdentity, and change places there.
    """

    class Ground(models.TextChoices):
        TWICE = "twice", _("Registered twice")
        OTHER_NUMBER = "number", _("Registered again under another number")
        IMPORTED = "imported", _("Imported and registered by hand")

    standing = models.ForeignKey(
        "registry.Patient", models.PROTECT, related_name="merged_in", verbose_name=_("patient that stands")
    )
    gone = models.ForeignKey(
        "registry.Patient",
        models.PROTECT,
        related_name="merged_away",
        verbose_name=_("patient merged into it"),
    )
    ground = models.CharField(_("why"), max_length=8, choices=Ground.choices)
    journal = models.JSONField(_("what was moved and set aside"), encoder=ExactEncoder, editable=False)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("merged by")
    )
    merged_at = models.DateTimeField(_("merged at"), auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone by"),
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    class Meta:
        verbose_name = _("merge of two patients")
        verbose_name_plural = _("merges of patients")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(standing=F("gone")),
                name="merge_of_two_patients",
                violation_error_message=_("A patient is not merged with themselves."),
            ),
            models.UniqueConstraint(
                fields=["gone"],
                condition=Q(undone_at=None),
                name="merge_once_a_patient",
                violation_error_message=_("This patient is already merged into another."),
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_by_somebody",
            ),
        ]

    def __str__(self):
        return f"Merge {self.pk}"  # never whom it is about


class PossibleDuplicate(models.Model):
    """Two patients of one department who may be one person. A person looks: merges them, or says that they are two."""

    class Ground(models.TextChoices):
        NUMBER = "number", _("The same number, written or kept in another form")
        NAME = "name", _("The same birth date and the same or a similar name")

    first = models.ForeignKey(
        "registry.Patient", models.CASCADE, related_name="+", verbose_name=_("registered first")
    )
    second = models.ForeignKey(
        "registry.Patient", models.CASCADE, related_name="+", verbose_name=_("registered later")
    )
    ground = models.CharField(_("what is alike"), max_length=6, choices=Ground.choices)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("said to be two people by"),
    )
    dismissed_at = models.DateTimeField(_("said to be two people at"), null=True, blank=True)

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["-id"], condition=Q(dismissed_at=None), name="possible_duplicate_open")
        ]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="possible_duplicate_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="possible_duplicate_in_one_order"
            ),
            models.CheckConstraint(
                condition=Q(dismissed_at=None, dismissed_by=None)
                | Q(dismissed_at__isnull=False, dismissed_by__isnull=False),
                name="possible_duplicate_dismissed_by_somebody",
            ),
        ]

    def __str__(self):
        return f"Possible duplicate {self.pk}"
