"""Every instrument by its code: what screens, commands, documentation and tests walk."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from registry.instruments.denis import DENIS
from registry.instruments.eq5d_3l import EQ5D_3L
from registry.instruments.eq5d_5l import EQ5D_5L
from registry.instruments.eq_vas import EQ_VAS
from registry.instruments.genant import GENANT
from registry.instruments.instrument import Instrument
from registry.instruments.lenke import LENKE
from registry.instruments.ndi import NDI
from registry.instruments.nrs import NRS_PAIN
from registry.instruments.odi import ODI
from registry.instruments.of_score import OF_SCORE
from registry.instruments.rand36 import RAND36
from registry.instruments.sf36 import SF36
from registry.instruments.srs22r import SRS22R
from registry.instruments.timed import TIMED
from registry.instruments.tokuhashi import TOKUHASHI_1990, TOKUHASHI_REVISED
from registry.instruments.vas import VAS

ANSWERED_BY_PATIENTS = (*VAS, NRS_PAIN, ODI, NDI, EQ5D_3L, EQ5D_5L, EQ_VAS, SF36, RAND36, SRS22R)
ENTERED_BY_CLINICIANS = (TOKUHASHI_REVISED, TOKUHASHI_1990, LENKE, GENANT, OF_SCORE, DENIS, *TIMED)

INSTRUMENTS: Mapping[str, Instrument] = MappingProxyType(
    {instrument.code: instrument for instrument in (*ANSWERED_BY_PATIENTS, *ENTERED_BY_CLINICIANS)}
)
