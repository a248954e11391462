"""The differences from the published tables as a page of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from registry.simulation.comparison import LIMIT, Difference, Followed, correlations, root_mean_square

PAIRED = "herniation"  # shown with its correlations: the largest group that is followed before and after


def page(seed: int, patients: int, differences: Sequence[Difference], followed: Iterable[Followed]) -> str:
    errors = [difference.errors for difference in differences]
    far = sum(abs(error) > 2 for error in errors)
    return "\n".join(
        [
            "# A simulated registry beside the published tables",
            "",
            "Written by `manage.py compare_simulation --write`; do not edit. Nobody in it exists. "
            "How it is made: [simulate a registry](../how-to/simulate-a-registry.md).",
            "",
            f"{patients} made-up patients, seed {seed}, operated 2009-2022, beside the DaneSpine annual report 2022. "
            "The last column is the difference in standard errors of the simulation: by chance two in three lie within 1 "
            "and nineteen in twenty within 2. The published n is scaled to this number of patients.",
            "",
            f"{len(errors)} numbers compared: root mean square {root_mean_square(errors):.2f} standard errors (1 is chance), "
            f"{far} beyond 2, {sum(abs(error) > LIMIT for error in errors)} beyond {LIMIT:g}; "
            f"the largest {max(map(abs, errors), default=0):.1f}.",
            "",
            *_tables(differences),
            *_correlated(followed),
        ]
    )


def _tables(differences: Sequence[Difference]) -> list[str]:
    lines: list[str] = []
    for table, title in {one.table: _title(one) for one in differences}.items():
        lines += [f"## {title}", "", "| group | what | when | published | simulated | standard errors |"]
        lines += ["| --- | --- | --- | ---: | ---: | ---: |"]
        lines += [_row(one) for one in differences if one.table == table]
        lines.append("")
    return lines


def _title(difference: Difference) -> str:
    source = difference.table
    if source.startswith("R"):
        return f"Statements {source}"
    return source.capitalize() if source.startswith("figure") else f"Table {source}"


def _row(one: Difference) -> str:
    decimals = (
        0
        if one.what == "n"
        else 3
        if "eq5d" in one.what or one.what[0] == "E" or one.what == "completeness" or abs(one.published) < 1
        else 2
    )
    numbers = f"{one.published:.{decimals}f} | {one.simulated:.{decimals}f} | {one.errors:+.2f}"
    return f"| {one.group} | {one.what} | {one.timepoint} | {numbers} |"


def _correlated(followed: Iterable[Followed]) -> list[str]:
    rows = correlations(followed, PAIRED)
    return [
        "## What hangs together",
        "",
        f"The report prints no correlations: these are assumed. Group {PAIRED}; the index rises where pain and disability fall.",
        "",
        "| pair | correlation | paired n |",
        "| --- | ---: | ---: |",
        *(f"| {name} | {value:.2f} | {n} |" for name, (value, n) in rows.items()),
        "",
    ]
