from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Country(models.TextChoices):
    DENMARK = "DK", _("Denmark")
    SWEDEN = "SE", _("Sweden")


class Department(models.Model):
    """A unit that owns its patients' data."""

    Country = Country

    code = models.SlugField(
        _("code"), unique=True, help_text=_("Short and stable; used on the command line and in exports.")
    )
    name = models.CharField(_("name"), max_length=120)
    country = models.CharField(_("country"), max_length=2, choices=Country.choices, default=Country.DENMARK)
    region = models.ForeignKey(
        "registry.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="departments",
        verbose_name=_("region"),
    )

    phone = models.CharField(
        _("telephone"),
        max_length=40,
        blank=True,
        help_text=_("Whom patients call about their training; printed on the sheet they take home."),
    )
    phone_answered_by = models.CharField(
        _("who answers"), max_length=120, blank=True, help_text=_("A name or a function, and when.")
    )
    first_eq5d = models.CharField(
        _("EQ-5D of whoever has answered none"),
        max_length=7,
        choices=[("eq5d_3l", "EQ-5D-3L"), ("eq5d_5l", "EQ-5D-5L")],
        default="eq5d_3l",
        help_text=_(
            "Whoever has answered one is asked the same again, so that a change can be read. The annual report prints EQ-5D-3L."
        ),
    )
    sends_first_invitations = models.BooleanField(
        _("first invitations are sent by themselves"),
        default=False,
        help_text=_(
            "Each night whoever has a follow-up due and an e-mail address is invited by e-mail, once. Off: nobody is "
            "invited until the staff do it."
        ),
    )

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        if self.region and self.region.country != self.country:
            said = _("%(region)s is in %(country)s: choose a region of the department's own country.")
            found = {"region": self.region.name, "country": self.region.get_country_display()}
            raise ValidationError({"region": said % found})
