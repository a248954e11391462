"""What the documents promise exists: pages, sections and files."""

import re
from functools import cache
from pathlib import Path

from tests.tables import every_row

ROOT = Path(__file__).resolve().parents[1]
HAZARD_LOG = ROOT / "docs" / "clinical-safety" / "hazard-log.md"
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")])

FENCED = re.compile(r"^(```|~~~).*?^\1\s*$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"(?<!\\)\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)


def prose(page):
    """The page without its code blocks."""
    return FENCED.sub("", page.read_text("utf-8"))


def slug(heading):
    """The anchor a heading gets: lower case, punctuation dropped, spaces to hyphens."""
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)|`", r"\1", heading).lower()
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", words))


@cache
def anchors(page):
    return {slug(heading) for heading in HEADING.findall(prose(page))}


def internal_links(page):
    links = LINK.findall(prose(page))
    return [link for link in links if not re.match(r"[a-z]+:", link)]


@every_row("document", PAGES, ids=lambda document: str(document.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(document):
    broken = []
    for link in internal_links(document):
        path, _hash, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or not target.is_relative_to(ROOT):
            broken.append(f"{link}: no such file")
        elif anchor and target.suffix == ".md" and anchor not in anchors(target):
            broken.append(f"{link}: no such heading")
    assert broken == []


def test_links_are_found_where_there_are_some():
    assert len(internal_links(HAZARD_LOG)) > 20
    assert slug("HZ05 Stale facts are taken for today's") == "hz05-stale-facts-are-taken-for-todays"


@every_row(
    "document",
    [each for each in PAGES if each.is_relative_to(ROOT / "docs")],
    ids=lambda document: str(document.relative_to(ROOT)),
)
def test_every_page_can_be_reached_from_the_index(document):
    """One reads from docs/README.md; a page nothing leads to is not read."""
    assert document in reached(ROOT / "docs" / "README.md"), (
        "link it from docs/README.md or a page linked there"
    )


@cache
def reached(start):
    seen, waiting = set(), [start]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md" or not page.exists():
            continue
        seen.add(page)
        waiting += [
            (page.parent / link.partition("#")[0]).resolve()
            for link in internal_links(page)
            if link[0] != "#"
        ]
    return seen


def test_every_setting_that_is_read_from_the_environment_is_explained():
    settings = (ROOT / "decision_support" / "settings.py").read_text("utf-8")
    names = set(re.findall(r'env\.(?:values\.get|\w+)\(\s*"([A-Z_]+)"', settings)) | {"COLUMNA_ENV"}
    explained = (ROOT / "docs" / "how-to" / "deploy.md").read_text("utf-8")
    assert len(names) > 10
    assert [name for name in sorted(names) if name not in explained] == []
