"""From the first step to what everybody reads: made a part at a time, held back by the linter, signed by two, kept for good."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from pypdf import PdfReader

from registry.actions import annual_reports as actions
from registry.exchange.annual.files import NAMES
from registry.models import AnnualReport, PublishedReport, Role, StatisticsState
from tests.factories import a_department, a_user
from tests.registry.annual_report.source import asking

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TODAY = date(2023, 6, 1)


@pytest.fixture(autouse=True)
def statistics(monkeypatch):
    """Those of eighty made-up episodes."""
    monkeypatch.setattr(actions, "asking", lambda year, country: asking(80, year=year, country=country))


@pytest.fixture
def gerda():
    return a_user(Role.COORDINATOR, a_department())


@pytest.fixture
def karl():
    return a_user(Role.ADMINISTRATOR, a_department())


def made(by, year: int = 2022) -> AnnualReport:
    report = actions.start_report(year=year, country="DK", on=TODAY, by=by)
    return actions.work_on_report(report, seconds=60)


def test_a_report_goes_on_where_it_was_left_and_one_is_made_at_a_time(gerda):
    report = actions.start_report(year=2022, country="DK", on=TODAY, by=gerda)
    half = actions.work_on_report(report, seconds=0.01)
    assert 0 < half.done < half.total
    with pytest.raises(ValidationError, match="being made already"):
        actions.start_report(year=2021, country="DK", on=TODAY, by=gerda)
    again = AnnualReport.objects.get(pk=report.pk)  # as after a kill: what is stored is all there is
    whole = actions.work_on_report(again, seconds=60)
    assert (whole.state, whole.done, whole.findings) == ("made", whole.total, [])
    assert set(NAMES) < set(whole.files.values_list("name", flat=True))


def test_a_step_that_somebody_else_made_meanwhile_is_counted_once(gerda):
    report = actions.start_report(year=2022, country="DK", on=TODAY, by=gerda)
    stale = AnnualReport.objects.get(pk=report.pk)
    actions.work_on_report(report, seconds=0.001)
    step = actions._make_part(stale)
    assert actions._store(stale, step).done == AnnualReport.objects.get(pk=report.pk).done


def test_a_cancelled_report_cannot_be_signed_and_leaves_what_is_published(gerda, karl):
    published = sign_both(made(gerda), gerda, karl)
    report = actions.start_report(year=2022, country="DK", on=TODAY, by=gerda)
    ended = actions.cancel_report(report, by=gerda)
    with pytest.raises(ValidationError, match="made to the end"):
        actions.sign_report(ended, by=gerda)
    assert list(PublishedReport.objects.all()) == [published]


@pytest.mark.parametrize(("year", "said"), [(2023, "has not ended"), (1990, "No operation of 1990")])
def test_a_year_without_anything_to_tell_is_refused(gerda, year, said):
    with pytest.raises(ValidationError, match=said):
        actions.start_report(year=year, country="DK", on=TODAY, by=gerda)


def test_no_report_is_made_from_statistics_that_miss_something(gerda):
    StatisticsState.objects.update_or_create(pk=StatisticsState.ONLY, defaults={"is_outdated": True})
    with pytest.raises(ValidationError, match="rebuild_statistics first"):
        actions.start_report(year=2022, country="DK", on=TODAY, by=gerda)
    assert not AnnualReport.objects.exists()


def sign_both(report: AnnualReport, first, second, correction: str = "") -> PublishedReport:
    assert actions.sign_report(report, by=first, correction=correction) is None
    return actions.sign_report(report, by=second, correction=correction)


def test_it_takes_two_people_to_publish(gerda, karl):
    report = made(gerda)
    assert actions.sign_report(report, by=gerda) is None
    with pytest.raises(ValidationError, match="somebody else's"):
        actions.sign_report(report, by=gerda)
    assert not PublishedReport.objects.exists()
    assert actions.sign_report(report, by=karl).edition == 1


def test_what_the_linter_finds_keeps_it_from_being_published(gerda):
    report = made(gerda)
    AnnualReport.objects.filter(pk=report.pk).update(findings=["table 2: the rows do not add up"])
    with pytest.raises(ValidationError, match="linter found something"):
        actions.sign_report(report, by=gerda)


def test_files_that_were_changed_after_they_were_made_cannot_be_signed(gerda):
    report = made(gerda)
    report.files.filter(name="annual-report.pdf").update(digest="0" * 64)
    with pytest.raises(ValidationError, match="not those that were made"):
        actions.sign_report(report, by=gerda)


def test_an_edition_stays_byte_for_byte_and_a_correction_says_what_it_corrects(gerda, karl):
    first = sign_both(made(gerda), gerda, karl)
    kept = {one.name: bytes(one.content) for one in first.files.all()}
    assert all(sha256(bytes(one.content)).hexdigest() == one.digest for one in first.files.all())
    again = made(gerda)
    actions.sign_report(again, by=gerda)
    with pytest.raises(ValidationError, match="Say what this edition corrects"):
        actions.sign_report(again, by=karl)
    second = actions.sign_report(again, by=karl, correction="Unit two was counted twice.")
    assert (second.edition, second.correction) == (2, "Unit two was counted twice.")
    assert {one.name: bytes(one.content) for one in first.files.all()} == kept
    with pytest.raises(ValidationError, match="cannot be changed"):
        first.save()
    with pytest.raises(ValidationError, match="cannot be deleted"):
        first.files.first().delete()


def test_each_country_has_its_own_editions(gerda, karl, client):
    sign_both(made(gerda), gerda, karl)
    swedish = actions.start_report(year=2022, country="SE", on=TODAY, by=gerda)
    published = sign_both(actions.work_on_report(swedish, seconds=60), gerda, karl)
    assert (published.country, published.edition) == ("SE", 1)
    assert b"Annual report 2022, Sweden" in client.get(reverse("published-report", args=["SE", 2022])).content
    assert b"Annual report 2022, Denmark" in client.get("/published/dk/2022/").content
    assert client.get("/published/no/2022/").status_code == 404


def test_a_draft_begun_before_another_edition_was_published_cannot_be_signed(gerda, karl):
    early, late = made(gerda), made(gerda)
    sign_both(late, gerda, karl)
    with pytest.raises(ValidationError, match="could give a patient away"):
        actions.sign_report(early, by=gerda)


@pytest.mark.parametrize(("first", "second"), [(2021, 2022), (2022, 2021)])
def test_a_draft_begun_before_another_year_was_published_cannot_be_signed(gerda, karl, first, second):
    early = made(gerda, second)
    sign_both(made(gerda, first), gerda, karl)
    with pytest.raises(ValidationError, match=f"A report of {first} was published after this one was begun"):
        actions.sign_report(early, by=gerda)
    assert sign_both(made(gerda, second), gerda, karl).edition == 1


def test_a_report_is_made_beside_those_of_other_years(gerda, karl):
    alone = actions.report_of(made(gerda, 2022))
    sign_both(made(gerda, 2021), gerda, karl)
    beside = actions.report_of(made(gerda, 2022))
    assert beside.parts != alone.parts
    assert any("of another year is subtracted" in str(n.text) for part in beside.parts for n in part.notes)


def test_a_new_edition_is_made_beside_the_published_one(gerda, karl, monkeypatch):
    """One patient more: what changed is not shown, and nothing that was shown is another number."""
    first = actions.report_of(sign_both(made(gerda), gerda, karl).report)
    monkeypatch.setattr(actions, "asking", lambda year, country: asking(81, year=year, country=country))
    second = actions.report_of(made(gerda))
    values = {part.place(cell): cell.value for part, cell in first.cells()}
    assert second != first
    assert [
        str(part.place(cell))
        for part, cell in second.cells()
        if cell.value is not None and cell.value != values[part.place(cell)]
    ] == []


def test_everybody_reads_what_is_published_and_nobody_a_draft(client, gerda, karl):
    report = made(gerda)
    draft = reverse("annual-report", args=[report.pk])
    assert client.get(draft).status_code == 302
    assert client.get(reverse("published-report", args=["DK", 2022])).status_code == 404
    published = sign_both(report, gerda, karl)
    page = client.get(reverse("published-report", args=["DK", 2022])).content.decode()
    assert "Table 4. Lumbar spinal stenosis" in page
    assert published.files.get(name="annual-report.pdf").digest in page
    answer = client.get(reverse("published-file", args=["DK", 2022, 1, "annual-report.pdf"]))
    assert answer.content == bytes(published.files.get(name="annual-report.pdf").content)
    assert client.get(reverse("published-file", args=["DK", 2022, 1, "shown.html"])).status_code == 404
    assert client.get(reverse("published-edition", args=["DK", 2022, 2])).status_code == 404
    assert "Annual report 2022, Denmark, edition 1" in client.get(reverse("published-list")).content.decode()


def test_the_pdf_has_every_table_and_figure_with_bookmarks_page_numbers_and_tags(gerda):
    report = made(gerda)
    pdf = PdfReader(BytesIO(bytes(report.files.get(name="annual-report.pdf").content)))
    text = "\n".join(page.extract_text() for page in pdf.pages)
    for number in range(1, 16):
        assert f"Table {number}. " in text
    for number in range(1, 40):
        assert f"Figure {number}. " in text
    assert f"1 / {len(pdf.pages)}" in pdf.pages[0].extract_text()
    assert "Lumbar spinal stenosis" in [one.title for one in pdf.outline if not isinstance(one, list)]
    assert "/StructTreeRoot" in pdf.trailer["/Root"]
    assert "Not for clinical use" in pdf.pages[-1].extract_text()
    assert "without a comparison group" in text.replace("\n", " ")


def test_the_commands_say_why_there_is_no_report(tmp_path):
    with pytest.raises(CommandError, match="No operation of 1990"):
        call_command("annual_report", year=1990, out=tmp_path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(CommandError, match="invalid choice: 'xx'"):
        call_command("annual_report", "--year=2022", f"--out={tmp_path}", "--language=xx")
    for given in ({"year": 1990}, {"report": 4711}, {"file": tmp_path / "none.csv"}):
        with pytest.raises(
            CommandError, match=r"there is no report|There is no report 4711|none\.csv"
        ) as refused:
            call_command("lint_report", **given)
        assert refused.value.returncode == 2


def test_the_printed_report_fails_the_linter_by_command(capsys):
    with pytest.raises(CommandError, match="found"):
        call_command("lint_report", printed=True)
    assert "The total is 6430" in capsys.readouterr().out
