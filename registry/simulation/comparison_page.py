"""The annual report of a simulated registry beside the printed one, as a page of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from registry.simulation.comparison import LIMIT, Difference, Followed, correlations, root_mean_square

PAIRED = "herniation"  # shown with its correlations: the largest group that is followed before and after
HEAD = ("group", "what", "when", "published", "ours", "difference", "sampling error", "in errors", "verdict")


def page(seed: int, patients: int, differences: Sequence[Difference], followed: Iterable[Followed]) -> str:
    errors = [difference.errors for difference in differences]
    far = sum(abs(error) > 2 for error in errors)
    outside = sum(not one.is_within for one in differences)
    return "\n".join(
        [
            "# Our annual report of a simulated registry beside the printed one",
            "",
            "Written by `manage.py compare_simulation --write`; do not edit. Nobody in this registry exists. "
            "How it is made: [simulate a registry](../how-to/simulate-a-registry.md).",
            "",
            f"{patients} made-up patients, seed {seed}, operated 2009-2022. Every number under *ours* stands in our "
            "annual report of 2022, made from the statistics of that registry as `manage.py annual_report` makes it; every "
            "number under *published* stands in the DaneSpine annual report 2022. A published n is scaled to the size of the "
            "simulated registry.",
            "",
            "The sampling error is the standard error of our number. By chance two in three lie within one of it and nineteen "
            f"in twenty within two; with so many numbers the verdict is *outside* from {LIMIT:g} on, which chance does to one "
            "number in 16 000.",
            "",
            f"{len(errors)} numbers compared: {outside} outside, {far} beyond 2 errors, the largest "
            f"{max(map(abs, errors), default=0):.1f}; root mean square {root_mean_square(errors):.2f} (1 is chance).",
            "",
            "Not compared: printed changes, which subtract the means of different patients, where ours are of pairs; numbers of "
            "which fewer than 30 patients stand behind ours; numbers by year, which the simulation does not aim at; "
            "segmental pain and the total in table 2, of which tables 6 to 8 and so the simulation have fewer; the total of table 12, which counts malignant fractures too, where the simulation takes the operations from table 13.",
            "",
            *_tables(differences),
            *_correlated(followed),
        ]
    )


def _tables(differences: Sequence[Difference]) -> list[str]:
    lines: list[str] = []
    for part in sorted({one.part for one in differences}, key=_order):
        lines += [f"## {part.capitalize()}", "", f"| {' | '.join(HEAD)} |"]
        lines += ["| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | --- |"]
        lines += [_row(one) for one in differences if one.part == part]
        lines.append("")
    return lines


def _order(part: str) -> tuple[bool, int]:
    kind, _space, number = part.partition(" ")
    return kind == "figure", int(number)


def _row(one: Difference) -> str:
    apart = one.simulated - one.published
    numbers = " | ".join(f"{number:.{one.decimals}f}" for number in (one.published, one.simulated))
    signed = f"{apart:+.{one.decimals}f} | {one.se:.{one.decimals + 1}f} | {one.errors:+.2f}"
    verdict = "within" if one.is_within else "**outside**"
    return f"| {one.group} | {one.what} | {one.timepoint} | {numbers} | {signed} | {verdict} |"


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
