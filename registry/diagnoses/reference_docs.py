"""The reference page of the diagnoses and their codes, written from the catalogue and the table."""

from __future__ import annotations

from collections.abc import Iterator

from registry.diagnoses.catalogue import DIAGNOSES
from registry.diagnoses.coding import CODES, Coded, breaks
from registry.diagnoses.diagnosis import REGIONS, Diagnosis, Region

PAGE = "docs/reference/diagnoses.md"
HEAD = """# Diagnoses

What an episode may be about, in the groups of the annual report, with the codes that stand for it. A code that is shared stands for several diagnoses, and a person decides; *ours* marks a mapping that the title of the code does not give, to be confirmed by the national registry. SKS codes are D and the ICD-10 code without its point. How to change a code: [change a diagnosis code](../how-to/change-a-diagnosis-code.md).
"""


def diagnoses_markdown() -> dict[str, str]:
    return {PAGE: "\n".join([HEAD, *(line for region in Region for line in _chapter(region))])}


def _chapter(region: Region) -> Iterator[str]:
    yield from (f"## {REGIONS[region]}", "")
    yield "| diagnosis | in words | group | codes | breaks |"
    yield "| --- | --- | --- | --- | --- |"
    for one in DIAGNOSES.values():
        if one.region is region:
            yield _row(one)
    yield ""


def _row(one: Diagnosis) -> str:
    codes = "; ".join(_coded(row) for row in CODES if row.diagnosis == one.code)
    days = ", ".join(day.isoformat() for day in breaks(one.code)) or "none"
    group = one.group.code + (f" (in table 2: {one.group.counted_with})" if one.group.counted_with else "")
    return f"| `{one.code}` | {one.title} | {group} | {codes} | {days} |"


def _coded(row: Coded) -> str:
    """The code, from when to when, and what is special about it."""
    until = f" to {row.last.isoformat()}" if row.last else ""
    said = [*(["shared"] if row.tells == "in_part" else []), *(["ours"] if row.mapping == "ours" else [])]
    named = f"{row.icd10} ({row.sks})" if row.sks else f"no code: {row.note}"
    return f"{named} from {row.first.isoformat()}{until}" + (f", {', '.join(said)}" if said else "")
