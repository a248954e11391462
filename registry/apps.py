from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "registry"
    verbose_name = _("Registry")

    def ready(self):
        from registry import administration, audit, permissions, sqlite_days  # noqa: F401  permissions register themselves

        audit.register_models()
        sqlite_days.register()
