from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidelinesConfig(AppConfig):
    name = "guidelines"
    verbose_name = _("Guidelines")

    def ready(self):
        from auditlog.registry import auditlog

        from guidelines import models, permissions  # noqa: F401  permissions register themselves when imported

        for model in (
            models.Evaluation,
            models.FunctionalDecision,
            models.Response,
            models.Signature,
            models.ThresholdOverride,
        ):
            auditlog.register(model, exclude_fields=["shown"] if model is models.Evaluation else None)
