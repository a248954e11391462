from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidelinesConfig(AppConfig):
    name = "guidelines"
    verbose_name = _("Guidelines")

    def ready(self):
        from auditlog.registry import auditlog
        from django.core.checks import register

        from guidelines import checks, models, permissions  # noqa: F401  permissions register themselves when imported
        from guidelines.actions import merges
        from registry import erasure, merging

        # the trail says that these were written, by whom; the rows themselves are never edited
        auditlog.register(models.Evaluation, exclude_fields=["shown", "answer", "facts", "provenance"])
        auditlog.register(models.Signature, exclude_fields=["shown"])
        auditlog.register(models.IncidentReport, exclude_fields=["facts", "thresholds", "answer", "text"])
        for model in (
            models.FunctionalDecision,
            models.IncidentStep,
            models.Response,
            models.RuleCheck,
            models.RuleSwitch,
            models.TrainingProgramme,
            models.ThresholdOverride,
        ):
            auditlog.register(model)
        erasure.classify("guidelines.evaluation", generated=["shown"])
        erasure.classify("guidelines.signature", generated=["shown"])
        erasure.classify("guidelines.response", free_text=["comment"])
        erasure.classify("guidelines.functionaldecision", free_text=["comment"])
        erasure.classify("guidelines.trainingprogramme", free_text=["notes", "retest_reason"])
        merging.derived("guidelines.standing")
        merging.before_moving("guidelines.trainingprogramme", merges.number_programmes)
        merging.before_moving("guidelines.evaluation", merges.tell_evaluations_apart)
        checks.refuse_wrong_content()
        register(checks.reviews)
        register(checks.dead_rules)  # not refused here: prove_guidelines, which mends it, must run
