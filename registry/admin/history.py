"""The history of a row is the audit table: every change and every look, not only what was done in the admin."""

from __future__ import annotations

from typing import Any

from auditlog.models import LogEntry
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

PER_PAGE = 50


class AuditHistory:
    object_history_template = "admin/audit_history.html"

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        entries = LogEntry.objects.get_for_object(row).select_related("actor")
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %(row)s") % {"row": row},
            "object": row,
            "opts": self.opts,
            "page_obj": Paginator(entries, PER_PAGE).get_page(request.GET.get("page")),
        }
        return TemplateResponse(request, self.object_history_template, context)
