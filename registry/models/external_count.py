from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.department import Country


class ExternalCount(models.Model):
    """How many operations a unit did in a year according to somebody else, such as the national patient register.

    What our own number is held against: capture is ours of theirs, coverage the units that report of those that operate.
    """

    unit = models.CharField(
        _("unit"),
        max_length=120,
        help_text=_("As the source names it; also a unit that does not report here."),
    )
    department = models.ForeignKey(
        "registry.Department",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="external_counts",
        verbose_name=_("department"),
        help_text=_("Blank for a unit that does not report here."),
    )
    country = models.CharField(_("country"), max_length=2, choices=Country.choices, default=Country.DENMARK)
    year = models.PositiveSmallIntegerField(_("year"))
    operations = models.PositiveIntegerField(_("operations"))
    source = models.CharField(_("source"), max_length=200, help_text=_("What was counted, by whom and when."))
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("loaded by"),
    )
    loaded_at = models.DateTimeField(_("loaded at"), auto_now=True)

    class Meta:
        verbose_name = _("external count")
        verbose_name_plural = _("external counts")
        ordering = ["-year", "unit"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"],
                name="external_count_once_a_year",
                violation_error_message=_("This unit already has a count for this year; change that one."),
            ),
            models.UniqueConstraint(
                fields=["department", "year"],
                condition=Q(department__isnull=False),
                name="external_count_once_a_department",
                violation_error_message=_(
                    "This department already has a count for this year; change that one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(year__range=(1990, 2100)), name="external_count_year_possible"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="external_count_names_its_source"),
        ]

    def __str__(self):
        return f"{self.unit} {self.year}: {self.operations}"
