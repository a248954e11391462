"""The audit table itself: read by those who may, changed by nobody, and reading it is in it."""

from __future__ import annotations

from typing import Any

from auditlog.models import LogEntry
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from registry import audit
from registry.admin.rows import SeenOnly
from registry.models import Membership, User

FEW = 20_000  # entries: to sort them takes as long as to find a page of them among a million


class AboutWhat(admin.SimpleListFilter):
    title = _("about")
    parameter_name = "about"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        kinds = ContentType.objects.filter(app_label__in=("registry", "guidelines")).order_by("model")
        return [(str(kind.pk), kind.name) for kind in kinds]

    def queryset(self, request: HttpRequest, queryset: QuerySet[LogEntry]) -> QuerySet[LogEntry]:
        chosen = self.value() or ""
        return queryset.filter(content_type=chosen) if chosen.isdecimal() else queryset


@admin.register(LogEntry)
class TrailAdmin(SeenOnly):
    list_display = ("timestamp", "actor", "action", "event", "content_type", "object_repr")
    list_filter = ("action", ("timestamp", admin.DateFieldListFilter), AboutWhat)
    list_select_related = ("actor", "content_type")
    search_fields = ("=actor__username", "=object_pk", "=object_repr")
    search_help_text = _("A user name, or a row's id or text (Patient 1a2b3c4d), whole.")
    fields = (
        "timestamp",
        "actor",
        "action",
        "content_type",
        "object_repr",
        "object_pk",
        "changes",
        "additional_data",
    )

    def among(self, rows: QuerySet[LogEntry], departments: frozenset[int]) -> QuerySet[LogEntry]:
        """Entries of those who work in these departments and nowhere else: others may tell of another unit's patients.

        Those of people who looked seldom are sorted; else each entry is asked in turn, from the latest on.
        """
        here = Membership.objects.filter(department__in=departments).values("user")
        elsewhere = Membership.objects.exclude(department__in=departments).values("user")
        people = User.objects.filter(pk__in=here, is_superuser=False).exclude(pk__in=elsewhere)
        ids = list(people.values_list("pk", flat=True))
        theirs = LogEntry.objects.filter(actor__in=ids).order_by()
        if theirs[FEW : FEW + 1].exists():
            return rows.filter(Exists(User.objects.filter(pk=OuterRef("actor_id"), pk__in=ids)))
        return rows.filter(actor__in=ids)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        if "cl" in (getattr(response, "context_data", None) or {}):
            audit.record_list_read(LogEntry, by=request.user, what="admin audit table", keys=[])
        return response

    @admin.display(description=_("event"))
    def event(self, entry: LogEntry) -> str:
        data = entry.additional_data or {}
        return data.get("event") or data.get("read") or ""
