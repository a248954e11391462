"""The evidence of every action, by its code: trials in this patient group, absolute numbers, and further statements."""

from __future__ import annotations

from guidelines.pathway.evidence.care import CARE
from guidelines.pathway.evidence.diagnosis import DIAGNOSIS
from guidelines.pathway.evidence.evidence import TRIALS_LABELS, Evidence, EvidenceError, Figure, Trials
from guidelines.pathway.evidence.procedures import PROCEDURES
from guidelines.pathway.evidence.treatment import TREATMENT

__all__ = ["EVIDENCE", "TRIALS_LABELS", "Evidence", "EvidenceError", "Figure", "Trials"]

EVIDENCE: dict[str, Evidence] = {
    found.action: found for found in (*DIAGNOSIS, *TREATMENT, *PROCEDURES, *CARE)
}
