"""What leaves: only what was chosen, under codes, described line by line, from one's own department, and audited."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date, time

import openpyxl
import polars as pl
import pytest
from auditlog.models import LogEntry
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from decision_support.exporting import export_groups
from guidelines.exported_facts import ELSEWHERE, RECORDED_AS
from guidelines.pathway.facts import FACTS
from registry.actions import Answered, Operated, export_registry, record_assessment, record_operation
from registry.actions.operations import DETAILS
from registry.exchange.mapping import read_mapping
from registry.exchange.outgoing.dictionary import DICTIONARY_HEAD, dictionary
from registry.exchange.outgoing.files import _kept_sheet, _sheet, safe, workbook
from registry.exchange.outgoing.layout import heads
from registry.exchange.outgoing.request import InvalidExport, read_request
from registry.exchange.outgoing.variable import MISSING_WORDS, Missing
from registry.exchange.plan import RowReader
from registry.exchange.table import open_table
from registry.instruments import INSTRUMENTS
from registry.models import Assessment, ClinicalRecord, Episode, FollowUpPlan, Patient, Role
from tests.factories import DAY, a_department, a_patient, a_user, an_episode, recorded

pytestmark = pytest.mark.django_db
EVERY = [group.code for group in export_groups() if group.code != "identity"]
ODI = {item.code: 3 for item in INSTRUMENTS["odi"].items}


def exported(department, names=EVERY, *, by=None, may_identify=False, on=DAY, **asked) -> bytes:
    to = io.BytesIO()
    request = read_request(export_groups(), names, may_identify=may_identify, **asked)
    export_registry(request, department=department, to=to, on=on, by=by)
    return to.getvalue()


def table(content: bytes, name: str = "data.csv") -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return list(csv.DictReader(io.StringIO(packed.read(name).decode())))


def an_answer(episode: Episode, responses=ODI, timepoint="baseline", instrument="odi", **given) -> Assessment:
    answered = Answered(instrument, responses, given.pop("value_set", None))
    day = given.pop("observed_on", DAY)
    return record_assessment(
        episode=episode, answered=answered, timepoint=timepoint, observed_on=day, by=None
    )


@pytest.mark.parametrize("layout", ["wide", "long"])
@pytest.mark.parametrize("format", ["csv", "xlsx", "parquet"])
def test_every_exported_column_is_in_the_dictionary_and_nothing_else(layout, format):
    request = read_request(
        export_groups(), [*EVERY, "identity"], layout=layout, format=format, may_identify=True
    )
    told = [line for line in dictionary(request) if line[0]]
    described = {line[0] for line in told} if layout == "wide" else {line[1] for line in told} | {"value"}
    columns = {head.name for head in heads(request)}
    assert columns <= described
    assert len(columns) == len(heads(request))
    if layout == "wide":
        assert described == columns
    for line in told:
        assert line[DICTIONARY_HEAD.index("label")], line
        assert line[DICTIONARY_HEAD.index("type")], line


def test_a_code_says_what_it_means_and_a_score_its_unit_its_rule_and_its_value_set():
    lines = {
        line[1]: dict(zip(DICTIONARY_HEAD, line, strict=True))
        for line in dictionary(read_request(export_groups(), EVERY))
    }
    assert lines["sex"]["codes"] == "female = Female; male = Male"
    assert lines["odi_score"]["unit"] == INSTRUMENTS["odi"].scale.unit
    assert lines["odi_score"]["scoring_rule"] == INSTRUMENTS["odi"].missing_rule
    assert "eq5d_3l_value_set" in lines["eq5d_3l_score"]["value_set"]
    assert "dk_tto" in lines["eq5d_3l_value_set"]["codes"]
    assert all(
        line["codes"]
        for line in lines.values()
        if line["type"] in ("code", "list of codes") and line["variable"]
    )


def test_every_instrument_and_every_fact_is_offered():
    names = {variable.name for group in export_groups() for variable in group.variables}
    for code, instrument in INSTRUMENTS.items():
        if instrument.facts:  # its answers are facts of the patient, and offered as such
            continue
        assert f"{code}_score" in names
        assert {f"{code}_{item.code}" for item in instrument.items} <= names
    for fact in FACTS.values():
        assert fact.name in ELSEWHERE or f"fact_{RECORDED_AS.get(fact.name, fact.name)}" in names


def test_a_name_or_number_leaves_only_with_leave_and_never_by_default():
    patient = a_patient(given_name="Ragnhild", family_name="Hemmelig", number="TEST-SECRET")
    an_episode(patient)
    content = exported(patient.department)
    text = zipfile.ZipFile(io.BytesIO(content)).read("data.csv").decode()
    assert not any(
        word in text for word in ("Ragnhild", "Hemmelig", "SECRET", "1948-02-01", str(patient.key))
    )
    with pytest.raises(InvalidExport, match="permission of their own"):
        exported(patient.department, ["identity"])
    row = table(exported(patient.department, ["identity"], may_identify=True))[0]
    assert (row["given_name"], row["number"], row["birth_date"]) == ("Ragnhild", "TEST-SECRET", "1948-02-01")


def test_a_pseudonym_is_one_person_within_an_export_and_nobody_in_the_next():
    patient = a_patient()
    an_episode(patient)
    an_episode(patient, onset_on=date(2026, 9, 1))
    first, second = (table(exported(patient.department, ["sex"])) for _again in range(2))
    assert len({row["person"] for row in first}) == 1
    assert len({row["episode"] for row in first}) == 2
    assert first[0]["person"] != second[0]["person"]


def test_only_the_departments_own_episodes_leave():
    ours, theirs = an_episode(a_patient(a_department())), an_episode(a_patient(a_department()))
    rows = table(exported(ours.patient.department, ["department"]))
    assert [row["department"] for row in rows] == [ours.patient.department.code]
    assert theirs.patient.department != ours.patient.department


def test_the_ways_to_be_missing_are_codes_of_their_own():
    patient = a_patient()
    episode = an_episode(patient, onset_on=date(2023, 10, 1))
    an_answer(episode, {"walking": 2}, "baseline")
    an_answer(episode, {**ODI, "walking": None}, "y1", observed_on=date(2024, 10, 1))
    Assessment.objects.filter(timepoint="y1").update(responses={**ODI, "walking": 9})
    recorded(patient, frail=True, fever="perhaps")
    ClinicalRecord.objects.create(
        patient=patient, name="immobile", value=True, observed_on=DAY, retracted_at=timezone.now()
    )
    Patient.objects.filter(pk=patient.pk).update(withdrawn_on=date(2025, 1, 1))
    row = table(exported(patient.department))[0]
    assert row["odi_score_baseline"] == "not_scorable"
    assert row["odi_lifting_baseline"] == "not_recorded"
    assert row["odi_walking_y1"] == "error"
    assert row["odi_score_y2"] == "declined"
    assert row["odi_score_w6"] == "not_applicable"
    assert (row["fact_frail"], row["fact_fever"], row["fact_cancer_history"]) == (
        "yes",
        "error",
        "not_recorded",
    )
    told = {line[12] for line in dictionary(read_request(export_groups(), ["odi_score"])) if not line[0]}
    assert told == set(MISSING_WORDS) == set(Missing)


def test_a_follow_up_whose_window_has_not_opened_is_not_due():
    episode = an_episode()
    row = table(exported(episode.patient.department, ["odi_score"]))[0]
    assert (row["odi_score_baseline"], row["odi_score_y1"]) == ("not_recorded", "not_due")


def test_long_has_a_row_a_value_and_the_visits():
    episode = an_episode()
    an_answer(episode)
    an_answer(episode, {**ODI, "walking": 0}, "visit", observed_on=date(2026, 11, 20))
    rows = table(exported(episode.patient.department, ["odi.items"], layout="long"))
    walked = {row["timepoint"]: row["value"] for row in rows if row["variable"] == "odi_walking"}
    assert walked == {"baseline": "3", "visit": "0"}  # 0 is an answer


@pytest.mark.parametrize(
    ("found", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("plain", "plain"),
        (-0.5, -0.5),
        (0, 0),
    ],
)
def test_no_text_runs_as_a_formula_and_a_number_stays_a_number(found, written):
    assert safe(found) == written


def test_a_formula_as_a_name_is_text_in_the_workbook():
    patient = a_patient(family_name="=1+1")
    an_episode(patient)
    content = exported(patient.department, ["family_name"], may_identify=True, format="xlsx")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        sheets = [packed.read(name).decode() for name in packed.namelist() if "sheets/sheet" in name]
    assert len(sheets) == 2
    assert not any("<f>" in sheet for sheet in sheets)
    assert any("&#39;=1+1" in sheet or "'=1+1" in sheet for sheet in sheets)


def test_parquet_is_typed_and_carries_the_dictionary(tmp_path):
    episode = an_episode()
    an_answer(episode)
    with zipfile.ZipFile(io.BytesIO(exported(episode.patient.department, format="parquet"))) as packed:
        packed.extractall(tmp_path)
    frame = pl.read_parquet(tmp_path / "data.parquet")
    assert frame.schema["odi_score_baseline"] == pl.Float64
    assert frame.schema["episode_onset_on"] == pl.Date
    assert frame["odi_score_baseline"].to_list() == [60.0]
    assert frame["odi_score_y1"].to_list() == [None]
    assert frame["odi_score_y1_missing"].to_list() == ["not_due"]
    told = json.loads(pl.read_parquet_metadata(tmp_path / "data.parquet")["dictionary"])
    assert {column.removesuffix("_missing") for column in frame.columns} == {
        line["column"] for line in told if line["column"]
    }


def test_an_empty_department_exports_its_columns():
    department = a_department()
    for format in ("csv", "parquet", "xlsx"):
        assert exported(department, ["odi.scores"], format=format)
    assert table(exported(department, ["odi.scores"])) == []


def test_what_is_exported_is_imported_again_as_it_was():
    """The wide file at one timepoint is a file of the import: same responses, same scores."""
    episode = an_episode()
    an_answer(episode, {**ODI, "walking": None})
    an_answer(
        episode,
        dict.fromkeys([i.code for i in INSTRUMENTS["eq5d_3l"].items], 2),
        "baseline",
        "eq5d_3l",
        value_set="dk_tto",
    )
    content = exported(
        episode.patient.department,
        ["sex", "age_years", "odi.items", "odi_score", "eq5d_3l.items"],
        timepoints=["baseline"],
    )
    raw = zipfile.ZipFile(io.BytesIO(content)).read("data.csv")
    items = {
        code: {i.code: f"{code}_{i.code}_baseline" for i in INSTRUMENTS[code].items}
        for code in ("odi", "eq5d_3l")
    }
    mapping = read_mapping(_mapping(items))
    table = open_table(io.BytesIO(raw), mapping)
    (read,) = map(RowReader(table, mapping).read, table.rows)
    assert read.problems == ()
    stored = {one.instrument: one for one in episode.assessments.all()}
    again = {one.instrument: one for one in read.planned.assessments}
    assert {code: one.responses for code, one in again.items()} == {
        code: one.responses for code, one in stored.items()
    }
    assert {code: one.result.value for code, one in again.items()} == {
        code: one.score for code, one in stored.items()
    }


def _mapping(items) -> str:
    listed = "".join(
        f"  - instrument: {code}\n"
        + ("    value_set: dk_tto\n" if code == "eq5d_3l" else "")
        + f"    items: {json.dumps(columns)}\n"
        for code, columns in items.items()
    )
    return (
        f"name: again\nsource: an export of Columna\nobserved_on: {DAY}\ntimepoint: baseline\n"
        "department: {code: again, name: Again, country: DK}\n"
        "patient: {id: person, age_years: age_years, sex: {column: sex, codes: {female: female, male: male}}}\n"
        f"episode: {{kind: other, onset_on: {DAY}}}\n"
        f"blank: {json.dumps(['', *Missing])}\nnot_read: [episode, odi_score_baseline]\ninstruments:\n{listed}"
    )


def test_the_entry_says_who_took_what_and_how_much():
    user = a_user(Role.COORDINATOR)
    department = user.memberships.get().department
    an_episode(a_patient(department))
    exported(department, ["odi_score"], by=user)
    entry = LogEntry.objects.get(additional_data__event="registry.exported")
    assert (entry.actor, entry.object_pk) == (user, str(department.pk))
    told = entry.additional_data
    assert (told["variables"], told["episodes"], told["rows"], told["identified"]) == (
        ["odi_score"],
        1,
        1,
        False,
    )


@pytest.mark.parametrize(
    ("names", "said"),
    [([], "No variable is chosen"), (["odi_scor"], "no variable 'odi_scor'. Did you mean odi_score?")],
)
def test_a_request_that_cannot_be_met_says_why(names, said):
    with pytest.raises(InvalidExport, match=said.replace("?", r"\?")):
        read_request(export_groups(), names)


def test_reading_grows_by_chunks_and_not_by_episodes(django_assert_max_num_queries):
    department = a_department()
    plan = FollowUpPlan.objects.create(group="vertebral_fracture", valid_from=DAY, source="A test")
    for _one in range(3):
        an_episode(a_patient(department))
    Episode.objects.update(follow_up_plan=plan)
    with django_assert_max_num_queries(17):
        exported(department)


def test_a_sheet_holds_what_xml_cannot_as_excel_writes_it_however_often():
    to = io.BytesIO()
    with workbook(to) as book:
        _sheet(book.add_worksheet("data", _kept_sheet()), [["a\x01b", "a\x01b", "", None, 1.5, True]] * 2)
    rows = list(openpyxl.load_workbook(to)["data"].iter_rows(values_only=True))
    assert rows == [("a_x0001_b", "a_x0001_b", None, None, 1.5, True)] * 2


class TestThePage:
    def ours(self, client, role=Role.COORDINATOR):
        user = a_user(role)
        client.force_login(user)
        department = user.memberships.get().department
        an_episode(a_patient(department))
        return department

    def sent(self, department, **fields):
        asked = {
            "department": department.code,
            "variables": ["odi.scores"],
            "timepoints": ["baseline"],
            "layout": "wide",
            "format": "csv",
        }
        return {**asked, **fields}

    def test_the_file_comes_as_a_download(self, client):
        department = self.ours(client)
        answer = client.post(reverse("export"), self.sent(department))
        assert answer.status_code == 200
        assert answer.streaming
        assert f"columna-{department.code}-" in answer["Content-Disposition"]
        assert len(table(b"".join(answer.streaming_content))) == 1

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"variables": []}, "No variable is chosen"),
            ({"variables": ["nothing"]}, "There is no variable"),
            ({"variables": ["identity"]}, "permission of their own"),
            ({"timepoints": []}, "No timepoint is chosen"),
        ],
    )
    def test_a_wrong_request_is_one_message_and_nothing_leaves(self, client, fields, said):
        answer = client.post(reverse("export"), self.sent(self.ours(client), **fields))
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert not LogEntry.objects.filter(additional_data__event="registry.exported").exists()

    def test_another_department_is_refused_in_words(self, client):
        self.ours(client)
        answer = client.post(reverse("export"), self.sent(a_department()))
        assert answer.status_code == 422
        assert "You may not export this department" in answer.content.decode()

    def test_an_unknown_variable_in_the_address_is_told(self, client):
        self.ours(client)
        answer = client.get(reverse("export"), {"variables": "odi_scor"})
        assert answer.status_code == 422
        assert "Did you mean odi_score?" in answer.content.decode()

    @pytest.mark.parametrize(("role", "offered"), [(Role.COORDINATOR, False), (Role.ADMINISTRATOR, True)])
    def test_identity_is_offered_to_those_who_may(self, client, role, offered):
        self.ours(client, role)
        assert ('value="family_name"' in client.get(reverse("export")).content.decode()) is offered


class TestTheCommand:
    def test_it_writes_the_file_and_says_how_much(self, tmp_path, capsys):
        episode = an_episode()
        out = tmp_path / "data.zip"
        call_command("export_registry", department=episode.patient.department.code, out=out, format="csv")
        assert "1 rows of 1 episodes" in capsys.readouterr().out
        assert len(table(out.read_bytes())) == 1

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({"department": "nowhere"}, "There is no department 'nowhere'"),
            ({"variables": "odi_scor"}, "Did you mean odi_score"),
            ({"variables": ","}, "No variable is chosen"),
            ({"variables": "identity"}, "permission of their own"),
            ({"timepoints": "y3"}, "The timepoint is 'y3'"),
        ],
    )
    def test_a_wrong_call_is_one_message_and_no_file(self, tmp_path, given, said):
        out = tmp_path / "data.zip"
        with pytest.raises(CommandError, match=said):
            call_command("export_registry", **{"department": a_department().code, "out": out, **given})
        assert not out.exists()

    def test_a_file_that_is_there_is_left_alone(self, tmp_path):
        out = tmp_path / "data.zip"
        out.write_text("mine")
        with pytest.raises(CommandError, match="is there already"):
            call_command("export_registry", department=a_department().code, out=out)
        assert out.read_text() == "mine"


def test_every_operation_leaves_in_the_long_layout_and_the_wide_one_says_that_it_is_the_latest():
    episode = an_episode(kind="other", onset_on=date(2025, 1, 1))
    days = date(2025, 2, 1), date(2025, 6, 1)
    for day, approach in zip(days, ("posterior", "anterior"), strict=True):
        details = dict.fromkeys(DETAILS) | dict.fromkeys(("anaesthesia", "guidance", "implant_type"), "")
        operated = Operated(day, ("decompression",), "", details | {"approach": approach})
        episode.refresh_from_db()
        record_operation(episode=episode, version=episode.version, operated=operated, by=None)
    an_episode(episode.patient, kind="other", onset_on=DAY)
    department = episode.patient.department
    wide = table(exported(department, ["operation"]))
    assert [(row["operation_count"], row["operation_approach"]) for row in wide] == [
        ("2", "anterior"),
        ("0", "not_applicable"),
    ]
    long = table(exported(department, ["operation"], layout="long"))
    told = [(row["observed_on"], row["value"]) for row in long if row["variable"] == "operation_approach"]
    assert told == [
        ("2025-02-01", "posterior"),
        ("2025-06-01", "anterior"),
        ("not_applicable", "not_applicable"),
    ]
    counted = [row["value"] for row in long if row["variable"] == "operation_count"]
    assert counted == ["2", "0"]
    notes = {
        layout: {
            line[1]: line[-1]
            for line in dictionary(read_request(export_groups(), ["operation"], layout=layout))
        }
        for layout in ("wide", "long")
    }
    assert "of the latest operation of the episode alone" in notes["wide"]["operation_approach"]
    assert "a row for each operation" in notes["long"]["operation_approach"]
    assert notes["wide"]["operation_count"] == ""


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_the_lowest_and_the_highest_of_the_dictionary_are_numbers(format):
    content = exported(a_department(), ["eq5d_3l.scores", "sf36.scores"], format=format)
    if format == "csv":
        told = {line["variable"]: line["lowest"] for line in table(content, "dictionary.csv")}
    else:
        book = openpyxl.load_workbook(io.BytesIO(content))["dictionary"]
        head, *lines = book.iter_rows(values_only=True)
        told = {line[1]: line[head.index("lowest")] for line in lines}
        assert all(line[head.index("highest")] is None or line[head.index("highest")] != "" for line in lines)
    for name, lowest in (("eq5d_3l_score", "-0.624"), ("sf36_domain_mcs", "-1.3"), ("sf36_domain_pf", "0")):
        assert str(told[name]) == lowest
        assert format == "csv" or isinstance(told[name], int | float)


def test_an_operation_leaves_whole_with_its_lists_in_which_none_and_not_recorded_differ():
    department = a_department()
    episode = an_episode(a_patient(department), diagnosis="fracture_lumbar_osteoporotic")
    operated = Operated(
        performed_on=DAY,
        kinds=("vertebroplasty", "stabilisation"),
        diagnosis="fracture_lumbar_osteoporotic",
        details=dict.fromkeys(DETAILS)
        | {"approach": "percutaneous", "anaesthesia": "", "guidance": "", "implant_type": "Karen's own"}
        | {
            "levels": ["L1", "L2"],
            "complications_during": [],
            "started_at": time(8, 15),
            "discharged_on": DAY,
        },
        background={"walking": "under_100", "smokes": False},
    )
    record_operation(episode=episode, version=1, operated=operated, by=None)
    content = exported(department, ["episode", "operation", "background"], on=DAY)
    [row] = table(content)
    assert row["episode_diagnosis"] == "fracture_lumbar_osteoporotic"
    assert (row["operation_procedures"], row["operation_levels"]) == ("vertebroplasty;stabilisation", "L1;L2")
    assert (row["operation_started_at"], row["operation_nights"]) == ("08:15", "0")
    assert row["operation_complications_during"] == "none_of_these"
    assert row["operation_complications_30_days"] == row["operation_anaesthesia"] == "not_recorded"
    assert (row["background_walking_baseline"], row["background_smokes_baseline"]) == ("under_100", "no")
    assert (row["background_work_baseline"], row["background_walking_y1"]) == ("not_recorded", "not_due")
    assert "Karen" not in content.decode("latin-1")
    long = table(exported(department, ["background"], layout="long", on=DAY))
    assert {(one["timepoint"], one["variable"], one["value"]) for one in long} >= {
        ("baseline", "background_walking", "under_100")
    }
