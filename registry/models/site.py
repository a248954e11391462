from django.db import models
from django.utils.translation import gettext_lazy as _


class Site(models.Model):
    """A place where a department works: a hospital or an address of it. The department owns the data, not the site."""

    department = models.ForeignKey(
        "registry.Department", models.PROTECT, related_name="sites", verbose_name=_("department")
    )
    code = models.SlugField(_("code"), help_text=_("Short and stable; used in exports."))
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        ordering = ["department", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "code"],
                name="site_code_once_a_department",
                violation_error_message=_("This department already has a site with this code."),
            )
        ]

    def __str__(self):
        return self.name
