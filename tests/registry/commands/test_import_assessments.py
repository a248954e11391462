"""`manage.py import_assessments`: what it prints, its exit codes, and 3,000 real patients where they are at hand."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from registry.models import Assessment, Department, Patient
from tests.factories import a_department
from tests.registry.exchange.made_files import EXAMPLE, csv_text, mapping_text

pytestmark = pytest.mark.django_db
REAL = Path(__file__).resolve().parents[4] / "shared" / "realdata" / "low_back_pain_odi_eq5d_3000.csv"


@pytest.fixture
def run(tmp_path):
    """Runs the command on rows of the made-up file; exit code, printed lines and what went to standard error."""

    def import_rows(*rows, options=(), text=None, mapping=None):
        file, explained = tmp_path / "made_up.csv", tmp_path / "mapping.yaml"
        file.write_bytes((text if text is not None else csv_text(*rows)).encode())
        explained.write_text(mapping or mapping_text(), "utf-8")
        return called(file, explained, *options)

    return import_rows


def called(file, mapping, *options):
    printed, told = io.StringIO(), io.StringIO()
    try:
        call_command(
            "import_assessments", str(file), "--mapping", str(mapping), *options, stdout=printed, stderr=told
        )
        code = 0
    except SystemExit as stopped:
        code = stopped.code
    return code, printed.getvalue().splitlines(), told.getvalue().strip()


def test_it_tells_what_was_read_stored_compared_and_left(run):
    code, lines, told = run({}, {"id": "2", "own_odi": "44.4"})
    assert (code, told) == (0, "")
    assert lines == [
        "Rows read: 2. Refused: 0.",
        "Rows stored: 2. Already stored, and not stored twice: 0 (the key is ID and timepoint baseline).",
        "In department made-up-study, observed on 2026-03-01: 2 new patients; new assessments: odi 2, eq5d_3l 2.",
        "odi: the file's own own_odi disagrees with the score of its items in 1 of 2 rows and agrees in 1; "
        "largest difference 4.4. Only the score of the items is ever stored.",
        "eq5d_3l (nl_tto): the file's own own_eq5d agrees with the score of its items in all 2 rows.",
        "Columns left unread, as the mapping says: note.",
    ]


def test_a_second_run_says_that_nothing_is_stored_twice(run):
    run({}, {"id": "2"})
    code, lines, _told = run({}, {"id": "2"})
    assert code == 0
    assert lines[1].startswith("Rows stored: 0. Already stored, and not stored twice: 2")
    assert Patient.objects.count() == 2


def test_a_refused_row_stops_everything_with_exit_1_and_every_reason(run):
    code, lines, told = run({"o1": "6", "age": "x"}, {"id": "2"}, {"id": "3", "mo": "4"})
    assert code == 1
    assert lines[0] == "Rows read: 3. Refused: 2."
    assert [line.split(": ")[0].strip() for line in lines[1:4]] == [
        "line 2, ID 1, column age",
        "line 2, ID 1, column o1",
        "line 4, ID 3, column mo",
    ]
    assert lines[4] == "Stored: nothing."
    assert told == "Nothing is stored: correct the rows above, or run again with --skip-refused."
    assert Patient.objects.count() == Department.objects.count() == 0


def test_skip_refused_stores_the_rest(run):
    code, lines, _told = run({"o1": "6"}, {"id": "2"}, options=["--skip-refused"])
    assert code == 0
    assert lines[2].startswith("Rows stored: 1.")
    assert Patient.objects.get().source_id == "2"


def test_a_column_nobody_mentioned_is_told(run):
    header, row = csv_text().splitlines()
    _code, lines, _told = run(text=f"{header},colour\n{row},blue\n")
    assert lines[-1] == "Columns the mapping does not mention, left unread: colour."


def test_a_department_can_be_named(run):
    department = a_department("ward")
    assert run({}, options=["--department", "ward"])[0] == 0
    assert department.patients.count() == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"text": ""}, "made_up.csv cannot be read: The file is empty"),
        ({"text": "id,age\n1,2\n"}, "made_up.csv cannot be read: The file has no column sex, o1"),
        ({"text": csv_text() + '"'}, "made_up.csv cannot be read: Line 3 is not CSV"),
        ({"mapping": "name: ["}, "mapping.yaml cannot be used:\nThis is not YAML"),
        ({"mapping": mapping_text(colour="blue")}, "mapping.yaml cannot be used:\ncolour: "),
        (
            {"options": ["--department", "nowhere"]},
            "There is no department 'nowhere'; those there are: none yet.",
        ),
    ],
)
def test_what_cannot_be_read_at_all_exits_with_2(run, given, says):
    with pytest.raises(CommandError) as refused:
        run(**given)
    assert refused.value.returncode == 2
    assert says in str(refused.value)
    assert Patient.objects.count() == 0


def test_a_file_that_is_not_there_exits_with_2(tmp_path):
    with pytest.raises(CommandError, match=r"Cannot read .*nowhere.csv: No such file") as refused:
        called(tmp_path / "nowhere.csv", EXAMPLE)
    assert refused.value.returncode == 2


@pytest.mark.skipif(
    not REAL.exists(), reason="3,000 real patients: ../shared/realdata is not beside this checkout"
)
def test_three_thousand_real_patients(tmp_path):
    code, lines, _told = called(REAL, EXAMPLE)
    assert code == 0
    assert lines[0] == "Rows read: 3000. Refused: 0."
    assert lines[1].startswith("Rows stored: 3000.")
    assert lines[2].endswith("3000 new patients; new assessments: nrs_pain 3000, odi 3000, eq5d_3l 3000.")
    assert (
        "disagrees with the score of its items in 2996 of 3000 rows and agrees in 4 (all of them 0)"
        in lines[3]
    )
    assert (
        lines[4]
        == "eq5d_3l (nl_tto): the file's own utility agrees with the score of its items in all 3000 rows."
    )
    first = Assessment.objects.get(patient__source_id="3", instrument="odi")
    assert (first.score, first.observed_on.isoformat()) == (pytest.approx(100 * 28 / 45), "2023-01-01")
    assert set(Patient.objects.values_list("sex", flat=True)) == {""}
    assert called(REAL, EXAMPLE)[1][1].startswith(
        "Rows stored: 0. Already stored, and not stored twice: 3000"
    )
    damaged = tmp_path / "damaged.csv"
    damaged.write_text(REAL.read_text("utf-8").replace("\n3.0,45.98", "\nnew,245.98", 1), "utf-8")
    code, lines, _told = called(damaged, EXAMPLE)
    assert (code, lines[0]) == (1, "Rows read: 3000. Refused: 1.")
    assert lines[1].startswith("  line 2, ID new, column age: found")
