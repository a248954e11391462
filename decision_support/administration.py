"""Django's admin as ours: one way to sign in, and a plain refusal for whoever is signed in but is no administrator."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _


class Administration(AdminSite):
    site_header = site_title = _("Columna administration")
    index_title = _("Administration")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether to let in. PermissionDenied for a signed-in person, who would only be asked to sign in again."""
        if request.user.is_authenticated and not super().has_permission(request):
            raise PermissionDenied
        return super().has_permission(request)

    # allauth's sign-in has the rate limits (and later the second factor); Django's own admin form has neither
    @method_decorator(secure_admin_login)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().login(request, extra_context)
