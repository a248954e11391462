"""The administration of what was advised, decided and chosen."""

from guidelines.admin import advice, review, thresholds  # noqa: F401
