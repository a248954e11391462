"""Every address of Columna; tests/test_access.py walks them and fails on one without a row in its matrix."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from decision_support.views.preferences import shortcuts
from decision_support.views.style_guide import print_sample, style_guide

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("preferences/shortcuts/", shortcuts, name="shortcuts"),
    path("", include("registry.urls")),
    path("", include("guidelines.urls")),
]
if not settings.PRODUCTION:
    urlpatterns += [
        path("style-guide/", style_guide, name="style_guide"),
        path("style-guide/print/", print_sample, name="print_sample"),
    ]
