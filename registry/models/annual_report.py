"""The annual report of a year: made a part at a time, signed by two people, published for good."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.department import Country
from registry.models.never_edited import NeverEdited

ANOTHER_IS_MADE = _("An annual report is being made already. Wait for it, or cancel it.")


class AnnualReport(models.Model):
    """A report as it was made from the statistics on a day: a draft until it is published.

    `content` holds the parts that are made so far. `digest` is of all its files, and what signatures stand under.
    """

    class State(models.TextChoices):
        MAKING = "making", _("Being made")
        MADE = "made", _("Made")
        CANCELLED = "cancelled", _("Cancelled")
        FAILED = "failed", _("Stopped by a fault")

    year = models.PositiveSmallIntegerField(_("year"))
    country = models.CharField(_("country"), max_length=2, choices=Country.choices, default="DK")
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.MAKING)
    problem = models.CharField(_("what stopped it"), max_length=300, blank=True)
    total = models.PositiveSmallIntegerField(_("parts to make"))
    done = models.PositiveSmallIntegerField(_("parts made"), default=0)
    content = models.JSONField(_("what it shows"), default=dict, blank=True, editable=False)
    findings = models.JSONField(_("what the linter found"), default=list, blank=True, editable=False)
    digest = models.CharField(_("digest"), max_length=64, blank=True, editable=False)
    made_on = models.DateField(_("made on"))
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("started by")
    )
    started_at = models.DateTimeField(_("started at"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("annual report")
        verbose_name_plural = _("annual reports")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="making"),
                name="annual_report_one_at_a_time",
                violation_error_message=ANOTHER_IS_MADE,
            ),
            models.CheckConstraint(
                condition=Q(state="making", ended_at__isnull=True)
                | (~Q(state="making") & Q(ended_at__isnull=False)),
                name="annual_report_ended_or_making",
            ),
            models.CheckConstraint(
                condition=~Q(state="made") | ~Q(digest=""), name="annual_report_made_has_digest"
            ),
        ]

    def __str__(self):
        return f"Annual report {self.year}, {self.pk}"

    @property
    def is_making(self) -> bool:
        return self.state == self.State.MAKING


class AnnualReportFile(models.Model):
    """One file of a draft: what is signed, and what is published byte for byte."""

    report = models.ForeignKey(
        AnnualReport, models.CASCADE, related_name="files", verbose_name=_("annual report")
    )
    name = models.CharField(_("name"), max_length=60)
    media_type = models.CharField(_("media type"), max_length=100)
    digest = models.CharField(_("SHA-256"), max_length=64)
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("file of an annual report")
        verbose_name_plural = _("files of annual reports")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "name"], name="annual_report_file_once"),
        ]

    def __str__(self):
        return f"{self.name} of {self.report}"


class AnnualReportSignature(NeverEdited):
    """Somebody read the draft and stands behind it, as it was that day."""

    report = models.ForeignKey(
        AnnualReport, models.PROTECT, related_name="signatures", verbose_name=_("annual report")
    )
    digest = models.CharField(_("digest of what was read"), max_length=64)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("signed by")
    )
    signed_at = models.DateTimeField(_("signed at"), auto_now_add=True)

    class Meta:
        verbose_name = _("signature under an annual report")
        verbose_name_plural = _("signatures under annual reports")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "signed_by"],
                name="annual_report_signed_by_two_people",
                violation_error_message=_(
                    "You have signed this report. The other signature is somebody else's."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.report} signed by {self.signed_by_id}"


class PublishedReport(NeverEdited):
    """What everybody may read, for good. A correction is a new edition; the old one stays."""

    report = models.OneToOneField(
        AnnualReport, models.PROTECT, related_name="published", verbose_name=_("annual report")
    )
    country = models.CharField(_("country"), max_length=2, choices=Country.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    correction = models.TextField(_("what is corrected"), max_length=1000, blank=True)
    digest = models.CharField(_("digest"), max_length=64)
    published_at = models.DateTimeField(_("published at"), auto_now_add=True)

    class Meta:
        verbose_name = _("published report")
        verbose_name_plural = _("published reports")
        ordering = ["-year", "-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "year", "edition"], name="published_report_edition_once"
            ),
            models.CheckConstraint(
                condition=Q(edition=1, correction="") | (Q(edition__gt=1) & ~Q(correction="")),
                name="published_report_correction_says_what",
                violation_error_message=_(
                    "A new edition says what it corrects; a first one corrects nothing."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.country} {self.year}, edition {self.edition}"


class PublishedFile(NeverEdited):
    """One file of an edition, byte for byte as it was published."""

    published = models.ForeignKey(
        PublishedReport, models.PROTECT, related_name="files", verbose_name=_("published report")
    )
    name = models.CharField(_("name"), max_length=60)
    media_type = models.CharField(_("media type"), max_length=100)
    digest = models.CharField(_("SHA-256"), max_length=64)
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("file of a published report")
        verbose_name_plural = _("files of published reports")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["published", "name"], name="published_file_once"),
        ]

    def __str__(self):
        return f"{self.name} of {self.published}"
