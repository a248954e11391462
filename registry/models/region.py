from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.department import Country


class Region(models.Model):
    """Departments of a country that are counted together, as the country's own regions are."""

    code = models.SlugField(_("code"), unique=True, help_text=_("Short and stable; used in exports."))
    name = models.CharField(_("name"), max_length=120)
    country = models.CharField(_("country"), max_length=2, choices=Country.choices, default=Country.DENMARK)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["country", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "name"],
                name="region_once_a_country",
                violation_error_message=_("This country already has a region of this name."),
            ),
            models.CheckConstraint(condition=Q(country__in=["DK", "SE"]), name="region_country_known"),
        ]

    def __str__(self):
        return self.name
