"""Which instruments are asked of whom: by the diagnosis, then by what was answered at baseline."""

from registry.completeness.asking import (
    ANSWERING,
    ASKS,
    FOR_THE_PATHWAY,
    PAIRED,
    eq5d_asked,
    group_asked,
    instruments_asked,
    offered_at_baseline,
    put_to_patient,
)
from registry.diagnoses import DIAGNOSES
from registry.forms.answers import PAGE_OF
from registry.instruments import INSTRUMENTS
from tests.tables import every_row

BACK = ("odi", "eq5d_3l", "vas_back", "vas_leg")
NECK = ("ndi", "eq5d_3l", "vas_neck", "vas_arm")
DEFORMITY = ("srs22r", "eq5d_3l")
GENERAL = ("eq5d_3l",)


@every_row(
    ("diagnosis", "kind", "asked"),
    [
        # what tables 4-8, 10, 11 and 13-15 of the annual report print, and R40 of deformity
        ("stenosis", "other", BACK),
        ("disc_herniation", "other", BACK),
        ("lumbar_other", "other", BACK),
        ("cervical_foraminal_stenosis", "other", NECK),
        ("cervical_central_stenosis", "other", NECK),
        ("cervical_herniation_myelopathy", "other", NECK),
        ("scoliosis", "other", DEFORMITY),
        ("deformity_other", "other", DEFORMITY),
        ("fracture_thoracic_osteoporotic", "vertebral_fracture", BACK),
        ("fracture_sacral_traumatic", "sacral_fracture", BACK),
        ("fracture_cervical_traumatic", "vertebral_fracture", NECK),
        ("spondylodiscitis", "other", GENERAL),
        ("metastasis", "metastasis", GENERAL),
        ("", "metastasis", GENERAL),
        ("", "vertebral_fracture", BACK),
        ("", "other", BACK),
        ("not a code", "other", BACK),
    ],
)
def test_the_diagnosis_decides_what_is_asked(diagnosis, kind, asked):
    group = group_asked(diagnosis, kind)
    assert instruments_asked(group, "baseline", ()) == asked
    assert instruments_asked(group, "y1", ()) == asked


def test_every_diagnosis_is_asked_something_that_answers_a_follow_up_and_has_a_page():
    for diagnosis in DIAGNOSES.values():
        asked = put_to_patient(group_asked(diagnosis.code, diagnosis.kind), "y1", ())
        assert "eq5d_3l" in asked
        assert ANSWERING & set(asked)
        assert set(asked) <= set(PAGE_OF)
    assert {*PAIRED, *ANSWERING} <= set(PAGE_OF) & set(INSTRUMENTS)


@every_row(
    ("group", "timepoint", "at_baseline", "asked"),
    [
        ("", "y1", ("odi", "vas_rest"), (*BACK, "vas_rest")),  # what was asked before is asked again
        ("", "baseline", ("odi", "vas_rest"), BACK),
        ("", "y1", ("ndi",), NECK),
        ("", "y1", ("ndi", "odi"), (*NECK, "odi")),
        ("", "y1", ("srs22r",), DEFORMITY),
        ("lumbar", "y1", ("ndi",), (*BACK, "ndi")),  # a diagnosis is said: the answers do not say another
        ("cervical", "y1", ("odi",), (*NECK, "odi")),
        ("metastasis", "w6", ("odi", "vas_back"), (*GENERAL, "odi", "vas_back")),
        ("lumbar", "y1", ("eq5d_5l",), ("odi", "eq5d_5l", "vas_back", "vas_leg")),
        ("lumbar", "y1", ("eq5d_5l", "eq5d_3l"), BACK),
        ("deformity", "y1", ("eq5d_5l", "eq_vas", "sf36"), ("srs22r", "eq5d_5l", "eq_vas", "sf36")),
    ],
)
def test_a_follow_up_asks_what_a_change_can_be_read_of(group, timepoint, at_baseline, asked):
    assert instruments_asked(group, timepoint, at_baseline) == asked


def test_the_first_answer_in_five_levels_is_not_asked_for_in_three():
    assert instruments_asked("deformity", "y1", (), now=("eq5d_5l",)) == ("srs22r", "eq5d_5l")


@every_row(
    ("first", "answered", "asked"),
    [
        ("eq5d_3l", (), "eq5d_3l"),
        ("eq5d_5l", (), "eq5d_5l"),
        ("eq5d_5l", ("odi", "vas_back"), "eq5d_5l"),
        ("eq5d_5l", ("odi", "eq5d_3l"), "eq5d_3l"),  # who has one keeps it
        ("eq5d_3l", ("eq5d_5l",), "eq5d_5l"),
        ("eq5d_5l", ("eq5d_3l", "eq5d_5l"), "eq5d_3l"),
    ],
)
def test_the_first_eq5d_is_the_department_s_and_whoever_has_one_keeps_it(first, answered, asked):
    assert eq5d_asked(first, answered) == asked


def test_the_department_s_eq5d_is_asked_by_every_list_and_the_baseline_s_goes_before_it():
    five = {"eq5d": "eq5d_5l"}
    lists = [
        put_to_patient("fracture", "y1", (), **five),
        offered_at_baseline("", (), **five),
        *(instruments_asked(group, "y1", (), **five) for group in ASKS),
    ]
    assert all("eq5d_5l" in one and "eq5d_3l" not in one for one in lists)
    assert instruments_asked("lumbar", "y1", ("eq5d_3l",), **five) == BACK


def test_a_page_asks_what_the_pathway_reads_too_and_keeps_what_stands():
    assert put_to_patient("fracture", "y1", ()) == (*BACK, *FOR_THE_PATHWAY)
    assert put_to_patient("lumbar", "y1", (), now=("srs22r",)) == (*BACK, "srs22r")
    assert not {"eq5d_3l", "eq5d_5l"} <= set(put_to_patient("", "y1", ("eq5d_3l",), now=("eq5d_5l",)))


def test_both_are_offered_at_baseline_while_nobody_has_said_which():
    assert offered_at_baseline("", ()) == ("odi", "eq5d_3l", "ndi", "vas_back", "vas_leg")
    assert offered_at_baseline("", ("ndi",)) == NECK
    assert offered_at_baseline("lumbar", ()) == BACK
    assert set(ASKS) >= {group_asked(one.code, one.kind) for one in DIAGNOSES.values()}
