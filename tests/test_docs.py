"""What the documents promise exists: pages, sections, files and the tests the hazard log names."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HAZARD_LOG = ROOT / "docs" / "clinical-safety" / "hazard-log.md"
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")])

FENCED = re.compile(r"^(```|~~~).*?^\1\s*$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"(?<!\\)\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
NAMED_TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


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


@pytest.mark.parametrize("document", PAGES, ids=lambda document: str(document.relative_to(ROOT)))
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


@pytest.mark.parametrize(
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


def hazards():
    """Each hazard's section by its id."""
    sections = re.split(r"^## (?=HZ)", HAZARD_LOG.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {section[:4]: section for section in sections}


@pytest.mark.parametrize("hazard", hazards().items(), ids=lambda item: item[0])
def test_a_hazard_says_all_it_must_and_names_a_test_that_exists(hazard):
    _id, section = hazard
    parts = ("Cause", "Effect", "Harm", "Control", "Shown by", "What remains")
    assert [part for part in parts if f"**{part}**: " not in section] == []
    named = NAMED_TEST.findall(section)
    assert named
    for path, test in named:
        assert (ROOT / path).is_file(), f"{path} does not exist"
        assert f"def {test}(" in (ROOT / path).read_text("utf-8") or not test, f"{path} has no {test}"


def test_every_hazard_of_the_table_has_its_section_and_the_numbers_fit():
    rows = re.findall(
        r"^\| \[(HZ\d\d)\]\(#[\w-]+\) \| [^|]+ \| (\d) \| (\d) → (\d) \| (\d+) \|$",
        HAZARD_LOG.read_text("utf-8"),
        flags=re.MULTILINE,
    )
    assert [hazard for hazard, *_numbers in rows] == list(hazards())
    for hazard, severity, before, after, left in rows:
        assert int(severity) * int(after) == int(left), hazard
        assert int(after) <= int(before), hazard


def test_what_is_left_too_high_says_so():
    for row in re.findall(r"^\| \[(HZ\d\d)\].* (\d+) \|$", HAZARD_LOG.read_text("utf-8"), flags=re.MULTILINE):
        hazard, left = row[0], int(row[1])
        assert ("Not acceptable" in hazards()[hazard]) is (left >= 10), hazard
