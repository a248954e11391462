"""The administration of what was advised, decided and chosen."""

from guidelines.admin import advice, thresholds  # noqa: F401
