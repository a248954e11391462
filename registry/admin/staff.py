"""Departments, the people who work there, and their roles."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.db.models import Prefetch, QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from registry.admin.exports import AuditedExport, DepartmentResource
from registry.admin.rows import DepartmentRows, OwnDepartments, own_departments
from registry.administration import departments_administered
from registry.models import Department, Membership, Region, Site, User


class LabelledFormSet(BaseInlineFormSet):
    """Django's tables of forms name a field by its column's head alone, which a screen reader does not connect."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            control = getattr(field.widget, "widget", field.widget)  # inside Django's wrapper with its links
            control.attrs.setdefault("aria-label", field.label)


class Memberships(admin.TabularInline):
    """Roles, in a department or of a person; those of other departments are not shown."""

    model = Membership
    formset = LabelledFormSet
    extra = 1
    raw_id_fields = ("user",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        rows = super().get_queryset(request).select_related("user", "department")
        if request.user.is_superuser:
            return rows
        return rows.filter(department__in=departments_administered(request.user))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_foreignkey(db_field, request, **(kwargs | _offered(db_field, request)))


def _offered(db_field: Any, request: HttpRequest) -> dict[str, Any]:
    """The departments and people a role may be about: those the administrator sees."""
    if db_field.name == "department":
        return {"queryset": own_departments(request)}
    return {"queryset": people(request)} if db_field.name == "user" else {}


def people(request: HttpRequest) -> QuerySet[User]:
    if request.user.is_superuser:
        return User.objects.all()
    here = Membership.objects.filter(department__in=departments_administered(request.user))
    return User.objects.filter(pk__in=here.values("user"))


@admin.register(Department)
class DepartmentAdmin(AuditedExport, DepartmentRows):
    department_path = "pk"
    resource_classes = [DepartmentResource]
    list_display = ("name", "code", "region", "country")
    list_filter = ("country", "region")
    list_select_related = ("region",)
    search_fields = ("name", "code")
    inlines = [Memberships]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """What is counted as asked is written again by the command: it may concern a hundred thousand episodes."""
        super().save_model(request, obj, form, change)
        if change and "first_eq5d" in form.changed_data:
            said = gettext(
                "Now run “manage.py plan_follow_up --department %(code)s”: until then completeness counts the EQ-5D "
                "that was asked before. Links that are out stay as they are."
            )
            messages.info(request, said % {"code": obj.code})

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        # exports and command lines name departments by the code; what is counted of patients stands under the country
        return ("code", "country") if obj else ()


@admin.register(Region)
class RegionAdmin(DepartmentRows):
    list_display = ("name", "code", "country")
    list_filter = ("country",)
    search_fields = ("name", "code")

    def among(self, rows: QuerySet[Region], departments: frozenset[int]) -> QuerySet[Region]:
        here = Department.objects.filter(pk__in=departments)
        return rows.filter(pk__in=here.values("region"))


@admin.register(Site)
class SiteAdmin(DepartmentRows):
    list_display = ("name", "code", "department")
    list_filter = (OwnDepartments,)
    list_select_related = ("department",)
    search_fields = ("name", "code")


@admin.register(User)
class StaffAdmin(DepartmentRows, UserAdmin):
    department_path = "memberships__department"
    list_display = ("username", "full_name", "held_roles", "is_active", "last_login")
    list_filter = ("is_active", "memberships__role", OwnDepartments)
    search_fields = ("username", "first_name", "last_name")
    ordering = ("username",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    inlines = [Memberships]
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email", "single_key_shortcuts")}),
        (
            _("Access"),
            {
                "fields": ("is_active", "is_staff"),
                "description": _(
                    "What a person may do is in their roles, below. Staff status opens this administration."
                ),
            },
        ),
        (_("Days"), {"fields": ("last_login", "date_joined")}),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if not request.user.is_superuser or obj is None:
            return fieldsets
        return (*fieldsets, (_("Everything"), {"fields": ("is_superuser",)}))

    def among(self, rows: QuerySet[User], departments: frozenset[int]) -> QuerySet[User]:
        here = Membership.objects.filter(department__in=departments)
        return rows.filter(pk__in=here.values("user"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        roles = Memberships.get_queryset(Memberships(User, self.admin_site), request)
        return (
            super()
            .get_queryset(request)
            .prefetch_related(Prefetch("memberships", roles, to_attr="shown_roles"))
        )

    @admin.display(description=_("name"))
    def full_name(self, person: User) -> str:
        return person.get_full_name()

    @admin.display(description=_("roles"))
    def held_roles(self, person: User) -> str:
        return ", ".join(f"{held.get_role_display()} ({held.department.code})" for held in person.shown_roles)


@admin.register(Membership)
class MembershipAdmin(DepartmentRows):
    list_display = ("user", "role", "department")
    list_filter = ("role", OwnDepartments)
    list_select_related = ("user", "department")
    search_fields = ("=user__username", "user__last_name")
    raw_id_fields = ("user",)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_foreignkey(db_field, request, **(kwargs | _offered(db_field, request)))
