"""Annual reports: made, signed and published on their own pages, seen here by a superuser."""

from __future__ import annotations

from django.contrib import admin

from registry.admin.rows import SeenOnly
from registry.models import (
    AnnualReport,
    AnnualReportFile,
    AnnualReportSignature,
    PublishedFile,
    PublishedReport,
)


class OfTheCountry(SeenOnly):
    """No department's own: what it holds is of everybody."""

    ordering = ("-pk",)


@admin.register(AnnualReport)
class AnnualReportAdmin(OfTheCountry):
    department_path = "started_by__memberships__department"
    list_display = ("__str__", "country", "year", "state", "done", "total", "started_by", "started_at")
    list_select_related = ("started_by",)
    list_filter = ("state", "year")


@admin.register(AnnualReportFile)
class AnnualReportFileAdmin(OfTheCountry):
    department_path = "report__started_by__memberships__department"
    list_display = ("name", "report", "media_type", "digest")
    list_select_related = ("report",)

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")


@admin.register(AnnualReportSignature)
class AnnualReportSignatureAdmin(OfTheCountry):
    department_path = "signed_by__memberships__department"
    list_display = ("report", "signed_by", "signed_at")
    list_select_related = ("report", "signed_by")


@admin.register(PublishedReport)
class PublishedReportAdmin(OfTheCountry):
    department_path = "report__started_by__memberships__department"
    list_display = ("country", "year", "edition", "published_at", "digest")
    list_filter = ("country", "year")


@admin.register(PublishedFile)
class PublishedFileAdmin(OfTheCountry):
    department_path = "published__report__started_by__memberships__department"
    list_display = ("name", "published", "media_type", "digest")
    list_select_related = ("published",)

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")
