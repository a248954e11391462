"""Numbers, diagnoses and operations as a file tells them: read without a database, and never told in a reason."""

from datetime import date, time

import pytest

from registry.exchange.mapping import InvalidMapping, read_mapping
from tests.registry.exchange.operated import (
    INGA,
    JENS,
    KAREN,
    KAREN_LATER,
    codes,
    found,
    operated_mapping,
)

pytestmark = pytest.mark.django_db
IDENTITY = {"kind": "cpr", "number": "CPR"}
BORN = {"column": "BORN", "format": "DD-MM-YYYY"}


def with_identity(**identity):
    return {"patient": {"identity": {**IDENTITY, **identity}}}


def test_the_shipped_example_is_read_whole():
    checked = found()
    assert codes(checked) == []
    karen, later, jens, inga = checked.rows
    assert (karen.identity.number, karen.identity.birth_date) == ("0102481234", date(1948, 2, 1))
    assert (karen.diagnosis, karen.kind, karen.timepoint, later.timepoint) == (
        "stenosis",
        "other",
        "baseline",
        "y1",
    )
    assert karen.operation.kinds == ("decompression",)
    assert karen.operation.details == {
        "started_at": time(8, 15),
        "levels": ["L3", "L4", "L5"],
        "anaesthesia": "general",
        "complications_during": [],
    }
    assert karen.identity.email == "karen@example.org"
    assert karen.background == {
        "back_pain": "over_24",
        "leg_pain": "12_to_24",
        "walking": "under_100",
        "smokes": False,
        "bmi": 27.4,
        "work": "retired",
    }
    assert (later.background, later.ends) == ({}, {})
    assert jens.background["sick_leave_days"] == 21
    assert (inga.background["back_pain"], inga.ends) == ("none", {"died_on": date(2026, 2, 2)})
    assert inga.operation.details["implant_type"] == "Made-up system 5.5"
    assert jens.diagnosis == "disc_herniation"  # M51.1 says it alone
    assert jens.operation.details["complications_during"] == ["dural_tear"]
    assert inga.operation.kinds == ("decompression", "fusion_instrumented")
    assert "complications_during" not in inga.operation.details  # blank is not reported, never none


def test_an_unusual_check_digit_is_asked_about_and_the_number_is_not_told():
    checked = found(KAREN)
    (asked,) = checked.problems
    assert (asked.code, asked.value, asked.is_refused) == ("number_unusual", "•••", False)
    assert checked.summary.unlikely == 1
    assert found(JENS).problems == []  # its modulus is valid


@pytest.mark.parametrize(
    ("changes", "mapping", "code"),
    [
        ({"CPR": ""}, {}, "number_blank"),
        ({"CPR": "10248-1234"}, {}, "number_cpr"),  # a spreadsheet dropped the zero
        ({"CPR": "320248-1234"}, {}, "number_cpr"),
        ({"BORN": "02-02-1948"}, with_identity(birth_date=BORN), "number_birth_date"),
        ({"BORN": "31-02-1948"}, with_identity(birth_date=BORN), "no_such_day"),
        ({"BORN": ""}, with_identity(birth_date=BORN), "date_blank"),
        ({"CPR": "19480201-1235"}, with_identity(kind="personnummer"), "number_personnummer"),
        ({"CPR": "480201-1234"}, with_identity(kind="personnummer"), "number_without_day"),
        ({"CPR": "18480201-1231"}, with_identity(kind="personnummer", birth_date=BORN), "number_birth_date"),
        ({"CPR": "480201+1231"}, with_identity(kind="personnummer", birth_date=BORN), "number_birth_date"),
        ({"SURNAME": "T" * 101}, {}, "name_form"),
        ({"EMAIL": "karen at example"}, with_identity(email="EMAIL"), "email_form"),
        ({"OPERATED": "01-02-1947"}, {}, "impossible_date"),  # before birth
    ],
)
def test_a_wrong_identifier_is_refused_and_never_told(changes, mapping, code):
    checked = found(KAREN | {"BORN": "01-02-1948"} | changes, **mapping)
    refused = [problem for problem in checked.problems if problem.is_refused]
    assert refused[0].code == code
    told = "".join(
        f"{one.value}{one.why}{one.todo}{one.source_id}" for one in refused if one.column != "OPERATED"
    )
    for secret in ("0248", "1948", "01-02", "Testesen", "TTTT", *filter(None, changes.values())):
        assert secret == "01-02-1947" or secret not in told.replace("•••", "")
    assert checked.rows == []


def test_a_birth_date_is_not_told_by_a_date_rule_either():
    (impossible, *_rest) = [
        one for one in found(KAREN | {"OPERATED": "01-02-1947"}).problems if one.code == "impossible_date"
    ]
    assert "•••" in impossible.why
    assert "1948" not in impossible.why


