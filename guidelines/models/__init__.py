"""What was advised, what was answered to it, and a department's own thresholds. Evaluations are never edited."""

from guidelines.models.evaluation import Evaluation, Response, Signature
from guidelines.models.functional_decision import FunctionalDecision
from guidelines.models.never_edited import NeverEdited
from guidelines.models.reassessment import ChangedAdvice, Reassessment
from guidelines.models.standing import Standing
from guidelines.models.threshold_override import ThresholdOverride

__all__ = [
    "ChangedAdvice",
    "Evaluation",
    "FunctionalDecision",
    "NeverEdited",
    "Reassessment",
    "Response",
    "Signature",
    "Standing",
    "ThresholdOverride",
]
