"""Static files: they build for production, come with their licences, and ask no other host for anything."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.tables import every_row

STATIC = settings.BASE_DIR / "static"
OURS = [path for kind in ("css", "js") for path in sorted((STATIC / kind).iterdir())]
VENDORED = [*sorted((STATIC / "vendor").iterdir()), STATIC / "icons"]
MANIFEST = "whitenoise.storage.CompressedManifestStaticFilesStorage"


@pytest.mark.slow
def test_every_file_can_be_hashed_and_compressed_for_production(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": MANIFEST}}
    call_command("collectstatic", interactive=False, verbosity=0)
    assert list(tmp_path.glob("css/tokens.*.css.gz"))
    assert list(tmp_path.glob("vendor/bootstrap/bootstrap.min.*.css"))


@pytest.mark.parametrize("folder", VENDORED, ids=lambda folder: folder.name)
def test_what_is_vendored_says_its_licence_and_where_it_came_from(folder):
    assert (folder / "LICENSE").is_file()
    assert re.search(r"\d+\.\d+\.\d+", (folder / "VERSION").read_text(encoding="utf-8"))


@every_row("path", OURS, ids=lambda path: path.name)
def test_nothing_comes_from_another_host(path):
    assert not re.search(
        r"(https?:)?//[a-z0-9-]+\.[a-z]{2,}|@font-face|@import", path.read_text(encoding="utf-8")
    )


@every_row("path", OURS, ids=lambda path: path.name)
def test_scripts_keep_nothing_in_the_browser_and_evaluate_nothing(path):
    forbidden = r"localStorage|sessionStorage|indexedDB|document\.cookie|\beval\(|new Function|innerHTML"
    assert not re.search(forbidden, path.read_text(encoding="utf-8"))


TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
# The annual report as a file to keep: never served as a page, opened from a disk, so it brings its own style.
KEPT_AS_A_FILE = "annual_report_file.html"


@every_row("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_breaks_the_content_security_policy(path):
    text = path.read_text(encoding="utf-8")
    if path.name == KEPT_AS_A_FILE:
        text = text.replace("<style>", "", 1)
    broken = r"<style|\sstyle=[\"']|\son[a-z]+=[\"']|hx-on|javascript:|<script(?![^>]*\bsrc=)"
    assert not re.search(broken, text)


@every_row("path", TEMPLATES, ids=lambda path: path.name)
def test_every_icon_named_exists(path):
    sprite = (STATIC / "icons" / "columna.svg").read_text(encoding="utf-8")
    named = re.findall(r'icon\.html" with name="([a-z-]+)"', path.read_text(encoding="utf-8"))
    assert [name for name in named if f'id="{name}"' not in sprite] == []
