"""Every claim about the pathway, in the order in which a reader wants to know. No z3 here."""

from __future__ import annotations

from guidelines.pathway.readings.proof.claim import Claim
from guidelines.pathway.readings.proof.claims.alarms import ALARM_CLAIMS
from guidelines.pathway.readings.proof.claims.function import FUNCTION_CLAIMS
from guidelines.pathway.readings.proof.claims.procedures import PROCEDURE_CLAIMS
from guidelines.pathway.readings.proof.claims.rules_themselves import ANY_THRESHOLD, NO_DEAD_RULE
from guidelines.pathway.readings.proof.claims.treatment import TREATMENT_CLAIMS
from guidelines.pathway.readings.proof.claims.wished import WISHED

__all__ = ["ANY_THRESHOLD", "CLAIMS", "NO_DEAD_RULE"]

CLAIMS: dict[str, Claim] = {
    claim.id: claim
    for claim in (
        *PROCEDURE_CLAIMS,
        *ALARM_CLAIMS,
        *TREATMENT_CLAIMS,
        *FUNCTION_CLAIMS,
        NO_DEAD_RULE,
        ANY_THRESHOLD,
        *WISHED,
    )
}
