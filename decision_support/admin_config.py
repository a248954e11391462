"""Names our administration to Django; apart from it, because apps are configured before any of them may be imported."""

from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    default_site = "decision_support.administration.Administration"
