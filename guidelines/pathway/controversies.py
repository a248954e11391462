"""Every controversy card by its id."""

from __future__ import annotations

from guidelines.pathway.controversies_cement import CEMENT
from guidelines.pathway.controversies_diagnosis import DIAGNOSIS
from guidelines.pathway.controversies_treatment import TREATMENT
from guidelines.pathway.controversy import Controversy

CONTROVERSIES: dict[str, Controversy] = {card.id: card for card in (*CEMENT, *DIAGNOSIS, *TREATMENT)}
