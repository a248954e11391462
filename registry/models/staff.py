from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    CLINICIAN = "clinician", _("Clinician")
    PHYSIOTHERAPIST = "physiotherapist", _("Physiotherapist")
    COORDINATOR = "coordinator", _("Registry coordinator")
    ADMINISTRATOR = "administrator", _("Administrator")
    EDITOR = "editor", _("Guideline editor")


# An editor works with the rules; to see a patient takes another role as well.
SEES_NO_PATIENT = frozenset({Role.EDITOR})


class User(AbstractUser):
    """Someone who works with patients or with the registry; what they may do is in their memberships."""

    single_key_shortcuts = models.BooleanField(
        _("single-key shortcuts"), default=True, help_text=_("Keys such as / and n outside fields.")
    )

    @cached_property
    def held_memberships(self) -> tuple["Membership", ...]:
        """Every membership with its department, by name; read once a request."""
        return tuple(self.memberships.with_department())

    @cached_property
    def department_roles(self) -> dict[int, frozenset[str]]:
        """Department id to the roles held there."""
        held: dict[int, set[str]] = {}
        for membership in self.held_memberships:
            held.setdefault(membership.department_id, set()).add(membership.role)
        return {department: frozenset(roles) for department, roles in held.items()}

    @property
    def patient_departments(self) -> frozenset[int]:
        """Ids of the departments whose patients the user works with."""
        held = self.department_roles.items()
        return frozenset(department for department, roles in held if roles - SEES_NO_PATIENT)

    @property
    def roles(self) -> frozenset[str]:
        """Every role held anywhere; for menus. What one may do to a row is asked with has_perm."""
        return frozenset().union(*self.department_roles.values())


class MembershipSet(models.QuerySet):
    def with_department(self):
        """Each with its department, by the department's name."""
        return self.select_related("department").order_by("department__name", "role")


class Membership(models.Model):
    """A role in a department."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("user"))
    department = models.ForeignKey(
        "registry.Department", models.PROTECT, related_name="memberships", verbose_name=_("department")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    objects = MembershipSet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "department", "role"],
                name="membership_once",
                violation_error_message=_("This person already has this role in this department."),
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self):
        return f"{self.user} · {self.get_role_display()} · {self.department}"
