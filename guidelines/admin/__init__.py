"""The administration of what was advised, decided and chosen."""

from guidelines.admin import advice, reassessment, review, thresholds  # noqa: F401
