"""The words of a report, made from its numbers: sentences with a direction, a size, a threshold and an n, and notes."""

from registry.annual_report.text.notes import with_notes
from registry.annual_report.text.sentences import sentences_on

__all__ = ["sentences_on", "with_notes"]
