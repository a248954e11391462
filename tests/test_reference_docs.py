"""The generated reference pages on disk say what the code says."""

import io

import pytest
from django.conf import settings
from django.core.management import call_command

from decision_support import reference_docs
from decision_support.reference_docs import MARK, out_of_date, pages, write
from registry.instruments import INSTRUMENTS
from registry.instruments.reference_docs import instruments_markdown


def test_the_pages_on_disk_are_current():
    assert out_of_date(settings.BASE_DIR) == [], "run: .venv/bin/python manage.py write_reference_docs"


def test_every_instrument_has_a_page_with_its_items_its_threshold_and_its_licence():
    written = pages()
    for code, instrument in INSTRUMENTS.items():
        page = written[f"docs/reference/instruments/{code}.md"]
        assert all(f"`{item.code}`" in page for item in instrument.items)
        if instrument.mcid:
            assert f"{instrument.mcid.value:g} {instrument.mcid.unit}" in page
            assert instrument.mcid.source in page
        assert instrument.reference.licence in page
        assert all(f"`{value_set}`" in page for value_set in instrument.value_sets)


@pytest.fixture
def one_room(monkeypatch):
    """Enough pages to see how they are written; what all of them say is held against the disk above."""
    monkeypatch.setattr(reference_docs, "GENERATORS", (instruments_markdown,))


@pytest.mark.usefixtures("one_room")
def test_a_missing_a_changed_and_a_left_over_page_are_out_of_date_until_written(tmp_path):
    assert set(write(tmp_path)) == set(pages())
    assert out_of_date(tmp_path) == []
    odi, ndi = (tmp_path / f"docs/reference/instruments/{code}.md" for code in ("odi", "ndi"))
    odi.write_text(odi.read_text("utf-8").replace("12.8", "13"), "utf-8")
    ndi.unlink()
    (tmp_path / "docs/reference/gone.md").write_text(f"{MARK}\n\n# Gone\n", "utf-8")
    (tmp_path / "docs/reference/by_hand.md").write_text("# By hand\n", "utf-8")
    stale = [
        "docs/reference/gone.md",
        "docs/reference/instruments/ndi.md",
        "docs/reference/instruments/odi.md",
    ]
    assert out_of_date(tmp_path) == stale
    assert write(tmp_path) == stale
    assert out_of_date(tmp_path) == []
    assert (tmp_path / "docs/reference/by_hand.md").exists()


def test_two_generators_cannot_write_the_same_page(monkeypatch):
    monkeypatch.setattr(reference_docs, "GENERATORS", (lambda: {"a.md": "1"}, lambda: {"a.md": "2"}))
    with pytest.raises(ValueError, match=r"a\.md is written by two generators"):
        pages()


@pytest.mark.usefixtures("one_room")
def test_check_exits_with_1_and_names_what_is_out_of_date(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    printed = io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("write_reference_docs", "--check", stdout=printed)
    assert stopped.value.code == 1
    assert (
        "docs/reference/instruments/odi.md is out of date; run manage.py write_reference_docs"
        in printed.getvalue()
    )
    call_command("write_reference_docs", stdout=printed)
    printed.truncate(0)
    call_command("write_reference_docs", "--check", stdout=printed)
    assert "The reference pages are current." in printed.getvalue()
