"""Every address of Columna; tests/test_access.py walks them and fails on one without a row in its matrix."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("", include("registry.urls")),
    path("", include("guidelines.urls")),
]
