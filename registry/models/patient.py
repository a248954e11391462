import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.encryption import EncryptedDateField, EncryptedTextField
from registry.models.versioned import Versioned


class StandingPatients(models.Manager):
    """Everybody but those who were merged into another: a list or a count that forgets them would count one person twice."""

    def get_queryset(self):
        return super().get_queryset().filter(merged_into=None)


class Patient(Versioned):
    """A person as the registry sees them: no name, no number. Who it is stands in PatientIdentity.

    `objects` are those who stand; `everybody` also holds those who were merged into another (registry/actions/merges.py).
    """

    class Sex(models.TextChoices):
        FEMALE = "female", _("Female")
        MALE = "male", _("Male")

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    department = models.ForeignKey(
        "registry.Department", models.PROTECT, related_name="patients", verbose_name=_("department")
    )
    sex = models.CharField(
        _("sex"), max_length=6, choices=Sex.choices, blank=True, help_text=_("Blank is not recorded.")
    )
    source_id = models.CharField(
        _("id in the imported file"),
        max_length=64,
        blank=True,
        help_text=_("Blank for a patient registered by hand."),
    )
    age_given_years = models.PositiveSmallIntegerField(
        _("age as given"),
        null=True,
        blank=True,
        help_text=_("Years, where a file gave an age and no birth date."),
    )
    age_given_on = models.DateField(_("age given on"), null=True, blank=True)
    registered_on = models.DateField(_("registered on"))
    died_on = models.DateField(_("died on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrew on"), null=True, blank=True)
    moved_on = models.DateField(_("moved away on"), null=True, blank=True)
    erased_on = models.DateField(
        _("identity erased on"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("The identity was removed for good; what is kept and why is in docs/adr."),
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("merged into"),
    )
    # One number for all the clinical records of the patient: two people on the same form meet here.
    facts_version = models.PositiveIntegerField(
        _("version of the clinical records"), default=1, editable=False
    )

    objects = StandingPatients()
    everybody = models.Manager()

    class Meta:
        verbose_name = _("patient")
        verbose_name_plural = _("patients")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["department", "merged_into", "-id"], name="patient_by_department"),
            models.Index(fields=["source_id"], name="patient_by_source_id"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "source_id"],
                condition=~Q(source_id=""),
                name="patient_source_id_once",
                violation_error_message=_(
                    "A patient with this id was already imported into this department."
                ),
            ),
            models.CheckConstraint(
                condition=Q(age_given_years__isnull=True, age_given_on__isnull=True)
                | Q(age_given_years__isnull=False, age_given_on__isnull=False),
                name="patient_age_given_with_its_day",
                violation_error_message=_("An age needs the day it was given, and the day needs the age."),
            ),
            models.CheckConstraint(
                condition=Q(age_given_years__isnull=True) | Q(age_given_years__lte=120),
                name="patient_age_possible",
            ),
            models.CheckConstraint(condition=Q(sex__in=["", "female", "male"]), name="patient_sex_known"),
        ]

    def __str__(self):
        return f"Patient {str(self.key)[:8]}"

    @property
    def first_eq5d(self):
        """The version of EQ-5D that the department asks of whoever has answered none."""
        return self.department.first_eq5d

    @property
    def ended_on(self):
        """The first day from which the patient is not chased: died, withdrew or moved; None while followed."""
        return min((day for day in (self.died_on, self.withdrawn_on, self.moved_on) if day), default=None)


class PatientIdentity(models.Model):
    """Who a patient is: encrypted, apart from the clinical data, found by keyed hash."""

    class NumberKind(models.TextChoices):
        CPR = "cpr", _("CPR number (Denmark)")
        PERSONNUMMER = "personnummer", _("Personnummer (Sweden)")
        OTHER = "other", _("Other or temporary number")

    patient = models.OneToOneField(
        Patient, models.CASCADE, related_name="identity", verbose_name=_("patient")
    )
    given_name = EncryptedTextField(_("given name"))
    family_name = EncryptedTextField(_("family name"))
    birth_date = EncryptedDateField(_("birth date"))
    number_kind = models.CharField(_("kind of number"), max_length=12, choices=NumberKind.choices)
    number = EncryptedTextField(_("personal number"))
    email = EncryptedTextField(_("e-mail address"), default="", blank=True)
    number_hash = models.CharField(max_length=64, editable=False)
    plain_number_hash = models.CharField(
        max_length=64,
        default="",
        editable=False,
        db_index=True,
        help_text=_(
            "Of the letters and digits alone, whatever kind of number: finds one written in another form."
        ),
    )
    family_name_hash = models.CharField(max_length=64, editable=False)
    full_name_hash = models.CharField(max_length=64, editable=False, db_index=True)
    birth_date_hash = models.CharField(max_length=64, editable=False, db_index=True)

    class Meta:
        verbose_name = _("patient identity")
        verbose_name_plural = _("patient identities")
        constraints = [
            models.UniqueConstraint(
                fields=["number_hash"],
                name="identity_number_once",
                violation_error_message=_("A patient with this number is already registered."),
            ),
            models.CheckConstraint(condition=~Q(number_hash=""), name="identity_number_hashed"),
        ]
        # with the patient: thousands have the same family name, and none of their rows is read to find them
        indexes = [models.Index(fields=["family_name_hash", "patient"], name="identity_by_family_name")]

    def __str__(self):
        return f"Identity of {self.patient}"  # never the name: this text reaches the audit table and the logs

    @property
    def full_name(self) -> str:
        """Blank of somebody whom an import knows by a number alone."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def masked_number(self) -> str:
        """The number with its last four hidden."""
        return f"{self.number[:-4]}••••"
