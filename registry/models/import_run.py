import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.encryption import EncryptedTextField


class ImportMapping(models.Model):
    """How a kind of file is read, kept by a department for the next one."""

    department = models.ForeignKey(
        "registry.Department", models.CASCADE, related_name="import_mappings", verbose_name=_("department")
    )
    name = models.CharField(_("name"), max_length=50)
    content = models.TextField(_("content"), help_text=_("YAML; docs/how-to/import-assessments.md."))
    kept_at = models.DateTimeField(_("kept since"), auto_now=True)

    class Meta:
        verbose_name = _("import mapping")
        verbose_name_plural = _("import mappings")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "name"],
                name="import_mapping_once",
                violation_error_message=_("The department has a mapping of this name."),
            )
        ]

    def __str__(self):
        return self.name


class ImportRun(models.Model):
    """One file on its way into a department: read, looked at, stored whole or not at all (docs/adr).

    While it is open its contents stand in ImportPiece, encrypted; they go when it ends or when its time is over.
    """

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        READY = "ready", _("Waits for a decision")
        STORING = "storing", _("Being stored")
        STORED = "stored", _("Stored")
        CANCELLED = "cancelled", _("Cancelled")
        EXPIRED = "expired", _("Let lie for too long")
        FAILED = "failed", _("Not stored")

    OPEN = (State.READING, State.READY, State.STORING)

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    department = models.ForeignKey(
        "registry.Department", models.PROTECT, related_name="imports", verbose_name=_("department")
    )
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.READING)
    file_name = models.CharField(_("file"), max_length=100)
    digest = models.CharField(_("SHA-256 of the file"), max_length=64, editable=False)
    file_size = models.PositiveBigIntegerField(_("size in bytes"))
    mapping_name = models.CharField(_("mapping"), max_length=50)
    mapping = models.TextField(_("mapping as it was used"))
    summary = models.JSONField(_("counts"), default=dict, blank=True)
    stored = models.JSONField(_("stored"), default=dict, blank=True)
    problem = EncryptedTextField(_("what stopped it"), default="", blank=True)
    leave_out_refused = models.BooleanField(_("refused lines are left out"), default=False)
    language = models.CharField(_("language"), max_length=5, default="en")
    because = models.CharField(_("how unlikely values are known"), max_length=20, blank=True)
    # Counted up by whoever begins to work on it: work begun earlier notices, and stops.
    attempt = models.PositiveIntegerField(default=0, editable=False)
    read_by_attempt = models.PositiveIntegerField(default=0, editable=False)  # whose pieces hold
    rows_done = models.PositiveIntegerField(_("rows read"), default=0)
    touched_at = models.DateTimeField(_("worked on"), auto_now_add=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("started by"),
        help_text=_("Empty where a command did."),
    )
    started_at = models.DateTimeField(_("started at"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]
        indexes = [models.Index(fields=["department", "digest"], name="import_by_digest")]
        constraints = [
            models.UniqueConstraint(
                fields=["department"],
                condition=Q(state__in=["reading", "ready", "storing"]),
                name="import_one_at_a_time",
                violation_error_message=_(
                    "Another import of this department is open. Store it or cancel it first."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["reading", "ready", "storing"], ended_at__isnull=True)
                | (~Q(state__in=["reading", "ready", "storing"]) & Q(ended_at__isnull=False)),
                name="import_ended_or_open",
            ),
        ]

    def __str__(self):
        return f"Import {str(self.key)[:8]}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class ImportPiece(models.Model):
    """A piece of what an open import holds: of the file, of the rows to store, of what is told of them. Encrypted."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="pieces", verbose_name=_("import"))
    kind = models.CharField(_("kind"), max_length=20)
    number = models.PositiveIntegerField(_("number"))
    attempt = models.PositiveIntegerField(default=0, editable=False)
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("piece of an import")
        verbose_name_plural = _("pieces of imports")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "attempt", "kind", "number"], name="import_piece_once")
        ]

    def __str__(self):
        return f"{self.kind} {self.number}"
