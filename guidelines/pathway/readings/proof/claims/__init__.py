"""Every claim about the pathway, in the order in which a reader wants to know. No z3 here."""

from __future__ import annotations

from guidelines.pathway.readings.proof.claim import Claim
from guidelines.pathway.readings.proof.claims.alarms import ALARM_CLAIMS
from guidelines.pathway.readings.proof.claims.function import FUNCTION_CLAIMS
from guidelines.pathway.readings.proof.claims.procedures import PROCEDURE_CLAIMS
from guidelines.pathway.readings.proof.claims.rules_themselves import ANY_THRESHOLD, NO_DEAD_RULE
from guidelines.pathway.readings.proof.claims.treatment import TREATMENT_CLAIMS
from guidelines.pathway.readings.proof.claims.wished import WISHED
from guidelines.pathway.translate import _

__all__ = ["ANY_THRESHOLD", "CLAIMS", "GROUPS", "NO_DEAD_RULE"]

# In the order of a reader: what could harm most first, what does not hold last.
GROUPS: tuple[tuple[str, str, tuple[Claim, ...]], ...] = (
    ("procedures", _("Procedures"), PROCEDURE_CLAIMS),
    ("alarms", _("Alarm signs"), ALARM_CLAIMS),
    ("treatment", _("Treatment"), TREATMENT_CLAIMS),
    ("function", _("Function and training"), FUNCTION_CLAIMS),
    ("rules", _("The rules themselves"), (NO_DEAD_RULE, ANY_THRESHOLD)),
    ("wished", _("Wished for, and known not to hold"), WISHED),
)
CLAIMS: dict[str, Claim] = {claim.id: claim for _code, _title, claims in GROUPS for claim in claims}
