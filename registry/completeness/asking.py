"""Which instruments a patient is asked: by the diagnosis, and so that a change since the baseline can be read; the first
EQ-5D in the levels that the department asks.

The one place that says so: the patient's questionnaire, the pages of entry, completeness and the patient's page read it.
Pure.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from registry.diagnoses import DIAGNOSES, Region

BASELINE = "baseline"
EQ5D = ("eq5d_3l", "eq5d_5l")  # the first is the annual report's, and stands for either in the lists below
# Asked again at a follow-up where they were answered at baseline. EQ-5D is asked of everybody, in the levels of the baseline.
PAIRED = (
    "odi",
    "ndi",
    "srs22r",
    "eq_vas",
    "vas_back",
    "vas_leg",
    "vas_neck",
    "vas_arm",
    "vas_rest",
    "vas_activity",
    "sf36",
    "rand36",
)
FOR_THE_PATHWAY = ("vas_rest", "vas_activity")  # facts of the pathway, in no table of the registry
# A follow-up is answered when one of these has a score: pain alone is told at a visit too.
ANSWERING = frozenset(
    {"odi", "ndi", "srs22r", "eq5d_3l", "eq5d_5l", "vas_back", "vas_neck", "sf36", "rand36"}
)


@dataclass(frozen=True)
class Asks:
    """`core` is asked of everybody in the group; `of_pathway`: whose pain at rest and on activity the pathway reads."""

    core: tuple[str, ...]
    of_pathway: bool = False


OF_THE_BACK = ("odi", "eq5d_3l", "vas_back", "vas_leg")
OF_THE_NECK = ("ndi", "eq5d_3l", "vas_neck", "vas_arm")
OF_DEFORMITY = ("srs22r", "eq5d_3l")
IN_GENERAL = ("eq5d_3l",)  # all that tables 14 and 15 of the annual report print
OF_EITHER = ("odi", "eq5d_3l", "ndi", "vas_back", "vas_leg")  # offered while nobody has said which
# While no diagnosis is recorded, what was answered tells; of nothing answered, the back.
TELLING = (
    (frozenset({"ndi", "vas_neck", "vas_arm"}), OF_THE_NECK),
    (frozenset({"srs22r"}), OF_DEFORMITY),
)
NOT_SAID = ""
NECK_FRACTURE = "fracture_neck"
ASKS: dict[str, Asks] = {
    Region.LUMBAR: Asks(OF_THE_BACK),
    Region.CERVICAL: Asks(OF_THE_NECK),
    Region.DEFORMITY: Asks(OF_DEFORMITY),
    Region.FRACTURE: Asks(OF_THE_BACK, of_pathway=True),
    NECK_FRACTURE: Asks(OF_THE_NECK, of_pathway=True),
    Region.INFECTION: Asks(IN_GENERAL, of_pathway=True),
    Region.METASTASIS: Asks(IN_GENERAL, of_pathway=True),
    NOT_SAID: Asks(OF_THE_BACK, of_pathway=True),
}


def group_asked(diagnosis: str, kind: str) -> str:
    """The key of ASKS of a diagnosis; where none is recorded, of what the kind of episode says."""
    known = DIAGNOSES.get(diagnosis)
    if known is None:
        return Region.METASTASIS.value if kind == "metastasis" else NOT_SAID
    return NECK_FRACTURE if known.part == "cervical" else known.region.value


def eq5d_asked(first: str, answered: Collection[str]) -> str:
    """The EQ-5D that was answered already, three levels before five; else `first`, which the department asks of whoever
    has answered none.
    """
    return next((version for version in EQ5D if version in answered), first)


def instruments_asked(
    group: str,
    timepoint: str,
    at_baseline: Collection[str],
    now: Collection[str] = (),
    *,
    eq5d: str = EQ5D[0],
) -> tuple[str, ...]:
    """The instruments that apply, and are counted: those of the group, and at a follow-up those answered at baseline.

    `eq5d` is asked where neither was answered at baseline nor now.
    """
    known = {*at_baseline, *now}
    core = _with_eq5d(_core(group, known), eq5d_asked(eq5d, known))
    paired = () if timepoint == BASELINE else (code for code in PAIRED if code in at_baseline)
    return tuple(dict.fromkeys([*core, *paired]))


def put_to_patient(
    group: str,
    timepoint: str,
    at_baseline: Collection[str],
    now: Collection[str] = (),
    *,
    eq5d: str = EQ5D[0],
) -> tuple[str, ...]:
    """What a page of the whole timepoint asks: what is counted, what the pathway reads, and what stands already."""
    asked = instruments_asked(group, timepoint, at_baseline, now, eq5d=eq5d)
    pathway = FOR_THE_PATHWAY if ASKS[group].of_pathway else ()
    return tuple(dict.fromkeys([*asked, *pathway, *(code for code in PAIRED if code in now)]))


def offered_at_baseline(group: str, answered: Collection[str], *, eq5d: str = EQ5D[0]) -> tuple[str, ...]:
    """What a page offers at baseline: of the back and of the neck, while neither a diagnosis nor an answer says which."""
    if group == NOT_SAID and _core(group, answered) == OF_THE_BACK:
        return _with_eq5d(OF_EITHER, eq5d_asked(eq5d, answered))
    return instruments_asked(group, BASELINE, answered, eq5d=eq5d)


def _core(group: str, known: Collection[str]) -> tuple[str, ...]:
    told = (core for telling, core in TELLING if group == NOT_SAID and telling & set(known))
    return next(told, ASKS[group].core)


def _with_eq5d(core: tuple[str, ...], version: str) -> tuple[str, ...]:
    """Whoever is asked EQ-5D in one number of levels is not asked for the other."""
    return tuple(version if code in EQ5D else code for code in core)
