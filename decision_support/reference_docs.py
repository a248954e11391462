"""The reference pages that are written from the code, and whether those on disk are current.

A generator returns path to text, the path counted from the project's root. Add a room's generator to GENERATORS; the
test in tests/test_reference_docs.py then holds its pages.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from decision_support.access_reference import access_markdown
from decision_support.clinical_safety.documents import safety_markdown
from guidelines.controversy_reference import controversies_markdown
from guidelines.functional_reference import functional_markdown
from guidelines.proof_reference import proofs_markdown
from guidelines.reference_docs import pathway_markdown
from guidelines.source_reference import sources_markdown
from registry.diagnoses.reference_docs import diagnoses_markdown
from registry.instruments.reference_docs import instruments_markdown
from registry.validation_reference import validation_markdown

GENERATORS: tuple[Callable[[], dict[str, str]], ...] = (
    instruments_markdown,
    diagnoses_markdown,
    pathway_markdown,
    sources_markdown,
    controversies_markdown,
    functional_markdown,
    proofs_markdown,
    access_markdown,
    safety_markdown,
    validation_markdown,
)
MARK = "<!-- Written by manage.py write_reference_docs from the code: change the code, then run it again. -->"
FOLDER = "docs/reference"


def pages() -> dict[str, str]:
    """Every generated page with its mark; ValueError where two generators write the same one."""
    found: dict[str, str] = {}
    for generator in GENERATORS:
        for path, text in generator().items():
            if path in found:
                raise ValueError(f"{path} is written by two generators; give one of them another path.")
            found[path] = f"{MARK}\n\n{text}"
    return found


def out_of_date(root: Path) -> list[str]:
    """Pages that are missing or differ on disk, and pages on disk that nothing writes any more."""
    wanted = pages()
    differing = [path for path, text in wanted.items() if not _same(root / path, text)]
    return sorted(differing + [path for path in marked(root) if path not in wanted])


def write(root: Path) -> list[str]:
    """Brings the pages on disk up to date; the paths that were written or removed."""
    changed, wanted = out_of_date(root), pages()
    for path in changed:
        if path in wanted:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(wanted[path], "utf-8")
        else:
            (root / path).unlink()
    return changed


def marked(root: Path) -> list[str]:
    """The generated pages on disk."""
    found = (root / FOLDER).rglob("*.md")
    return [str(path.relative_to(root)) for path in found if path.read_text("utf-8").startswith(MARK)]


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text("utf-8") == text
