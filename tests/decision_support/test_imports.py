"""The pages of an import: taken in, looked at before anything is stored, stored whole or not at all, reported on."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from auditlog.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from registry.actions import import_runs, import_work, work_on_import
from registry.models import Assessment, Department, ImportMapping, ImportPiece, ImportRun, Patient, Role
from tests.factories import a_department, a_user
from tests.registry.exchange.made_files import csv_text, mapping_text
from tests.registry.exchange.operated import FILE, MAPPING
from tests.registry.exchange.test_workbook import sheet

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # many pages; what they rest on is in tests/registry


@pytest.fixture(autouse=True)
def in_the_request(settings):
    settings.IMPORTS_IN_A_PROCESS = False


@pytest.fixture
def karl(client):
    user = a_user(Role.COORDINATOR, a_department("ward"))
    client.force_login(user)
    return user


@pytest.fixture
def take_in(client, karl):
    """take_in(rows …): the page that follows; with `raw` the bytes of a file, with `mapping` other entries."""

    def send(*rows, raw=None, name="made_up.csv", **mapping):
        content = raw if raw is not None else csv_text(*rows).encode()
        given = {
            "department": "ward",
            "file": SimpleUploadedFile(name, content),
            "mapping": "new",
            "new_mapping": SimpleUploadedFile("mapping.yaml", mapping_text(**mapping).encode()),
        }
        return client.post(reverse("import-list"), given, follow=True)

    return send


def run():
    return ImportRun.objects.first()


def stored():
    return Patient.objects.count(), Assessment.objects.count()


def address(step):
    return reverse(f"import-{step}" if step else "import", args=[run().key])


BAD = ({}, {"id": "2", "o1": "9"}, {"id": "3"})


def test_what_would_be_stored_is_shown_and_nothing_is_stored_before_it_is_confirmed(client, take_in, karl):
    page = take_in({}, {"id": "2", "age": ""})
    assert page.status_code == 200
    assert (run().state, stored()) == ("ready", (0, 0))
    assert (page.context["summary"].new_patients, page.context["summary"].rows_new) == (2, 2)
    assert ("o4", "Oswestry Disability Index (ODI): Walking") in [
        (one.column, one.what) for one in page.context["becomes"]
    ]
    assert [row["id"] for row in page.context["shown"]] == ["1", "2"]
    assert page.context["shown"][0]["scores"] == ["40.0", "0.092 (nl_tto)"]
    assert "Store 2 rows" in page.text
    done = client.post(address("confirm"), follow=True)
    assert (run().state, stored()) == ("stored", (2, 4))
    assert "2 rows are stored." in done.text
    assert Patient.objects.first().department.code == "ward"
    assert Department.objects.filter(code="made-up-study").count() == 0
    told = LogEntry.objects.filter(actor=karl).values_list("additional_data__event", flat=True)
    assert {"import started", "import confirmed", "assessments.imported"} <= set(told)


def test_an_operated_registry_is_shown_without_who_anybody_is(client, karl):
    given = {
        "department": "ward",
        "file": SimpleUploadedFile("operated.csv", FILE.read_bytes()),
        "mapping": "new",
        "new_mapping": SimpleUploadedFile("mapping.yaml", MAPPING.read_bytes()),
    }
    page = client.post(reverse("import-list"), given, follow=True)
    assert "Stenosis" in page.text or "stenosis" in page.text
    report = client.get(reverse("import-report", args=[run().key, "csv"])).getvalue().decode("utf-8-sig")
    kept = str(LogEntry.objects.values_list("changes", "additional_data"))
    for secret in ("010248", "Testesen", "1948"):
        assert secret not in page.text + report + kept
    assert "An unusual check digit" in report
    client.post(address("confirm"), {"because": "record"})
    assert (run().state, run().stored["more"]) == (
        "stored",
        {"identity": 3, "diagnosis": 3, "operation": 3, "background": 3, "ends": 1},
    )
    changed = FILE.read_text("utf-8").replace(";62;71", ";55;71")
    given["file"] = SimpleUploadedFile("operated.csv", changed.encode())
    given["new_mapping"] = SimpleUploadedFile("mapping.yaml", MAPPING.read_bytes())
    page = client.post(reverse("import-list"), given, follow=True)
    assert "corrected by the file" in page.text
    client.post(address("confirm"), {"because": "record"})
    assert (run().state, run().stored["rows"], run().stored["rows_corrected"]) == ("stored", 0, 1)


def test_refused_lines_stop_all_of_it_unless_it_is_said_that_they_are_left_out(client, take_in):
    page = take_in(*BAD)
    assert "Not one of the answers; perhaps a missing code that is not declared" in page.text
    refused = client.post(address("confirm"))
    assert (refused.status_code, run().state, stored()) == (422, "ready", (0, 0))
    client.post(address("confirm"), {"leave_out_refused": "on"})
    assert (run().state, stored()) == ("stored", (2, 4))


def test_the_report_tells_line_column_value_reason_and_what_to_do(client, take_in):
    take_in(*BAD, {"id": "=1+1", "o2": "x"})
    raw = client.get(reverse("import-report", args=[run().key, "csv"]))
    _head, first, second = csv.reader(io.StringIO(raw.getvalue().decode("utf-8-sig")))
    assert first[:5] == ["3", "2", "o1", "9", "refused"]
    assert first[5].startswith("Not one of the answers")
    assert first[6].startswith("Give a whole number from 0 to 5")
    assert second[1] == "'=1+1"
    book = client.get(reverse("import-report", args=[run().key, "xlsx"]))
    rows = list(openpyxl.load_workbook(io.BytesIO(book.getvalue())).active.values)
    assert [str(cell) for cell in rows[1]] == first
    assert client.get(reverse("import-report", args=[run().key, "pdf"])).status_code == 404


def test_unlikely_lines_ask_how_one_knows(client, take_in):
    day = {"episode": {"kind": "other", "onset_on": {"column": "note", "format": "DD-MM-YYYY"}}}
    take_in({"note": "01-02-1999"}, **day, not_read=[])
    assert run().summary["unlikely"] == 1
    assert client.post(address("confirm")).status_code == 422
    client.post(address("confirm"), {"because": "record"})
    assert (run().state, run().because, stored()[0]) == ("stored", "record", 1)


def test_the_file_is_kept_encrypted_only_while_it_is_read_and_everything_is_gone_when_it_ends(
    client, take_in, monkeypatch
):
    monkeypatch.setattr("decision_support.views.imports.begin", lambda run: None)
    take_in({"id": "SECRET-ID"}, *BAD)
    (piece,) = ImportPiece.objects.all()
    assert (piece.kind, b"SECRET-ID" in bytes(piece.content)) == ("file", False)
    work_on_import(run().pk)
    assert set(ImportPiece.objects.values_list("kind", flat=True)) == {"rows", "problems reading", "preview"}
    assert not any(
        b"SECRET-ID" in bytes(content) for content in ImportPiece.objects.values_list("content", flat=True)
    )
    client.post(address("cancel"))
    assert (run().state, ImportPiece.objects.count(), stored()) == ("cancelled", 0, (0, 0))


def test_what_lies_open_for_a_day_is_ended_and_cleared(client, take_in):
    take_in(*BAD)
    assert import_runs.clear_expired_imports(timezone.now()) == 0
    assert import_runs.clear_expired_imports(timezone.now() + timedelta(hours=25)) == 0
    assert (run().state, ImportPiece.objects.count()) == ("expired", 0)
    take_in(*BAD)
    client.post(address("confirm"), {"leave_out_refused": "on"})
    assert ImportPiece.objects.count() == 1  # what is told of the lines
    assert import_runs.clear_expired_imports(timezone.now() + timedelta(hours=25)) == 1


def test_a_second_import_at_once_is_told_of_the_first(client, take_in):
    take_in()
    second = take_in({"id": "2"}, name="other.csv")
    assert second.status_code == 422
    assert "is open: made_up.csv" in second.text
    assert ImportRun.objects.count() == 1


def test_the_same_file_again_is_told_and_stores_nothing_twice(client, take_in):
    take_in()
    client.post(address("confirm"))
    again = take_in()
    assert "This very file was stored before." in again.text
    assert "There is nothing new to store." in again.text
    assert client.post(address("confirm")).status_code == 422
    assert stored() == (1, 2)


def test_what_was_stored_meanwhile_stops_all_of_it(client, take_in):
    take_in({"id": "2"}, {"o1": "3"})
    held = run()
    ImportRun.objects.filter(pk=held.pk).update(department=a_department("aside"))
    take_in()
    client.post(address("confirm"))
    ImportRun.objects.filter(pk=held.pk).update(department=a_department("ward"))
    client.post(reverse("import-confirm", args=[held.key]))
    held.refresh_from_db()
    assert (held.state, stored()) == ("failed", (1, 2))
    assert "meanwhile" in held.problem


def test_a_column_that_is_not_there_is_one_clear_message(take_in):
    page = take_in(raw=b"id,age\n1,2\n")
    assert run().state == "failed"
    assert "The file has no column sex, o1" in page.text
    assert "It has id, age." in page.text
    assert stored() == (0, 0)


def test_a_workbook_is_taken_in_by_its_content_whatever_its_name(client, take_in):
    take_in(raw=sheet({}, {"id": (7, "000")}), name="answers.dat")
    client.post(address("confirm"))
    assert set(Patient.objects.values_list("source_id", flat=True)) == {"1", "007"}


def test_a_mapping_is_kept_by_the_department_and_chosen_the_next_time(client, take_in, karl):
    take_in()
    client.post(address("cancel"))
    kept = ImportMapping.objects.get()
    page = client.get(reverse("import-list"))
    assert (str(kept.pk), "made-up") in page.context["form"].fields["mapping"].choices
    given = {
        "department": "ward",
        "file": SimpleUploadedFile("m.csv", csv_text().encode()),
        "mapping": kept.pk,
    }
    client.post(reverse("import-list"), given)
    assert run().state == "ready"
    assert client.get(reverse("import-mapping", args=[kept.pk])).text == mapping_text()


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"file": ""}, "file", "Choose the file."),
        ({"new_mapping": ""}, "new_mapping", "Choose the file of the mapping."),
        ({"new_mapping": b"name: ["}, "new_mapping", "This is not YAML"),
        ({"new_mapping": b"\xff\xfe"}, "new_mapping", "not text in UTF-8"),
        ({"department": "elsewhere"}, "department", "You may not import into this department"),
    ],
)
def test_what_cannot_be_taken_in_is_told_at_its_field(client, karl, changes, field, says):
    a_department("elsewhere")
    given = {
        "department": "ward",
        "file": csv_text().encode(),
        "mapping": "new",
        "new_mapping": mapping_text().encode(),
    } | changes
    files = {
        name: SimpleUploadedFile(name, value) if isinstance(value, bytes) else value
        for name, value in given.items()
    }
    page = client.post(reverse("import-list"), files)
    assert page.status_code == 422
    assert any(says in text for text in page.context["form"].errors[field])
    assert ImportRun.objects.count() == ImportMapping.objects.count() == 0


def test_a_file_that_is_too_large_is_not_kept(take_in, settings):
    settings.LARGEST_UPLOAD = 4_000
    page = take_in(raw=b"x" * 5_000)
    assert page.status_code == 422
    assert "larger than" in page.context["form"].errors["file"][0]
    assert ImportRun.objects.count() == 0


def test_work_that_stopped_can_begin_anew_and_an_overtaken_worker_keeps_nothing(client, take_in, monkeypatch):
    monkeypatch.setattr("decision_support.views.imports.begin", lambda run: None)
    take_in()
    assert "Begin anew" not in client.get(address("progress")).text
    ImportRun.objects.update(touched_at=timezone.now() - timedelta(minutes=2))
    assert "Begin anew" in client.get(address("progress")).text
    overtaken = run()
    work_on_import(run().pk)
    with pytest.raises(import_work.Superseded):
        import_work._read(overtaken)
    assert (run().state, run().summary["rows_read"]) == ("ready", 1)
    assert client.get(address("progress"))["HX-Redirect"] == address("")


def test_a_fault_while_storing_leaves_nothing_and_says_so(client, take_in, monkeypatch):
    take_in({}, {"id": "2"})

    def fail(*_args, **_kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr("registry.actions.imports._record", fail)
    with pytest.raises(OSError, match="disk"):
        client.post(address("confirm"))
    assert (run().state, stored(), ImportPiece.objects.count()) == ("failed", (0, 0), 0)
    assert "Nothing of the file is stored" in run().problem
