"""What was advised, what was answered to it, and a department's own thresholds. Evaluations are never edited."""

from guidelines.models.evaluation import Evaluation, Response, Signature
from guidelines.models.functional_decision import FunctionalDecision
from guidelines.models.incident import IncidentReport, IncidentStep
from guidelines.models.reassessment import ChangedAdvice, Reassessment
from guidelines.models.review import RuleCheck, RuleSwitch
from guidelines.models.standing import Standing
from guidelines.models.threshold_override import ThresholdOverride
from guidelines.models.training_programme import TrainingProgramme
from guidelines.models.use import ToldTo, UseCount
from registry.models import NeverEdited

__all__ = [
    "ChangedAdvice",
    "Evaluation",
    "FunctionalDecision",
    "IncidentReport",
    "IncidentStep",
    "NeverEdited",
    "Reassessment",
    "Response",
    "RuleCheck",
    "RuleSwitch",
    "Signature",
    "Standing",
    "ThresholdOverride",
    "ToldTo",
    "TrainingProgramme",
    "UseCount",
]