def test_an_id_that_is_written_like_a_national_number_is_refused_unseen():
    ids = {"patient": {"id": "CPR", "sex": {"column": "SEX", "codes": {"2": "female"}}}}
    (refused,) = found(KAREN, **ids).problems
    assert (refused.code, refused.value, refused.params) == ("id_is_number", "•••", {"found": "•••"})


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"DIAGNOSIS": "Z99.9"}, "diagnosis_unknown"),
        ({"DIAGNOSIS": "M47.2"}, "diagnosis_shared"),
        ({"DIAGNOSIS": "M51.1", "OPERATED": "31-12-1993", "ANSWERED": "31-12-1993"}, "diagnosis_not_then"),
        ({"DIAGNOSIS": ""}, "diagnosis_blank"),
        ({"PROCEDURE": "7"}, "code"),
        ({"PROCEDURE": ""}, "operation_without_kind"),
        ({"LEVELS": "L3-X9"}, "levels"),
        ({"ANAESTHESIA": "4"}, "code"),
        ({"COMPLICATIONS": "1,3"}, "code"),
        ({"STARTED": "24:00"}, "time"),
        ({"STARTED": "8"}, "time"),
        ({"IMPLANT_TYPE": "x" * 81}, "implant_type"),
        ({"IMPLANT_TYPE": "of 010248-1234"}, "implant_type"),
    ],
)
def test_a_wrong_diagnosis_or_operation_is_refused(changes, code):
    assert codes(found(KAREN | changes))[0] == code


def test_a_background_that_cannot_be_is_refused_and_an_unlikely_one_asked_about():
    for changes, told in (
        ({"BACK_MONTHS": "2,9"}, "under_3"),
        ({"BACK_MONTHS": "3"}, "3_to_12"),
        ({"BACK_MONTHS": "12"}, "3_to_12"),
        ({"BACK_MONTHS": "24"}, "12_to_24"),
        ({"BACK_MONTHS": "0"}, "under_3"),
        ({"BACK_MONTHS": "-1"}, "none"),
        ({"BACK_MONTHS": "-2"}, ["months"]),
        ({"BACK_MONTHS": "long"}, ["number"]),
        ({"WALK": "9"}, ["code"]),
        ({"SMOKES": "2"}, ["code"]),
        ({"BMI": "9,9"}, ["impossible_value"]),
        ({"BMI": "52"}, ["unlikely_value"]),
        ({"BMI": "27.4"}, ["other_decimal"]),
        ({"WORK": "2", "LEAVE_DAYS": "1,5"}, ["whole_number"]),
        ({"WORK": "2", "LEAVE_DAYS": "5001"}, ["impossible_value"]),
        ({"WORK": "2", "LEAVE_DAYS": "731"}, ["unlikely_value"]),
        ({"WORK": "1", "LEAVE_DAYS": "3"}, ["days_without_leave"]),
        ({"WORK": "", "LEAVE_DAYS": "3"}, ["days_without_leave"]),
        ({"WORK": "1", "LEAVE_DAYS": "0"}, "over_24"),
    ):
        checked = found(KAREN | changes)
        assert isinstance(told, str) or codes(checked) == told, changes
        if isinstance(told, str):
            assert codes(checked) == [], changes
            assert checked.rows[0].background["back_pain"] == told, changes


def test_an_end_of_following_that_cannot_be_is_refused_on_each_line_it_speaks_of():
    for changes, told in (
        ({"DIED": "09-03-2025"}, {"impossible_date"}),  # before the operation, which is the onset here
        ({"DIED": "01-01-2027"}, {"impossible_date"}),  # still to come
        ({"DIED": "31-02-2026"}, {"no_such_day"}),
        ({"DIED": "10-03-2025"}, set()),
    ):
        assert set(codes(found(KAREN | changes))) == told, changes
    both = found(
        KAREN | {"DIED": "01-01-2026"}, KAREN_LATER
    )  # told on one line, answered after it on another
    assert [(one.line, one.code) for one in both.problems if one.is_refused] == [(3, "after_death")]
    twice = found(KAREN | {"DIED": "01-05-2026"}, KAREN_LATER | {"DIED": "02-05-2026"})
    assert {one.params["stored"] for one in twice.problems if one.is_refused} == {"died on"}


def test_a_diagnosis_has_to_be_one_of_the_kind_of_episode():
    fracture = {"kind": "vertebral_fracture", "onset_on": {"column": "OPERATED", "format": "DD-MM-YYYY"}}
    told = {"column": "DIAGNOSIS", "codes": {"DM480": "stenosis"}}
    assert codes(found(KAREN, episode=fracture | {"diagnosis": told})) == ["diagnosis_kind"]


