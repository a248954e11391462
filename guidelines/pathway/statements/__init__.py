"""What the sources say, every statement of the five, in our own words: the ids that rules and controversies cite.

A statement marked as our inference or our reading is ours, not the source's. Where each is used, or why not:
guidelines.pathway.statement_uses.
"""

from __future__ import annotations

from guidelines.pathway.statements.contradictions import CONTRADICTIONS
from guidelines.pathway.statements.danespine_report import DANESPINE_REPORT
from guidelines.pathway.statements.pain_review import PAIN_REVIEW
from guidelines.pathway.statements.patient_information import PATIENT_INFORMATION
from guidelines.pathway.statements.physiotherapy_article import PHYSIOTHERAPY_ARTICLE
from guidelines.pathway.statements.sacral_article import SACRAL_ARTICLE
from guidelines.pathway.statements.statement import Statement

__all__ = ["CATALOGUE", "STATEMENTS", "Statement"]

# the statements of the sources themselves
CATALOGUE: dict[str, Statement] = {
    **PAIN_REVIEW,
    **SACRAL_ARTICLE,
    **PATIENT_INFORMATION,
    **DANESPINE_REPORT,
    **PHYSIOTHERAPY_ARTICLE,
}

# everything a rule may cite: the statements, and the contradiction a rule is written from
STATEMENTS: dict[str, Statement] = {**CATALOGUE, **CONTRADICTIONS}
