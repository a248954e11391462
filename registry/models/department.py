from django.db import models
from django.utils.translation import gettext_lazy as _


class Department(models.Model):
    """A unit that owns its patients' data."""

    class Country(models.TextChoices):
        DENMARK = "DK", _("Denmark")
        SWEDEN = "SE", _("Sweden")

    code = models.SlugField(
        _("code"), unique=True, help_text=_("Short and stable; used on the command line and in exports.")
    )
    name = models.CharField(_("name"), max_length=120)
    country = models.CharField(_("country"), max_length=2, choices=Country.choices, default=Country.DENMARK)

    phone = models.CharField(
        _("telephone"),
        max_length=40,
        blank=True,
        help_text=_("Whom patients call about their training; printed on the sheet they take home."),
    )
    phone_answered_by = models.CharField(
        _("who answers"), max_length=120, blank=True, help_text=_("A name or a function, and when.")
    )

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["name"]

    def __str__(self):
        return self.name