def test_an_operation_before_the_onset_is_refused_and_one_without_its_day_too():
    onset = {"kind": "other", "onset_on": {"column": "BEGAN", "format": "DD-MM-YYYY"}}
    assert codes(found(KAREN | {"BEGAN": "11-03-2025"}, episode=onset))[0] == "impossible_date"
    assert codes(found(KAREN | {"BEGAN": "01-03-2025", "OPERATED": ""}, episode=onset)) == [
        "operation_without_day"
    ]
    conservative = KAREN | {"BEGAN": "01-03-2025", "OPERATED": "", "PROCEDURE": ""}
    (row,) = found(conservative, episode=onset).rows
    assert row.operation is None


@pytest.mark.parametrize(
    ("other", "what"),
    [
        ({"SEX": "1"}, "sex"),
        ({"DIAGNOSIS": "M51.1"}, "diagnosis"),
        ({"LEVELS": "L4-L5"}, "operation"),
    ],
)
def test_lines_of_one_number_that_differ_are_all_refused(other, what):
    checked = found(KAREN, KAREN_LATER | other, JENS)
    refused = [problem for problem in checked.problems if problem.is_refused]
    assert [(one.line, one.code, one.params["stored"]) for one in refused] == [
        (2, "told_otherwise", what),
        (3, "told_otherwise", what),
    ]
    assert [row.line for row in checked.rows] == [4]
    assert (checked.summary.refused, checked.summary.unlikely) == (
        2,
        0,
    )  # what is refused is asked about no more


def test_one_number_under_two_ids_is_refused_and_two_numbers_under_one():
    both = {"patient": {"id": "ID", "identity": IDENTITY}}
    for ids, what in ((("1", "2"), "id"), (("1", "1"), "number")):
        second = (KAREN_LATER if what == "id" else INGA | {"WAVE": "12", "ANSWERED": "20-08-2026"}) | {
            "ID": ids[1]
        }
        checked = found(KAREN | {"ID": ids[0]}, second, **both)
        assert {one.params["stored"] for one in checked.problems if one.is_refused} == {what}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (with_identity(kind="other"), "patient.identity: a number of kind other tells no birth date"),
        (with_identity(birth_date={"column": "B", "format": "MM-YYYY"}), "a birth date needs a day"),
        (
            {
                "episode": {
                    "kind": "as_diagnosed",
                    "onset_on": date(2025, 1, 1),
                }
            },
            "kind is as_diagnosed, and no diagnosis is told",
        ),
        (
            {
                "operation": {
                    "performed_on": {"column": "OPERATED", "format": "DD-MM-YYYY"},
                    "procedures": {"column": "PROCEDURE", "codes": {1: "sewing"}},
                }
            },
            "give one of 'vertebroplasty'",
        ),
        (
            {
                "operation": {
                    "performed_on": {"column": "OPERATED", "format": "DD-MM-YYYY"},
                    "procedures": {"column": "PROCEDURE", "codes": {1: "decompression"}},
                    "implants": {"column": "IMPLANT", "codes": {1: "gold"}},
                }
            },
            "implants: there is no 'gold'; give one of none, cement",
        ),
        (
            {"background": {"back_pain": {"column": "BACK_MONTHS", "codes": {1: "long"}}}},
            "back_pain: there is no 'long'; give one of none, under_3",
        ),
        ({"background": {"back_pain": {"column": "BACK_MONTHS"}}}, "give codes, or unit: months"),
        ({"background": {"sick_leave_days": "LEAVE_DAYS"}}, "name the column of work too"),
        (
            {"patient": {"id": "ID", "died_on": {"column": "DIED", "format": "MM-YYYY"}}},
            "it needs a day, so write DD in it",
        ),
        (
            {"observed_on": {"column": "OPERATED", "format": "YYYY-MM-DD"}},
            "the column 'OPERATED' is used more than once",
        ),
    ],
)
def test_a_wrong_entry_of_the_mapping_is_named(changes, says):
    with pytest.raises(InvalidMapping) as refused:
        read_mapping(operated_mapping(**changes))
    assert says in str(refused.value)


def test_complications_in_several_columns_are_none_only_where_each_says_so():
    columns = [
        {"column": "DURA", "codes": {0: "none", 1: "dural_tear"}},
        {"column": "ROOT", "codes": {0: "none", 1: "nerve_root_injury"}},
    ]
    operation = {
        "performed_on": {"column": "OPERATED", "format": "DD-MM-YYYY"},
        "procedures": {"column": "PROCEDURE", "codes": {1: "decompression"}},
        "complications_during": columns,
    }
    for dura, root, told in (
        ("0", "0", []),
        ("1", "", ["dural_tear"]),
        ("0", "", None),
        ("1", "1", ["dural_tear", "nerve_root_injury"]),
    ):
        (row,) = found(KAREN | {"DURA": dura, "ROOT": root}, operation=operation).rows
        assert row.operation.details.get("complications_during") == told
